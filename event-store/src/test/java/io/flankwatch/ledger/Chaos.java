package io.flankwatch.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;

/// Several processes write to one ledger and several readers follow it, while connections are cut, replies dropped, appends held up, and
/// processes and the database killed and started again. Afterwards everything that anybody was told is held against what is stored.
final class Chaos {

    private static final int WRITERS = 3;
    private static final int READERS = 3;

    private final long seed;
    private final ChaosFault fault;
    private final Random random;
    private final ChaosServer server = new ChaosServer();
    private final Gate gate;
    private final Path histories;
    private final List<Process> writers = new ArrayList<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final Map<Long, Integer> seen = new ConcurrentHashMap<>();
    private final AtomicLong furthest = new AtomicLong(-1);
    private final AtomicLong deliveries = new AtomicLong();
    private volatile boolean stopping;
    private int started;
    private int writersKilled;
    private int serversKilled;

    /// @param violations of what the ledger promises; none, if it keeps it
    record Report(
            long seed,
            long commands,
            long acknowledged,
            long refused,
            long unknown,
            long events,
            long delivered,
            int connectionsLost,
            int arrivedLate,
            int writersKilled,
            int serversKilled,
            List<String> violations) {}

    private Chaos(long seed, ChaosFault fault) throws IOException {
        this.seed = seed;
        this.fault = fault;
        this.random = new Random(seed);
        this.gate = new Gate(server.port());
        this.histories = Files.createTempDirectory("ledger-histories");
    }

