package io.flankwatch.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL that outlived the process that had started it. Whoever holds the data directory's lock knows that nobody uses it any more.
final class Orphan {

    private static final Logger LOG = LoggerFactory.getLogger(Orphan.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Orphan() {}

    /// Stops the server of that data directory, if one is alive, with all that it acknowledged on disk.
    static void stop(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> alive = process(pidFile).filter(ProcessHandle::isAlive);
        if (alive.isEmpty()) {
            // PostgreSQL itself knows what to do about a server that is dead.
            return;
        }
        ProcessHandle process = alive.get();
        if (!isServerOf(data, process)) {
            LOG.warn("Process {} is not the PostgreSQL that {} speaks of: that one is gone", process.pid(), pidFile);
            Files.delete(pidFile);
            return;
        }
        LOG.info("PostgreSQL (process {}) is still running for a Flankwatch that was killed; stopping it", process.pid());
        askToStop(process);
        try {
            process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new IOException("PostgreSQL (process " + process.pid() + ") of " + data + " does not stop; end it by hand", late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        } catch (java.util.concurrent.ExecutionException failed) {
            throw new IOException(failed);
        }
    }

    private static Optional<ProcessHandle> process(Path pidFile) throws IOException {
        try (Stream<String> lines = Files.lines(pidFile)) {
            return lines.findFirst().map(String::strip).filter(line -> line.matches("\\d{1,18}")).flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)));
        }
    }

    /// Process ids are used again: the one of a file may be anybody's by now.
    private static boolean isServerOf(Path data, ProcessHandle process) throws IOException {
        ProcessHandle.Info info = process.info();
        boolean postgres = info.command().map(Path::of).map(Path::getFileName).map(Path::toString).filter(name -> name.startsWith("postgres")).isPresent();
        @Nullable String[] arguments = info.arguments().orElse(null);
        if (!postgres || arguments == null) {
            return postgres;
        }
        for (String argument : arguments) {
            if (argument != null && Files.isDirectory(Path.of(argument)) && Files.isSameFile(Path.of(argument), data)) {
                return true;
            }
        }
        return false;
    }

    /// A fast shutdown: it ends the sessions that are left over and writes a checkpoint. SIGTERM would wait for the sessions.
    private static void askToStop(ProcessHandle process) throws IOException {
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")) {
            // Nothing softer there; PostgreSQL recovers from it.
            process.destroyForcibly();
            return;
        }
        try {
            int failed = new ProcessBuilder(List.of("kill", "-INT", Long.toString(process.pid()))).inheritIO().start().waitFor();
            if (failed != 0 && process.isAlive()) {
                throw new IOException("PostgreSQL (process " + process.pid() + ") can't be stopped");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }
}
