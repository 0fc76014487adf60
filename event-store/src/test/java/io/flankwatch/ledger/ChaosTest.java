package io.flankwatch.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A short run is part of `mvn verify`. Whether it finds what is planted takes luck, and more of it on a busy machine: that is run by hand, with
/// the commands of docs/reliability.md.
///
/// `-Dchaos.seconds=1800` for a long run, `-Dchaos.seed=…` for a certain one (the timing of processes is not part of it).
class ChaosTest {

    private static final int ATTEMPTS = 5;

    @Test
    void whatever_breaks_nothing_is_lost_and_nothing_is_there_twice() {
        long seed = Long.getLong("chaos.seed", System.nanoTime());
        System.out.println("chaos: seed " + seed);
        Chaos.Report report = Chaos.run(seed, Duration.ofSeconds(Long.getLong("chaos.seconds", 20)), ChaosFault.NONE);
        System.out.println("chaos: " + report);
        assertThat(report.violations()).isEmpty();
        assertThat(report.acknowledged()).isGreaterThan(100);
        assertThat(report.connectionsLost()).isPositive();
        assertThat(report.writersKilled() + report.serversKilled()).isPositive();
        // Every reader begins where one has been and leaves nothing out, and one has come to the end.
        assertThat(report.delivered()).isGreaterThanOrEqualTo(report.events());
    }

    @Tag("by-hand")
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void it_finds_what_is_planted(ChaosFault fault) {
        // The shorter a run, the more luck there is in it.
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long seed = Long.getLong("chaos.seed", System.nanoTime());
            System.out.println("chaos: seed " + seed + ", " + fault);
            Chaos.Report report = Chaos.run(seed, Duration.ofSeconds(8), fault);
            System.out.println("chaos: " + fault + ": " + report);
            if (!report.violations().isEmpty()) {
                return;
            }
        }
        fail("%s was not found in %d runs", fault, ATTEMPTS);
    }
}
