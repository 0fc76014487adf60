package io.flankwatch.query.views;

import io.flankwatch.events.Refused;
import io.flankwatch.ledger.StoreAway;
import io.flankwatch.query.projection.ViewOperations;
import io.flankwatch.query.projection.ViewOperations.Status;
import io.flankwatch.query.projection.Views;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The same as `GET /views`, as metrics; looked up once a second at most, and not a number while a store is away.
@Component
final class ViewMeters implements MeterBinder {

    private static final String PREFIX = "flankwatch.views.";
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Views views;
    private final ViewOperations operations;
    private Map<String, Status> seen = Map.of();
    private double rebuilt = Double.NaN;
    private @Nullable Long seenAt;

    ViewMeters(Views views, ViewOperations operations) {
        this.views = views;
        this.operations = operations;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (String view : views.all().stream().map(each -> each.name()).toList()) {
            gauge(registry, "behind", view, status -> status.behind() == null ? Double.NaN : status.behind(), "Positions that a view lacks");
            gauge(registry, "lag", view, status -> status.lag() == null ? Double.NaN : status.lag().toMillis() / 1_000.0, "For how long what a view lacks has been in the ledger, in seconds");
            gauge(registry, "parked", view, Status::parked, "Cases that a view could not fold and has put aside");
        }
        Gauge.builder(PREFIX + "rebuild.position", this, ViewMeters::rebuilt)
                .description("Up to where a rebuild has read the ledger; not a number where there is none")
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String name, String view, ToDoubleFunction<Status> of, String description) {
        Gauge.builder(PREFIX + name, this, meters -> meters.value(view, of)).tag("view", view).description(description).register(registry);
    }

    private double value(String view, ToDoubleFunction<Status> of) {
        Status status = look().get(view);
        return status == null ? Double.NaN : of.applyAsDouble(status);
    }

    private synchronized Map<String, Status> look() {
        if (seenAt == null || System.nanoTime() - seenAt > FRESH.toNanos()) {
            Map<String, Status> looked = new HashMap<>();
            double position = Double.NaN;
            try {
                operations.all().forEach(status -> looked.put(status.view(), status));
                position = operations.progress().map(progress -> (double) progress.position()).orElse(Double.NaN);
            } catch (Refused | StoreAway away) {
                looked.clear();
            }
            seen = looked;
            rebuilt = position;
            // From when it was answered: a store that is away takes longer to say so than an answer is fresh, and there are many metrics.
            seenAt = System.nanoTime();
        }
        return seen;
    }

    private synchronized double rebuilt() {
        var unused = look();
        return rebuilt;
    }
}
