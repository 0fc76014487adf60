package io.flankwatch.command.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flankwatch.ledger.TestLedger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MigrationApplicationTest {

    private static final String DATABASE = "to_be_migrated";

    private TestLedger server;
    private String url;

    @BeforeEach
    void create() throws SQLException {
        server = TestLedger.create();
        url = server.jdbcUrl().replaceFirst("[^/]+$", DATABASE);
        run(server.jdbcUrl(), "postgres", "create database " + DATABASE + " owner " + TestLedger.OWNER);
    }

    @AfterEach
    void drop() throws SQLException {
        run(server.jdbcUrl(), "postgres", "drop database " + DATABASE + " with (force)");
        server.close();
    }

    @Test
    void an_empty_database_becomes_a_ledger_that_is_protected_from_its_owner() throws SQLException {
        migrateAs(TestLedger.OWNER);

        assertThat(number(TestLedger.SERVICE, "select count(*) from ledger.event")).isZero();
        assertThat(number(TestLedger.OPS_READER, "select count(*) from ops.refusal")).isZero();
        assertOwnerIsKeptOut();
    }

    @Test
    void once_more_does_no_harm() throws SQLException {
        migrateAs(TestLedger.OWNER);
        long migrations = number(TestLedger.OWNER, "select count(*) from ledger.flyway_schema_history");

        assertThatCode(() -> migrateAs(TestLedger.OWNER)).doesNotThrowAnyException();

        assertThat(number(TestLedger.OWNER, "select count(*) from ledger.flyway_schema_history")).isEqualTo(migrations);
        assertOwnerIsKeptOut();
    }

    @Test
    void what_could_not_be_migrated_is_protected_all_the_same() {
        migrateAs(TestLedger.OWNER);

        assertThatThrownBy(() -> migrateAs(TestLedger.OPS_READER)).isInstanceOf(RuntimeException.class);

        assertOwnerIsKeptOut();
    }

    @Test
    void a_setting_that_is_missing_is_named() {
        assertThatThrownBy(() -> MigrationApplication.main(new String[] {"--flankwatch.ledger.url=" + url}))
                .hasStackTraceContaining("flankwatch.migration.administrator.username");
    }

    private void assertOwnerIsKeptOut() {
        assertThatThrownBy(() -> run(url, TestLedger.OWNER, "alter table ledger.event add column more text")).hasMessageContaining("only grows");
    }

    private void migrateAs(String owner) {
        MigrationApplication.main(new String[] {
            "--flankwatch.ledger.url=" + url,
            "--flankwatch.ledger.username=" + TestLedger.SERVICE,
            "--flankwatch.ops.writer.username=" + TestLedger.OPS_WRITER,
            "--flankwatch.ops.reader.username=" + TestLedger.OPS_READER,
            "--flankwatch.ops.recorder.username=" + TestLedger.OPS_RECORDER,
            "--flankwatch.migration.redactor=" + TestLedger.REDACTOR,
            "--flankwatch.migration.owner.username=" + owner,
            "--flankwatch.migration.owner.password=" + TestLedger.PASSWORD,
            "--flankwatch.migration.administrator.username=postgres",
            "--flankwatch.migration.administrator.password=" + TestLedger.PASSWORD
        });
    }

    private long number(String role, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, role, TestLedger.PASSWORD);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void run(String url, String role, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, role, TestLedger.PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
