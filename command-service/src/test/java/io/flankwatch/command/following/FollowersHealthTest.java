package io.flankwatch.command.following;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.ledger.LedgerTail;
import io.flankwatch.ledger.TestLedger;
import io.flankwatch.ops.FollowerTokens;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class FollowersHealthTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AtomicBoolean stuck = new AtomicBoolean(true);

    @Test
    void it_is_down_for_as_long_as_one_of_them_can_not_go_on_and_quotes_nothing() {
        try (TestLedger ledger = TestLedger.create();
                LedgerTail tail = new LedgerTail(ledger.service());
                Follower follower = new Follower("one", tail, new FollowerTokens(ledger.opsWriter()), new Stumbling())) {
            FollowersHealth health = new FollowersHealth(List.of(follower));
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);
            follower.start();
            Awaitility.await().atMost(PATIENCE).until(() -> health.health().getStatus().equals(Status.DOWN));
            Health down = health.health();
            assertThat(down.getDetails()).isEqualTo(Map.of("one", Map.of("position", -1L, "trouble", "java.lang.IllegalStateException")));
            stuck.set(false);
            Awaitility.await().atMost(PATIENCE).until(() -> health.health().getStatus().equals(Status.UP));
        }
    }

    private final class Stumbling implements Following {

        @Override
        public void begin(long position) {
            if (stuck.get()) {
                throw new IllegalStateException("what was recorded");
            }
        }

        @Override
        public void take(LedgerEntry entry) {}
    }
}
