package io.flankwatch.ledger;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
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
    private final LedgerReader reader;
    private final Deque<LedgerEntry> fetched = new ArrayDeque<>();
    private long fetchedUpTo;
    private @Nullable TrackedEventMessage<?> next;
    private LedgerTail.@Nullable Listening callback;
    private volatile boolean closed;

    LedgerStream(LedgerTail tail, LedgerReader reader, long after) {
        this.tail = tail;
        this.reader = reader;
        this.fetchedUpTo = after;
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        if (next == null && available()) {
            next = fetched.getFirst().message();
        }
        return Optional.ofNullable(next);
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        if (available()) {
            return true;
        }
        return timeout > 0 && tail.awaitBeyond(fetchedUpTo, Duration.of(timeout, unit.toChronoUnit())) && available();
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        Optional<TrackedEventMessage<?>> found = peek();
        while (found.isEmpty()) {
            var unused = tail.awaitBeyond(fetchedUpTo, A_WHILE);
            found = peek();
        }
        next = null;
        fetched.removeFirst();
        return found.get();
    }

    @Override
    public boolean setOnAvailableCallback(Runnable newCallback) {
        stopCalling();
        callback = tail.onAppend(newCallback);
        // What is there already will not be announced again.
        if (tail.head() > fetchedUpTo || !fetched.isEmpty()) {
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
        if (fetched.isEmpty() && tail.head() > fetchedUpTo) {
            fetched.addAll(reader.after(fetchedUpTo, LedgerTail.BATCH));
            if (!fetched.isEmpty()) {
                fetchedUpTo = fetched.getLast().position();
            }
        }
        return !fetched.isEmpty();
    }

    private void stopCalling() {
        LedgerTail.Listening calling = callback;
        callback = null;
        if (calling != null) {
            calling.close();
        }
    }
}
