package io.flankwatch.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flankwatch.ledger.TestLedger;
import io.flankwatch.ops.Reads.Filter;
import io.flankwatch.ops.Reads.Recorded;
import io.flankwatch.wire.Ids;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadsTest {

    private static final Instant NOON = Instant.parse("2026-05-29T12:00:00Z");
    private static final Filter ALL = new Filter(List.of(), List.of(), null, null);
    private static final List<String> CHANGES = List.of(
            "update ops.read set status = 0", "delete from ops.read", "truncate ops.read", "delete from ops.read_head", "insert into ops.read_head values (true)");
    private static final String INSERT =
            "insert into ops.read (number, recorded_at, at, id, subject, client_id, method, path, status) values (99, 'infinity', now(), gen_random_uuid(), 's', 'c', 'GET', '/cases', 200)";

    private TestLedger ledger;
    private Reads recorder;
    private Reads reader;

    @BeforeEach
    void open() {
        ledger = TestLedger.create();
        recorder = new Reads(ledger.opsRecorder());
        reader = new Reads(ledger.opsReader());
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private static Read read(UUID caseId, String subject, Instant at) {
        return new Read(Ids.next(), at, subject, "client", "GET", "/cases/{caseId}", caseId, 17L, "Art. 6", 200, "trace");
    }

    @Test
    void what_is_recorded_is_read_back_once_with_its_number_and_the_databases_time() {
        Read whole = read(UUID.randomUUID(), "ana", NOON);
        Read bare = new Read(Ids.next(), NOON, "bob", "client", "HEAD", "/cases", null, null, null, 404, null);
        recorder.record(List.of(whole, bare));
        recorder.record(List.of(bare, whole));
        List<Recorded> recorded = reader.after(-1, 10, ALL);
        assertThat(recorded).extracting(Recorded::read).containsExactly(whole, bare);
        assertThat(recorded).extracting(Recorded::number).containsExactly(0L, 1L);
        assertThat(recorded.getFirst().recordedAt()).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    @Test
    void filters_are_combined_and_pages_go_on_after_a_number() {
        UUID one = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        recorder.record(List.of(read(one, "ana", NOON), read(one, "bob", NOON.plusSeconds(1)), read(other, "ana", NOON.plusSeconds(2))));
        assertThat(numbers(-1, 10, new Filter(List.of(one), List.of(), null, null))).containsExactly(0L, 1L);
        assertThat(numbers(-1, 10, new Filter(List.of(one, other), List.of("ana"), null, null))).containsExactly(0L, 2L);
        assertThat(numbers(-1, 10, new Filter(List.of(), List.of(), NOON.plusSeconds(1), null))).containsExactly(1L, 2L);
        assertThat(numbers(-1, 10, new Filter(List.of(), List.of(), NOON.plusSeconds(1), NOON.plusSeconds(1)))).containsExactly(1L);
        assertThat(numbers(0, 1, ALL)).containsExactly(1L);
        assertThat(numbers(2, 1, ALL)).isEmpty();
    }

    private List<Long> numbers(long after, int limit, Filter filter) {
        return reader.after(after, limit, filter).stream().map(Recorded::number).toList();
    }

    @Test
    void numbers_have_no_gap_however_many_record_at_once() throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(6)) {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                done.add(threads.submit(() -> recorder.record(List.of(read(UUID.randomUUID(), "ana", NOON), read(UUID.randomUUID(), "ana", NOON)))));
            }
            for (var one : done) {
                one.get();
            }
        }
        assertThat(numbers(-1, 1_000, ALL)).containsExactlyElementsOf(LongStream.range(0, 120).boxed().toList());
        assertThat(reader.after(-1, 1_000, ALL)).extracting(Recorded::recordedAt).isSorted();
    }

    @Test
    void who_records_can_neither_date_nor_number_nor_see_nor_change_anything() throws SQLException {
        execute(ledger.opsRecorder(), INSERT);
        Recorded recorded = reader.after(-1, 10, ALL).getFirst();
        assertThat(recorded.number()).isZero();
        assertThat(recorded.recordedAt()).isBefore(Instant.now().plusSeconds(60));
        for (DataSource ops : List.of(ledger.opsRecorder(), ledger.opsReader(), ledger.opsWriter(), ledger.service())) {
            CHANGES.forEach(change -> refused(ops, change, "42501", "permission denied"));
        }
        for (DataSource ops : List.of(ledger.opsReader(), ledger.opsWriter(), ledger.service())) {
            refused(ops, INSERT, "42501", "permission denied");
        }
        refused(ledger.opsRecorder(), "select from ops.read", "42501", "permission denied");
        refused(ledger.opsRecorder(), "select from ops.refusal", "42501", "permission denied");
        refused(ledger.opsRecorder(), "select from ledger.event", "42501", "permission denied");
        assertThatThrownBy(() -> new Reads(ledger.opsReader()).assertRecordable()).hasMessageContaining("may not record");
        assertThatCode(recorder::assertRecordable).doesNotThrowAnyException();
    }

    @Test
    void not_even_the_owner_or_a_replica_changes_what_is_recorded() {
        for (String change : CHANGES) {
            refused(ledger.owner(), change, "23001", "records only grow");
            refused(ledger.superuser(), "set session_replication_role = replica; " + change, "23001", "records only grow");
        }
        for (String change : List.of(
                "alter table ops.read disable trigger read_only_grows",
                "drop trigger read_is_numbered on ops.read",
                "create or replace function ops.number_read() returns trigger language plpgsql as 'begin return new; end'",
                "drop index ops.read_by_case",
                "drop table ops.read")) {
            refused(ledger.owner(), change, "23001", "what is recorded only grows");
        }
    }

    private static void refused(DataSource by, String sql, String state, String message) {
        assertThatThrownBy(() -> execute(by, sql))
                .as(sql)
                .isInstanceOfSatisfying(SQLException.class, refusal -> assertThat(refusal.getSQLState()).isEqualTo(state))
                .hasMessageContaining(message);
    }

    private static void execute(DataSource by, String sql) throws SQLException {
        try (Connection connection = by.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