    static Report run(long seed, Duration duration, ChaosFault fault) {
        try {
            Chaos chaos = new Chaos(seed, fault);
            try {
                return chaos.run(duration);
            } finally {
                chaos.writers.forEach(Process::destroyForcibly);
                chaos.gate.close();
                chaos.server.close();
                chaos.forget();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Report run(Duration duration) throws IOException {
        fault.plant(server);
        for (int i = 0; i < WRITERS; i++) {
            writers.add(startWriter());
        }
        gate.rule(this::misfortune);
        List<Thread> readers = new ArrayList<>();
        try (var pool = ChaosServer.service(gate.port());
                LedgerTail tail = new LedgerTail(fault.forReading(pool))) {
            tail.start();
            for (int i = 0; i < READERS; i++) {
                Random own = new Random(random.nextLong());
                readers.add(Thread.ofPlatform().start(() -> follow(tail, own)));
            }
            // However long it takes three processes to start.
            long patience = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (furthest.get() < 0 && violations.isEmpty() && System.nanoTime() < patience) {
                pause(20);
            }
            long end = System.nanoTime() + duration.toNanos();
            while (System.nanoTime() < end) {
                pause(500 + random.nextInt(2_500));
                disturb();
            }
            gate.rule(Gate.OPEN);
            int unused = gate.letGo();
            stopWriters();
            awaitReaders();
            stopping = true;
            readers.forEach(Chaos::join);
        }
        return judge();
    }

    private Process startWriter() throws IOException {
        int number = started++;
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile", ""),
                        "-cp",
                        classPath,
                        ChaosWriter.class.getName(),
                        Integer.toString(gate.port()),
                        histories.resolve("writer-" + number).toString(),
                        Long.toString(seed + number),
                        fault.name())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(histories.resolve("errors-" + number).toFile())
                .start();
    }

    /// Most pieces of data get through.
    private Gate.Verdict misfortune(Gate.Way way, byte[] piece) {
        int draw;
        synchronized (random) {
            draw = random.nextInt(6 * fault.odds());
        }
        return switch (draw) {
            case 0, 1, 2 -> new Gate.Verdict.Cut(0);
            case 3 -> new Gate.Verdict.Cut(draw * piece.length / 7);
            case 4, 5 -> way == Gate.Way.THERE ? new Gate.Verdict.Stall() : new Gate.Verdict.Cut(0);
            default -> new Gate.Verdict.Pass();
        };
    }

    private void disturb() throws IOException {
        switch (fault.kills() ? random.nextInt(5) : 4) {
            case 0, 1 -> {
                int victim = random.nextInt(WRITERS);
                writers.get(victim).destroyForcibly().onExit().join();
                writers.set(victim, startWriter());
                writersKilled++;
            }
            case 2, 3 -> {
                server.kill();
                serversKilled++;
                pause(random.nextInt(1_500));
                server.startAgain();
            }
            default -> {
                int unused = gate.letGo();
            }
        }
    }

    private void stopWriters() throws IOException {
        for (Process writer : writers) {
            writer.getOutputStream().close();
        }
        for (Process writer : writers) {
            try {
                if (!writer.waitFor(60, TimeUnit.SECONDS)) {
                    violations.add("a writer does not come to an end");
                } else if (writer.exitValue() != 0) {
                    violations.add("a writer ended with " + writer.exitValue());
                }
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    /// With nothing in their way any more they come to the end, however slow the machine is.
    private void awaitReaders() {
        long head = new LedgerReader(server.superuser()).head();
        long patience = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (furthest.get() < head && violations.isEmpty() && System.nanoTime() < patience) {
            pause(20);
        }
        if (furthest.get() < head) {
            violations.add("no reader came beyond " + furthest.get() + ", and the ledger ends at " + head);
        }
    }

    /// Again and again from some position that is known, for a while.
    private void follow(LedgerTail tail, Random own) {
        while (!stopping) {
            long last = furthest.get();
            long token = own.nextInt(4) == 0 ? -1 : Math.max(-1, last - own.nextInt(500));
            long expected = token + 1;
            try (var events = tail.openStream(token < 0 ? null : new GlobalSequenceTrackingToken(token))) {
                for (int i = own.nextInt(3_000); i > 0 && !stopping; i--) {
                    if (events.hasNextAvailable(200, TimeUnit.MILLISECONDS)) {
                        arrived(LedgerMetadata.entry(events.nextAvailable()), expected++);
                    }
                }
            } catch (StoreAway away) {
                pause(100);
            } catch (RuntimeException alarm) {
                violations.add("a reader stopped: " + alarm);
                return;
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    private void arrived(LedgerEntry entry, long expected) {
        deliveries.incrementAndGet();
        if (entry.position() != expected) {
            violations.add("a reader got " + entry.position() + " where " + expected + " was due");
        }
        int event = entry.envelope().id().hashCode();
        Integer before = seen.putIfAbsent(entry.position(), event);
        if (before != null && before != event) {
            violations.add("two readers got different events at " + entry.position());
        }
        furthest.accumulateAndGet(entry.position(), Math::max);
    }

    private static final class Told {
        int tries;
        int refusals;
        boolean stored;
        long position = -1;
    }

    private Report judge() throws IOException {
        Map<UUID, Told> history = history();
        DataSource direct = server.superuser();
        LedgerCheck.Report check = LedgerCheck.run(direct);
        LedgerCheck.Wrong wrong = check.wrong();
        if (wrong != null) {
            violations.add("position " + wrong.position() + ": " + wrong.what());
        }
        LedgerReader reader = new LedgerReader(direct);
        long head = reader.head();
        seen.keySet().stream().filter(position -> position > head).forEach(position ->
                violations.add("a reader got " + position + ", and the ledger ends at " + head));

        record Found(UUID id, long position) {}
        Map<UUID, Long> stored = new HashMap<>();
        for (Found found : Sql.query(
                direct, row -> new Found(row.getObject(1, UUID.class), row.getLong(2)), "select id, first_position from ledger.command")) {
            stored.put(found.id(), found.position());
        }
        long acknowledged = 0;
        long refused = 0;
        long unknown = 0;
        for (var each : history.entrySet()) {
            UUID command = each.getKey();
            Told told = each.getValue();
            Long position = stored.remove(command);
            if (told.stored) {
                acknowledged++;
                if (position == null) {
                    violations.add("acknowledged and lost: " + command);
                } else if (told.position >= 0 && told.position != position) {
                    violations.add("acknowledged at " + told.position + " and stored at " + position + ": " + command);
                }
            } else if (told.refusals == told.tries) {
                refused++;
                if (position != null) {
                    violations.add("refused and stored: " + command);
                }
            } else {
                unknown++;
            }
        }
        stored.keySet().forEach(command -> violations.add("stored and never tried: " + command));
        return new Report(
                seed,
                history.size(),
                acknowledged,
                refused,
                unknown,
                head + 1,
                deliveries.get(),
                gate.losses(),
                gate.late(),
                writersKilled,
                serversKilled,
                List.copyOf(violations));
    }

    private Map<UUID, Told> history() throws IOException {
        Map<UUID, Told> history = new HashMap<>();
        for (int number = 0; number < started; number++) {
            Path file = histories.resolve("writer-" + number);
            if (!Files.exists(file)) {
                // Killed before it had begun.
                continue;
            }
            try (Stream<String> lines = Files.lines(file)) {
                lines.forEach(line -> told(history, line.split(" ", 4)));
            }
        }
        return history;
    }

    private void told(Map<UUID, Told> history, String[] line) {
        Told told = Objects.requireNonNull(history.computeIfAbsent(UUID.fromString(line[1]), command -> new Told()));
        switch (line[0]) {
            case "T" -> told.tries++;
            case "A" -> {
                told.stored = true;
                told.position = Long.parseLong(line[2]);
            }
            case "K" -> told.stored = true;
            case "N" -> told.refusals++;
            case "U" -> {}
            case "X" -> violations.add(String.join(" ", line));
            default -> throw new IllegalStateException(String.join(" ", line));
        }
    }

    private void forget() throws IOException {
        try (Stream<Path> files = Files.list(histories)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(histories);
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(millis * 1_000_000L);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
