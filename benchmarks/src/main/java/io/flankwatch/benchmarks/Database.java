package io.flankwatch.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.flankwatch.ledger.LedgerBootstrap;
import io.flankwatch.ledger.LedgerGuard;
import io.flankwatch.ledger.LedgerMigration;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// One PostgreSQL that forgets nothing, with a database for each contender.
final class Database implements AutoCloseable {

    static final String LEDGER = "ledger_of_flankwatch";
    static final String AXON = "events_of_axon";

    private static final String OWNER = "flankwatch_owner";
    private static final String SERVICE = "flankwatch_service";
    private static final String REDACTOR = "flankwatch_redactor";
    private static final String PASSWORD = "of-a-benchmark";

    private final EmbeddedPostgres postgres;

    Database() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "300")
                // A server that is no more than installed has memory for a telephone, and measures its disk.
                .setServerConfig("shared_buffers", "1GB")
                .setServerConfig("max_wal_size", "4GB")
                // Files of the log are used again, as they are where a server has run for a while, and not made within what is measured.
                .setServerConfig("min_wal_size", "4GB")
                .start();
        execute("postgres", "create role " + OWNER + " login password '" + PASSWORD + "'");
        execute("postgres", "create role " + SERVICE + " login password '" + PASSWORD + "'");
        execute("postgres", "create role " + REDACTOR);
        execute("postgres", "create database " + LEDGER + " owner " + OWNER);
        execute("postgres", "create database " + AXON + " owner " + SERVICE);
        LedgerMigration.run(source(port(), LEDGER, OWNER), SERVICE, REDACTOR);
        LedgerBootstrap.protect(source(port(), LEDGER, "postgres"));
        try (HikariDataSource pool = pool(port(), LEDGER, 2)) {
            LedgerGuard.assertDurable(pool);
        }
    }

    int port() {
        return postgres.getPort();
    }

    /// Of the role that services have.
    static HikariDataSource pool(int port, String database, int size) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source(port, database, SERVICE));
        config.setMaximumPoolSize(size);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionTimeout(60_000);
        return new HikariDataSource(config);
    }

    private static DataSource source(int port, String database, String user) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"localhost"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(user);
        source.setPassword(PASSWORD);
        source.setReWriteBatchedInserts(true);
        return source;
    }

    void execute(String database, String sql) {
        try (Connection connection = source(port(), database, "postgres").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    /// So that what one has written is not flushed while the other is measured.
    void settle() {
        execute("postgres", "checkpoint");
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
