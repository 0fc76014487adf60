package io.flankwatch.command.casefile;

import io.flankwatch.command.vocabulary.Asked;
import io.flankwatch.command.vocabulary.RememberedCases;
import io.flankwatch.events.CaseFile;
import io.flankwatch.ledger.LedgerEngine;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/// Takes commands about cases.
public final class CaseCommands implements RememberedCases {

    private final LedgerEngine engine;
    private final CaseRepository cases;

    /// @param engine    of the event store
    /// @param redaction settles what was redacted of a case, and forgets what was remembered of it
    public CaseCommands(EventStore eventStore, LedgerEngine engine, Consumer<String> redaction) {
        this.engine = engine;
        cases = new CaseRepository(eventStore, redaction);
    }

    public CommandBus bus() {
        var bus = SimpleCommandBus.builder().rollbackConfiguration(RollbackConfigurationType.ANY_THROWABLE).build();
        AggregateAnnotationCommandHandler.<CaseAggregate>builder()
                .aggregateType(CaseAggregate.class)
                .repository(cases)
                .commandTargetResolver(command ->
                        new VersionedAggregateIdentifier(Asked.of(command.getMetaData()).about(), null))
                .build()
                .subscribe(bus);
        return bus;
    }

    /// Reads a case as a command about it would, so that the next one reads only what was recorded since.
    public void recall(String caseId) {
        DefaultUnitOfWork.startAndGet(GenericMessage.asMessage(caseId)).execute(() -> cases.load(caseId));
    }

    @Override
    public @Nullable CaseFile file(UUID caseId) {
        return engine.readSnapshot(caseId.toString())
                .map(remembered -> ((CaseState) remembered.getPayload()).file())
                .orElse(null);
    }
}
