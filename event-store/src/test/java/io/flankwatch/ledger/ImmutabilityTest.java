package io.flankwatch.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImmutabilityTest {

    private static final List<String> CHANGES = List.of(
            "update ledger.event set type = 'x'",
            "update ledger.event set type = 'x' where false",
            "delete from ledger.event",
            "truncate ledger.event",
            "update ledger.command set count = 9",
            "delete from ledger.command",
            "truncate ledger.command",
            "insert into ledger.head(one) values (true)",
            "update ledger.head set ledger_id = gen_random_uuid()",
            "delete from ledger.head",
            "truncate ledger.head");

    private TestLedger ledger;

    @BeforeAll
    void open() {
        ledger = TestLedger.create();
        Direct.append(ledger.service(), Facts.append(Facts.newStream(), 0, 2));
    }

    @AfterAll
    void close() {
        ledger.close();
    }

    @Test
    void the_service_may_change_nothing() {
        for (String change : CHANGES) {
            refused(ledger.service(), change, "42501", "permission denied");
        }
        refused(
                ledger.service(),
                "insert into ledger.event select position + 2, gen_random_uuid(), 'x', 0, type, command_id, bytes, leaf_hash, appended_at from ledger.event",
                "42501",
                "permission denied");
        refused(ledger.service(), "insert into ledger.command select gen_random_uuid(), '', 0, 1, ''", "42501", "permission denied");
        refused(ledger.service(), "select from ledger.head for update", "42501", "permission denied");
        refused(ledger.service(), "do $$ begin lock table ledger.head in exclusive mode; end $$", "42501", "permission denied");
        refused(ledger.service(), "create table ledger.mine ()", "42501", "permission denied");
        refused(ledger.service(), "delete from ledger.flyway_schema_history", "42501", "permission denied");
        refused(ledger.service(), "alter table ledger.event disable trigger all", "42501", "must be owner");
    }

    @Test
    void not_even_the_owner_changes_what_is_stored() {
        for (String change : CHANGES) {
            refused(ledger.owner(), change, "23001", "the ledger only grows");
            refused(ledger.owner(), "set session_replication_role = replica; " + change, "42501", "permission denied");
        }
    }

    @Test
    void the_triggers_fire_for_replication_as_well() {
        // What a superuser may do is set the role of a replica, under which ordinary triggers are silent.
        for (String change : CHANGES) {
            refused(ledger.superuser(), "set session_replication_role = replica; " + change, "23001", "the ledger only grows");
        }
    }

    @Test
    void the_owner_does_not_take_the_ledger_apart() {
        for (String change : List.of(
                "alter table ledger.event disable trigger event_only_grows",
                "alter table ledger.event rename to evenings",
                "alter table ledger.event rename column bytes to bites",
                "alter table ledger.event alter column type drop not null",
                "alter table ledger.event drop constraint event_event_id_key",
                "alter table ledger.command add column x int",
                "alter table ledger.event set schema public",
                "alter table ledger.event owner to current_user",
                "alter trigger event_only_grows on ledger.event rename to harmless",
                "alter schema ledger rename to lodger",
                "alter function ledger.refuse() reset all",
                "alter index ledger.event_pkey rename to x",
                "create or replace function ledger.refuse() returns trigger language plpgsql as 'begin return null; end'",
                "create trigger mine before insert on ledger.event for each row execute function ledger.refuse()",
                "create rule mine as on insert to ledger.event do instead nothing",
                "create policy mine on ledger.event",
                "drop trigger event_only_grows on ledger.event",
                "drop function ledger.position_at(timestamptz)",
                "drop index ledger.event_by_type",
                "drop table ledger.command",
                "drop schema ledger cascade",
                "drop owned by current_user cascade")) {
            refused(ledger.owner(), change, "23001", "what is recorded only grows");
        }
        // The function that redacts is not the owner's.
        refused(ledger.owner(), "drop owned by current_user", "2BP01", "other objects depend");
        refused(ledger.owner(), "drop event trigger ledger_is_not_altered", "42501", "must be owner");
        refused(ledger.owner(), "alter event trigger ledger_is_not_altered disable", "42501", "must be owner");
        refused(ledger.owner(), "set event_triggers = off", "42501", "permission denied");
        refused(ledger.owner(), "delete from ledger_guard.protected", "42501", "permission denied");
        assertThat(ledger.reader().head()).isEqualTo(1);
    }

    @Test
    void a_superuser_is_found_out() throws SQLException {
        try (TestLedger own = TestLedger.create()) {
            assertThat(LedgerCheck.run(own.service()).unprotected()).isEmpty();
            try (Connection connection = own.superuser().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("alter table ledger.event disable trigger event_only_grows");
                statement.execute("alter event trigger ledger_is_not_dropped disable");
                statement.execute("grant insert on ledger.command to " + TestLedger.SERVICE);
                statement.execute("alter table ops.refusal disable trigger refusal_only_grows");
                statement.execute("create function ledger.another() returns int language sql as 'select 1'");
            }
            assertThat(LedgerCheck.run(own.service()).unprotected())
                    .containsExactlyInAnyOrder(
                            "the trigger event_only_grows on ledger.event is missing, or does not fire always",
                            "the event trigger ledger_is_not_dropped is missing, or does not fire always",
                            "the trigger refusal_only_grows on ops.refusal is missing, or does not fire always",
                            TestLedger.SERVICE + " may INSERT on ledger.command",
                            "not protected from its owner: ledger.another()");
        }
    }

    @Test
    void a_stranger_sees_nothing() throws SQLException {
        try (Connection connection = ledger.superuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role ledger_stranger");
            statement.execute("set role ledger_stranger");
            for (String sql : List.of("select from ledger.event", "select ledger.position_at(now())")) {
                assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining("permission denied");
            }
            statement.execute("reset role");
            statement.execute("drop role ledger_stranger");
        }
    }

    @Test
    void migrating_again_changes_nothing() {
        var before = ledger.reader().ledgerId();
        LedgerMigration.run(ledger.owner(), TestLedger.SERVICE, TestLedger.REDACTOR);
        assertThat(ledger.reader().ledgerId()).isEqualTo(before);
    }

    private static void refused(DataSource by, String sql, String state, String message) {
        assertThatThrownBy(() -> {
                    try (Connection connection = by.getConnection();
                            Statement statement = connection.createStatement()) {
                        statement.execute(sql);
                    }
                })
                .as(sql)
                .isInstanceOfSatisfying(SQLException.class, refusal -> assertThat(refusal.getSQLState()).isEqualTo(state))
                .hasMessageContaining(message);
    }
}
