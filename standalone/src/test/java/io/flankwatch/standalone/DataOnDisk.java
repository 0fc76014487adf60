package io.flankwatch.standalone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/// What a standalone has on disk, for whoever owns it: its rows, its files, and backups of them.
final class DataOnDisk {

    private final Path data;

    DataOnDisk(Path data) {
        this.data = data;
    }

    /// Every row of every table, as a dump has it: bytes in hex.
    String dump() throws IOException, SQLException {
        var all = new StringBuilder();
        for (String table : column("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')")) {
            column("select t::text from " + table + " t").forEach(row -> all.append(row).append('\n'));
        }
        return all.toString();
    }

    /// As PostgreSQL wants it done (Continuous Archiving, Making a Base Backup Using the Low Level API), with the log up to its end.
    void backUp(Path to) throws IOException, SQLException {
        try (Connection connection = superuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('before', true)");
            copy(data.resolve("postgres"), to);
            Files.delete(to.resolve("postmaster.pid"));
            try (ResultSet stopped = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
                assertThat(stopped.next()).isTrue();
                Files.writeString(to.resolve("backup_label"), stopped.getString(1));
            }
            copyLog(to);
        }
    }

    /// The log as it is now, in the place of what a backup has of it.
    void copyLog(Path backup) throws IOException {
        copy(data.resolve("postgres/pg_wal"), backup.resolve("pg_wal"));
    }

    /// In the place of what is there.
    void restore(Path backup, Path kept) throws IOException {
        Files.move(data.resolve("postgres"), kept.resolve("lost"));
        Files.move(backup, data.resolve("postgres"));
    }

    /// All that is below it, in the place of what is there.
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path copied = to.resolve(from.relativize(each).toString());
                if (!Files.isDirectory(copied)) {
                    Files.copy(each, copied, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    static boolean holds(Path file, byte[] text) {
        try {
            return new String(Files.readAllBytes(file), ISO_8859_1).contains(new String(text, ISO_8859_1));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    PGSimpleDataSource superuser() throws IOException {
        var source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:" + Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3).strip() + "/flankwatch");
        source.setUser("postgres");
        source.setPassword(Files.readString(data.resolve("secrets/postgres-superuser")));
        return source;
    }

    List<String> column(String query) throws IOException, SQLException {
        try (Connection connection = superuser().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(Objects.requireNonNullElse(rows.getString(1), ""));
            }
            return all;
        }
    }

    void execute(String sql) throws IOException, SQLException {
        try (Connection connection = superuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
