package io.flankwatch.benchmarks;

import io.flankwatch.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What was measured of the ledger, by the name of what was measured: a value for each round.
final class LedgerFigures {

    private final Map<String, List<Double>> figures = new LinkedHashMap<>();

    void note(String name, String who, Load.Result result) {
        note(name + "." + who, result.perSecond());
        note(name + "." + who + ".p50", result.millis(0.5));
        note(name + "." + who + ".p99", result.millis(0.99));
    }

    void note(String figure, double value) {
        figures.computeIfAbsent(figure, name -> new ArrayList<>()).add(value);
    }

    /// Of the rounds.
    private double median(String figure) {
        List<Double> sorted = figures.getOrDefault(figure, List.of()).stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    /// One table of all, also to `target/ledger.json`.
    ///
    /// @param replayed events
    /// @param quick    whether there was one round only
    void print(int replayed, boolean quick) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        System.out.println("| | ours | Axon's (pool) | limit | ours/Axon's | ours/limit | p50 ours | p50 Axon's | p99 ours | p99 Axon's | p99 ours/Axon's |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
        for (int writers : LedgerBenchmark.WRITERS) {
            String name = "append" + writers;
            int best = LedgerBenchmark.POOLS[0];
            for (int size : LedgerBenchmark.POOLS) {
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
                LedgerBenchmark.PROCESS_WRITERS, median("processes.three"), median("processes.one"), together,
                LedgerBenchmark.PROCESS_WRITERS / 3, median("processes.shared"), shared));
        line(String.format(
                    Locale.ROOT,
                    "From acknowledgement in one process to delivery in another at %d commits/s: p50 %.1f ms, p99 %.1f ms.",
                LedgerBenchmark.TAIL_PER_SECOND, median("tail.p50"), median("tail.p99")));
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
        json.put("tail", Map.of("perSecond", LedgerBenchmark.TAIL_PER_SECOND, "p50", round(median("tail.p50")), "p99", round(median("tail.p99"))));
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

    /// As they are, of each round: where only a part was measured.
    void printAll() {
        figures.forEach((figure, values) -> line(figure + " " + values));
    }
}
