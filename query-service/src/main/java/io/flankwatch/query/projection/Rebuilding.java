package io.flankwatch.query.projection;

import io.flankwatch.query.projection.Rebuild.Cause;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees to it that the views of a build that has none, and those that somebody wants anew, are filled by some process that can.
///
/// What has been filled goes on from where the scan has ended, with tokens of its own, and only then is in the catalogue: every process follows that.
final class Rebuilding {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuilding.class);
    private static final int WORKERS = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);

    private final List<CaseView> views;
    private final String build;
    private final FollowedLedger ledger;
    private final ViewStore store;
    private final Catalogue catalogue;
    private final Rebuilds rebuilds;
    private final Filling filling;
    private final Supplier<TokenStore> tokens;
    private final int segments;
    private final Progress progress;
    private final Runnable served;
    /// Beside those of the views that are read meanwhile.
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, Thread.ofPlatform().daemon().name("view-filling-", 0).factory());
    private final ExecutorService runner = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("view-rebuild").factory());
    private volatile @Nullable Generation underWay;
    private volatile boolean closed;

    /// @param batch    so many events are folded before anything is written
    /// @param segments so many parts the cases are in from then on
    /// @param progress of the views that serve
    /// @param served   run when there is something new to be served
    Rebuilding(
            List<CaseView> views,
            FollowedLedger ledger,
            ViewStore store,
            Catalogue catalogue,
            Rebuilds rebuilds,
            Supplier<TokenStore> tokens,
            int batch,
            int segments,
            Progress progress,
            Runnable served) {
        this.views = views;
        this.build = Generation.build(views);
        this.ledger = ledger;
        this.store = store;
        this.catalogue = catalogue;
        this.rebuilds = rebuilds;
        this.tokens = tokens;
        this.segments = segments;
        this.progress = progress;
        this.served = served;
        this.filling = new Filling(store, ledger.reader(), rebuilds, workers, batch);
    }

    static Rebuild of(Collection<CaseView> views, Cause cause) {
        Instant now = Instant.now();
        Generation generation = new Generation(Generation.build(views), now.toEpochMilli());
        List<String> names = views.stream().map(CaseView::name).toList();
        return new Rebuild(UUID.randomUUID().toString(), generation, names, cause, false, -1, -1, now, null, null);
    }

    /// What this process fills now: nobody else may take it for something that was left behind.
    Optional<Generation> underWay() {
        return Optional.ofNullable(underWay);
    }

    long filled() {
        return filling.filled();
    }

    /// @param missing whether there is no generation of this build
    void look(boolean missing, Presence.Living living) {
        if (underWay != null) {
            return;
        }
        Optional<Rebuild> found = rebuilds.find();
        if (found.isEmpty() && missing) {
            var unused = rebuilds.begin(of(views, Cause.MISSING));
            found = rebuilds.find();
        }
        if (found.isEmpty()) {
            return;
        }
        Rebuild rebuild = found.get();
        if (!living.folds(rebuild.generation())) {
            LOG.warn("A rebuild of views that no process folds is given up: {}", rebuild.generation());
            var unused = rebuilds.end(rebuild);
        } else if (rebuild.generation().build().equals(build)) {
            rebuilds.take(rebuild).ifPresent(taken -> {
                underWay = taken.generation();
                runner.execute(() -> run(taken));
            });
        }
    }

    private void run(Rebuild taken) {
        try {
            LOG.info("{} is filled from position {} on", taken.generation().name(), taken.position() + 1);
            switch (filling.fill(taken, fold(taken.generation()), () -> closed)) {
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
            underWay = null;
        }
    }

    private void serve(Rebuild taken) {
        TokenStore store = tokens.get();
        Generation generation = taken.generation();
        if (store.fetchSegments(generation.name()).length == 0) {
            store.initializeTokenSegments(generation.name(), segments, new GlobalSequenceTrackingToken(filling.filled()));
        }
        if (rebuilds.end(taken)) {
            catalogue.serve(generation);
            LOG.info("{} was filled up to position {}", generation.name(), filling.filled());
            underWay = null;
            served.run();
        }
    }

    LiveFold fold(Generation generation) {
        return new LiveFold(views, generation, store, ledger, progress);
    }

    void close() {
        closed = true;
        runner.shutdown();
        workers.shutdown();
    }
}
