package io.flankwatch.benchmarks;

import io.flankwatch.wire.Ids;
import io.flankwatch.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.springframework.util.FileSystemUtils;

/// Commands on a case of many entries and on one of a few, over HTTP to a standalone, and the first command after it was started again.
final class CaseBenchmark {

    private static final int MANY = 10_000;
    private static final int FEW = 10;
    private static final int BATCH = 500;
    private static final int PER_SECOND = 50;
    private static final List<String> KINDS = List.of("ReportIncursion", "RecordCasualty", "RecordReaction", "RecordDevelopment");
    private static final List<String> PATHS = List.of("incursions", "casualties", "reactions", "developments");

    private final StandaloneProcess standalone;
    private final Duration warmUp;
    private final Duration part;
    private final int restarts;
    private final Map<String, List<Double>> figures = new LinkedHashMap<>();
    private String token = "";

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

    /// A case, and how many entries it has.
    private static final class Case {

        private final UUID id = Ids.next();
        private int entries;

        private UUID entry(int i) {
            return Ids.derived(id, "entry-" + i);
        }
    }

    private void run() throws Exception {
        say("starting");
        standalone.ready();
        token = standalone.token("analyst");
        say("filling a case with " + MANY + " entries");
        long begin = System.nanoTime();
        Case large = filled(MANY);
        note("fill", List.of(since(begin)));
        say("warming up");
        load(large, warmUp);
        load(filled(FEW), warmUp);
        say("measuring");
        // In this order, so that neither has the other's warm-up for itself.
        note("large", load(large, part));
        note("small", load(filled(FEW), part));
        note("small", load(filled(FEW), part));
        note("large", load(large, part));
        for (int i = 0; i < restarts; i++) {
            Case small = filled(FEW);
            first(large, "large.first");
            first(small, "small.first");
        }
        print();
    }

    private Case filled(int entries) {
        Case filled = new Case();
        Map<String, Object> opening = Map.of("caseId", filled.id, "title", "A long war over a short border", "marking", "GREEN", "countries", List.of("RO", "UA"));
        standalone.post(token, "/cases", filled.id.toString(), json(opening), 201).join();
        while (filled.entries < entries) {
            int from = filled.entries;
            filled.entries = Math.min(entries, from + BATCH);
            List<Map<String, Object>> commands = IntStream.range(from, filled.entries)
                    .mapToObj(i -> Map.of("type", KINDS.get(i % KINDS.size()), "idempotencyKey", filled.entry(i), "body", body(filled, i)))
                    .toList();
            byte[] bulk = json(Map.of("mode", "ATOMIC", "commands", commands));
            standalone.post(token, "/cases/" + filled.id + "/commands", filled.id + "-" + from, bulk, 200).join();
        }
        return filled;
    }

    /// The next entry of that case, by a request of its own.
    private CompletableFuture<?> record(Case of) {
        int i = of.entries++;
        return standalone.post(token, "/cases/" + of.id + "/" + PATHS.get(i % PATHS.size()), of.entry(i).toString(), json(body(of, i)), 201);
    }

    /// An open loop: each command is sent when the clock says so, however long the ones before it take, and its latency counts from then.
    private List<Double> load(Case of, Duration length) {
        List<CompletableFuture<Double>> sent = new ArrayList<>();
        long begin = System.nanoTime() + 10_000_000;
        for (long at = 0; at < length.toNanos(); at += 1_000_000_000 / PER_SECOND) {
            long due = begin + at;
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            sent.add(record(of).thenApply(answered -> since(due)));
        }
        return sent.stream().map(CompletableFuture::join).toList();
    }

    /// The token is the one of before, as its user's would be.
    private void first(Case of, String name) throws IOException, InterruptedException {
        say("starting again");
        note("start", List.of(standalone.restart().toNanos() / 1e6));
        long begin = System.nanoTime();
        record(of).join();
        note(name, List.of(since(begin)));
    }

