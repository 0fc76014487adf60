package io.flankwatch.query.views;

import io.flankwatch.query.projection.Views;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Whether the views follow the ledger: part of the service's readiness, and never of its liveness, since a restart brings no store back.
///
/// How many cases they have put aside is told (to operators), and no trouble: everything else can be answered.
@Component("viewsHealthIndicator")
final class ViewsHealth implements HealthIndicator {

    private final Views views;

    ViewsHealth(Views views) {
        this.views = views;
    }

    @Override
    public Health health() {
        return views.trouble()
                .map(trouble -> Health.outOfService().withDetail("trouble", trouble))
                .orElseGet(Health::up)
                .withDetail("parked", views.parked())
                .build();
    }
}
