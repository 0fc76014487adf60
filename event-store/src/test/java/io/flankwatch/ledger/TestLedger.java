package io.flankwatch.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.flankwatch.ops.OpsMigration;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// A new, empty, migrated ledger on a real PostgreSQL, for tests: one server in each JVM, one database in it for each ledger.
public final class TestLedger implements AutoCloseable {

    /// The role that owns and migrates, and the role that the services have.
    public static final String OWNER = "flankwatch_owner";
    public static final String SERVICE = "flankwatch_service";
    /// The role that redacts; nobody logs in as it.
    public static final String REDACTOR = "flankwatch_redactor";
    /// The roles that record what is beside the ledger, and that read it.
    public static final String OPS_WRITER = "flankwatch_ops";
    public static final String OPS_READER = "flankwatch_ops_reader";
    /// The role that records reads.
    public static final String OPS_RECORDER = "flankwatch_ops_recorder";
    /// Of all roles.
    public static final String PASSWORD = "only-for-tests";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String database = "ledger_" + COUNT.incrementAndGet();
    private final HikariDataSource service;
    private @Nullable LedgerWriter writer;

    /// Started with the first ledger; ends with the JVM.
    private static final class Server {

        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                // The library's own settings are quick and forget commits in a crash.
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("max_connections", "300")
                        .start();
                for (String role : List.of(OWNER, SERVICE, OPS_WRITER, OPS_READER, OPS_RECORDER)) {
                    run(postgres.getPostgresDatabase(), "create role " + role + " login password '" + PASSWORD + "'");
                }
                run(postgres.getPostgresDatabase(), "create role " + REDACTOR);
                return postgres;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    private TestLedger() {
        run(superuser("postgres"), "create database " + database + " owner " + OWNER);
        LedgerMigration.run(owner(), SERVICE, REDACTOR);
        OpsMigration.run(owner(), OPS_WRITER, OPS_READER, OPS_RECORDER);
        LedgerBootstrap.protect(superuser());
        service = pool();
    }

    public static TestLedger create() {
        return new TestLedger();
    }

    /// Connections of the owner's role, a new one each time.
    public DataSource owner() {
        return dataSource(database, OWNER);
    }

    /// Connections of the role that records what is beside the ledger, a new one each time.
    public DataSource opsWriter() {
        return dataSource(database, OPS_WRITER);
    }

    /// Connections of the role that reads what is beside the ledger, a new one each time.
    public DataSource opsReader() {
        return dataSource(database, OPS_READER);
    }

    /// Connections of the role that records reads, a new one each time.
    public DataSource opsRecorder() {
        return dataSource(database, OPS_RECORDER);
    }

    /// A pool of the services' role.
    public DataSource service() {
        return service;
    }

    /// Another pool of the services' role, as another process would have; the caller closes it.
    public HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(dataSource(database, SERVICE));
        config.setPoolName(database);
        config.setMaximumPoolSize(16);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    /// For what only an administrator does, such as ending somebody's connection.
    public DataSource superuser() {
        return superuser(database);
    }

    /// The one of this process; ends with the ledger.
    public synchronized LedgerWriter writer() {
        LedgerWriter started = writer;
        if (started == null) {
            started = new LedgerWriter(service);
            writer = started;
        }
        return started;
    }

    /// New connections of the services' role by another way to the same server.
    DataSource serviceThrough(int port) {
        return dataSource(port, database, SERVICE);
    }

    static int port() {
        return Server.POSTGRES.getPort();
    }

    public LedgerReader reader() {
        return new LedgerReader(service);
    }

    /// For settings of applications under test; any of the roles here, with the password [#PASSWORD].
    public String jdbcUrl() {
        return "jdbc:postgresql://localhost:" + Server.POSTGRES.getPort() + "/" + database;
    }

    @Override
    public synchronized void close() {
        if (writer != null) {
            writer.close();
        }
        service.close();
        run(superuser("postgres"), "drop database " + database + " with (force)");
    }

    private static DataSource superuser(String database) {
        return dataSource(database, "postgres");
    }

    private static DataSource dataSource(String database, String user) {
        return dataSource(port(), database, user);
    }

    private static DataSource dataSource(int port, String database, String user) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"localhost"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(user);
        source.setPassword(PASSWORD);
        return source;
    }

    private static void run(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }
}