    private void note(String name, List<Double> millis) {
        figures.computeIfAbsent(name, each -> new ArrayList<>()).addAll(millis);
    }

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }

    private static byte[] json(Map<String, Object> body) {
        return Json.MAPPER.writeValueAsBytes(body);
    }

    /// As an analyst's tool would send it: an entry for every hour of a long time. Ten in a row rest on one source, which the first of them brings
    /// along; what is said of an incursion is said of an earlier one.
    private static Map<String, Object> body(Case of, int i) {
        int report = i / 10;
        UUID incursion = of.entry(i / 8 - i / 8 % KINDS.size());
        Instant night = Instant.parse("2022-02-24T03:00:00Z").plus(Duration.ofHours(i % 20_000));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("entryId", of.entry(i));
        body.put("title", "What report " + report + " of the regional press says in its paragraph " + i % 10);
        body.put("occurred", Map.of("earliest", night, "latest", night.plus(Duration.ofHours(9)), "precision", "APPROXIMATE", "asStated", "overnight", "zone", "Europe/Bucharest"));
        body.put("places", List.of(Map.of("role", "SITE", "country", "RO", "subdivision", "RO-TL")));
        body.put("sources", List.of(Map.of("url", "https://example.org/reports/" + report, "title", "Report " + report, "reliability", "B", "credibility", 2)));
        body.putAll(switch (KINDS.get(i % KINDS.size())) {
            case "ReportIncursion" -> Map.of("objectType", "UAV", "count", Map.of("asStated", "about three"), "outcomes", List.of(Map.of("outcome", "EXITED")));
            case "RecordCasualty" -> Map.of("about", List.of(incursion), "metric", "INJURED", "min", 1, "best", 2, "max", 4, "grade", "WEAK");
            case "RecordReaction" -> Map.of("actor", "Romania", "inResponseTo", incursion, "stance", "WARNS", "act", "STATEMENT");
            default -> Map.of("vector", "MILITARY", "description", "Fragments were found in a field and taken away to be looked at.");
        });
        return body;
    }

    private void print() throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        System.out.printf("| | case of %d entries | goal | case of %d | ratio |%n|---|---|---|---|---|%n", MANY, FEW);
        line(json, "p50", "", 0.5, "");
        line(json, "p99", "", 0.99, "50 ms");
        line(json, "max", "", 1, "");
        line(json, "first command after a restart", ".first", 0.5, "1000 ms");
        System.out.println();
        int commands = figures.getOrDefault("large", List.of()).size();
        System.out.printf(
                Locale.ROOT,
                "%d commands on either case at %d a second, over HTTP; %s. The %d entries took %.1f s in bulks of %d; a start took %.1f s until it was ready.%n",
                commands, PER_SECOND, restarts == 1 ? "one restart for each" : "the median of " + restarts + " restarts for each",
                MANY, quantile("fill", 0.5) / 1e3, BATCH, quantile("start", 0.5) / 1e3);
        json.put("commands", commands);
        json.put("perSecond", PER_SECOND);
        json.put("fillMillis", round(quantile("fill", 0.5)));
        json.put("startMillis", round(quantile("start", 0.5)));
        Path file = Path.of("target", "case.json");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    }

    private void line(Map<String, Object> json, String what, String figure, double quantile, String goal) {
        double large = quantile("large" + figure, quantile);
        double small = quantile("small" + figure, quantile);
        System.out.printf(Locale.ROOT, "| %s | %.1f ms | %s | %.1f ms | %.2f |%n", what, large, goal, small, large / small);
        json.put(figure.isEmpty() ? what : "first", Map.of("large", round(large), "small", round(small), "ratio", round(large / small)));
    }

    private double quantile(String name, double quantile) {
        List<Double> sorted = figures.getOrDefault(name, List.of()).stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1L, (long) (quantile * sorted.size())));
    }

    private static double round(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }

    private static void say(String what) {
        System.err.println(Instant.now() + " " + what);
    }
}
