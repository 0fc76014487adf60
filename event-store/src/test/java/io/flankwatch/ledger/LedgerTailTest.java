package io.flankwatch.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.flankwatch.wire.Envelope;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.messaging.MetaData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerTailTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private TestLedger ledger;
    /// What another process would append through.
    private HikariDataSource elsewhere;
    private LedgerTail tail;
    private String stream;
    private long appended;

    @BeforeEach
    void open() {
        ledger = TestLedger.create();
        elsewhere = ledger.pool();
        stream = Facts.newStream();
        tail = new LedgerTail(ledger.service());
        tail.start();
    }

    @AfterEach
    void close() {
        tail.close();
        elsewhere.close();
        ledger.close();
    }

    @Test
    void a_stream_resumes_from_any_token() throws Exception {
        int last = 0;
        for (; last < Ahead.BATCH + 204; last += 860) {
            append(860);
        }
        last--;
        for (long token : List.of(-1L, 0L, 1L, Ahead.BATCH - 2L, Ahead.BATCH - 1L, (long) Ahead.BATCH, last - 1L)) {
            try (var events = tail.openStream(token < 0 ? null : new GlobalSequenceTrackingToken(token))) {
                assertThat(take(events, last - token)).containsExactlyElementsOf(LongStream.rangeClosed(token + 1, last).boxed().toList());
                assertThat(events.hasNextAvailable()).isFalse();
                assertThat(events.peek()).isEmpty();
            }
        }
        TrackingToken replay = ReplayToken.createReplayToken(new GlobalSequenceTrackingToken(last), new GlobalSequenceTrackingToken(99));
        try (var events = tail.openStream(replay)) {
            assertThat(take(events, 1)).containsExactly(100L);
        }
        assertThat(tail.createHeadToken()).isEqualTo(new GlobalSequenceTrackingToken(last));
        assertThat(Tokens.position(tail.createTailToken())).isEqualTo(-1);
    }

    @Test
    void a_message_is_the_event_with_its_entry() throws Exception {
        append(1);
        try (var events = tail.openStream(null)) {
            assertThat(events.hasNextAvailable(10, TimeUnit.SECONDS)).isTrue();
            TrackedEventMessage<?> peeked = events.peek().orElseThrow();
            TrackedEventMessage<?> message = events.nextAvailable();
            assertThat(message).isSameAs(peeked);
            LedgerEntry entry = ledger.reader().at(0).orElseThrow();
            assertThat(message.getPayload()).isEqualTo(entry.envelope().event());
            assertThat(message.getIdentifier()).isEqualTo(entry.envelope().id().toString());
            assertThat(message.getTimestamp()).isEqualTo(entry.envelope().recordedAt());
            assertThat(LedgerMetadata.envelope(message)).isEqualTo(entry.envelope());
            assertThat(LedgerMetadata.entry(message).leafHash()).isEqualTo(entry.leafHash());
            assertThat(LedgerMetadata.entry(message).appendedAt()).isEqualTo(entry.appendedAt());
        }
    }

    @Test
    void metadata_of_a_message_are_as_any_others() throws Exception {
        append(1);
        try (var events = tail.openStream(null)) {
            TrackedEventMessage<?> message = events.nextAvailable();
            Envelope envelope = LedgerMetadata.envelope(message);
            Map<String, Object> all = Map.of(
                    LedgerMetadata.COMMAND_ID, envelope.commandId(),
                    LedgerMetadata.CORRELATION_ID, envelope.correlationId(),
                    LedgerMetadata.CAUSATION_ID, envelope.causationId(),
                    LedgerMetadata.SUBJECT, envelope.subject(),
                    LedgerMetadata.CLIENT_ID, envelope.clientId(),
                    LedgerMetadata.MARKING, envelope.marking(),
                    LedgerMetadata.ENVELOPE, envelope,
                    LedgerMetadata.ENTRY, LedgerMetadata.entry(message));
            MetaData metaData = message.getMetaData();
            assertThat(metaData).hasSize(8).containsExactlyInAnyOrderEntriesOf(all).isEqualTo(MetaData.from(all)).hasSameHashCodeAs(MetaData.from(all));
            assertThat(MetaData.from(all)).isEqualTo(metaData);
            all.forEach((key, value) -> assertThat(metaData.get(key)).as(key).isSameAs(value));
            assertThat(metaData.containsKey("another")).isFalse();
            assertThat(message.andMetaData(Map.of("another", 1)).getMetaData()).containsAllEntriesOf(all).containsEntry("another", 1);
            assertThat(metaData.and("another", 1)).hasSize(9);
            assertThat(metaData.withoutKeys(all.keySet())).isEmpty();
            assertThat(metaData.subset(LedgerMetadata.MARKING)).containsExactly(Map.entry(LedgerMetadata.MARKING, envelope.marking()));
            assertThatThrownBy(() -> metaData.put("another", 1)).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void a_stream_that_ran_dry_goes_on_when_another_process_appends() throws Exception {
        appendUntilTold(2);
        try (var events = tail.openStream(null)) {
            assertThat(take(events, 2)).containsExactly(0L, 1L);
            assertThat(events.hasNextAvailable()).isFalse();
            AtomicInteger called = new AtomicInteger();
            assertThat(events.setOnAvailableCallback(called::incrementAndGet)).isTrue();
            assertThat(called).as("nothing there yet").hasValue(0);
            append(1);
            await().atMost(SOON).untilAsserted(() -> assertThat(called).hasValueGreaterThan(0));
            assertThat(events.hasNextAvailable()).isTrue();
            assertThat(events.nextAvailable().trackingToken()).isEqualTo(new GlobalSequenceTrackingToken(2));
            assertThat(events.peek()).isEqualTo(Optional.empty());
        }
    }

    @Test
    void a_callback_is_told_at_once_of_what_is_there_already() throws Exception {
        appendUntilTold(1);
        try (var events = tail.openStream(null)) {
            AtomicInteger called = new AtomicInteger();
            events.setOnAvailableCallback(called::incrementAndGet);
            assertThat(called).hasValue(1);
        }
    }

    @Test
    void a_closed_stream_is_not_called_and_not_read() throws Exception {
        appendUntilTold(1);
        var events = tail.openStream(new GlobalSequenceTrackingToken(0));
        AtomicInteger called = new AtomicInteger();
        events.setOnAvailableCallback(called::incrementAndGet);
        events.close();
        appendUntilTold(1);
        assertThat(called).hasValue(0);
        assertThatThrownBy(events::peek).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void waiting_ends_when_the_ledger_grows_or_the_time_is_up_or_the_tail_closes() throws Exception {
        assertThat(tail.awaitBeyond(-1, Duration.ofMillis(20))).isFalse();
        CompletableFuture<Boolean> growing = waiting(0);
        append(1);
        assertThat(tail.awaitBeyond(-1, SOON)).isTrue();
        assertThat(growing).isNotDone();
        append(1);
        assertThat(growing).succeedsWithin(SOON).isEqualTo(true);
        assertThat(tail.head()).isEqualTo(1);

        CompletableFuture<Boolean> closing = waiting(1);
        tail.close();
        assertThat(closing).succeedsWithin(SOON).isEqualTo(false);
    }

    @Test
    void a_lost_connection_is_made_again() throws Exception {
        try (var events = tail.openStream(null)) {
            append(1);
            assertThat(take(events, 1)).containsExactly(0L);
            for (long position = 1; position <= 3; position++) {
                await().atMost(SOON).until(() -> endListening() == 1);
                append(1);
                assertThat(take(events, 1)).containsExactly(position);
            }
        }
    }

    @Test
    void what_is_new_is_read_once_for_all_who_follow_closely() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        DataSource counted = (DataSource) Proxy.newProxyInstance(DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
            asked.incrementAndGet();
            return method.invoke(ledger.service(), arguments);
        });
        List<BlockingStream<TrackedEventMessage<?>>> followers = new ArrayList<>();
        try (LedgerTail shared = new LedgerTail(counted)) {
            shared.start();
            for (int i = 0; i < 5; i++) {
                followers.add(shared.openStream(null));
            }
            for (int round = 0; round < 20; round++) {
                append(1);
                for (var follower : followers) {
                    assertThat(take(follower, 1)).containsExactly((long) round);
                }
                assertThat(shared.after(round - 1, 10)).extracting(LedgerEntry::position).containsExactly((long) round);
            }
        }
        assertThat(asked.get()).as("of 120 times that somebody read").isBetween(20, 50);
    }

    @Test
    void what_was_in_memory_and_what_was_not_is_the_same() throws Exception {
        append(3);
        assertThat(tail.awaitBeyond(1, SOON)).isTrue();
        append(Recent.MOST - 25);
        append(30);
        long last = appended - 1;
        assertThat(tail.awaitBeyond(last - 1, SOON)).isTrue();
        for (long after : new long[] {-1, 1, 3, 7, 8, last - Recent.MOST - 1, last - Recent.MOST, last - 2, last - 1}) {
            assertThat(tail.after(after, 3)).usingRecursiveComparison().as("after " + after).isEqualTo(ledger.reader().after(after, 3));
        }
        assertThat(tail.after(last, 3)).isEmpty();
    }

    @Test
    void what_no_notification_told_of_is_found_by_looking() throws Exception {
        append(1);
        assertThat(tail.awaitBeyond(-1, SOON)).isTrue();
        // Notifications come with the commit that they tell of, so a lost one is tried out by sending none.
        try (var connection = ledger.superuser().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    do $$ begin
                        execute replace(pg_get_functiondef('ledger.append'::regproc), 'perform pg_notify(', 'perform concat(');
                    end $$""");
        }
        append(1);
        assertThat(tail.awaitBeyond(0, SOON)).isTrue();
    }

    @Test
    void a_notification_by_somebody_else_is_only_a_nudge() throws Exception {
        try (var connection = elsewhere.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("notify flankwatch_ledger, '99'");
            statement.execute("notify flankwatch_ledger, 'not a position'");
        }
        append(1);
        assertThat(tail.awaitBeyond(-1, SOON)).isTrue();
        assertThat(tail.head()).isZero();
    }

    @Test
    void a_gap_stops_who_comes_to_it_and_not_the_tail() throws Exception {
        append(2);
        try (var events = tail.openStream(null)) {
            assertThat(take(events, 2)).containsExactly(0L, 1L);
            // Only a superuser can do this.
            try (var connection = ledger.superuser().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(
                        """
                        insert into ledger.event (position, event_id, stream, streamversion, type, command_id, bytes, leaf_hash, appended_at)
                        select 3, gen_random_uuid(), stream, streamversion + 10, type, command_id, bytes, leaf_hash, appended_at
                        from ledger.event where position = 1""");
            }
            assertThat(tail.awaitBeyond(2, SOON)).isTrue();
            assertThatThrownBy(events::nextAvailable).isInstanceOf(LedgerGap.class);
            Direct.append(elsewhere, Facts.append(Facts.newStream(), 0, 1));
            assertThat(tail.awaitBeyond(3, SOON)).isTrue();
            assertThat(tail.after(3, 10)).extracting(LedgerEntry::position).containsExactly(4L);
            assertThatThrownBy(events::nextAvailable).isInstanceOf(LedgerGap.class);
        }
    }

    @Test
    void an_unknown_type_stops_the_stream_where_it_stands() throws Exception {
        append(2);
        Facts.appendUnknownType(ledger, Facts.newStream());
        append(1);
        try (var events = tail.openStream(null)) {
            assertThat(take(events, 2)).containsExactly(0L, 1L);
            assertThat(tail.awaitBeyond(2, SOON)).isTrue();
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(events::nextAvailable).isInstanceOf(UnreadableEntry.class).hasMessageContaining("position 2");
            }
        }
    }

    @Test
    void axon_s_pooled_processors_follow_it() {
        append(3);
        List<EventMessage<?>> handled = new CopyOnWriteArrayList<>();
        try (var coordinator = Executors.newSingleThreadScheduledExecutor();
                var workers = Executors.newScheduledThreadPool(2)) {
            PooledStreamingEventProcessor processor = PooledStreamingEventProcessor.builder()
                    .name("test")
                    .messageSource(tail)
                    .tokenStore(new InMemoryTokenStore())
                    .transactionManager(NoTransactionManager.instance())
                    .initialSegmentCount(2)
                    .eventHandlerInvoker(SimpleEventHandlerInvoker.builder().eventHandlers(new Recording(handled)).build())
                    .coordinatorExecutor(coordinator)
                    .workerExecutor(workers)
                    .build();
            processor.start();
            await().atMost(SOON).until(() -> handled.size() == 3);
            append(2);
            await().atMost(SOON).until(() -> handled.size() == 5);
            assertThat(handled).extracting(message -> LedgerMetadata.entry(message).position()).containsExactly(0L, 1L, 2L, 3L, 4L);
            processor.shutDown();
        }
    }

    record Recording(List<EventMessage<?>> handled) {

        @EventHandler
        void on(Object event, EventMessage<?> message) {
            handled.add(message);
        }
    }

    private void append(int count) {
        Direct.append(elsewhere, Facts.append(stream, appended, count));
        appended += count;
    }

    /// Appends, and returns when whoever listened was told: the head is further a moment before they are, and who begins to listen
    /// in that moment is told of what it knows already.
    private void appendUntilTold(int count) throws InterruptedException {
        long last = appended + count - 1;
        CountDownLatch told = new CountDownLatch(1);
        LedgerTail.Listening listening = tail.onAppend(() -> {
            if (tail.head() >= last) {
                told.countDown();
            }
        });
        append(count);
        assertThat(told.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        listening.close();
    }

    private CompletableFuture<Boolean> waiting(long position) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return tail.awaitBeyond(position, SOON);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });
    }

    private static List<Long> take(BlockingStream<TrackedEventMessage<?>> events, long count) throws InterruptedException {
        List<Long> positions = new ArrayList<>();
        while (positions.size() < count && events.hasNextAvailable(10, TimeUnit.SECONDS)) {
            positions.add(events.nextAvailable().trackingToken().position().orElseThrow());
        }
        return positions;
    }

    /// Ends the connection that listens, and says how many there were.
    private int endListening() {
        return Sql.query(
                        ledger.superuser(),
                        row -> row.getBoolean(1),
                        """
                        select pg_terminate_backend(pid) from pg_stat_activity
                        where datname = current_database() and usename = ? and (query like 'listen%' or query like 'select coalesce((select max(position)%')""",
                        TestLedger.SERVICE)
                .size();
    }
}
