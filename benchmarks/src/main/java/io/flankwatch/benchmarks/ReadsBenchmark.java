package io.flankwatch.benchmarks;

import io.flankwatch.benchmarks.Client.Answer;
import io.flankwatch.benchmarks.Reports.Case;
import io.flankwatch.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.springframework.util.FileSystemUtils;

/// Reads of a standalone that holds many cases, one of them large, while commands come in.
final class ReadsBenchmark {

    private static final int LARGE = 10_000;
    private static final int COMMANDS_PER_SECOND = 200;
    /// Answered without a store: what a read costs before anything is read.
    private static final String PLAIN = "/schemas/io.flankwatch.case.opened/v1";
    /// One in so many reads of a case is of the large one.
    private static final int SHARE_OF_LARGE = 4;
    /// By which the loops begin after each other.
    private static final Duration PHASE = Duration.ofMillis(14);

    private final StandaloneProcess standalone;
    private final int cases;
    private final int entries;
    private final Duration warmUp;
    private final Duration part;
    private final Latencies figures = new Latencies();
    private final List<Case> all = new ArrayList<>();

    private ReadsBenchmark(StandaloneProcess standalone, boolean quick) {
        this.standalone = standalone;
        // An entry in ten cites a source: 500 cases and 91,000 entries are 100,600 events.
        cases = quick ? 100 : 500;
        entries = quick ? 16_000 : 91_000;
        warmUp = Duration.ofSeconds(quick ? 15 : 180);
        part = Duration.ofSeconds(quick ? 15 : 60);
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory("reads");
        try (StandaloneProcess standalone = new StandaloneProcess(directory);
                ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory())) {
            // Whoever breaks this off does not leave the other behind.
            Runtime.getRuntime().addShutdownHook(new Thread(standalone::end));
            new ReadsBenchmark(standalone, List.of(arguments).contains("--quick")).run(threads);
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
    }

    private void run(ExecutorService threads) throws Exception {
        say("starting");
        standalone.ready();
        String token = standalone.token("analyst");
        Reports reports = new Reports(standalone, token);
        say("filling " + cases + " cases with " + entries + " entries, one of them with " + LARGE);
        all.add(reports.filled(LARGE));
        for (int i = 1; i < cases; i++) {
            all.add(reports.filled((entries - LARGE) / (cases - 1)));
        }
        String position = position(reports.record(all.getFirst()).join());
        say("warming up");
        // Not at once: what is not compiled yet can't take it.
        for (int share : List.of(8, 4, 2, 1)) {
            var unused = measured(threads, reports, token, warmUp.dividedBy(4), share);
        }
        var unused = briefs(threads, reports, token, position, warmUp.dividedBy(4));
        say("measuring");
        measured(threads, reports, token, part, 1).forEach(figures::note);
        figures.note("brief as of", briefs(threads, reports, token, position, part.dividedBy(2)));
        say("rebuilding");
        String last = position(reports.record(all.getFirst()).join());
        double rebuilt = rebuilt(threads, token, Long.parseLong(last));
        print(last, rebuilt);
    }

    /// Each kind of read in an open loop of its own, beside the commands.
    ///
    /// @param share what part of the load: one in so many
    private Map<String, List<Double>> measured(ExecutorService threads, Reports reports, String token, Duration length, int share) throws Exception {
        Map<String, Future<List<Double>>> running = new LinkedHashMap<>();
        running.put("command", threads.submit(() -> Latencies.openLoop(COMMANDS_PER_SECOND / (double) share, length, () -> reports.record(any()))));
        running.put("plain", loop(threads, token, 1, 10.0 / share, length, () -> PLAIN));
        running.put("summary", loop(threads, token, 2, 10.0 / share, length, () -> "/cases/" + one().id()));
        running.put("timeline", loop(threads, token, 3, 10.0 / share, length, () -> "/cases/" + one().id() + "/timeline?limit=100"));
        running.put("list", loop(threads, token, 4, 3.0 / share, length, () -> "/cases?limit=50"));
        running.put("search", loop(threads, token, 5, 3.0 / share, length, () -> "/cases?limit=50&q=short+border"));
        List<Double> lags = Collections.synchronizedList(new ArrayList<>());
        Future<List<Double>> lag = threads.submit(() -> Latencies.openLoop(10.0 / share, PHASE.multipliedBy(6), length, () -> seen(reports, token, one(), lags)));
        Map<String, List<Double>> figures = new LinkedHashMap<>();
        for (Map.Entry<String, Future<List<Double>>> each : running.entrySet()) {
            figures.put(each.getKey(), each.getValue().get());
        }
        lag.get();
        figures.put("lag", lags);
        return figures;
    }

