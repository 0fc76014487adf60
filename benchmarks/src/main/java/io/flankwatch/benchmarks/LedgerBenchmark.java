package io.flankwatch.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.flankwatch.ledger.Commit;
import io.flankwatch.ledger.LedgerEngine;
import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.ledger.LedgerWriter;
import io.flankwatch.wire.EnvelopeCodec;
import io.flankwatch.wire.Ids;
import io.flankwatch.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/// The ledger against Axon's JDBC engine, both on the same server in the same run, and against what the server and the decoder can do at all.
final class LedgerBenchmark {

    private static final int[] POOLS = {8, 20, 64};
    private static final int[] WRITERS = {1, 64, 256};
    /// In which each contender's time of a round is measured.
    private static final int TURNS = 4;
    /// Of one process; a third of them is what each of three has where they share these.
    private static final int PROCESS_WRITERS = 63;
    private static final int TAIL_PER_SECOND = 500;
    /// Seconds in which the process that reads is still half compiled.
    private static final int TAIL_WARM_UP = 5;

    private final boolean quick;
    private final String only;
    private final Duration warmUp;
    private final Duration measured;
    private final int replayed;
    private final Database database;
    private final HikariDataSource pool;
    private final LedgerWriter writer;
    private final LedgerReader reader;
    private final LedgerEngine engine;
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();

    private LedgerBenchmark(boolean quick, String only) throws IOException {
        this.quick = quick;
        this.only = only;
        warmUp = Duration.ofMillis(quick ? 700 : 1_000);
        measured = Duration.ofMillis(quick ? 2_000 : 4_000);
        replayed = quick ? 50_000 : 200_000;
        database = new Database();
        pool = Database.pool(database.port(), Database.LEDGER, 20);
        writer = new LedgerWriter(pool);
        reader = new LedgerReader(pool);
        engine = new LedgerEngine(reader, writer);
    }

    public static void main(String[] arguments) throws Exception {
        LedgerBenchmark benchmark = new LedgerBenchmark(List.of(arguments).contains("--quick"), System.getProperty("only", ""));
        try {
            benchmark.run();
        } finally {
            benchmark.writer.close();
            benchmark.pool.close();
            benchmark.database.close();
        }
    }

    private void run() throws Exception {
        try (AxonEngine axon = new AxonEngine(database.port(), 1, 100)) {
            axon.createSchema();
        }
        RawInsert.createTable(database);
        compile();
        if (only.isEmpty() || only.equals("replay")) {
            replay();
        }
        for (int round = 0; round < (quick ? 1 : 3); round++) {
            for (int writers : WRITERS) {
                if (!only.isEmpty() && !only.equals("append" + writers)) {
                    continue;
                }
                say("round " + (round + 1) + ", " + writers + " writers");
                append(writers);
            }
            if (only.isEmpty() || only.equals("raw")) {
                raw();
            }
        }
        if (only.isEmpty() || only.equals("processes")) {
            processes();
        }
        if (only.isEmpty() || only.equals("tail")) {
            tail();
        }
        if (only.isEmpty()) {
            print();
        } else {
            figures.forEach((figure, values) -> System.out.println(figure + " " + values));
        }
    }

    /// What is measured first would otherwise pay for the others' compilation.
    private void compile() {
        say("warming up");
        Duration some = Duration.ofSeconds(quick ? 6 : 15);
        Load.Result ours = Load.run(64, some, Duration.ZERO, false, event -> engine.appendEvents(List.of(event)));
        try (AxonEngine axon = new AxonEngine(database.port(), 20, 100)) {
            Load.Result theirs = Load.run(64, some, Duration.ZERO, true, event -> axon.engine().appendEvents(List.of(event)));
            if (ours.latencies().length + theirs.latencies().length > 0) {
                throw new IllegalStateException("nothing was to be measured");
            }
        }
    }

