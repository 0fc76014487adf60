package io.flankwatch.query.projection;

import io.flankwatch.query.projection.Rebuild.Cause;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees to it that views that this build has nothing of, and views that somebody wants anew, are filled by some process that can.
///
/// What has been filled goes on from where the scan has ended, with tokens of its own, and only then is in the catalogue: every process follows that.
final class Rebuilding {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuilding.class);
    private static final int WORKERS = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);

    private final Map<String, CaseView> views;
    private final FollowedLedger ledger;
    private final ViewStore store;
    private final Catalogue catalogue;
    private final Rebuilds rebuilds;
    private final Filling filling;
    private final Supplier<TokenStore> tokens;
    private final Runnable served;
    /// Beside those of the views that are read meanwhile.
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, Thread.ofPlatform().daemon().name("view-filling-", 0).factory());
    private final ExecutorService runner = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("view-rebuild").factory());
    private volatile Set<Generation> underWay = Set.of();
    private volatile boolean closed;

    /// @param batch  so many events are folded before anything is written
    /// @param served run when there is something new to be served
    Rebuilding(
            Map<String, CaseView> views,
            FollowedLedger ledger,
            ViewStore store,
            Catalogue catalogue,
            Rebuilds rebuilds,
            Supplier<TokenStore> tokens,
            int batch,
            Runnable served) {
        this.views = views;
        this.ledger = ledger;
        this.store = store;
        this.catalogue = catalogue;
        this.rebuilds = rebuilds;
        this.tokens = tokens;
        this.served = served;
        this.filling = new Filling(store, ledger.reader(), rebuilds, workers, batch);
    }

    static Rebuild of(Collection<CaseView> views, Cause cause) {
        Instant now = Instant.now();
        List<Generation> generations = views.stream().map(view -> new Generation(view.name(), view.version(), now.toEpochMilli())).toList();
        return new Rebuild(UUID.randomUUID().toString(), generations, cause, false, -1, -1, now, null, null);
    }

    /// What this process fills now: nobody else may take it for something that was left behind.
    Set<Generation> underWay() {
        return underWay;
    }

    long filled() {
        return filling.filled();
    }

    /// @param missing what there is no generation of in this build's version
    void look(Collection<CaseView> missing, Presence.Living living) {
        if (!underWay.isEmpty()) {
            return;
        }
        Optional<Rebuild> found = rebuilds.find();
        if (found.isEmpty() && !missing.isEmpty()) {
            var unused = rebuilds.begin(of(missing, Cause.MISSING));
            found = rebuilds.find();
        }
        if (found.isEmpty()) {
            return;
        }
        Rebuild rebuild = found.get();
        if (rebuild.generations().stream().noneMatch(living::folds)) {
            LOG.warn("A rebuild of versions that no process folds is given up: {}", rebuild.generations());
            var unused = rebuilds.end(rebuild);
        } else if (rebuild.generations().stream().allMatch(this::isOurs)) {
            rebuilds.take(rebuild).ifPresent(taken -> {
                underWay = Set.copyOf(taken.generations());
                runner.execute(() -> run(taken));
            });
        }
    }

    private boolean isOurs(Generation generation) {
        CaseView view = views.get(generation.view());
        return view != null && generation.isOf(view);
    }

    private void run(Rebuild taken) {
        try {
            LOG.info("Views are filled from position {} on: {}", taken.position() + 1, names(taken));
            switch (filling.fill(taken, taken.generations().stream().map(this::fold).toList(), () -> closed)) {
                case FILLED -> serve(taken);
                case LEFT -> LOG.info("The filling of views was left at position {}", filling.filled());
                case GIVEN_UP -> LOG.warn("What was filled up to position {} is of no use", filling.filled());
            }
        } catch (RuntimeException failed) {
            // It goes on from where it has come to, here or elsewhere: the keeper takes it up again.
            if (!closed) {
                LOG.error("Views could not be filled beyond position {}; it is tried again", filling.filled(), failed);
            }
        } finally {
            underWay = Set.of();
        }
    }

    private void serve(Rebuild taken) {
        TokenStore store = tokens.get();
        for (Generation generation : taken.generations()) {
            if (store.fetchSegments(generation.name()).length == 0) {
                store.initializeTokenSegments(generation.name(), ViewProcessor.SEGMENTS, new GlobalSequenceTrackingToken(filling.filled()));
            }
        }
        if (rebuilds.end(taken)) {
            catalogue.serve(taken.generations());
            LOG.info("Views were filled up to position {}: {}", filling.filled(), names(taken));
            underWay = Set.of();
            served.run();
        }
    }

    LiveFold fold(Generation generation) {
        CaseView view = views.get(generation.view());
        if (view == null) {
            throw new IllegalStateException("no view " + generation.view());
        }
        return new LiveFold(view, ledger, new MongoDocuments(store.collection(generation)), new ParkedCases(generation, store.parked()));
    }

    private static List<String> names(Rebuild rebuild) {
        return rebuild.generations().stream().map(Generation::name).toList();
    }

    void close() {
        closed = true;
        runner.shutdown();
        workers.shutdown();
    }
}