    /// @param phase its own, so that those that ask as often as each other never ask at the same instant
    private Future<List<Double>> loop(ExecutorService threads, String token, int phase, double perSecond, Duration length, Supplier<String> path) {
        return threads.submit(() -> Latencies.openLoop(perSecond, PHASE.multipliedBy(phase), length, () -> standalone.get(token, path.get())));
    }

    /// From the answer to a command until a read that waits for it is answered.
    private CompletableFuture<?> seen(Reports reports, String token, Case of, List<Double> lags) {
        return reports.record(of).thenCompose(answer -> {
            long acknowledged = System.nanoTime();
            return standalone.get(token, "/cases/" + of.id(), position(answer))
                    .thenAccept(read -> lags.add(Latencies.since(acknowledged)));
        });
    }

    /// One after the other, each after a pause in which nothing is read, beside the commands.
    private List<Double> briefs(ExecutorService threads, Reports reports, String token, String position, Duration length) throws Exception {
        Future<List<Double>> commands = threads.submit(() -> Latencies.openLoop(COMMANDS_PER_SECOND, length, () -> reports.record(any())));
        List<Double> briefs = Latencies.openLoop(1, length, () -> standalone.get(token, "/cases/" + all.getFirst().id() + "/brief?asOf=" + position));
        commands.get();
        return briefs;
    }

    /// All views at once, while they are read.
    ///
    /// @return events per second, from the order until the new views serve
    private double rebuilt(ExecutorService threads, String token, long last) throws Exception {
        String operator = standalone.token("operator");
        AtomicBoolean going = new AtomicBoolean(true);
        Future<List<Double>> reading = threads.submit(() -> {
            List<Double> reads = new ArrayList<>();
            while (going.get()) {
                reads.addAll(Latencies.openLoop(20, Duration.ofSeconds(1), () -> standalone.get(token, "/cases/" + one().id() + "/timeline?limit=100")));
            }
            return reads;
        });
        long begin = System.nanoTime();
        standalone.post(operator, "/views/all/rebuild", "rebuild", new byte[0], 202).join();
        while (standalone.status(operator, "/views/rebuild") == 200) {
            Thread.sleep(50);
        }
        double seconds = Latencies.since(begin) / 1_000;
        going.set(false);
        figures.note("timeline while rebuilt", reading.get());
        return (last + 1) / seconds;
    }

    private static String position(Answer answer) {
        return answer.header("Ledger-Position").orElseThrow();
    }

    private Case any() {
        return all.get(ThreadLocalRandom.current().nextInt(all.size()));
    }

    private Case one() {
        return ThreadLocalRandom.current().nextInt(SHARE_OF_LARGE) == 0 ? all.getFirst() : any();
    }

    private void print(String last, double rebuilt) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        double plain = figures.quantile("plain", 0.99);
        System.out.printf("| | p50 | p99 | to a plain GET's p99 | goal |%n|---|---|---|---|---|%n");
        line(json, "plain", plain, "");
        line(json, "summary", plain, "1.5 times");
        line(json, "timeline", plain, "2.5 times");
        line(json, "list", plain, "60 ms");
        line(json, "search", plain, "60 ms");
        line(json, "brief as of", plain, "500 ms");
        line(json, "lag", plain, "50 ms");
        line(json, "command", plain, "");
        line(json, "timeline while rebuilt", plain, "");
        System.out.printf(Locale.ROOT, "%nAll views rebuilt while they were read: %.0f events/s (goal 15000).%n", rebuilt);
        System.out.printf(Locale.ROOT, "%n%d cases, one of %d entries; the last event is at position %s. %d commands a second.%n", cases, LARGE, last, COMMANDS_PER_SECOND);
        json.put("cases", cases);
        json.put("commandsPerSecond", COMMANDS_PER_SECOND);
        json.put("position", Long.parseLong(last));
        json.put("rebuiltEventsPerSecond", Math.round(rebuilt));
        Path file = Path.of("target", "reads.json");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    }

    private void line(Map<String, Object> json, String what, double plain, String goal) {
        double p50 = figures.quantile(what, 0.5);
        double p99 = figures.quantile(what, 0.99);
        System.out.printf(Locale.ROOT, "| %s | %.1f ms | %.1f ms | %.2f | %s |%n", what, p50, p99, p99 / plain, goal);
        json.put(what, Map.of("p50", Latencies.round(p50), "p99", Latencies.round(p99), "ratioToPlain", Latencies.round(p99 / plain), "count", figures.count(what)));
    }

    private static void say(String what) {
        System.err.println(Instant.now() + " " + what);
    }
}
