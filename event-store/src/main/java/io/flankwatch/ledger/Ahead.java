package io.flankwatch.ledger;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Entries after a position, fetched in batches, for one reader. While the reader is busy with a full batch, the next one is on its way; no
/// connection is held between them.
final class Ahead {

    static final int BATCH = 1_024;

    private final LedgerReader reader;
    private final Deque<LedgerEntry> fetched = new ArrayDeque<>();
    private @Nullable CompletableFuture<List<LedgerEntry>> next;
    private long upTo;

    Ahead(LedgerReader reader, long after) {
        this.reader = reader;
        this.upTo = after;
    }

    /// The last position that was fetched.
    long upTo() {
        return upTo;
    }

    boolean isEmpty() {
        return fetched.isEmpty();
    }

    LedgerEntry first() {
        return fetched.getFirst();
    }

    LedgerEntry removeFirst() {
        return fetched.removeFirst();
    }

    /// Looks for more where there is none.
    ///
    /// @return whether there is an entry; where there is none, there may be one later
    boolean fetch() {
        if (!fetched.isEmpty()) {
            return true;
        }
        List<LedgerEntry> batch = onItsWay();
        if (batch.isEmpty()) {
            batch = reader.after(upTo, BATCH);
        }
        if (batch.isEmpty()) {
            return false;
        }
        fetched.addAll(batch);
        upTo = batch.getLast().position();
        if (batch.size() == BATCH) {
            long from = upTo;
            next = CompletableFuture.supplyAsync(() -> reader.after(from, BATCH), command -> Thread.ofVirtual().start(command));
        }
        return true;
    }

    /// Empty: nothing was, or what was then is not all there is now.
    private List<LedgerEntry> onItsWay() {
        CompletableFuture<List<LedgerEntry>> arriving = next;
        next = null;
        if (arriving == null) {
            return List.of();
        }
        try {
            return arriving.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }
}
