package io.flankwatch.command.casefile;

import io.flankwatch.ledger.LedgerMetadata;
import java.util.function.Consumer;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/// Remembers the state of every case that it loads, so that the next load reads only what was recorded since.
///
/// What was redacted is not remembered: a case is read anew when it has been, once its stored events are what is left of them.
///
/// What it remembers is what it has just read, never what is about to be recorded: that may yet be refused.
final class CaseRepository extends EventSourcingRepository<CaseAggregate> {

    private final EventStore eventStore;
    private final Consumer<String> redaction;

    /// @param redaction settles what was redacted of a case, and forgets what was remembered of it
    CaseRepository(EventStore eventStore, Consumer<String> redaction) {
        super(builder(CaseAggregate.class).eventStore(eventStore));
        this.eventStore = eventStore;
        this.redaction = redaction;
    }

    @Override
    protected EventSourcedAggregate<CaseAggregate> doLoadWithLock(String aggregateIdentifier, @Nullable Long expectedVersion) {
        EventSourcedAggregate<CaseAggregate> loaded = super.doLoadWithLock(aggregateIdentifier, expectedVersion);
        if (loaded.invoke(CaseAggregate::redacted)) {
            redaction.accept(aggregateIdentifier);
            loaded = super.doLoadWithLock(aggregateIdentifier, expectedVersion);
        }
        CaseState state = loaded.invoke(CaseAggregate::state);
        eventStore.storeSnapshot(new GenericDomainEventMessage<>(LedgerMetadata.STREAM_TYPE, aggregateIdentifier, loaded.version(), state));
        return loaded;
    }
}
