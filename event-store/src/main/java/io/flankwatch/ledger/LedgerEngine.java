package io.flankwatch.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
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

    private static final int STATES = 10_000;
    private static final long STATES_EVENTS = 1_000_000;

    private final LedgerReader reader;
    private final LedgerWriter writer;
    private final EventCodec codec;
    private final Remembered states = new Remembered(STATES, STATES_EVENTS);

    public LedgerEngine(LedgerReader reader, LedgerWriter writer) {
        this(reader, writer, new EnvelopeEventCodec());
    }

    LedgerEngine(LedgerReader reader, LedgerWriter writer, EventCodec codec) {
        this.reader = reader;
        this.writer = writer;
        this.codec = codec;
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
        commit.stored(writer.append(commit.encode(reader.ledgerId(), codec)));
    }

    /// Remembers a stream's state in this process, for as long as there is room. The ledger itself holds events, not snapshots: ten thousand
    /// of them are decoded in a tenth of a second.
    ///
    /// @param snapshot of what is in the ledger; its payload must not change any more
    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        states.put(snapshot);
    }

    /// The state in memory. Axon reads the events after it, always, so that nothing is decided on what is not so any more.
    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
        return states.get(aggregateIdentifier);
    }

    /// The next load of the stream reads all of it.
    public void forget(String stream) {
        states.remove(stream);
    }

    @Override
    public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
        return DomainEventStream.of(reader.streamFrom(aggregateIdentifier, firstSequenceNumber).stream().map(codec::decode));
    }

    /// What there is after a token, read in batches; never blocks. Where the stream's iterator has come to the end, it may be asked again
    /// later, and goes on. [LedgerTail] is the way to follow.
    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(@Nullable TrackingToken trackingToken, boolean mayBlock) {
        Ahead ahead = new Ahead(reader, new Recent(), Tokens.position(trackingToken));
        return StreamSupport.stream(
                new Spliterators.AbstractSpliterator<TrackedEventMessage<?>>(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
                    @Override
                    public boolean tryAdvance(Consumer<? super TrackedEventMessage<?>> action) {
                        if (!ahead.fetch()) {
                            return false;
                        }
                        action.accept(codec.decode(ahead.removeFirst()));
                        return true;
                    }
                },
                false);
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
