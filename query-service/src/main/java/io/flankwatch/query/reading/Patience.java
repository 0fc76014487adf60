package io.flankwatch.query.reading;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Waits for a view, but not for ever.
@Component
public class Patience {

    /// What another process folds is looked for so often.
    private static final Duration BETWEEN = Duration.ofMillis(10);
    /// What this process folds is told; another one may have taken it over meanwhile.
    private static final Duration TOLD = Duration.ofMillis(100);

    private final Duration atMost;

    Patience(@Value("${flankwatch.views.wait}") Duration atMost) {
        this.atMost = atMost;
    }

    /// Waits until there is reason to look again, or some time has passed.
    @FunctionalInterface
    public interface Pause {

        /// @return whether there is reason to look; false at once where this process would not know
        boolean await(Duration atMost) throws InterruptedException;
    }

    /// @param known   asks no store
    /// @param looked  asks a store
    /// @param pause   ends early where this process knows that it has come; believed once, since what is stored counts
    /// @param missing says what has not come
    /// @throws Refused VIEW_BEHIND where the time is up
    public <T> T await(Supplier<Optional<T>> known, Supplier<Optional<T>> looked, Pause pause, Supplier<String> missing) {
        Optional<T> found = known.get();
        if (found.isPresent()) {
            return found.get();
        }
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            // Soon once, since this process need not remember that it has come long ago.
            boolean told = pause.await(BETWEEN);
            while (true) {
                found = known.get().or(looked);
                if (found.isPresent()) {
                    return found.get();
                }
                if (System.nanoTime() >= deadline) {
                    throw new Refused(RefusalCode.VIEW_BEHIND, missing.get());
                }
                if (told) {
                    Thread.sleep(BETWEEN);
                } else {
                    long before = System.nanoTime();
                    told = pause.await(Duration.ofNanos(Math.min(TOLD.toNanos(), deadline - before)));
                    long left = BETWEEN.toNanos() - (System.nanoTime() - before);
                    if (!told && left > 0) {
                        Thread.sleep(Duration.ofNanos(left));
                    }
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Refused(RefusalCode.VIEW_BEHIND, missing.get());
        }
    }
}
