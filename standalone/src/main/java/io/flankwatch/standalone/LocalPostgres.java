package io.flankwatch.standalone;

import io.flankwatch.ledger.LedgerBootstrap;
import io.flankwatch.ledger.LedgerGuard;
import io.flankwatch.ledger.LedgerMigration;
import io.flankwatch.ops.OpsMigration;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// A real PostgreSQL with its data in the data directory: durable, on loopback only, with a password for everybody.
final class LocalPostgres implements AutoCloseable {

    private static final String DATABASE = "flankwatch";
    private static final String OWNER = "flankwatch_owner";
    private static final String SERVICE = "flankwatch_service";
    private static final String REDACTOR = "flankwatch_redactor";
    private static final String OPS_WRITER = "flankwatch_ops";
    private static final String OPS_READER = "flankwatch_ops_reader";
    private static final String OPS_RECORDER = "flankwatch_ops_recorder";

    /// Passwords from the first start on; the library begins with trust for whoever is on the machine.
    private static final String HBA = "host all all 127.0.0.1/32 scram-sha-256\n";

    private final EmbeddedPostgres server;
    private final Account service;
    private final Account opsWriter;
    private final Account opsReader;
    private final Account opsRecorder;

    /// A role of the database, and how it logs in.
    record Account(String username, String password) {}

    private LocalPostgres(EmbeddedPostgres server, DataDirectory data) {
        this.server = server;
        service = new Account(SERVICE, data.secret("postgres-service"));
        opsWriter = new Account(OPS_WRITER, data.secret("postgres-ops"));
        opsReader = new Account(OPS_READER, data.secret("postgres-ops-reader"));
        opsRecorder = new Account(OPS_RECORDER, data.secret("postgres-ops-recorder"));
    }

    static LocalPostgres start(DataDirectory data) throws IOException {
        Path directory = data.root().resolve("postgres");
        Path ready = directory.resolve("flankwatch-ready");
        if (Files.exists(ready)) {
            Orphan.stop(directory);
        } else {
            // A first start that was killed half-way: nothing was ever acknowledged on it.
            Orphan.stop(directory);
            delete(directory);
        }
        String superPassword = data.secret("postgres-superuser");
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                // Stopped after everything that uses it, not beside it.
                .setRegisterShutdownHook(false)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(data.root().resolve("postgres.log").toFile()))
                .setConnectConfig("password", superPassword)
                .setLocaleConfig("locale", "C")
                // The library starts the server with -F and without synchronous commit: quick, and forgetful in a crash.
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "100")
                .start();
        try {
            secure(server, directory, superPassword);
            LocalPostgres postgres = new LocalPostgres(server, data);
            Account owner = new Account(OWNER, data.secret("postgres-owner"));
            for (Account account : List.of(owner, postgres.service, postgres.opsWriter, postgres.opsReader, postgres.opsRecorder)) {
                role(server, account);
            }
            if (isMissing(server, "select from pg_roles where rolname = '" + REDACTOR + "'")) {
                execute(server.getPostgresDatabase(), "create role " + REDACTOR);
            }
            postgres.migrate(owner, superPassword);
            LedgerGuard.assertDurable(postgres.dataSource(postgres.service));
            Files.write(ready, new byte[0]);
            return postgres;
        } catch (SQLException failed) {
            server.close();
            throw new IOException(failed);
        } catch (IOException | RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    private static void secure(EmbeddedPostgres server, Path directory, String superPassword) throws SQLException, IOException {
        Path hba = directory.resolve("pg_hba.conf");
        if (!Files.readString(hba).equals(HBA)) {
            execute(server.getPostgresDatabase(), "alter role postgres password '" + superPassword + "'");
            Files.writeString(hba, HBA, StandardCharsets.US_ASCII);
            execute(server.getPostgresDatabase(), "select pg_reload_conf()");
        }
    }

    private static void role(EmbeddedPostgres server, Account account) throws SQLException {
        String role = account.username();
        if (isMissing(server, "select from pg_roles where rolname = '" + role + "'")) {
            execute(server.getPostgresDatabase(), "create role " + role + " login");
        }
        execute(server.getPostgresDatabase(), "alter role " + role + " login password '" + account.password() + "'");
    }

    private void migrate(Account owner, String superPassword) throws SQLException {
        if (isMissing(server, "select from pg_database where datname = '" + DATABASE + "'")) {
            execute(server.getPostgresDatabase(), "create database " + DATABASE + " owner " + OWNER);
            execute(server.getPostgresDatabase(), "revoke all on database " + DATABASE + " from public");
        }
        execute(server.getPostgresDatabase(), "grant connect on database " + DATABASE + " to " + String.join(", ", SERVICE, OPS_WRITER, OPS_READER, OPS_RECORDER));
        DataSource superuser = server.getDatabase("postgres", DATABASE, Map.of("password", superPassword));
        LedgerBootstrap.open(superuser);
        LedgerMigration.run(dataSource(owner), SERVICE, REDACTOR);
        OpsMigration.run(dataSource(owner), OPS_WRITER, OPS_READER, OPS_RECORDER);
        LedgerBootstrap.protect(superuser);
    }

    private static boolean isMissing(EmbeddedPostgres server, String query) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return !rows.next();
        }
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private DataSource dataSource(Account account) {
        return server.getDatabase(account.username(), DATABASE, Map.of("password", account.password()));
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + DATABASE;
    }

    /// The role that reads the ledger and appends to it, and nothing else.
    Account service() {
        return service;
    }

    /// The role that records what is beside the ledger, and nothing else.
    Account opsWriter() {
        return opsWriter;
    }

    /// The role that reads what is beside the ledger, and nothing else.
    Account opsReader() {
        return opsReader;
    }

    /// The role that records reads, and nothing else.
    Account opsRecorder() {
        return opsRecorder;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failed) throws IOException {
                if (failed != null) {
                    throw failed;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
