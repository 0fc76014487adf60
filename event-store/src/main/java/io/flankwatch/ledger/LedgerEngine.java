package io.flankwatch.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/// Axon's view of the ledger.
///
/// Events are staged on the root unit of work and appended once, when it commits: Axon hands them over in several portions while it
/// prepares, and they are one commit. What is thrown there rolls the unit of work back: `AggregateStreamCreationException` where a
/// stream exists that was to begin, `ConcurrencyException` where it has moved on, [CommandAlreadyStored], `Refused` TOO_LARGE
/// or OVERLOADED, [StoreAway] where nothing was sent, and [OutcomeUnknown], after which the commit may be stored all the same.
public final class LedgerEngine implements EventStorageEngine {

    private final LedgerReader reader;
    private final LedgerWriter writer;

    public LedgerEngine(LedgerReader reader, LedgerWriter writer) {
        this.reader = reader;
        this.writer = writer;
    }

    /// @throws io.flankwatch.events.Refused TOO_LARGE or OVERLOADED, on commit
    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        if (events.isEmpty()) {
            return;
        }
        List<DomainEventMessage<?>> ours = new ArrayList<>(events.size());
        for (EventMessage<?> event : events) {
            if (!(event instanceof DomainEventMessage<?> ofStream)) {
                throw new IllegalArgumentException("the ledger holds events of streams; " + event.getPayloadType().getName() + " has none");
            }
            ours.add(ofStream);
        }
        if (CurrentUnitOfWork.isStarted()) {
            UnitOfWork<?> root = CurrentUnitOfWork.get().root();
            Commit commit = Commit.of(root);
            if (commit.size() == 0) {
                root.onCommit(committing -> append(commit));
            }
            commit.stage(ours);
        } else {
            Commit commit = new Commit();
            commit.stage(ours);
            append(commit);
        }
    }

    private void append(Commit commit) {
        commit.stored(writer.append(commit.encode(reader.ledgerId())));
    }

    /// Not used: state is rebuilt from events, which takes a tenth of a second for ten thousand of them.
    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        throw new UnsupportedOperationException("the ledger holds events, not snapshots");
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        return Optional.empty();
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        return DomainEventStream.of(reader.streamFrom(aggregateIdentifier, firstSequenceNumber).stream().map(LedgerEntry::message));
    }

    /// What there is now after a token, read in batches; never blocks. [LedgerTail] is the way to follow.
    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken trackingToken, boolean mayBlock) {
        return Stream.iterate(
                        reader.after(Tokens.position(trackingToken), LedgerTail.BATCH),
                        batch -> !batch.isEmpty(),
                        batch -> reader.after(batch.getLast().position(), LedgerTail.BATCH))
                .flatMap(List::stream)
                .map(LedgerEntry::message);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
        OptionalLong last = reader.lastVersion(aggregateIdentifier);
        return last.isPresent() ? Optional.of(last.getAsLong()) : Optional.empty();
    }

    @Override
    public TrackingToken createTailToken() {
        return Tokens.beginning();
    }

    @Override
    public TrackingToken createHeadToken() {
        return Tokens.head(reader);
    }

    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        return Tokens.before(dateTime, reader);
    }
}
