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

    private static final Duration BETWEEN = Duration.ofMillis(10);

    private final Duration atMost;

    Patience(@Value("${flankwatch.views.wait}") Duration atMost) {
        this.atMost = atMost;
    }

    /// @param missing says what has not come
    /// @throws Refused VIEW_BEHIND where the time is up
    public <T> T await(Supplier<Optional<T>> looked, Supplier<String> missing) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            Optional<T> found = looked.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() >= deadline) {
                throw new Refused(RefusalCode.VIEW_BEHIND, missing.get());
            }
            try {
                Thread.sleep(BETWEEN);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new Refused(RefusalCode.VIEW_BEHIND, missing.get());
            }
        }
    }
}
