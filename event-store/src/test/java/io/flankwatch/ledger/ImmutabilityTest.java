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
        LedgerMigration.run(ledger.owner(), TestLedger.SERVICE);
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