    /// In turns, since the machine is another from one second to the next.
    private void append(int writers) {
        database.settle();
        Map<String, List<Load.Result>> turns = new LinkedHashMap<>();
        List<AxonEngine> axon = Arrays.stream(POOLS).mapToObj(size -> new AxonEngine(database.port(), size, 100)).toList();
        try {
            for (int turn = 0; turn < TURNS; turn++) {
                turns.computeIfAbsent("ours", who -> new ArrayList<>())
                        .add(turn(writers, false, event -> engine.appendEvents(List.of(event))));
                for (int i = 0; i < POOLS.length; i++) {
                    AxonEngine theirs = axon.get(i);
                    turns.computeIfAbsent("axon" + POOLS[i], who -> new ArrayList<>())
                            .add(turn(writers, true, event -> theirs.engine().appendEvents(List.of(event))));
                }
            }
        } finally {
            axon.forEach(AxonEngine::close);
        }
        turns.forEach((who, results) -> note("append" + writers, who, Load.Result.of(results)));
    }

    private Load.Result turn(int writers, boolean texts, Load.Appender appender) {
        return Load.run(writers, warmUp.dividedBy(2), measured.dividedBy(TURNS), texts, appender);
    }

    private void note(String name, String who, Load.Result result) {
        note(name + "." + who, result.perSecond());
        note(name + "." + who + ".p50", result.millis(0.5));
        note(name + "." + who + ".p99", result.millis(0.99));
    }

    private void raw() throws SQLException {
        database.settle();
        int bytes = reader.at(0).orElseThrow().bytes().length;
        try (HikariDataSource direct = Database.pool(database.port(), Database.AXON, 2)) {
            note("raw", RawInsert.run(direct, warmUp, measured, bytes));
        }
        note("bytes", bytes);
    }

    /// One process, three with as many writers each, and three that share as many.
    private void processes() throws IOException {
        say("processes");
        List<Elsewhere.Started> one = processes(1);
        List<Elsewhere.Started> three = processes(3);
        try {
            for (int round = 0; round < (quick ? 1 : 3); round++) {
                note("processes.one", together(one, PROCESS_WRITERS));
                note("processes.three", together(three, PROCESS_WRITERS));
                note("processes.shared", together(three, PROCESS_WRITERS / 3));
            }
        } finally {
            one.forEach(Elsewhere.Started::close);
            three.forEach(Elsewhere.Started::close);
        }
    }

