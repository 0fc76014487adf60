package io.flankwatch.query.projection;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Wakes who waits for views when this process has brought them as far, and nobody else, so that nobody asks a store again and again meanwhile.
///
/// What another process folds is not heard of here: whoever waits looks for it from time to time.
final class Progress {

    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();

    private record Waiting(BooleanSupplier come, CountDownLatch told) {}

    /// Something may have come.
    void made() {
        for (Waiting each : waiting) {
            if (each.come().getAsBoolean()) {
                each.told().countDown();
            }
        }
    }

    /// Waits until something has come, but not for long.
    ///
    /// @param come asked each time there was progress, by whoever made it: it must ask no store
    /// @return whether it has come
    boolean await(BooleanSupplier come, Duration atMost) throws InterruptedException {
        Waiting mine = new Waiting(come, new CountDownLatch(1));
        waiting.add(mine);
        try {
            // What comes from here on tells; what came before is seen at once.
            return come.getAsBoolean() || mine.told().await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            waiting.remove(mine);
        }
    }
}
