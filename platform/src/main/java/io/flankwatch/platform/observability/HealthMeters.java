package io.flankwatch.platform.observability;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/// What `/actuator/health` says of each part of a service, as a metric.
///
/// Each is asked every two seconds, and not when the metrics are: a store that is away takes longer to say so than whoever asks for metrics waits.
final class HealthMeters implements MeterBinder, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HealthMeters.class);
    private static final long SECONDS = 2;

    private final HealthContributors parts;
    private final Map<String, Double> seen = new ConcurrentHashMap<>();
    private final ScheduledExecutorService asking =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("health-meters").factory());

    HealthMeters(HealthContributors parts) {
        this.parts = parts;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (HealthContributors.Entry part : parts) {
            if (part.contributor() instanceof HealthIndicator indicator) {
                String name = part.name();
                Gauge.builder("flankwatch.health", seen, each -> each.getOrDefault(name, Double.NaN))
                        .tag("part", name)
                        .description("1 where a part of the service is up, else 0")
                        .register(registry);
                var unused = asking.scheduleWithFixedDelay(() -> seen.put(name, up(name, indicator)), 0, SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    private static double up(String name, HealthIndicator part) {
        try {
            Health health = part.health(false);
            return health != null && health.getStatus().equals(Status.UP) ? 1 : 0;
        } catch (RuntimeException failed) {
            LOG.warn("Whether {} is up can't be said", name, failed);
            return 0;
        }
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
