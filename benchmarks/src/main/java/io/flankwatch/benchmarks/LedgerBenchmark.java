package io.flankwatch.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.flankwatch.ledger.Commit;
import io.flankwatch.ledger.LedgerEngine;
import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.ledger.LedgerWriter;
import io.flankwatch.wire.EnvelopeCodec;
import io.flankwatch.wire.Ids;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
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

    static final int[] POOLS = {8, 20, 64};
    static final int[] WRITERS = {1, 64, 256};
    /// Of each contender, until its time of a round is over. In shorter ones, writers who get no connection would have no time to starve.
    private static final Duration TURN = Duration.ofSeconds(1);
    /// Of one process; a third of them is what each of three has where they share these.
    static final int PROCESS_WRITERS = 63;
    static final int TAIL_PER_SECOND = 500;
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
    private final LedgerFigures figures = new LedgerFigures();

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
            figures.print(replayed, quick);
        } else {
            figures.printAll();
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
            for (long turn = 0; turn < measured.dividedBy(TURN); turn++) {
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
        turns.forEach((who, results) -> figures.note("append" + writers, who, Load.Result.of(results)));
    }

    private Load.Result turn(int writers, boolean texts, Load.Appender appender) {
        return Load.run(writers, warmUp.dividedBy(2), TURN, texts, appender);
    }

    private void raw() throws SQLException {
        database.settle();
        int bytes = reader.at(0).orElseThrow().bytes().length;
        try (HikariDataSource direct = Database.pool(database.port(), Database.AXON, 2)) {
            figures.note("raw", RawInsert.run(direct, warmUp, measured, bytes));
        }
        figures.note("bytes", bytes);
    }

    /// One process, three with as many writers each, and three that share as many.
    private void processes() throws IOException {
        say("processes");
        List<Elsewhere.Started> one = processes(1);
        List<Elsewhere.Started> three = processes(3);
        try {
            for (int round = 0; round < (quick ? 1 : 3); round++) {
                figures.note("processes.one", together(one, PROCESS_WRITERS));
                figures.note("processes.three", together(three, PROCESS_WRITERS));
                figures.note("processes.shared", together(three, PROCESS_WRITERS / 3));
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
                figures.note("replay.ours", ours);
                figures.note("replay.axon", axon);
                figures.note("replay.axon.tuned", tuned);
                figures.note("replay.limit", decoding);
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
            figures.note("tail.p50", result.millis(0.5));
            figures.note("tail.p99", result.millis(0.99));
        }
    }

    private static void say(String what) {
        System.err.println(Instant.now() + " " + what);
    }
}
