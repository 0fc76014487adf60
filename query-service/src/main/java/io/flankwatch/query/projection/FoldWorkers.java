package io.flankwatch.query.projection;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What the views are folded by, a hundred times a second at most: what comes in between is folded and written together.
/// What comes after a while in which nothing did is folded at once.
final class FoldWorkers extends ScheduledThreadPoolExecutor {

    /// More than there are processors would only take turns, and fold smaller batches.
    private static final int WORKERS = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);
    static final Duration PACE = Duration.ofMillis(10);

    private final Progress progress;
    /// When the next ones may begin; all that are handed over until then begin together.
    private long next = System.nanoTime();

    FoldWorkers(Progress progress) {
        super(WORKERS, Thread.ofPlatform().daemon().name("view-worker-", 0).factory());
        this.progress = progress;
    }

    /// By which Axon hands over that a segment has events: it takes those that there are when the task runs.
    @Override
    public Future<?> submit(Runnable batch) {
        return schedule(() -> {
            begun();
            batch.run();
        }, untilNext(), TimeUnit.NANOSECONDS);
    }

    private synchronized long untilNext() {
        return Math.max(0, next - System.nanoTime());
    }

    private synchronized void begun() {
        long now = System.nanoTime();
        if (now - next >= 0) {
            next = now + PACE.toNanos();
        }
    }

    /// A batch has been read when its worker is done with it, which nobody else is told.
    @Override
    protected void afterExecute(Runnable done, @Nullable Throwable failed) {
        super.afterExecute(done, failed);
        progress.made();
    }
}