    private List<Elsewhere.Started> processes(int count) throws IOException {
        List<Elsewhere.Started> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // One after the other: three compilers at once take two cores for a long time. What was started last is to be as warm as the first.
            all.add(new Elsewhere.Started(
                            "write",
                            Integer.toString(database.port()),
                            Integer.toString(PROCESS_WRITERS),
                            quick ? "8" : "20",
                            Long.toString(measured.toSeconds()))
                    .ready());
        }
        return all;
    }

    /// @param writers of each
    private double together(List<Elsewhere.Started> processes, int writers) throws IOException {
        database.settle();
        for (Elsewhere.Started each : processes) {
            each.tell(Integer.toString(writers));
        }
        double sum = 0;
        for (Elsewhere.Started each : processes) {
            sum += Double.parseDouble(each.line());
        }
        return sum;
    }

    private void replay() {
        say("filling " + replayed + " events for replay");
        try (AxonEngine axon = new AxonEngine(database.port(), 8, 100)) {
            for (int i = 0; i < replayed / 1_000; i++) {
                String stream = Ids.next().toString();
                engine.appendEvents(thousand(stream, false));
                axon.engine().appendEvents(thousand(stream, true));
            }
        }
        database.execute(Database.LEDGER, "vacuum analyze");
        database.execute(Database.AXON, "vacuum analyze");
        List<byte[]> bytes = new ArrayList<>(replayed);
        for (long position = -1; bytes.size() < replayed; position = bytes.size() - 1L) {
            reader.after(position, 10_000).stream().map(LedgerEntry::bytes).forEach(bytes::add);
        }
        for (int round = 0; round < 6; round++) {
            say("replay " + round);
            double ours = replay(engine.readEvents(null, false));
            double axon;
            try (AxonEngine theirs = new AxonEngine(database.port(), 8, 100)) {
                axon = replay(theirs.engine().readEvents(null, false));
            }
            double tuned;
            try (AxonEngine theirs = new AxonEngine(database.port(), 8, 1_000)) {
                tuned = replay(theirs.engine().readEvents(null, false));
            }
            double decoding = decode(bytes);
            // A round is over in half a second: what the first three of them do is being compiled.
            if (round > 2) {
                note("replay.ours", ours);
                note("replay.axon", axon);
                note("replay.axon.tuned", tuned);
                note("replay.limit", decoding);
            }
        }
    }

    private static List<DomainEventMessage<?>> thousand(String stream, boolean texts) {
        List<DomainEventMessage<?>> events = new ArrayList<>();
        // One command for all of them, as one commit has.
        DomainEventMessage<?> first = Load.event(stream, 0, texts);
        for (long version = 0; version < 1_000; version++) {
            events.add((DomainEventMessage<?>) Load.event(stream, version, texts).withMetaData(first.getMetaData()));
        }
        return events;
    }

    private double replay(Stream<? extends TrackedEventMessage<?>> events) {
        long begin = System.nanoTime();
        long[] count = new long[1];
        events.limit(replayed).forEach(event -> {
            if (event.getPayload() != null && !event.getMetaData().isEmpty()) {
                count[0]++;
            }
        });
        if (count[0] != replayed) {
            throw new IllegalStateException("replayed " + count[0] + " of " + replayed);
        }
        return replayed / ((System.nanoTime() - begin) / 1e9);
    }

    private static double decode(List<byte[]> entries) {
        long begin = System.nanoTime();
        long versions = 0;
        for (byte[] entry : entries) {
            versions += EnvelopeCodec.decode(entry).streamVersion();
        }
        if (versions < 0) {
            throw new IllegalStateException("no stream has a negative version");
        }
        return entries.size() / ((System.nanoTime() - begin) / 1e9);
    }

    /// From the acknowledgement here to the delivery in another process.
    private void tail() throws IOException, InterruptedException {
        say("tail");
        database.settle();
        int count = TAIL_PER_SECOND * (TAIL_WARM_UP + (quick ? 5 : 30));
        Map<Long, Long> acknowledged = new ConcurrentHashMap<>();
        try (Elsewhere.Started tail =
                        new Elsewhere.Started("tail", Integer.toString(database.port()), Integer.toString(count)).ready();
                ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch left = new CountDownLatch(count);
            var ticking = clock.scheduleAtFixedRate(
                    () -> {
                        var unused = callers.submit(() -> {
                            UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(GenericMessage.asMessage("a command"));
                            engine.appendEvents(List.of(Load.event(Ids.next().toString(), 0, false)));
                            unit.commit();
                            acknowledged.put(Commit.of(unit).firstPosition(), Elsewhere.micros(Instant.now()));
                            left.countDown();
                        });
                    },
                    0,
                    1_000_000_000L / TAIL_PER_SECOND,
                    TimeUnit.NANOSECONDS);
            left.await();
            ticking.cancel(false);
            long[] delays = IntStream.range(0, count)
                    .mapToObj(i -> tail.line().split(" ", 2))
                    .mapToLong(line -> Math.max(
                            0, Long.parseLong(line[1]) - Objects.requireNonNull(acknowledged.get(Long.parseLong(line[0]))))
                            * 1_000)
                    .skip((long) TAIL_PER_SECOND * TAIL_WARM_UP)
                    .sorted()
                    .toArray();
            Load.Result result = new Load.Result(TAIL_PER_SECOND, delays);
            note("tail.p50", result.millis(0.5));
            note("tail.p99", result.millis(0.99));
        }
    }

    private void note(String figure, double value) {
        figures.computeIfAbsent(figure, name -> new ArrayList<>()).add(value);
    }

    /// Of the rounds.
    private double median(String figure) {
        List<Double> sorted = figures.getOrDefault(figure, List.of()).stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private void print() throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        System.out.println("| | ours | Axon's (pool) | limit | ours/Axon's | ours/limit | p50 ours | p50 Axon's | p99 ours | p99 Axon's | p99 ours/Axon's |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
        for (int writers : WRITERS) {
            String name = "append" + writers;
            int best = POOLS[0];
            for (int size : POOLS) {
                best = median(name + ".axon" + size) > median(name + ".axon" + best) ? size : best;
            }
            String axon = name + ".axon" + best;
            String ours = name + ".ours";
            line(String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f (%d) | %.0f | %.2f | %.2f | %.1f ms | %.1f ms | %.1f ms | %.1f ms | %.3f |",
                    name, median(ours), median(axon), best, median("raw"), median(ours) / median(axon), median(ours) / median("raw"),
                    median(ours + ".p50"), median(axon + ".p50"), median(ours + ".p99"), median(axon + ".p99"),
                    median(ours + ".p99") / median(axon + ".p99")));
            Map<String, Object> entry = ratios(median(ours), median(axon), median("raw"));
            entry.put("axonPool", best);
            entry.put("p50", round(median(ours + ".p50")));
            entry.put("p99", round(median(ours + ".p99")));
            entry.put("axonP50", round(median(axon + ".p50")));
            entry.put("axonP99", round(median(axon + ".p99")));
            json.put(name, entry);
        }
        line(String.format(
                    Locale.ROOT,
                    "| replay | %.0f | %.0f | %.0f | %.2f | %.2f | | | | | |",
                median("replay.ours"), median("replay.axon"), median("replay.limit"),
                median("replay.ours") / median("replay.axon"), median("replay.ours") / median("replay.limit")));
        json.put("replay", ratios(median("replay.ours"), median("replay.axon"), median("replay.limit")));
        double together = median("processes.three") / median("processes.one");
        double shared = median("processes.shared") / median("processes.one");
        System.out.println();
        line(String.format(
                    Locale.ROOT,
                    "Three writing processes of %d writers each: %.0f commits/s together, one of them: %.0f, ratio %.2f. Of %d writers each: %.0f, ratio %.2f.",
                PROCESS_WRITERS, median("processes.three"), median("processes.one"), together,
                PROCESS_WRITERS / 3, median("processes.shared"), shared));
        line(String.format(
                    Locale.ROOT,
                    "From acknowledgement in one process to delivery in another at %d commits/s: p50 %.1f ms, p99 %.1f ms.",
                TAIL_PER_SECOND, median("tail.p50"), median("tail.p99")));
        line(String.format(
                    Locale.ROOT,
                    "Entries of %.0f bytes; commits of one event each; %d events replayed; %s.",
                median("bytes"), replayed, quick ? "one quick round" : "medians of three interleaved rounds"));
        json.put(
                "processes",
                Map.of(
                        "one", round(median("processes.one")),
                        "three", round(median("processes.three")),
                        "ratio", round(together),
                        "threeWithAThirdOfTheWritersEach", round(median("processes.shared")),
                        "ratioWithAThirdOfTheWritersEach", round(shared)));
        json.put("tail", Map.of("perSecond", TAIL_PER_SECOND, "p50", round(median("tail.p50")), "p99", round(median("tail.p99"))));
        Path file = Path.of("target", "ledger.json");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    }

    private static Map<String, Object> ratios(double ours, double axon, double limit) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("ours", round(ours));
        entry.put("axon", round(axon));
        entry.put("limit", round(limit));
        entry.put("ratioToAxon", round(ours / axon));
        entry.put("ratioToLimit", round(ours / limit));
        return entry;
    }

    private static double round(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }

    private static void line(String line) {
        System.out.println(line);
    }

    private static void say(String what) {
        System.err.println(Instant.now() + " " + what);
    }
}
