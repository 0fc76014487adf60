package io.flankwatch.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.flankwatch.ledger.LedgerReader.Last;
import io.flankwatch.ledger.LedgerReader.Look;
import io.flankwatch.wire.Ids;
import io.flankwatch.wire.UnknownEventType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerReaderTest {

    private TestLedger ledger;
    private LedgerReader reader;

    @BeforeEach
    void open() {
        ledger = TestLedger.create();
        reader = ledger.reader();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void an_empty_ledger_has_a_name_and_nothing_else() {
        assertThat(reader.ledgerId()).isNotEqualTo(new UUID(0, 0)).isEqualTo(ledger.reader().ledgerId());
        assertThat(reader.head()).isEqualTo(-1);
        assertThat(reader.after(-1, 10)).isEmpty();
        assertThat(reader.at(0)).isEmpty();
        assertThat(reader.lastVersion("x")).isEmpty();
        assertThat(reader.positionAt(Instant.now().minusSeconds(5))).hasValue(-1);
    }

    @Test
    void what_is_read_is_what_was_appended() {
        String stream = Facts.newStream();
        Append append = Facts.append(stream, 0, 3);
        Append.Stored stored = Direct.append(ledger.service(), append);

        List<LedgerEntry> all = reader.after(-1, 10);
        assertThat(all).hasSize(3);
        for (int i = 0; i < 3; i++) {
            LedgerEntry entry = all.get(i);
            assertThat(entry.position()).isEqualTo(i);
            assertThat(entry.appendedAt()).isEqualTo(stored.appendedAt());
            assertThat(entry.stream()).isEqualTo(stream);
            assertThat(entry.streamVersion()).isEqualTo(i);
            assertThat(entry.type()).isEqualTo("io.flankwatch.entry.retracted.v1").isEqualTo(entry.envelope().type());
            assertThat(entry.commandId()).isEqualTo(append.commands().getFirst().id()).isEqualTo(entry.envelope().commandId());
            assertThat(entry.bytes()).isEqualTo(append.events().get(i).bytes());
            assertThat(entry.envelope().id()).isEqualTo(append.events().get(i).id());
            assertThat(entry.envelope().commitIndex()).isEqualTo(i);
            assertThat(entry.envelope().commitSize()).isEqualTo(3);
        }
        assertThat(reader.after(0, 1)).extracting(LedgerEntry::position).containsExactly(1L);
        assertThat(reader.at(2).orElseThrow().streamVersion()).isEqualTo(2);
        assertThat(reader.head()).isEqualTo(2);
    }

    @Test
    void leaves_are_the_entries_by_what_their_rows_alone_can_tell() {
        String stream = Facts.newStream();
        for (int version = 0; version < 150; version++) {
            Direct.append(ledger.service(), Facts.raw(Ids.next(), Facts.event(stream, version, "a", "x".repeat(1 + version * version))));
        }
        Direct.append(ledger.service(), Facts.raw(Ids.next(), Facts.event(stream, 150, "a", "x".repeat(65_535))));

        for (long after : List.of(-1L, 0L, 62L, 63L, 64L, 149L, 150L, 151L, 1_000L)) {
            for (int limit : List.of(1, 63, 64, 65, 128, 1_000)) {
                List<LedgerEntry> entries = reader.after(after, limit);
                assertSame(reader.leaves(after, limit), entries);
            }
            assertSame(reader.next(after), reader.after(after, 128));
        }
    }

    private static void assertSame(List<LedgerLeaf> leaves, List<LedgerEntry> entries) {
        assertThat(leaves).hasSameSizeAs(entries);
        for (int i = 0; i < leaves.size(); i++) {
            LedgerLeaf leaf = leaves.get(i);
            LedgerEntry entry = entries.get(i);
            assertThat(leaf.position()).isEqualTo(entry.position());
            assertThat(leaf.appendedAt()).isEqualTo(entry.appendedAt());
            assertThat(leaf.bytes()).isEqualTo(entry.bytes());
            assertThat(leaf.leafHash()).isEqualTo(entry.leafHash());
        }
    }

    @Test
    void several_streams_are_read_at_once_each_in_order() {
        String one = Facts.newStream();
        String two = Facts.newStream();
        String without = Facts.newStream();
        Direct.append(ledger.service(), Facts.raw(Ids.next(), Facts.event(one, 0, "a", "0"), Facts.event(two, 0, "a", "0")));
        Direct.append(ledger.service(), Facts.raw(Ids.next(), Facts.event(one, 1, "b", "1"), Facts.event(without, 0, "b", "0")));
        Direct.append(ledger.service(), Facts.raw(Ids.next(), Facts.event(one, 2, "c", "2"), Facts.event(Facts.newStream(), 0, "a", "0")));

        Map<String, List<LedgerEntry>> found = reader.streams(Map.of(one, -1L, two, -1L, without, -1L, Facts.newStream(), -1L), List.of("a", "c"));

        assertThat(found).containsOnlyKeys(one, two);
        assertThat(found.get(one)).extracting(LedgerEntry::streamVersion).containsExactly(0L, 2L);
        assertThat(found.get(two)).extracting(LedgerEntry::type).containsExactly("a");
        assertThat(reader.streams(Map.of(), List.of("a"))).isEmpty();
        Map<String, List<LedgerEntry>> later = reader.streams(Map.of(one, reader.stream(one, List.of("a"), Long.MAX_VALUE).getFirst().position(), two, reader.head()), List.of("a", "c"));
        assertThat(later).as("of each after its own position").containsOnlyKeys(one);
        assertThat(later.get(one)).extracting(LedgerEntry::streamVersion).containsExactly(2L);
    }

    @Test
    void a_look_at_a_stream_says_how_it_ends_and_what_has_come_since() {
        String stream = Facts.newStream();
        Direct.append(ledger.service(), Facts.raw(Ids.next(), Facts.event(stream, 0, "a", "0"), Facts.event(stream, 1, "b", "1")));
        Direct.append(ledger.service(), Facts.append(Facts.newStream(), 0, 1));
        Direct.append(ledger.service(), Facts.raw(Ids.next(), Facts.event(stream, 2, "a", "2"), Facts.event(stream, 3, "c", "3")));
        Direct.append(ledger.service(), Facts.append(Facts.newStream(), 0, 1));

        Look all = reader.look(stream, List.of("a", "b"), -1);
        assertThat(all.head()).isEqualTo(5);
        assertThat(all.last()).isEqualTo(new Last(4, 3, "c"));
        assertThat(all.entries()).extracting(LedgerEntry::position).containsExactly(0L, 1L, 3L);
        assertThat(reader.look(stream, List.of("a", "b"), 1).entries()).extracting(LedgerEntry::position).containsExactly(3L);
        assertThat(reader.look(stream, List.of("a", "b"), 3).entries()).isEmpty();
        assertThat(reader.look(stream, List.of("a", "b"), 3).last()).isEqualTo(new Last(4, 3, "c"));
        Look none = reader.look(Facts.newStream(), List.of("a"), -1);
        assertThat(none.last()).isNull();
        assertThat(none.head()).isEqualTo(5);
        assertThat(none.entries()).isEmpty();
    }

    @Test
    void the_streams_that_were_written_last_are_found_by_what_the_ledger_ends_with() {
        assertThat(reader.lately(List.of("a", "b"), 10, 10)).isEmpty();
        String one = Facts.newStream();
        String two = Facts.newStream();
        String three = Facts.newStream();
        Direct.append(ledger.service(), Facts.raw(Ids.next(), Facts.event(one, 0, "a", "0"), Facts.event(two, 0, "a", "0")));
        Direct.append(ledger.service(), Facts.raw(Ids.next(), Facts.event(three, 0, "b", "0"), Facts.event(one, 1, "b", "1"), Facts.event(two, 1, "c", "1")));

        assertThat(reader.lately(List.of("a", "b"), 10, 10)).containsExactly(one, three, two);
        assertThat(reader.lately(List.of("a", "b"), 10, 2)).containsExactly(one, three);
        assertThat(reader.lately(List.of("a", "b"), 3, 10)).containsExactly(one, three);
        assertThat(reader.lately(List.of(), 10, 10)).isEmpty();
    }

    @Test
    void whether_there_is_an_event_of_some_types_between_two_positions() {
        Direct.append(ledger.service(), Facts.raw(Ids.next(), Facts.event(Facts.newStream(), 0, "a", "0"), Facts.event(Facts.newStream(), 0, "b", "0")));
        Direct.append(ledger.service(), Facts.raw(Ids.next(), Facts.event(Facts.newStream(), 0, "c", "0")));

        assertThat(reader.has(List.of("b", "x"), 0, 1)).isTrue();
        assertThat(reader.has(List.of("b"), 1, 2)).isFalse();
        assertThat(reader.has(List.of("b", "c"), -1, 0)).isFalse();
        assertThat(reader.has(List.of("b", "c"), 1, 9)).isTrue();
        assertThat(reader.has(List.of(), -1, 9)).isFalse();
    }

    @Test
    void a_stream_is_read_up_to_a_position_and_by_type() {
        String stream = Facts.newStream();
        Direct.append(ledger.service(), Facts.raw(Ids.next(), Facts.event(stream, 0, "a", "0"), Facts.event(stream, 1, "b", "1")));
        Direct.append(ledger.service(), Facts.append(Facts.newStream(), 0, 1));
        Direct.append(ledger.service(), Facts.raw(Ids.next(), Facts.event(stream, 2, "a", "2"), Facts.event(stream, 3, "c", "3")));

        assertThat(reader.stream(stream, Long.MAX_VALUE)).extracting(LedgerEntry::position).containsExactly(0L, 1L, 3L, 4L);
        assertThat(reader.stream(stream, 2)).extracting(LedgerEntry::position).containsExactly(0L, 1L);
        assertThat(reader.stream(stream, List.of("a", "c"), Long.MAX_VALUE)).extracting(LedgerEntry::position).containsExactly(0L, 3L, 4L);
        assertThat(reader.stream(stream, List.of("a", "c"), 3)).extracting(LedgerEntry::position).containsExactly(0L, 3L);
        assertThat(reader.stream(stream, List.of(), Long.MAX_VALUE)).isEmpty();
        assertThat(reader.lastVersion(stream)).hasValue(3);
        assertThat(reader.lastPosition(stream, List.of("a", "b"), Long.MAX_VALUE)).hasValue(3);
        assertThat(reader.lastPosition(stream, List.of("a", "b"), 2)).hasValue(1);
        assertThat(reader.lastPosition(stream, List.of("d"), Long.MAX_VALUE)).isEmpty();
        assertThat(reader.lastPosition(stream, List.of(), Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void events_of_a_type_are_found_without_going_through_a_ledger_that_is_mostly_of_their_stream() throws Exception {
        // Its connections end with what they were opened for, and say then what they have visited.
        DataSource unpooled = ledger.serviceThrough(TestLedger.port());
        LedgerReader reader = new LedgerReader(unpooled);
        String large = Facts.newStream();
        Direct.append(unpooled, Facts.raw(Ids.next(), Facts.event(large, 0, "rare", "0")));
        for (int version = 1; version <= 2_901; version += 100) {
            int first = version;
            Direct.append(
                    unpooled,
                    Facts.raw(Ids.next(), IntStream.range(first, first + 100).mapToObj(each -> Facts.event(large, each, "often", "1")).toArray(Append.Event[]::new)));
        }
        for (int i = 0; i < 20; i++) {
            Direct.append(unpooled, Facts.raw(Ids.next(), Facts.event(Facts.newStream(), 0, "rare", "0"), Facts.event(Facts.newStream(), 0, "other", "0")));
        }
        try (Connection connection = ledger.superuser().getConnection();
                Statement statement = connection.createStatement()) {
            await().until(() -> counted(statement)[2] == 3_041);
            statement.execute("analyze ledger.event");
            assertThat(visited(statement, () -> reader.stream(large, List.of("rare", "none"), Long.MAX_VALUE))).isLessThan(10);
            assertThat(visited(statement, () -> reader.look(large, List.of("rare", "none"), -1))).isLessThan(10);
            assertThat(visited(statement, () -> reader.lastPosition(large, List.of("rare", "none"), Long.MAX_VALUE))).isLessThan(10);
            assertThat(visited(statement, () -> reader.streams(Map.of(large, -1L), List.of("rare", "none")))).isLessThan(10);
        }
    }

    /// Its plan is made while the ledger is empty, and kept.
    @Test
    void what_is_new_is_found_without_going_through_a_ledger_that_has_grown() throws Exception {
        try (Connection connection = ledger.superuser().getConnection();
                Statement statement = connection.createStatement()) {
            long before = counted(statement)[1];
            try (var one = ledger.pool()) {
                one.setMaximumPoolSize(1);
                try (Connection only = one.getConnection();
                        Statement named = only.createStatement()) {
                    named.execute("set application_name = 'follower'");
                }
                LedgerReader follower = new LedgerReader(one);
                for (int i = 0; i < 20; i++) {
                    assertThat(follower.next(-1)).isEmpty();
                }
                String stream = Facts.newStream();
                for (int version = 0; version < 3_000; version += 100) {
                    Direct.append(ledger.service(), Facts.append(stream, version, 100));
                }
                for (int i = 0; i < 20; i++) {
                    assertThat(follower.next(2_989)).hasSize(10);
                }
            }
            await().until(() -> !follows(statement));
            assertThat(counted(statement)[1] - before).as("its own, and a few for each commit").isBetween(20L * 10, 1_000L);
        }
    }

    /// What a connection has visited is counted by when it is gone.
    private static boolean follows(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select from pg_stat_activity where application_name = 'follower'")) {
            return row.next();
        }
    }

    /// Rows that the server went to; it says so once the connection that read has ended.
    private static long visited(Statement statement, Runnable read) throws Exception {
        long[] before = counted(statement);
        read.run();
        long[] after = await().until(() -> counted(statement), counts -> counts[0] > before[0]);
        return after[1] - before[1];
    }

    private static long[] counted(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select seq_scan + idx_scan, seq_tup_read + idx_tup_fetch, n_tup_ins from pg_stat_user_tables where relid = 'ledger.event'::regclass")) {
            row.next();
            return new long[] {row.getLong(1), row.getLong(2), row.getLong(3)};
        }
    }

    @Test
    void an_instant_is_the_last_position_appended_by_then() {
        String stream = Facts.newStream();
        Instant first = Direct.append(ledger.service(), Facts.append(stream, 0, 2)).appendedAt();
        Instant second = Direct.append(ledger.service(), Facts.append(stream, 2, 3)).appendedAt();

        assertThat(second).isAfter(first);
        assertThat(reader.positionAt(first.minusNanos(1_000))).hasValue(-1);
        assertThat(reader.positionAt(first)).hasValue(1);
        assertThat(reader.positionAt(second.minusNanos(1))).as("less than a microsecond before is before").hasValue(1);
        assertThat(reader.positionAt(second)).hasValue(4);
        assertThat(reader.positionAt(Instant.now().minus(1, ChronoUnit.DAYS))).hasValue(-1);
        assertThat(reader.positionAt(Instant.now().plusSeconds(60))).as("the future").isEmpty();
    }

    @Test
    void every_instant_is_found_in_a_ledger_of_any_length() {
        List<Long> times = new ArrayList<>(); // in microseconds, of each position
        for (int commit = 0; commit < 40; commit++) {
            int events = 1 + commit % 3;
            Instant at = Direct.append(ledger.service(), Facts.append(Facts.newStream(), 0, events)).appendedAt();
            times.addAll(Collections.nCopies(events, ChronoUnit.MICROS.between(Instant.EPOCH, at)));
            if (commit > 4 && commit < 35) {
                continue;
            }
            for (long time : times) {
                for (long asked = time - 1; asked <= time + 1; asked++) {
                    long instant = asked;
                    long last = times.stream().filter(each -> each <= instant).count() - 1;
                    assertThat(reader.positionAt(Instant.EPOCH.plus(instant, ChronoUnit.MICROS))).hasValue(last);
                }
            }
        }
    }

    @Test
    void an_instant_that_an_append_in_flight_may_fall_on_waits_for_it() throws Exception {
        String stream = Facts.newStream();
        Direct.append(ledger.service(), Facts.append(stream, 0, 1));
        try (Connection connection = ledger.service().getConnection()) {
            connection.setAutoCommit(false);
            Uncommitted.append(connection, stream, 1);
            Instant now = databaseTime();
            CompletableFuture<OptionalLong> asked = CompletableFuture.supplyAsync(() -> reader.positionAt(now));
            await().until(() -> Uncommitted.waiting(ledger) == 1);
            assertThat(asked).isNotDone();
            connection.commit();
            connection.setAutoCommit(true);
            assertThat(asked).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(OptionalLong.of(1));
            assertThat(reader.positionAt(now)).hasValue(1);
        }
    }

    @Test
    void an_unknown_type_is_an_error_with_its_position() {
        Direct.append(ledger.service(), Facts.append(Facts.newStream(), 0, 1));
        Facts.appendUnknownType(ledger, Facts.newStream());
        LedgerEntry entry = reader.at(1).orElseThrow();
        assertThatThrownBy(entry::envelope)
                .isInstanceOfSatisfying(UnreadableEntry.class, unreadable -> assertThat(unreadable.position()).isEqualTo(1))
                .hasMessageContaining("position 1")
                .hasMessageContaining(Facts.UNKNOWN_TYPE)
                .hasCauseInstanceOf(UnknownEventType.class);
    }

    @Test
    void a_gap_stops_the_reader() throws Exception {
        Direct.append(ledger.service(), Facts.append(Facts.newStream(), 0, 4));
        // Only a superuser can do this, and it is found out.
        try (Connection connection = ledger.superuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter table ledger.event disable trigger event_only_grows");
            statement.execute("delete from ledger.event where position = 2");
        }
        assertThat(reader.after(-1, 2)).hasSize(2);
        assertThatThrownBy(() -> reader.after(-1, 10)).isInstanceOf(LedgerGap.class).hasMessageContaining("position 2 is missing, 3 follows");
        assertThatThrownBy(() -> reader.after(1, 10)).isInstanceOf(LedgerGap.class);
        assertThat(reader.leaves(-1, 2)).hasSize(2);
        assertThatThrownBy(() -> reader.leaves(-1, 10)).isInstanceOf(LedgerGap.class).hasMessageContaining("position 2 is missing, 3 follows");
        assertThatThrownBy(() -> reader.leaves(1, 10)).isInstanceOf(LedgerGap.class);
    }

    /// Leaves are read in rows of 128.
    @Test
    void a_gap_is_found_wherever_it_is_and_however_long() throws Exception {
        Direct.append(ledger.service(), Facts.append(Facts.newStream(), 0, 300));
        try (Connection connection = ledger.superuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter table ledger.event disable trigger event_only_grows");
            statement.execute("delete from ledger.event where position in (0, 63, 100) or position between 128 and 260");
        }
        assertThatThrownBy(() -> reader.leaves(-1, 1_000)).hasMessageContaining("position 0 is missing, 1 follows");
        assertThatThrownBy(() -> reader.leaves(0, 1_000)).hasMessageContaining("position 63 is missing, 64 follows");
        assertThatThrownBy(() -> reader.leaves(63, 1_000)).hasMessageContaining("position 100 is missing, 101 follows");
        assertThat(reader.leaves(100, 27)).hasSize(27);
        assertThatThrownBy(() -> reader.leaves(100, 1_000)).hasMessageContaining("position 128 is missing, 261 follows");
        assertThat(reader.leaves(260, 1_000)).hasSize(39);
        assertThatThrownBy(() -> reader.next(-1)).hasMessageContaining("position 0 is missing, 1 follows");
        assertThatThrownBy(() -> reader.next(0)).hasMessageContaining("position 63 is missing, 64 follows");
        assertThatThrownBy(() -> reader.next(127)).hasMessageContaining("position 128 is missing, 261 follows");
        assertThat(reader.next(260)).hasSize(39);
    }

    @Test
    void a_database_that_could_forget_is_not_started_on() throws Exception {
        LedgerGuard.assertDurable(ledger.service());
        try (Connection connection = ledger.superuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter role " + TestLedger.SERVICE + " in database " + connection.getCatalog() + " set synchronous_commit = off");
        }
        try (var fresh = ledger.pool()) {
            assertThatThrownBy(() -> LedgerGuard.assertDurable(fresh))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("synchronous_commit = off");
        }
    }

    private Instant databaseTime() {
        return Sql.query(ledger.service(), row -> Sql.instant(row, 1), "select clock_timestamp()").getFirst();
    }
}
