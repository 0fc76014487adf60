package io.flankwatch.ledger;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Entries after a position, fetched in batches, for one reader. While the reader is busy with a full batch, the next one is on its way; no
/// connection is held between them.
final class Ahead {

    /// A query costs the server as much as some hundred entries: planning it alone a tenth of a millisecond.
    static final int BATCH = 4_096;

    /// Not virtual threads: the kernel alone wakes whoever waits for a socket with less ado, and that is many times in a batch.
    private static final Executor FETCHING = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("ledger-ahead-", 0).factory());

    private final LedgerReader reader;
    private final Recent recent;
    private final Deque<LedgerLeaf> fetched = new ArrayDeque<>();
    private @Nullable CompletableFuture<List<LedgerLeaf>> next;
    private long upTo;

    /// @param recent asked before the database is
    Ahead(LedgerReader reader, Recent recent, long after) {
        this.reader = reader;
        this.recent = recent;
        this.upTo = after;
    }

    /// The last position that was fetched.
    long upTo() {
        return upTo;
    }

    boolean isEmpty() {
        return fetched.isEmpty();
    }

    LedgerLeaf first() {
        return fetched.getFirst();
    }

    LedgerLeaf removeFirst() {
        return fetched.removeFirst();
    }

    /// Looks for more where there is none.
    ///
    /// @return whether there is an entry; where there is none, there may be one later
    boolean fetch() {
        if (!fetched.isEmpty()) {
            return true;
        }
        List<LedgerLeaf> batch = onItsWay();
        if (batch.isEmpty()) {
            batch = recent.after(upTo, BATCH);
        }
        if (batch.isEmpty()) {
            batch = reader.leaves(upTo, BATCH);
        }
        if (batch.isEmpty()) {
            return false;
        }
        fetched.addAll(batch);
        upTo = batch.getLast().position();
        if (batch.size() == BATCH) {
            long from = upTo;
            next = CompletableFuture.supplyAsync(() -> reader.leaves(from, BATCH), FETCHING);
        }
        return true;
    }

    /// Empty: nothing was, or what was then is not all there is now.
    private List<LedgerLeaf> onItsWay() {
        CompletableFuture<List<LedgerLeaf>> arriving = next;
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
