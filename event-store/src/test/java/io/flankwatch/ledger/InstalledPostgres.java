package io.flankwatch.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/// A PostgreSQL with all of its programs, as an installation has them: the one of the other tests comes without `pg_dump`.
final class InstalledPostgres implements AutoCloseable {

    static final String NOT_THERE = "there is no pg_dump beside a server in /usr/lib/postgresql (Debian's package postgresql); -Dpostgresql=DIR names another bin";

    private static final String NAMED = System.getProperty("postgresql");

    private final Path programs = found().orElseThrow();
    private final Path directory;
    private final int port;

    /// @param directory empty, and not used for anything else
    InstalledPostgres(Path directory) {
        this.directory = directory;
        this.port = freePort();
        run(List.of("initdb", "-D", "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"));
        String options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''";
        run(List.of("pg_ctl", "-D", "data", "-o", options, "-l", directory.resolve("log").toString(), "-w", "start"));
    }

    /// One that was named must be there.
    static boolean isThere() {
        return NAMED != null || found().isPresent();
    }

    /// In a shell that finds this server's programs and, as an administrator, the server.
    void shell(String commands) {
        start(List.of("bash", "-euo", "pipefail", "-c", commands));
    }

    DataSource as(String role, String database) {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser(role);
        return source;
    }

    @Override
    public void close() {
        run(List.of("pg_ctl", "-D", "data", "-m", "fast", "-w", "stop"));
    }

    /// A server does not run as root; a user namespace makes it somebody else.
    private void run(List<String> program) {
        List<String> command = new ArrayList<>(System.getProperty("user.name").equals("root") ? List.of("unshare", "-U") : List.of());
        command.add(programs.resolve(program.getFirst()).toString());
        command.addAll(program.subList(1, program.size()));
        start(command);
    }

    private void start(List<String> command) {
        Path output = directory.resolve("output");
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("PATH", programs + ":" + System.getenv("PATH"));
        builder.environment().put("PGHOST", "127.0.0.1");
        builder.environment().put("PGPORT", Integer.toString(port));
        builder.environment().put("PGUSER", "postgres");
        try {
            if (builder.start().waitFor() != 0) {
                throw new AssertionError(command + ": " + Files.readString(output));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /// The newest.
    private static Optional<Path> found() {
        if (NAMED != null) {
            return Optional.of(Path.of(NAMED));
        }
        Path installed = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(installed)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(installed)) {
            return versions.filter(version -> version.getFileName().toString().matches("[0-9]+"))
                    .sorted(Comparator.comparing((Path version) -> Integer.parseInt(version.getFileName().toString())).reversed())
                    .map(version -> version.resolve("bin"))
                    .filter(bin -> Stream.of("initdb", "pg_ctl", "pg_dump", "pg_restore").allMatch(program -> Files.isExecutable(bin.resolve(program))))
                    .findFirst();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// What it said last.
    String output() {
        try {
            return Files.readString(directory.resolve("output"), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
