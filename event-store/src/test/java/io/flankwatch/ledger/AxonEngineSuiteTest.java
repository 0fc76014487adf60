package io.flankwatch.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngineTest;
import org.axonframework.eventsourcing.utils.EventStoreTestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Axon's own suite for engines, as published with 4.13.0.
///
/// What can't apply is overridden by what holds instead:
/// - The ledger holds events of streams; Axon's events without one are refused, not stored.
/// - An instant is resolved by when an event was appended, which never goes back, and not by the time that the event itself states, which
///   the suite makes up (2007, out of order).
/// - A stream begins at 0 and has no gap. The suite's events with a made-up time are each the n-th of another stream.
///
/// Axon's `AbstractEventStorageEngineTest` and `BatchingEventStorageEngineTest` need a subclass of Axon's `AbstractEventStorageEngine`, whose
/// builder takes serializers, upcaster chains, exception resolvers and snapshot filters that this ledger does not have. What they say of
/// duplicates and of large streams, [AppendTest] and [LedgerEngineTest] say; of upcasters, the golden files.
class AxonEngineSuiteTest extends EventStorageEngineTest {

    private TestLedger ledger;
    private LedgerEngine engine;

    @BeforeEach
    void open() {
        ledger = TestLedger.create();
        engine = new LedgerEngine(ledger.reader(), ledger.writer(), new TextCodec());
        setTestSubject(engine);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    @Override
    public void appendAndReadNonDomainEvent() {
        assertThatThrownBy(() -> engine.appendEvents(new GenericEventMessage<>("Hello world"))).hasMessageContaining("has none");
    }

    @Test
    @Override
    public void storeAndLoadApplicationEvent() {
        appendAndReadNonDomainEvent();
    }

    @Test
    @Override
    public void createTokenAt() {
        engine.appendEvents(EventStoreTestUtils.createEvent(0));
        engine.appendEvents(EventStoreTestUtils.createEvent(1));
        Instant first = appendedAt(0);
        Instant second = appendedAt(1);
        assertThat(engine.createTokenAt(first.minusSeconds(1))).isEqualTo(new GlobalSequenceTrackingToken(-1));
        assertThat(engine.createTokenAt(first)).isEqualTo(new GlobalSequenceTrackingToken(-1));
        assertThat(engine.createTokenAt(second)).isEqualTo(new GlobalSequenceTrackingToken(0));
        assertThat(engine.createTokenAt(second.plusNanos(1_000))).isEqualTo(new GlobalSequenceTrackingToken(1));
        assertThat(engine.createTokenAt(Instant.now().plusSeconds(60))).isEqualTo(new GlobalSequenceTrackingToken(1));
    }

    @Test
    @Override
    public void createTokenAtExactTime() {
        createTokenAt();
    }

    @Test
    @Override
    public void createTokenWithUnorderedEvents() {
        Instant longAgo = Instant.parse("2007-12-03T10:15:30.00Z");
        engine.appendEvents(EventStoreTestUtils.createEvent(0, longAgo.plusSeconds(20)));
        engine.appendEvents(EventStoreTestUtils.createEvent(0, longAgo));
        assertThat(appendedAt(1)).isAfterOrEqualTo(appendedAt(0));
        assertThat(engine.createTokenAt(appendedAt(1))).isEqualTo(new GlobalSequenceTrackingToken(0));
        assertThat(engine.createTokenAt(longAgo.plusSeconds(10))).isEqualTo(new GlobalSequenceTrackingToken(-1));
    }

    @Test
    @Override
    public void createTailToken() {
        three();
        assertThat(engine.readEvents(engine.createTailToken(), false)).hasSize(3);
    }

    @Test
    @Override
    public void createHeadToken() {
        three();
        assertThat(engine.readEvents(engine.createHeadToken(), false)).isEmpty();
    }

    @Test
    @Override
    public void createTokenAtTimeBeforeFirstEvent() {
        three();
        assertThat(engine.readEvents(engine.createTokenAt(appendedAt(0).minusMillis(1)), false)).hasSize(3);
    }

    @Test
    @Override
    public void createTokenAtTimeAfterLastEvent() {
        three();
        assertThat(engine.readEvents(engine.createTokenAt(Instant.now().plusSeconds(60)), false)).isEmpty();
    }

    @Test
    void a_stream_does_not_begin_in_the_middle() {
        assertThatThrownBy(() -> engine.appendEvents(EventStoreTestUtils.createEvent(1))).hasMessageContaining("SEQUENCE_MISSING");
    }

    private void three() {
        engine.appendEvents(EventStoreTestUtils.createEvents(3));
    }

    private Instant appendedAt(long position) {
        return ledger.reader().at(position).orElseThrow().appendedAt();
    }
}
