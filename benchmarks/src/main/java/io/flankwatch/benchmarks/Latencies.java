package io.flankwatch.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// What was measured, in milliseconds, by the name of what was measured.
final class Latencies {

    private final Map<String, List<Double>> millis = new LinkedHashMap<>();

    synchronized void note(String name, List<Double> more) {
        millis.computeIfAbsent(name, each -> new ArrayList<>()).addAll(more);
    }

    synchronized int count(String name) {
        return millis.getOrDefault(name, List.of()).size();
    }

    synchronized double quantile(String name, double quantile) {
        List<Double> sorted = millis.getOrDefault(name, List.of()).stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1L, (long) (quantile * sorted.size())));
    }

    static double round(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }

    static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }

    /// What was not answered as it should be took for ever: it counts, and is told of.
    private static double refused(Throwable failed) {
        System.err.println(failed.getMessage());
        return Double.POSITIVE_INFINITY;
    }

    /// An open loop: each request is sent when the clock says so, however long the ones before it take, and its latency counts from then.
    static List<Double> openLoop(double perSecond, Duration length, Supplier<CompletableFuture<?>> request) {
        return openLoop(perSecond, Duration.ofMillis(10), length, request);
    }

    /// @param phase after which the first is sent: loops that begin together would send theirs at the same instants for as long as they go on
    static List<Double> openLoop(double perSecond, Duration phase, Duration length, Supplier<CompletableFuture<?>> request) {
        List<CompletableFuture<Double>> sent = new ArrayList<>();
        long begin = System.nanoTime() + phase.toNanos();
        for (long at = 0; at < length.toNanos(); at = (long) (sent.size() * 1e9 / perSecond)) {
            long due = begin + at;
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            sent.add(request.get().handle((answered, failed) -> failed == null ? since(due) : refused(failed)));
        }
        return sent.stream().map(CompletableFuture::join).toList();
    }
}
