package io.flankwatch.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flankwatch.ledger.LedgerBootstrap;
import io.flankwatch.ledger.LedgerCheck;
import io.flankwatch.ledger.TestLedger;
import io.flankwatch.ops.Refusals.Filter;
import io.flankwatch.ops.Refusals.Recorded;
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

class RefusalsTest {

    private static final Filter ALL = new Filter(List.of(), List.of(), List.of());
    private static final List<String> CHANGES = List.of(
            "update ops.refusal set code = 'x'",
            "update ops.refusal set code = 'x' where false",
            "delete from ops.refusal",
            "truncate ops.refusal",
            "update ops.head set one = true",
            "delete from ops.head",
            "truncate ops.head",
            "insert into ops.head values (true)");
    private static final String INSERT =
            "insert into ops.refusal (number, at, id, subject, client_id, method, code, pointers) values (99, 'infinity', gen_random_uuid(), 's', 'c', 'POST', 'X', '{}')";

    private TestLedger ledger;
    private Refusals writer;
    private Refusals reader;

    @BeforeEach
    void open() {
        ledger = TestLedger.create();
        writer = new Refusals(ledger.opsWriter());
        reader = new Refusals(ledger.opsReader());
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private static Refusal refusal(UUID caseId, String subject, String code) {
        return new Refusal(Ids.next(), subject, "client", "POST", "/cases/{caseId}/notes", caseId, "RecordNote", code, List.of("/title", ""), "trace");
    }

    @Test
    void what_is_recorded_is_read_back_with_its_number_and_the_databases_time() throws SQLException {
        Refusal whole = refusal(UUID.randomUUID(), "ana", "MALFORMED");
        var bare = new Refusal(Ids.next(), "bob", "client", "DELETE", null, null, null, "METHOD_NOT_ALLOWED", List.of(), null);
        writer.record(List.of(whole, bare));
        List<Recorded> recorded = reader.after(-1, 10, ALL);
        assertThat(recorded).extracting(Recorded::refusal).containsExactly(whole, bare);
        assertThat(recorded).extracting(Recorded::number).containsExactly(0L, 1L);
        assertThat(recorded.getFirst().at()).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        assertThat(recorded.getLast().at()).isAfterOrEqualTo(recorded.getFirst().at());
    }

    @Test
    void filters_are_combined_and_pages_go_on_after_a_number() throws SQLException {
        UUID one = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        writer.record(List.of(refusal(one, "ana", "MALFORMED"), refusal(one, "bob", "CASE_CLOSED"), refusal(other, "ana", "CASE_CLOSED")));
        assertThat(numbers(-1, 10, new Filter(List.of(one), List.of(), List.of()))).containsExactly(0L, 1L);
        assertThat(numbers(-1, 10, new Filter(List.of(one, other), List.of("ana"), List.of()))).containsExactly(0L, 2L);
        assertThat(numbers(-1, 10, new Filter(List.of(other), List.of("ana"), List.of("CASE_CLOSED")))).containsExactly(2L);
        assertThat(numbers(-1, 10, new Filter(List.of(other), List.of("bob"), List.of()))).isEmpty();
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
                done.add(threads.submit(() -> {
                    writer.record(List.of(refusal(UUID.randomUUID(), "ana", "MALFORMED"), refusal(UUID.randomUUID(), "ana", "MALFORMED")));
                    return null;
                }));
            }
            for (var one : done) {
                one.get();
            }
        }
        assertThat(numbers(-1, 1_000, ALL)).containsExactlyElementsOf(LongStream.range(0, 120).boxed().toList());
        assertThat(reader.after(-1, 1_000, ALL)).extracting(Recorded::at).isSorted();
    }

    @Test
    void who_records_can_neither_date_nor_number_nor_change_anything() throws SQLException {
        execute(ledger.opsWriter(), INSERT);
        Recorded recorded = reader.after(-1, 10, ALL).getFirst();
        assertThat(recorded.number()).isZero();
        assertThat(recorded.at()).isBefore(Instant.now().plusSeconds(60));
        for (DataSource ops : List.of(ledger.opsWriter(), ledger.opsReader())) {
            CHANGES.forEach(change -> refused(ops, change, "42501", "permission denied"));
            refused(ops, "create table ops.mine ()", "42501", "permission denied");
            refused(ops, "alter table ops.refusal disable trigger all", "42501", "must be owner");
        }
        refused(ledger.opsReader(), INSERT, "42501", "permission denied");
    }

    @Test
    void not_even_the_owner_or_a_replica_changes_what_is_recorded() {
        for (String change : CHANGES) {
            refused(ledger.owner(), change, "23001", "records only grow");
            refused(ledger.superuser(), "set session_replication_role = replica; " + change, "23001", "records only grow");
        }
    }

    @Test
    void the_owner_does_not_take_it_apart_unless_an_administrator_opens_it() throws SQLException {
        for (String change : List.of(
                "alter table ops.refusal disable trigger refusal_only_grows",
                "alter table ops.refusal rename to refusals",
                "alter table ops.refusal add column x int",
                "alter table ops.refusal set schema public",
                "alter function ops.refuse() reset all",
                "create or replace function ops.refuse() returns trigger language plpgsql as 'begin return null; end'",
                "create or replace function ops.number_refusal() returns trigger language plpgsql as 'begin return new; end'",
                "create rule mine as on insert to ops.refusal do instead nothing",
                "create trigger mine before insert on ops.refusal for each row execute function ops.refuse()",
                "drop trigger refusal_only_grows on ops.refusal",
                "drop trigger refusal_is_numbered on ops.refusal",
                "drop index ops.refusal_by_case",
                "drop table ops.refusal",
                "alter schema ops rename to oops",
                "drop schema ops cascade",
                "drop owned by current_user cascade")) {
            refused(ledger.owner(), change, "23001", "what is recorded only grows");
        }
        execute(ledger.owner(), "create table ops.another (one int)");

        LedgerBootstrap.open(ledger.superuser());
        execute(ledger.owner(), "alter table ops.refusal add column x int");
        LedgerBootstrap.protect(ledger.superuser());
        refused(ledger.owner(), "alter table ops.refusal drop column x", "23001", "what is recorded only grows");
        refused(ledger.owner(), "drop table ops.another", "23001", "what is recorded only grows");
        assertThat(LedgerCheck.run(ledger.service()).unprotected()).isEmpty();
    }

    @Test
    void the_ledgers_role_has_nothing_here_and_these_roles_have_nothing_there() {
        refused(ledger.service(), "select from ops.refusal", "42501", "permission denied");
        refused(ledger.service(), INSERT, "42501", "permission denied");
        for (DataSource ops : List.of(ledger.opsWriter(), ledger.opsReader())) {
            refused(ops, "select from ledger.event", "42501", "permission denied");
            refused(ops, "select from ledger.command", "42501", "permission denied");
            refused(ops, "select ledger.position_at(now())", "42501", "permission denied");
        }
        assertThatThrownBy(() -> new Refusals(ledger.opsReader()).assertRecordable()).hasMessageContaining("may not record");
        assertThatCode(writer::assertRecordable).doesNotThrowAnyException();
    }

    @Test
    void migrating_again_changes_nothing() throws SQLException {
        writer.record(List.of(refusal(UUID.randomUUID(), "ana", "MALFORMED")));
        OpsMigration.run(ledger.owner(), TestLedger.OPS_WRITER, TestLedger.OPS_READER, TestLedger.OPS_RECORDER);
        assertThat(numbers(-1, 10, ALL)).containsExactly(0L);
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
