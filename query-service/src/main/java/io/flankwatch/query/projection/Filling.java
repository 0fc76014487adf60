package io.flankwatch.query.projection;

import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.ledger.UnreadableEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fills a new generation: one scan of the ledger for all views, written in batches so large that a document which many events change is
/// written once for most of them.
///
/// A batch after which it was broken off is folded again by whoever goes on: documents that reflect an event already stay as they are.
final class Filling {

    private static final Logger LOG = LoggerFactory.getLogger(Filling.class);

    private final ViewStore store;
    private final LedgerReader ledger;
    private final Rebuilds rebuilds;
    private final Executor workers;
    private final int batch;
    private volatile long filled = -1;

    /// @param batch so many events are folded before anything is written
    Filling(ViewStore store, LedgerReader ledger, Rebuilds rebuilds, Executor workers, int batch) {
        this.store = store;
        this.ledger = ledger;
        this.rebuilds = rebuilds;
        this.workers = workers;
        this.batch = batch;
    }

    /// Up to which position this process has filled views, this time or the last.
    long filled() {
        return filled;
    }

    enum End {
        /// Everything has been filled: up to the ledger's head, or what comes before the first entry that this build can't read.
        FILLED,
        /// It is to be gone on with later, or by another process.
        LEFT,
        /// It was given up, or the views were dropped meanwhile: what was filled is of no use.
        GIVEN_UP
    }

    /// @param taken   by this process
    /// @param fold    of its generation
    /// @param stopped asked after each batch
    End fill(Rebuild taken, LiveFold fold, BooleanSupplier stopped) {
        filled = taken.position();
        if (filled < 0) {
            // What was dropped with everything else may have been written once more by whoever had not noticed.
            store.drop(taken.generation());
        }
        fold.index();
        long head = ledger.head();
        List<Fact> facts = next(filled);
        while (!facts.isEmpty()) {
            List<Fact> read = facts;
            // What is written from here on comes live: whoever chases the head of a busy ledger never gets there.
            boolean full = read.size() == batch;
            CompletableFuture<Void> folding = CompletableFuture.runAsync(() -> fold.fold(read, workers));
            long last = read.getLast().position();
            facts = full ? next(last) : List.of();
            joined(folding);
            filled = last;
            if (facts.isEmpty() || last >= head) {
                head = ledger.head();
            }
            Optional<Rebuild> now = rebuilds.keep(taken, last, head);
            if (now.isEmpty()) {
                LOG.warn("A rebuild was given up, or taken over by another process, at position {}", last);
                return rebuilds.find().filter(other -> other.id().equals(taken.id())).isPresent() ? End.LEFT : End.GIVEN_UP;
            }
            if (now.get().paused() || stopped.getAsBoolean()) {
                rebuilds.release(taken);
                return End.LEFT;
            }
        }
        return End.FILLED;
    }

    private List<Fact> next(long position) {
        List<Fact> facts = new ArrayList<>();
        for (LedgerEntry entry : ledger.after(position, batch)) {
            try {
                facts.add(Fact.of(entry));
            } catch (UnreadableEntry stop) {
                // The processors come to it next, and say so for as long as it stands.
                break;
            }
        }
        return facts;
    }

    private static void joined(CompletableFuture<Void> folding) {
        try {
            folding.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }
}
