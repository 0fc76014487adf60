package io.flankwatch.command;

import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.ledger.LedgerWriter;
import io.flankwatch.ledger.StoreAway;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Whether this process can append. A writer says that it has trouble until it gets through again; with nothing to write it has no occasion to find
/// either out, so the database is asked.
final class LedgerHealth implements HealthIndicator {

    private final LedgerReader ledger;
    private final LedgerWriter writer;

    LedgerHealth(LedgerReader ledger, LedgerWriter writer) {
        this.ledger = ledger;
        this.writer = writer;
    }

    @Override
    public Health health() {
        Exception trouble = writer.trouble();
        try {
            var health = Health.up().withDetail("queue", writer.depth()).withDetail("head", ledger.head());
            if (trouble != null) {
                health.withDetail("trouble", trouble.toString());
            }
            return health.build();
        } catch (StoreAway away) {
            return Health.down(away).build();
        }
    }
}
