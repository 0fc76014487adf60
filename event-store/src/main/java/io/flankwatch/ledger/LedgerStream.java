package io.flankwatch.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/// The ledger after a position, without end, for one reader at a time. It fetches in batches and never holds a connection between them.
///
/// An entry that can't be read, and a gap, are thrown when the reader comes to them, and again whenever it tries to go on.
final class LedgerStream implements BlockingStream<TrackedEventMessage<?>> {

    private static final Duration A_WHILE = Duration.ofSeconds(1);

    private final LedgerTail tail;
    private final Ahead ahead;
    private final LedgerMeters meters;
    private final Instant opened = Instant.now();
    private @Nullable TrackedEventMessage<?> next;
    private LedgerTail.@Nullable Listening callback;
    private volatile boolean closed;

    LedgerStream(LedgerTail tail, LedgerReader reader, Recent recent, LedgerMeters meters, long after) {
        this.tail = tail;
        this.ahead = new Ahead(reader, recent, after);
        this.meters = meters;
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        if (next == null && available()) {
            next = EnvelopeEventCodec.message(ahead.first());
        }
        return Optional.ofNullable(next);
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        if (available()) {
            return true;
        }
        return timeout > 0 && tail.awaitBeyond(ahead.upTo(), Duration.of(timeout, unit.toChronoUnit())) && available();
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        Optional<TrackedEventMessage<?>> found = peek();
        while (found.isEmpty()) {
            var unused = tail.awaitBeyond(ahead.upTo(), A_WHILE);
            found = peek();
        }
        next = null;
        Instant appended = ahead.removeFirst().appendedAt();
        if (appended.isAfter(opened)) {
            meters.delivered(Duration.between(appended, Instant.now()));
        }
        return found.get();
    }

    @Override
    public boolean setOnAvailableCallback(Runnable newCallback) {
        stopCalling();
        callback = tail.onAppend(newCallback);
        // What is there already will not be announced again.
        if (tail.head() > ahead.upTo() || !ahead.isEmpty()) {
            newCallback.run();
        }
        return true;
    }

    @Override
    public void close() {
        closed = true;
        stopCalling();
    }

    private boolean available() {
        if (closed || tail.isClosed()) {
            throw new IllegalStateException("the stream is closed");
        }
        return !ahead.isEmpty() || (tail.head() > ahead.upTo() && ahead.fetch());
    }

    private void stopCalling() {
        LedgerTail.Listening calling = callback;
        callback = null;
        if (calling != null) {
            calling.close();
        }
    }
}
