package io.flankwatch.importer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Waits between tries of one request, longer from time to time, until it has been tried for too long.
final class Patience {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private final Duration most;
    private long firstFailure;
    private int failures;

    Patience(Duration most) {
        this.most = most;
    }

    /// @param told how long the server asked to wait
    /// @throws ImportStopped when it has been tried for too long
    void waitAfter(String failure, @Nullable Duration told, @Nullable Throwable cause) {
        if (failures++ == 0) {
            firstFailure = System.nanoTime();
        } else if (System.nanoTime() - firstFailure > most.toNanos()) {
            String message = "tried for " + most.toSeconds() + " s: " + failure;
            throw cause == null ? new ImportStopped(message) : new ImportStopped(message, cause);
        }
        Duration doubled = FIRST.multipliedBy(1L << Math.min(failures - 1, 10));
        Duration wait = told != null ? told : doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        try {
            Thread.sleep(wait);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ImportStopped("interrupted", stopped);
        }
    }

    int failures() {
        return failures;
    }
}
