package io.flankwatch.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final Progress progress = new Progress();
    private final AtomicBoolean come = new AtomicBoolean();
    private final CountDownLatch waiting = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    private CompletableFuture<Boolean> waiter(Duration atMost) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return progress.await(() -> {
                    asked.incrementAndGet();
                    waiting.countDown();
                    return come.get();
                }, atMost);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });
    }

    @Test
    void whoever_waits_is_told_when_it_has_come_and_not_of_other_progress() throws Exception {
        CompletableFuture<Boolean> waiter = waiter(LONG);
        assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
        progress.made();
        assertThat(waiter).isNotDone();

        come.set(true);
        progress.made();
        assertThat(waiter.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void what_has_come_already_is_not_waited_for() throws Exception {
        come.set(true);
        assertThat(waiter(LONG).get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(asked).hasValue(1);
    }

    @Test
    void nobody_waits_for_longer_than_they_said() throws Exception {
        assertThat(waiter(Duration.ofMillis(5)).get(10, TimeUnit.SECONDS)).isFalse();
    }
}
