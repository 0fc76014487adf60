package io.flankwatch.ledger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/// What an operator sees of the ledger. Names begin with `flankwatch.ledger.`
public final class LedgerMeters {

    private static final String PREFIX = "flankwatch.ledger.";

    private final MeterRegistry registry;
    private final Timer append;
    private final Timer roundTrip;
    private final DistributionSummary batch;
    private final Counter conflicts;
    private final Counter known;
    private final Counter resent;
    private final Counter overloaded;
    private final Counter unknown;
    private final Timer tailLag;

    public LedgerMeters(MeterRegistry registry) {
        this.registry = registry;
        append = Timer.builder(PREFIX + "append")
                .description("From handing a commit over to its answer")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        roundTrip = Timer.builder(PREFIX + "batch.time").description("One batch's round trip to the database").register(registry);
        batch = DistributionSummary.builder(PREFIX + "batch.commits").description("Commits of one batch").register(registry);
        conflicts = counter("conflicts", "Commits that did not fit");
        known = counter("known", "Commits whose command was stored before");
        resent = counter("resent", "Batches sent again because no answer came");
        overloaded = counter("overloaded", "Commits turned away because the queue was full");
        unknown = counter("unknown", "Commits whose caller was told that the outcome is not known");
        tailLag = Timer.builder(PREFIX + "tail.lag")
                .description("From an event's append to its delivery to a reader that follows")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    /// Meters that nobody reads.
    public static LedgerMeters none() {
        return new LedgerMeters(new SimpleMeterRegistry());
    }

    private Counter counter(String name, String description) {
        return Counter.builder(PREFIX + name).description(description).register(registry);
    }

    <T> void queue(T queue, ToDoubleFunction<T> depth) {
        Gauge.builder(PREFIX + "queue.commits", queue, depth).description("Commits that wait for the writer").register(registry);
    }

    void answered(long nanos) {
        append.record(Duration.ofNanos(nanos));
    }

    void sent(int commits, long nanos) {
        batch.record(commits);
        roundTrip.record(Duration.ofNanos(nanos));
    }

    void answer(Answer answer) {
        switch (answer) {
            case Answer.Conflict _ -> conflicts.increment();
            case Answer.Known _ -> known.increment();
            case Answer.Unknown _ -> unknown.increment();
            case Answer.Appended _, Answer.Failed _, Answer.Away _ -> {}
        }
    }

    void resent() {
        resent.increment();
    }

    void overloaded() {
        overloaded.increment();
    }

    void delivered(Duration sinceAppended) {
        // The two clocks are not the same.
        tailLag.record(sinceAppended.isNegative() ? Duration.ZERO : sinceAppended);
    }
}
