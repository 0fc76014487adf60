package io.flankwatch.benchmarks;

import io.flankwatch.benchmarks.Reports.Case;
import io.flankwatch.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/// Commands on a case of many entries and on one of a few, over HTTP to a standalone, and the first command after it was started again.
final class CaseBenchmark {

    private static final int MANY = 10_000;
    private static final int FEW = 10;
    private static final int PER_SECOND = 50;

    private final StandaloneProcess standalone;
    private final Duration warmUp;
    private final Duration part;
    private final int restarts;
    private final Latencies figures = new Latencies();

    private CaseBenchmark(StandaloneProcess standalone, boolean quick) {
        this.standalone = standalone;
        warmUp = Duration.ofSeconds(quick ? 5 : 15);
        part = Duration.ofMillis(quick ? 7_500 : 30_000);
        restarts = quick ? 1 : 3;
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory("case");
        try (StandaloneProcess standalone = new StandaloneProcess(directory)) {
            // Whoever breaks this off does not leave the other behind.
            Runtime.getRuntime().addShutdownHook(new Thread(standalone::end));
            new CaseBenchmark(standalone, List.of(arguments).contains("--quick")).run();
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
    }

    private void run() throws Exception {
        say("starting");
        standalone.ready();
        Reports reports = new Reports(standalone, standalone.token("analyst"));
        say("filling a case with " + MANY + " entries");
        long begin = System.nanoTime();
        Case large = reports.filled(MANY);
        figures.note("fill", List.of(Latencies.since(begin)));
        say("warming up");
        load(reports, large, warmUp);
        load(reports, reports.filled(FEW), warmUp);
        say("measuring");
        // In this order, so that neither has the other's warm-up for itself.
        figures.note("large", load(reports, large, part));
        figures.note("small", load(reports, reports.filled(FEW), part));
        figures.note("small", load(reports, reports.filled(FEW), part));
        figures.note("large", load(reports, large, part));
        for (int i = 0; i < restarts; i++) {
            Case small = reports.filled(FEW);
            first(reports, large, "large.first");
            first(reports, small, "small.first");
        }
        print();
    }

    private static List<Double> load(Reports reports, Case of, Duration length) {
        return Latencies.openLoop(PER_SECOND, length, () -> reports.record(of));
    }

    /// The token is the one of before, as its user's would be.
    private void first(Reports reports, Case of, String name) throws IOException, InterruptedException {
        say("starting again");
        figures.note("start", List.of(standalone.restart().toNanos() / 1e6));
        long begin = System.nanoTime();
        reports.record(of).join();
        figures.note(name, List.of(Latencies.since(begin)));
    }

    private void print() throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        System.out.printf("| | case of %d entries | goal | case of %d | ratio |%n|---|---|---|---|---|%n", MANY, FEW);
        line(json, "p50", "", 0.5, "");
        line(json, "p99", "", 0.99, "50 ms");
        line(json, "max", "", 1, "");
        line(json, "first command after a restart", ".first", 0.5, "1000 ms");
        System.out.println();
        int commands = figures.count("large");
        System.out.printf(
                Locale.ROOT,
                "%d commands on either case at %d a second, over HTTP; %s. The %d entries took %.1f s in bulks; a start took %.1f s until it was ready.%n",
                commands, PER_SECOND, restarts == 1 ? "one restart for each" : "the median of " + restarts + " restarts for each",
                MANY, figures.quantile("fill", 0.5) / 1e3, figures.quantile("start", 0.5) / 1e3);
        json.put("commands", commands);
        json.put("perSecond", PER_SECOND);
        json.put("fillMillis", Latencies.round(figures.quantile("fill", 0.5)));
        json.put("startMillis", Latencies.round(figures.quantile("start", 0.5)));
        Path file = Path.of("target", "case.json");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    }

    private void line(Map<String, Object> json, String what, String figure, double quantile, String goal) {
        double large = figures.quantile("large" + figure, quantile);
        double small = figures.quantile("small" + figure, quantile);
        System.out.printf(Locale.ROOT, "| %s | %.1f ms | %s | %.1f ms | %.2f |%n", what, large, goal, small, large / small);
        json.put(figure.isEmpty() ? what : "first", Map.of("large", Latencies.round(large), "small", Latencies.round(small), "ratio", Latencies.round(large / small)));
    }

    private static void say(String what) {
        System.err.println(Instant.now() + " " + what);
    }
}
