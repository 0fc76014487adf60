package io.flankwatch.query.projection;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.ledger.UnreadableEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fills views that have nothing yet: one scan of the ledger for all of them, written in batches so large that a document which many events
/// change is written once for most of them.
///
/// One process does it at a time. That it does is a document beside the views, so that it is gone with them: whoever finds it gone begins again.
final class Filling {

    static final String COLLECTION = "view_filling";

    private static final Logger LOG = LoggerFactory.getLogger(Filling.class);
    private static final int BATCH = 4_000;
    /// Longer than any batch takes. Should two processes be at it after all, each still writes only onto what it has read.
    private static final Duration CLAIM = Duration.ofMinutes(1);
    private static final String ALL = "all";

    private final ViewStore store;
    private final LedgerReader ledger;
    private final Executor workers;
    private final String self = UUID.randomUUID().toString();
    private volatile long filled = -1;

    Filling(ViewStore store, LedgerReader ledger, Executor workers) {
        this.store = store;
        this.ledger = ledger;
        this.workers = workers;
    }

    /// Up to which position the views have been filled, this time or the last.
    long filled() {
        return filled;
    }

    /// @return up to where the views were filled: the ledger's head, or what comes before the first entry that this build can't read; empty where
    ///         another process is at it, or the views were dropped meanwhile
    OptionalLong fill(List<LiveFold> folds) {
        filled = -1;
        if (!taken()) {
            return OptionalLong.empty();
        }
        // What an earlier attempt has left may be without what was dropped since.
        Set<String> left = store.database().listCollectionNames().into(new HashSet<>());
        folds.stream().map(LiveFold::view).filter(view -> left.contains(view.collection())).forEach(view -> store.collection(view).drop());
        folds.forEach(LiveFold::forget);
        folds.forEach(fold -> fold.documents().index(fold.view().searched()));
        List<Fact> facts = next(-1);
        while (!facts.isEmpty()) {
            List<Fact> batch = facts;
            CompletableFuture<?>[] folding = folds.stream()
                    .map(fold -> CompletableFuture.runAsync(() -> fold.fold(batch), workers))
                    .toArray(CompletableFuture<?>[]::new);
            long last = batch.getLast().position();
            facts = next(last);
            joined(folding);
            if (!kept()) {
                LOG.warn("The views were dropped while they were filled; they are filled again");
                return OptionalLong.empty();
            }
            filled = last;
        }
        var unused = claims().deleteOne(mine());
        return OptionalLong.of(filled);
    }

    private List<Fact> next(long position) {
        List<Fact> facts = new ArrayList<>();
        for (LedgerEntry entry : ledger.after(position, BATCH)) {
            try {
                facts.add(Fact.of(entry));
            } catch (UnreadableEntry stop) {
                // The processors come to it next, and say so for as long as it stands.
                break;
            }
        }
        return facts;
    }

    private static void joined(CompletableFuture<?>[] folding) {
        try {
            CompletableFuture.allOf(folding).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private boolean taken() {
        Document free = new Document("_id", ALL)
                .append("$or", List.of(new Document("by", self), new Document("until", new Document("$lt", Instant.now()))));
        try {
            var unused = claims().replaceOne(free, claim(), new ReplaceOptions().upsert(true));
            return true;
        } catch (MongoWriteException another) {
            if (another.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw another;
            }
            return false;
        }
    }

    private boolean kept() {
        return claims().replaceOne(mine(), claim()).getMatchedCount() == 1;
    }

    private Document claim() {
        return mine().append("until", Instant.now().plus(CLAIM));
    }

    private Document mine() {
        return new Document("_id", ALL).append("by", self);
    }

    private MongoCollection<Document> claims() {
        return store.database().getCollection(COLLECTION);
    }
}
