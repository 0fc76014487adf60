package io.flankwatch.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.ledger.Gate.Verdict;
import io.flankwatch.ledger.Gate.Way;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class LedgerWriterTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    /// What is to queue up does not leave by another way, and what the gate does is done to that connection.
    private static final LedgerWriter.Limits ONE_AT_A_TIME = new LedgerWriter.Limits(4_096, 64 << 20, 512, 4 << 20, 1, Duration.ofSeconds(10));

    private TestLedger ledger;
    private LedgerReader reader;
    private Gate gate;
    private SimpleMeterRegistry meters;
    private LedgerWriter writer;
    private ExecutorService callers;

    @BeforeEach
    void open() {
        ledger = TestLedger.create();
        reader = ledger.reader();
        gate = new Gate(TestLedger.port());
        meters = new SimpleMeterRegistry();
        writer = writer(ONE_AT_A_TIME);
        callers = Executors.newVirtualThreadPerTaskExecutor();
    }

    @AfterEach
    void close() {
        callers.close();
        writer.close();
        gate.close();
        ledger.close();
    }

    @Test
    void what_queues_up_goes_together_and_is_answered_apart() throws Exception {
        String taken = Facts.newStream();
        writer.append(Facts.append(taken, 0, 1));
        List<Future<Append.Stored>> good = new ArrayList<>();
        Future<Append.Stored> conflict;
        Future<Append.Stored> refused;
        try (Connection holder = hold()) {
            Future<Append.Stored> first = hand(Facts.append(Facts.newStream(), 0, 1));
            await().until(() -> Uncommitted.waiting(ledger) == 1);
            for (int i = 0; i < 20; i++) {
                good.add(hand(Facts.append(Facts.newStream(), 0, 1 + i % 3)));
            }
            conflict = hand(Facts.append(taken, 0, 1));
            await().until(() -> writer.depth() == 21);
            holder.rollback();
            assertThat(first).succeedsWithin(SOON);
        }
        for (var each : good) {
            assertThat(each).succeedsWithin(SOON);
        }
        assertThat(conflict).failsWithin(SOON).withThrowableOfType(ExecutionException.class).withCauseInstanceOf(AggregateStreamCreationException.class);
        assertThat(meters.get("flankwatch.ledger.batch.commits").summary().count()).as("one batch each for the two, one for the rest").isEqualTo(3);
        assertThat(meters.get("flankwatch.ledger.conflicts").counter().count()).isEqualTo(1);

        // What the database itself refuses harms nobody else either.
        try (Connection holder = hold()) {
            Future<Append.Stored> first = hand(Facts.append(Facts.newStream(), 0, 1));
            await().until(() -> Uncommitted.waiting(ledger) == 1);
            refused = hand(Facts.raw(UUID.randomUUID(), Facts.event(Facts.newStream(), 0, "t", "")));
            good.add(hand(Facts.append(Facts.newStream(), 0, 1)));
            await().until(() -> writer.depth() == 2);
            holder.rollback();
            assertThat(first).succeedsWithin(SOON);
        }
        assertThat(refused).failsWithin(SOON).withThrowableOfType(ExecutionException.class).withCauseInstanceOf(IllegalStateException.class);
        assertThat(good.getLast()).succeedsWithin(SOON);
    }

    @Test
    void a_second_batch_is_at_hand_while_the_first_is_stored() throws Exception {
        writer.close();
        writer = writer(LedgerWriter.Limits.USUAL);
        List<Future<Append.Stored>> all = new ArrayList<>();
        try (Connection holder = hold()) {
            for (int sent = 1; sent <= 2; sent++) {
                int waiting = sent;
                all.add(hand(Facts.append(Facts.newStream(), 0, 1)));
                await().until(() -> Uncommitted.waiting(ledger) == waiting);
            }
            all.add(hand(Facts.append(Facts.newStream(), 0, 1)));
            await().until(() -> writer.depth() == 1);
            assertThat(all).noneMatch(Future::isDone);
            holder.rollback();
        }
        for (var each : all) {
            assertThat(each).succeedsWithin(SOON);
        }
        assertThat(reader.head()).isEqualTo(2);
    }

    @Test
    void batches_are_bounded() throws Exception {
        writer.close();
        writer = writer(new LedgerWriter.Limits(100, 1 << 20, 4, 1 << 20, 1, SOON));
        List<Future<Append.Stored>> all = new ArrayList<>();
        try (Connection holder = hold()) {
            all.add(hand(Facts.append(Facts.newStream(), 0, 1)));
            await().until(() -> Uncommitted.waiting(ledger) == 1);
            for (int i = 0; i < 10; i++) {
                all.add(hand(Facts.append(Facts.newStream(), 0, 1)));
            }
            await().until(() -> writer.depth() == 10);
            holder.rollback();
        }
        for (var each : all) {
            assertThat(each).succeedsWithin(SOON);
        }
        assertThat(meters.get("flankwatch.ledger.batch.commits").summary().max()).isEqualTo(4);
    }

    @Test
    void a_full_queue_refuses_and_loses_nothing_that_it_took() throws Exception {
        writer.close();
        writer = writer(new LedgerWriter.Limits(5, 1 << 20, 512, 1 << 20, 1, SOON));
        List<Future<Append.Stored>> taken = new ArrayList<>();
        try (Connection holder = hold()) {
            taken.add(hand(Facts.append(Facts.newStream(), 0, 1)));
            await().until(() -> Uncommitted.waiting(ledger) == 1);
            for (int i = 0; i < 5; i++) {
                taken.add(hand(Facts.append(Facts.newStream(), 0, 1)));
            }
            await().until(() -> writer.depth() == 5);
            overloaded(Facts.append(Facts.newStream(), 0, 1));
            holder.rollback();
        }
        for (var each : taken) {
            assertThat(each).succeedsWithin(SOON);
        }
        assertThat(reader.head()).isEqualTo(5);
        writer.close();
        writer = writer(new LedgerWriter.Limits(100, 2_000, 512, 1 << 20, 1, SOON));
        try (Connection holder = hold()) {
            taken.add(hand(Facts.append(Facts.newStream(), 0, 1)));
            await().until(() -> Uncommitted.waiting(ledger) == 1);
            taken.add(hand(Facts.append(Facts.newStream(), 0, 20)));
            await().until(() -> writer.depth() == 1);
            overloaded(Facts.append(Facts.newStream(), 0, 1));
            holder.rollback();
        }
        assertThat(taken.getLast()).succeedsWithin(SOON);
    }

    @Test
    void a_caller_who_gives_up_is_told_what_is_true() throws Exception {
        writer.close();
        writer = writer(new LedgerWriter.Limits(100, 1 << 20, 512, 1 << 20, 1, Duration.ofMillis(300)));
        Append sent = Facts.append(Facts.newStream(), 0, 1);
        Append waiting = Facts.append(Facts.newStream(), 0, 1);
        try (Connection holder = hold()) {
            Future<Append.Stored> first = hand(sent);
            await().until(() -> Uncommitted.waiting(ledger) == 1);
            Future<Append.Stored> second = hand(waiting);
            assertThat(first)
                    .failsWithin(SOON)
                    .withThrowableOfType(ExecutionException.class)
                    .havingCause()
                    .isInstanceOfSatisfying(
                            OutcomeUnknown.class, unknown -> assertThat(unknown.commandIds()).isEqualTo(sent.commandIds()));
            assertThat(second).failsWithin(SOON).withThrowableOfType(ExecutionException.class).withCauseInstanceOf(StoreAway.class);
            holder.rollback();
        }
        await().until(() -> reader.command(sent.commandIds().getFirst()).isPresent());
        writer.append(Facts.append(Facts.newStream(), 0, 1));
        assertThat(reader.command(waiting.commandIds().getFirst())).as("it was taken back before it was sent").isEmpty();
        assertThat(meters.get("flankwatch.ledger.unknown").counter().count()).isEqualTo(1);
    }

    @Test
    void wherever_the_connection_is_cut_the_answer_is_the_truth() {
        String stream = Facts.newStream();
        writer.append(Facts.append(stream, 0, 1));
        long version = 1;
        List<Integer> places = List.of(0, 1, 5, 40, 200, 600, 1 << 16);
        for (Way way : Way.values()) {
            for (int after : places) {
                gate.once(way, new Verdict.Cut(after));
                Append commit = Facts.append(stream, version, 2);
                Append.Stored stored = writer.append(commit);
                assertThat(reader.stream(stream, Long.MAX_VALUE)).as("%s after %d", way, after).hasSize((int) version + 2);
                assertThat(reader.command(commit.commandIds().getFirst()).orElseThrow().firstPosition()).isEqualTo(stored.firstPosition());
                version += 2;
            }
        }
        assertThat(gate.losses()).isEqualTo(2 * places.size());
        assertThat(meters.get("flankwatch.ledger.resent").counter().count()).isGreaterThanOrEqualTo(2.0 * places.size() - 1);
        assertThat(reader.head()).isEqualTo(version - 1);
    }

    @Test
    void an_append_that_arrives_late_is_not_stored_twice() {
        String stream = Facts.newStream();
        writer.append(Facts.append(stream, 0, 1));
        gate.once(Way.THERE, new Verdict.Stall());
        Append.Stored stored = writer.append(Facts.append(stream, 1, 2));
        assertThat(gate.stalled()).isEqualTo(1);
        writer.append(Facts.append(stream, 3, 1));
        long head = reader.head();

        assertThat(gate.letGo()).isEqualTo(1);
        // Behind the late one's lock, in whichever order.
        writer.append(Facts.append(Facts.newStream(), 0, 1));

        assertThat(stored.firstPosition()).isEqualTo(1);
        await().until(() -> reader.head() >= head + 1 && Uncommitted.waiting(ledger) == 0);
        assertThat(reader.head()).isEqualTo(head + 1);
        assertThat(reader.stream(stream, Long.MAX_VALUE)).hasSize(4);
    }

    @Test
    void a_late_append_that_was_refused_stays_refused() {
        String stream = Facts.newStream();
        writer.append(Facts.append(stream, 0, 1));
        Append rival = Facts.append(stream, 1, 1);
        gate.rule((way, piece) -> {
            gate.rule(Gate.OPEN);
            Direct.append(ledger.service(), rival);
            return new Verdict.Stall();
        });
        Append late = Facts.append(stream, 1, 1);
        assertThatThrownBy(() -> writer.append(late)).isInstanceOf(ConcurrencyException.class).hasMessageContaining("SEQUENCE_TAKEN");

        assertThat(gate.letGo()).isEqualTo(1);
        writer.append(Facts.append(Facts.newStream(), 0, 1));

        await().until(() -> Uncommitted.waiting(ledger) == 0);
        assertThat(reader.command(late.commandIds().getFirst())).isEmpty();
        assertThat(reader.stream(stream, Long.MAX_VALUE)).extracting(LedgerEntry::commandId).contains(rival.commandIds().getFirst()).hasSize(2);
    }

    @Test
    void what_may_still_fit_when_an_earlier_copy_arrives_is_not_called_refused() {
        String stream = Facts.newStream();
        writer.append(Facts.append(Facts.newStream(), 0, 1));
        gate.once(Way.THERE, new Verdict.Stall());
        Append ahead = Facts.append(stream, 1, 1);
        assertThatThrownBy(() -> writer.append(ahead)).isInstanceOf(OutcomeUnknown.class);
        writer.append(Facts.append(stream, 0, 1));
        assertThat(gate.letGo()).isEqualTo(1);
        await().untilAsserted(() -> assertThat(reader.command(ahead.commandIds().getFirst())).isPresent());
    }

    @Test
    void whoever_waits_while_the_database_is_away_hears_so_and_what_was_sent_is_stored_in_the_end() throws Exception {
        Append first = Facts.append(Facts.newStream(), 0, 1);
        Future<Append.Stored> sent;
        try (Connection holder = hold()) {
            sent = hand(first);
            await().until(() -> Uncommitted.waiting(ledger) == 1);
            gate.rule((way, piece) -> new Verdict.Cut(0));
            assertThat(Uncommitted.endWaiting(ledger)).isEqualTo(1);
            await().until(() -> writer.trouble() != null);
            assertThatThrownBy(() -> writer.append(Facts.append(Facts.newStream(), 0, 1))).isInstanceOf(StoreAway.class);
            assertThat(sent).isNotDone();
            holder.rollback();
        }
        gate.rule(Gate.OPEN);
        assertThat(sent).succeedsWithin(SOON);
        assertThat(reader.command(first.commandIds().getFirst())).isPresent();
        assertThat(writer.trouble()).isNull();
        writer.append(Facts.append(Facts.newStream(), 0, 1));
    }

    @Test
    void a_database_that_cannot_be_reached_is_away() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setServerNames(new String[] {"localhost"});
        nowhere.setPortNumbers(new int[] {1});
        try (LedgerWriter lost = new LedgerWriter(nowhere)) {
            assertThatThrownBy(() -> lost.append(Facts.append(Facts.newStream(), 0, 1))).isInstanceOf(StoreAway.class);
        }
        assertThatThrownBy(() -> new LedgerReader(nowhere).head()).isInstanceOf(StoreAway.class);
    }

    /// The plans are those that were made while it was empty.
    @Test
    void appending_does_not_grow_slower_with_the_ledger() {
        String stream = Facts.newStream();
        for (int version = 0; version < 20; version++) {
            writer.append(Facts.append(stream, version, 1));
        }
        Duration small = appending(stream, 20);
        for (int version = 40; version < 40_040; version += 1_000) {
            writer.append(Facts.append(stream, version, 1_000));
        }
        assertThat(appending(stream, 40_040)).isLessThan(small.multipliedBy(3).plusMillis(10));
    }

    /// The median of twenty.
    private Duration appending(String stream, long version) {
        List<Duration> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Append commit = Facts.append(stream, version + i, 1);
            long begin = System.nanoTime();
            writer.append(commit);
            all.add(Duration.ofNanos(System.nanoTime() - begin));
        }
        all.sort(null);
        return all.get(10);
    }

    @Test
    void closing_stores_what_was_taken_and_takes_no_more() throws Exception {
        List<Future<Append.Stored>> taken = new ArrayList<>();
        Thread closing;
        try (Connection holder = hold()) {
            taken.add(hand(Facts.append(Facts.newStream(), 0, 1)));
            await().until(() -> Uncommitted.waiting(ledger) == 1);
            IntStream.range(0, 5).forEach(i -> taken.add(hand(Facts.append(Facts.newStream(), 0, 1))));
            await().until(() -> writer.depth() == 5);
            closing = Thread.ofVirtual().start(writer::close);
            await().until(() -> closing.getState() == Thread.State.WAITING);
            holder.rollback();
        }
        for (var each : taken) {
            assertThat(each).succeedsWithin(SOON);
        }
        closing.join();
        assertThatThrownBy(() -> writer.append(Facts.append(Facts.newStream(), 0, 1))).isInstanceOf(StoreAway.class);
        assertThat(reader.head()).isEqualTo(5);
    }

    private LedgerWriter writer(LedgerWriter.Limits limits) {
        meters = new SimpleMeterRegistry();
        return new LedgerWriter(ledger.serviceThrough(gate.port()), limits, new LedgerMeters(meters));
    }

    private Future<Append.Stored> hand(Append commit) {
        return callers.submit(() -> writer.append(commit));
    }

    /// Nobody appends until it is rolled back.
    private Connection hold() throws SQLException {
        Connection holder = ledger.owner().getConnection();
        holder.setAutoCommit(false);
        Uncommitted.lockHead(holder);
        return holder;
    }

    private void overloaded(Append commit) {
        assertThatThrownBy(() -> writer.append(commit))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.code()).isEqualTo(RefusalCode.OVERLOADED));
    }
}
