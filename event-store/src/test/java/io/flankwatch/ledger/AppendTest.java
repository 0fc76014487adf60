package io.flankwatch.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flankwatch.wire.Ids;
import java.security.MessageDigest;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AppendTest {

    private TestLedger ledger;
    private LedgerReader reader;

    @BeforeAll
    void open() {
        ledger = TestLedger.create();
        reader = ledger.reader();
    }

    @AfterAll
    void close() {
        ledger.close();
    }

    @Test
    void positions_are_gapless_and_bytes_exact_whoever_writes() throws Exception {
        int writers = 8;
        int rounds = 40;
        try (TestLedger own = TestLedger.create();
                var threads = Executors.newFixedThreadPool(writers)) {
            LedgerReader read = own.reader();
            List<String> streams = List.of(Facts.newStream(), Facts.newStream());
            CyclicBarrier together = new CyclicBarrier(writers);
            List<Future<Map<Long, byte[]>>> outcomes = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                String stream = streams.get(writer % streams.size());
                int count = 1 + writer % 3;
                outcomes.add(threads.submit(() -> {
                    Map<Long, byte[]> mine = new HashMap<>();
                    for (int round = 0; round < rounds; round++) {
                        long version = read.lastVersion(stream).orElse(-1) + 1;
                        together.await();
                        Append append = Facts.append(stream, version, count);
                        try {
                            Append.Stored stored = Direct.append(own.service(), append);
                            for (int i = 0; i < count; i++) {
                                mine.put(stored.firstPosition() + i, append.events().get(i).bytes());
                            }
                        } catch (ConcurrencyException | AggregateStreamCreationException lost) {
                            assertThat(lost).hasMessageContaining("SEQUENCE_TAKEN");
                        }
                        together.await();
                    }
                    return mine;
                }));
            }
            Map<Long, byte[]> expected = new TreeMap<>();
            for (var outcome : outcomes) {
                expected.putAll(outcome.get());
            }

            assertThat(read.head()).isEqualTo(expected.size() - 1L);
            List<LedgerEntry> all = read.after(-1, Integer.MAX_VALUE);
            assertThat(all).hasSize(expected.size());
            assertThat(all).allSatisfy(entry -> assertThat(entry.bytes()).isEqualTo(expected.get(entry.position())));
            assertThat(all).isSortedAccordingTo((one, other) -> one.appendedAt().compareTo(other.appendedAt()));
            int commits = 0;
            for (String stream : streams) {
                List<LedgerEntry> entries = read.stream(stream, Long.MAX_VALUE);
                for (int version = 0; version < entries.size(); version++) {
                    assertThat(entries.get(version).streamVersion()).isEqualTo(version);
                    assertThat(entries.get(version).envelope().streamVersion()).isEqualTo(version);
                }
                commits += (int) entries.stream().map(LedgerEntry::commandId).distinct().count();
            }
            assertThat(commits).as("of each stream one writer wins in each round").isEqualTo(rounds * streams.size());
        }
    }

    @Test
    void a_command_is_stored_once() {
        UUID command = Ids.next();
        String stream = Facts.newStream();
        Append.Stored stored = Direct.append(ledger.service(), Facts.raw(command, Facts.event(stream, 0, "t", "a"), Facts.event(stream, 1, "t", "b")));
        long head = reader.head();

        // Also where the events would conflict: the caller is to get the first result, not a conflict with itself.
        assertThatThrownBy(() -> Direct.append(ledger.service(), Facts.raw(command, Facts.event(stream, 0, "t", "a"))))
                .isInstanceOfSatisfying(CommandAlreadyStored.class, known -> assertThat(known.commandId()).isEqualTo(command));

        // And where they would fit, so that they are undone.
        for (Append fits : List.of(
                Facts.raw(command, Facts.event(stream, 2, "t", "c")),
                Facts.raw(command, Facts.event(Facts.newStream(), 0, "t", "c")),
                Facts.raw(command, Facts.event(stream, 2, "t", "c"), Facts.event(stream, 3, "t", "d")))) {
            assertThatThrownBy(() -> Direct.append(ledger.service(), fits))
                    .isInstanceOfSatisfying(CommandAlreadyStored.class, known -> assertThat(known.commandId()).isEqualTo(command));
        }

        assertThat(reader.head()).isEqualTo(head);
        StoredCommand found = reader.command(command).orElseThrow();
        assertThat(found.fingerprint()).isEqualTo(Facts.FINGERPRINT);
        assertThat(found.result()).isEqualTo(Facts.RESULT);
        assertThat(found.firstPosition()).isEqualTo(stored.firstPosition());
        assertThat(found.count()).isEqualTo(2);
        assertThat(found.lastPosition()).isEqualTo(stored.firstPosition() + 1);
        assertThat(found.appendedAt()).isEqualTo(stored.appendedAt());
        assertThat(reader.command(Ids.next())).isEmpty();
    }

    @Test
    void each_command_of_a_commit_has_its_own_events() {
        String stream = Facts.newStream();
        UUID first = Ids.next();
        UUID second = Ids.next();
        Append.Stored stored = Direct.append(ledger.service(), new Append(
                List.of(new Append.Command(first, new byte[0], 2, new byte[0]), new Append.Command(second, new byte[0], 1, new byte[0])),
                List.of(Facts.event(stream, 0, "t", "a"), Facts.event(stream, 1, "t", "b"), Facts.event(stream, 2, "t", "c"))));

        assertThat(reader.stream(stream, Long.MAX_VALUE)).extracting(LedgerEntry::commandId).containsExactly(first, first, second);
        assertThat(reader.command(second).orElseThrow().firstPosition()).isEqualTo(stored.firstPosition() + 2);
    }

    @Test
    void what_does_not_fit_is_told_by_its_reason_and_stores_nothing() {
        String stream = Facts.newStream();
        String other = Facts.newStream();
        Append.Event first = Facts.event(stream, 0, "t", "a");
        Direct.append(ledger.service(), Facts.raw(Ids.next(), first, Facts.event(stream, 1, "t", "b")));
        long head = reader.head();

        assertThatThrownBy(() -> Direct.append(ledger.service(), Facts.append(stream, 0, 1)))
                .isInstanceOf(AggregateStreamCreationException.class)
                .hasMessageContaining("SEQUENCE_TAKEN");
        assertThatThrownBy(() -> Direct.append(ledger.service(), Facts.append(stream, 1, 1)))
                .isInstanceOf(ConcurrencyException.class)
                .hasMessageContaining("event 1 of " + stream)
                .hasMessageContaining("SEQUENCE_TAKEN");
        assertThatThrownBy(() -> Direct.append(ledger.service(), Facts.append(stream, 3, 1)))
                .isInstanceOf(ConcurrencyException.class)
                .hasMessageContaining("SEQUENCE_MISSING");
        assertThatThrownBy(() -> Direct.append(ledger.service(), Facts.append(other, 1, 1)))
                .isInstanceOf(ConcurrencyException.class)
                .hasMessageContaining("SEQUENCE_MISSING");
        assertThatThrownBy(() -> Direct.append(ledger.service(), Facts.raw(Ids.next(), Facts.event(other, 0, "t", "a"), Facts.event(other, 2, "t", "b"))))
                .isInstanceOf(ConcurrencyException.class)
                .hasMessageContaining("event 2 of " + other)
                .hasMessageContaining("SEQUENCE_MISSING");
        assertThatThrownBy(() -> Direct.append(ledger.service(), Facts.raw(Ids.next(), Facts.event(other, 0, "t", "a"), Facts.event(stream, 2, "t", "b"), Facts.event(other, 0, "t", "c"))))
                .isInstanceOf(AggregateStreamCreationException.class)
                .hasMessageContaining("event 0 of " + other);
        assertThatThrownBy(() -> Direct.append(ledger.service(), Facts.raw(Ids.next(), new Append.Event(first.id(), stream, 2, "t", first.bytes()))))
                .isInstanceOf(ConcurrencyException.class)
                .hasMessageContaining("EVENT_ID_REUSED");

        assertThat(reader.head()).isEqualTo(head);
        assertThat(reader.stream(other, Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void a_commit_may_touch_several_streams() {
        String one = Facts.newStream();
        String two = Facts.newStream();
        Direct.append(ledger.service(), Facts.raw(
                        Ids.next(),
                        Facts.event(one, 0, "t", "a"),
                        Facts.event(two, 0, "t", "b"),
                        Facts.event(one, 1, "t", "c"),
                        Facts.event(two, 1, "t", "d")));
        assertThat(reader.stream(one, Long.MAX_VALUE)).extracting(LedgerEntry::streamVersion).containsExactly(0L, 1L);
        assertThat(reader.stream(two, Long.MAX_VALUE)).extracting(LedgerEntry::streamVersion).containsExactly(0L, 1L);
    }

    @Test
    void an_incomplete_commit_is_refused_by_the_database() {
        Append.Event event = Facts.event(Facts.newStream(), 0, "t", "a");
        assertThatThrownBy(() -> Direct.append(ledger.service(), new Append(List.of(), List.of(event)))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Direct.append(ledger.service(), Facts.raw(Ids.next()))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Direct.append(ledger.service(), new Append(List.of(new Append.Command(Ids.next(), new byte[0], 2, new byte[0])), List.of(event))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void what_could_not_be_stored_by_itself_is_refused_by_the_database() {
        String stream = Facts.newStream();
        long head = reader.head();
        Append.Event before = Facts.event(stream, -1, "t", "a");
        Append.Event empty = Facts.event(stream, 0, "t", "");
        Append.Event large = Facts.event(stream, 0, "t", "x".repeat(Commit.MAX_ENTRY_BYTES + 1));
        for (Append.Event event : List.of(before, empty, large)) {
            assertThatThrownBy(() -> Direct.append(ledger.service(), Facts.raw(Ids.next(), event))).isInstanceOf(IllegalStateException.class);
            // Where each commit of a batch is looked at, too: here since two have one command.
            UUID twice = Ids.next();
            assertThatThrownBy(() -> Direct.send(
                            ledger.service(),
                            Facts.raw(twice, Facts.event(Facts.newStream(), 0, "t", "a")),
                            Facts.raw(twice, Facts.event(Facts.newStream(), 0, "t", "b")),
                            Facts.raw(Ids.next(), event)))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(reader.head()).isEqualTo(head);
        Append.Event most = Facts.event(stream, 0, "t", "x".repeat(Commit.MAX_ENTRY_BYTES));
        assertThat(Direct.append(ledger.service(), Facts.raw(Ids.next(), most)).firstPosition()).isEqualTo(head + 1);
    }

    @Test
    void the_leaf_hash_is_that_of_RFC_6962() throws Exception {
        String stream = Facts.newStream();
        Direct.append(ledger.service(), Facts.raw(Ids.next(), Facts.event(stream, 0, "t", "bytes with ünïcode and \\ and \"")));
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update((byte) 0);
        byte[] leaf = sha256.digest("bytes with ünïcode and \\ and \"".getBytes(UTF_8));
        assertThat(reader.stream(stream, Long.MAX_VALUE).getFirst().leafHash()).isEqualTo(leaf);
    }

    @Test
    void a_rolled_back_append_leaves_nothing_and_no_gap() throws Exception {
        String stream = Facts.newStream();
        Direct.append(ledger.service(), Facts.append(stream, 0, 1));
        long head = reader.head();
        try (Connection connection = ledger.service().getConnection()) {
            connection.setAutoCommit(false);
            Uncommitted.append(connection, stream, 1);
            connection.rollback();
            connection.setAutoCommit(true);
        }
        assertThat(reader.head()).isEqualTo(head);
        assertThat(Direct.append(ledger.service(), Facts.append(stream, 1, 1)).firstPosition()).isEqualTo(head + 1);
        assertThat(reader.after(head, 10)).hasSize(1);
    }

    @Test
    void appending_is_refused_where_it_could_be_forgotten_or_misjudged() throws Exception {
        try (Connection connection = ledger.owner().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = off");
            Batch one = new Batch(List.of(Facts.append(Facts.newStream(), 0, 1)));
            assertThatThrownBy(() -> Uncommitted.append(connection, Facts.newStream(), 0)).hasMessageContaining("synchronous_commit");
            assertThatThrownBy(() -> one.to(connection)).hasMessageContaining("synchronous_commit");
            statement.execute("set synchronous_commit = on");
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            assertThatThrownBy(() -> Uncommitted.append(connection, Facts.newStream(), 0)).hasMessageContaining("READ COMMITTED");
            assertThatThrownBy(() -> one.to(connection)).hasMessageContaining("READ COMMITTED");
        }
    }

    @Test
    void a_clock_that_is_put_back_does_not_put_the_ledger_back() throws Exception {
        try (TestLedger own = TestLedger.create()) {
            Direct.append(own.service(), Facts.append(Facts.newStream(), 0, 1));
            // As if the clock had been an hour ahead.
            try (Connection connection = own.owner().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(
                        """
                        insert into ledger.event
                        select position + 1, gen_random_uuid(), 'other', 0, type, command_id, bytes, leaf_hash, clock_timestamp() + interval '1 hour'
                        from ledger.event""");
            }
            Instant ahead = own.reader().at(1).orElseThrow().appendedAt();
            assertThat(ahead).isAfter(Instant.now());
            assertThat(Direct.append(own.service(), Facts.append(Facts.newStream(), 0, 1)).appendedAt()).isEqualTo(ahead);
            assertThat(Direct.append(own.service(), Facts.append(Facts.newStream(), 0, 2)).appendedAt()).isEqualTo(ahead);
        }
    }

    @Test
    void a_single_event_that_is_sent_again_is_stored_once() {
        String stream = Facts.newStream();
        Append one = Facts.append(stream, 0, 1);
        Append.Stored stored = Direct.append(ledger.service(), one);
        assertThat(Direct.append(ledger.service(), one)).isEqualTo(stored);
        Append.Stored next = Direct.append(ledger.service(), Facts.append(stream, 1, 1));
        assertThat(next.firstPosition()).isEqualTo(stored.firstPosition() + 1);
        assertThat(Direct.append(ledger.service(), one)).isEqualTo(stored);
        assertThat(reader.head()).isEqualTo(next.firstPosition());
        assertThat(reader.command(one.commands().getFirst().id()).orElseThrow().firstPosition()).isEqualTo(stored.firstPosition());
    }

    @Test
    void the_commits_of_a_batch_do_not_harm_each_other() {
        String known = Facts.newStream();
        Append before = Facts.append(known, 0, 1);
        Append.Stored there = Direct.append(ledger.service(), before);
        long head = reader.head();
        String one = Facts.newStream();
        String other = Facts.newStream();
        Append good = Facts.append(one, 0, 2);
        Append taken = Facts.append(known, 0, 1);
        Append goodToo = Facts.append(other, 0, 1);
        Append missing = Facts.append(Facts.newStream(), 7, 1);
        UUID known0 = before.commands().getFirst().id();
        Append again = Facts.raw(known0, Facts.event(known, 1, "t", "another"));
        Append reused = Facts.raw(Ids.next(), new Append.Event(before.events().getFirst().id(), one, 2, "t", new byte[] {1}));

        List<Answer> answers = Direct.send(ledger.service(), good, taken, goodToo, missing, again, reused, before);

        assertThat(positions(answers)).containsExactly(head + 1, null, head + 3, null, null, null, there.firstPosition());
        assertThat(answers.get(1)).isEqualTo(new Answer.Conflict(Answer.Conflict.Reason.SEQUENCE_TAKEN, taken.events().getFirst()));
        assertThat(answers.get(3)).isEqualTo(new Answer.Conflict(Answer.Conflict.Reason.SEQUENCE_MISSING, missing.events().getFirst()));
        assertThat(answers.get(4)).isEqualTo(new Answer.Known(known0));
        assertThat(answers.get(5)).isEqualTo(new Answer.Conflict(Answer.Conflict.Reason.EVENT_ID_REUSED, reused.events().getFirst()));
        assertThat(answers.get(6)).as("exactly this one is stored").isEqualTo(new Answer.Appended(there));
        assertThat(reader.head()).isEqualTo(head + 3);
        assertThat(reader.command(good.commands().getFirst().id()).orElseThrow().firstPosition()).isEqualTo(head + 1);
        assertThat(reader.command(goodToo.commands().getFirst().id()).orElseThrow().firstPosition()).isEqualTo(head + 3);
    }

    @Test
    void commits_of_one_batch_that_touch_the_same_are_taken_in_order() {
        String stream = Facts.newStream();
        String unborn = Facts.newStream();
        Append first = Facts.append(stream, 0, 1);
        Append late = Facts.append(stream, 0, 1);
        Append second = Facts.append(stream, 1, 2);
        Append third = Facts.append(stream, 3, 1);
        Append beyond = Facts.append(stream, 9, 1);
        UUID command = Ids.next();
        Append once = Facts.raw(command, Facts.event(unborn, 0, "t", "a"));
        Append twice = Facts.raw(command, Facts.event(unborn, 1, "t", "b"));
        Append.Event event = Facts.event(Facts.newStream(), 0, "t", "c");
        Append sameEvent = Facts.raw(Ids.next(), event);
        Append sameEventElsewhere = Facts.raw(Ids.next(), new Append.Event(event.id(), Facts.newStream(), 0, "t", event.bytes()));
        Append.Event doubled = Facts.event(Facts.newStream(), 0, "t", "d");
        Append within = Facts.raw(Ids.next(), doubled, new Append.Event(doubled.id(), doubled.stream(), 1, "t", doubled.bytes()));

        List<Answer> answers = Direct.send(
                ledger.service(), first, late, second, third, beyond, once, twice, sameEvent, sameEventElsewhere, within, first);

        assertThat(answers.stream().map(answer -> answer.getClass().getSimpleName()))
                .containsExactly(
                        "Appended", "Conflict", "Appended", "Appended", "Conflict", "Appended", "Known", "Appended", "Conflict",
                        "Conflict", "Appended");
        assertThat(answers.getLast()).as("the same commit twice is stored once").isEqualTo(answers.getFirst());
        assertThat(reader.stream(stream, Long.MAX_VALUE)).extracting(LedgerEntry::streamVersion).containsExactly(0L, 1L, 2L, 3L);
        assertThat(reader.stream(unborn, Long.MAX_VALUE)).hasSize(1);
        assertThat(reader.stream(doubled.stream(), Long.MAX_VALUE)).isEmpty();
        assertThat(reader.after(-1, Integer.MAX_VALUE)).hasSize((int) reader.head() + 1);
    }

    @Test
    void commits_of_one_batch_may_follow_each_other_but_not_come_before() {
        String stream = Facts.newStream();
        String backwards = Facts.newStream();
        long head = reader.head();

        assertThat(positions(Direct.send(
                        ledger.service(), Facts.append(stream, 0, 2), Facts.append(Facts.newStream(), 0, 1), Facts.append(stream, 2, 1))))
                .containsExactly(head + 1, head + 3, head + 4);
        assertThat(positions(Direct.send(ledger.service(), Facts.append(stream, 3, 1), Facts.append(stream, 5, 1))))
                .as("nothing is there twice, and one is missing")
                .containsExactly(head + 5, null);
        assertThat(positions(Direct.send(ledger.service(), Facts.append(backwards, 1, 1), Facts.append(backwards, 0, 1))))
                .containsExactly(null, head + 6);

        assertThat(reader.stream(stream, Long.MAX_VALUE)).extracting(LedgerEntry::streamVersion).containsExactly(0L, 1L, 2L, 3L);
        assertThat(reader.stream(backwards, Long.MAX_VALUE)).extracting(LedgerEntry::position).containsExactly(head + 6);
        assertThat(reader.head()).isEqualTo(head + 6);
    }

    @Test
    void a_commit_that_is_stored_with_other_bytes_is_not_the_same() {
        String stream = Facts.newStream();
        Append commit = Facts.append(stream, 0, 2);
        Direct.append(ledger.service(), commit);
        Append.Event last = commit.events().getLast();
        Append changed = new Append(
                commit.commands(),
                List.of(commit.events().getFirst(), new Append.Event(last.id(), stream, 1, last.type(), new byte[] {1})));
        assertThatThrownBy(() -> Direct.append(ledger.service(), changed)).isInstanceOf(CommandAlreadyStored.class);
    }

    private static List<@Nullable Long> positions(List<Answer> answers) {
        return answers.stream()
                .map(answer -> answer instanceof Answer.Appended(Append.Stored where) ? where.firstPosition() : null)
                .toList();
    }
}
