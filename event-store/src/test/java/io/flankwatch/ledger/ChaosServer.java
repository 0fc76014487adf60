package io.flankwatch.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.flankwatch.ops.OpsMigration;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// A PostgreSQL of its own with one ledger, that can be killed as a power cut would, and started again on what is on its disk.
public final class ChaosServer implements AutoCloseable {

    private final Path directory;
    private EmbeddedPostgres postgres;

    public ChaosServer() {
        try {
            directory = Files.createTempDirectory("ledger-chaos");
            postgres = start(0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        execute("create role " + TestLedger.OWNER + " login password '" + TestLedger.PASSWORD + "'");
        execute("create role " + TestLedger.SERVICE + " login password '" + TestLedger.PASSWORD + "'");
        execute("create role " + TestLedger.REDACTOR);
        for (String role : List.of(TestLedger.OPS_WRITER, TestLedger.OPS_READER, TestLedger.OPS_RECORDER)) {
            execute("create role " + role + " login password '" + TestLedger.PASSWORD + "'");
        }
        execute("grant create on database postgres to " + TestLedger.OWNER);
        LedgerMigration.run(dataSource(port(), TestLedger.OWNER), TestLedger.SERVICE, TestLedger.REDACTOR);
        OpsMigration.run(dataSource(port(), TestLedger.OWNER), TestLedger.OPS_WRITER, TestLedger.OPS_READER, TestLedger.OPS_RECORDER);
        LedgerBootstrap.protect(superuser());
    }

    private EmbeddedPostgres start(int port) throws IOException {
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on");
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    int port() {
        return postgres.getPort();
    }

    /// For settings of applications under test; with the roles and the password of a test's ledger.
    public String jdbcUrl() {
        return "jdbc:postgresql://localhost:" + port() + "/postgres";
    }

    /// For what only an administrator does, a new connection each time.
    public DataSource superuser() {
        return dataSource(port(), "postgres");
    }

    static HikariDataSource service(int port) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(dataSource(port, TestLedger.SERVICE));
        config.setMaximumPoolSize(10);
        config.setMinimumIdle(0);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionTimeout(2_000);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    private static DataSource dataSource(int port, String user) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"localhost"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName("postgres");
        source.setUser(user);
        source.setPassword(TestLedger.PASSWORD);
        source.setLoginTimeout(5);
        return source;
    }

    /// As an administrator.
    public void execute(String sql) {
        try (Connection connection = superuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    /// The server and all of its sessions, in the middle of whatever they do.
    public void kill() {
        ProcessHandle server = postmaster();
        List<ProcessHandle> sessions = server.descendants().toList();
        server.destroyForcibly();
        sessions.forEach(ProcessHandle::destroyForcibly);
        server.onExit().join();
        sessions.forEach(session -> session.onExit().join());
    }

    /// As a service manager does it: SIGTERM, by which PostgreSQL takes no more sessions and waits for those that there are, and where they last, SIGINT, by which
    /// it ends them.
    public void terminate(Duration patience) {
        ProcessHandle server = postmaster();
        server.destroy();
        if (server.onExit().completeOnTimeout(server, patience.toMillis(), TimeUnit.MILLISECONDS).join().isAlive()) {
            try {
                new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).inheritIO().start().onExit().join();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            server.onExit().join();
        }
    }

    private ProcessHandle postmaster() {
        try {
            long pid = Long.parseLong(Files.readAllLines(directory.resolve("postmaster.pid")).getFirst().strip());
            return ProcessHandle.of(pid).orElseThrow();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public void startAgain() {
        int port = port();
        try {
            // Only gives up the lock on the directory: the server is dead.
            postgres.close();
            postgres = start(port);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            postgres.close();
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
