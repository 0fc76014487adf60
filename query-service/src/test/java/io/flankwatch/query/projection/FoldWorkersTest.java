package io.flankwatch.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FoldWorkersTest {

    private final Progress progress = new Progress();
    private final FoldWorkers workers = new FoldWorkers(progress);

    @AfterEach
    void close() {
        workers.shutdownNow();
    }

    @Test
    void batches_begin_no_sooner_than_a_pace_after_those_before() throws Exception {
        int batches = 5;
        long before = System.nanoTime();
        for (int i = 0; i < batches; i++) {
            workers.submit(() -> {}).get(10, TimeUnit.SECONDS);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(FoldWorkers.PACE.multipliedBy(batches - 1));
    }

    @Test
    void what_is_handed_over_while_another_batch_goes_on_does_not_wait_for_it() throws Exception {
        var other = new CountDownLatch(1);
        var unused = workers.submit(() -> assertThat(CompletableFuture.runAsync(() -> {
            try {
                other.await();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        })).succeedsWithin(Duration.ofSeconds(10)));
        workers.submit(other::countDown).get(10, TimeUnit.SECONDS);
        assertThat(other.getCount()).isZero();
    }

    @Test
    void who_waits_for_progress_is_told_when_a_batch_is_done() throws Exception {
        var done = new CountDownLatch(1);
        var waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return progress.await(() -> done.getCount() == 0, Duration.ofSeconds(10));
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        });
        var unused = workers.submit(done::countDown);
        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
    }
}
