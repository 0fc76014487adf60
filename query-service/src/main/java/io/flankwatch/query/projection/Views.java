package io.flankwatch.query.projection;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.ledger.StoreAway;
import io.flankwatch.query.projection.HeldCases.Reached;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// All views: their documents, how far they have come, and that they go on when a store was away.
@Component
public class Views implements SmartLifecycle {

    private static final Duration UNSEEN = Duration.ofSeconds(5);
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Views.class);

    private final FollowedLedger ledger;
    private final ViewStore store;
    private final FoldTraces traces;
    private final List<CaseView> views;
    private final String build;
    private final Progress progress = new Progress();
    private final ScheduledExecutorService workers = new FoldWorkers(progress);
    private final ScheduledExecutorService keeper =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("view-keeper").factory());
    private final Presence presence;
    private final Catalogue catalogue;
    private final Rebuilds rebuilds;
    private final Rebuilding rebuilding;
    private final Leftovers leftovers;
    private final Editions editions = new Editions();
    private final CountDownLatch filled = new CountDownLatch(1);
    private volatile boolean started;
    private volatile boolean away = true;
    private volatile boolean missing = true;
    private volatile boolean failing;
    private volatile long parked;
    private volatile long lookedAt = System.nanoTime();

    /// @param batch    so many events a rebuild folds before it writes
    /// @param segments so many parts the cases are in, each of which one process folds at a time
    Views(
            List<CaseView> views,
            FollowedLedger ledger,
            ViewStore store,
            @Value("${flankwatch.views.batch}") int batch,
            @Value("${flankwatch.views.segments}") int segments,
            OpenTelemetry telemetry) {
        if (segments < 1) {
            throw new IllegalArgumentException("flankwatch.views.segments must be 1 or more");
        }
        traces = new FoldTraces(telemetry);
        this.ledger = ledger;
        this.store = store;
        this.views = List.copyOf(views);
        if (views.stream().map(CaseView::name).distinct().count() < views.size()) {
            throw new IllegalStateException("two views have one name: " + views.stream().map(CaseView::name).toList());
        }
        build = Generation.build(views);
        presence = new Presence(store, build);
        catalogue = new Catalogue(store);
        rebuilds = new Rebuilds(store, presence.self());
        rebuilding = new Rebuilding(this.views, ledger, store, catalogue, rebuilds, this::tokens, batch, segments, progress, this::lookNow);
        leftovers = new Leftovers(store, presence, rebuilds, catalogue);
    }

    public List<CaseView> all() {
        return views;
    }

    /// Whether there are documents that answers can be given from.
    public boolean serve() {
        return editions.reading() != null;
    }

    /// @throws Refused VIEW_BEHIND where there are none yet
    public Documents documents(CaseView view) {
        return asked(reading(), view);
    }

    /// Those of one case, held in memory as far as they were read before.
    ///
    /// @throws Refused VIEW_BEHIND where there are none yet
    public Documents documents(CaseView view, String caseId) {
        Edition edition = reading();
        return new HeldDocuments(asked(edition, view), edition.fold().held(view), caseId);
    }

    private static Documents asked(Edition edition, CaseView view) {
        return new AskedDocuments(edition.fold().documents(view), edition.continuity());
    }

    /// A case as a view of it is held in memory, where that has come to the last event of the case that there is: no store knows better. Nothing is held of
    /// what could not be folded.
    ///
    /// @param last   position, as the ledger has it
    /// @param wanted where less is enough, if it is this process that reads the case; absent where it is not
    public Optional<Stored<Object>> held(CaseView view, String caseId, long last, @Nullable Long wanted) {
        @Nullable Edition edition = editions.reading();
        @Nullable Reached reached = edition == null ? null : edition.fold().held(view).reached(caseId);
        if (edition == null || reached == null) {
            return Optional.empty();
        }
        return reached.position() >= last || (wanted != null && reached.position() >= wanted && edition.follows(caseId))
                ? Optional.of(new Stored<>(caseId, caseId, reached.position(), reached.version(), null))
                : Optional.empty();
    }

    /// Begins to hold a view of a case.
    ///
    /// @param root as it was found, of a case that is not parked
    public void hold(CaseView view, Stored<Object> root) {
        reading().fold().held(view).begin(root.caseId(), new Reached(root.position(), root.version()));
    }

    /// The case as it stands in all views: its root's position says up to where each of them has read it.
    ///
    /// @throws Refused VIEW_BEHIND where there are none yet, STORE_AWAY where MongoDB does not answer
    public Optional<Stored<Object>> root(String caseId) {
        Edition edition = reading();
        return edition.continuity().asked(() -> edition.fold().positions().find(DocumentId.root(caseId), Object.class));
    }

    /// Whether a view could not fold a case, so that nothing can be told of it.
    ///
    /// @throws Refused STORE_AWAY where MongoDB does not answer, VIEW_BEHIND where the view is not there yet
    public boolean parked(CaseView view, String caseId) {
        Edition edition = reading();
        return edition.continuity().asked(() -> edition.fold().parked().contains(view.name(), caseId));
    }

    /// The cases that a view could not fold: answers across cases lack them, or have them as they were.
    ///
    /// @throws Refused STORE_AWAY where MongoDB does not answer, VIEW_BEHIND where the view is not there yet
    public Set<String> parked(CaseView view) {
        Edition edition = reading();
        return edition.continuity().asked(() -> edition.fold().parked().of(view.name()));
    }

    /// Asks a question across cases.
    ///
    /// @param question of the view's documents
    /// @throws Refused VIEW_BEHIND where there are none yet, STORE_AWAY where MongoDB does not answer or has lost them
    public <T> T ask(CaseView view, Function<MongoCollection<Document>, T> question) {
        Edition edition = reading();
        return edition.continuity().asked(() -> question.apply(store.collection(edition.generation(), view)));
    }

    /// Up to where the views have read the whole ledger; empty where that is not known now.
    public OptionalLong position() {
        @Nullable Edition edition = editions.reading();
        return edition == null ? OptionalLong.empty() : MongoDocuments.answered(edition::position);
    }

    /// Waits until a view has read a case up to a position, where it is this process that reads it.
    ///
    /// @return whether it has; false at once where another process reads the case
    public boolean awaitCase(CaseView view, String caseId, long position, Duration atMost) throws InterruptedException {
        @Nullable Edition edition = editions.reading();
        return edition != null
                && edition.follows(caseId)
                && progress.await(() -> edition.fold().hasRead(view, caseId, position) || edition.hasRead(position), atMost);
    }

    /// Waits until the whole ledger has been read up to a position, where this process reads all of it.
    ///
    /// @return whether it has been; false at once where another process reads some of it
    public boolean awaitAll(long position, Duration atMost) throws InterruptedException {
        @Nullable Edition edition = editions.reading();
        return edition != null && edition.followsAll() && progress.await(() -> edition.hasRead(position), atMost);
    }

    /// Until [#endAnswer], this thread reads one generation of the views, whatever takes its place meanwhile.
    public void beginAnswer() {
        editions.begin();
    }

    public void endAnswer() {
        editions.end();
    }

    /// How many cases the views have put aside together, as seen within the last seconds. Asks no store.
    public long parked() {
        return parked;
    }

    /// Waits until the views have followed the ledger for the first time.
    ///
    /// @return whether they have
    public boolean awaitFilled(Duration patience) throws InterruptedException {
        return filled.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// What keeps the views from following the ledger, as seen within the last seconds; empty where nothing does. Asks no store.
    public Optional<String> trouble() {
        if (away) {
            return Optional.of("a store is away");
        }
        if (missing) {
            return Optional.of("the views are being filled, up to position " + rebuilding.filled());
        }
        if (System.nanoTime() - lookedAt > UNSEEN.toNanos()) {
            return Optional.of("a store is slow to answer");
        }
        return failing ? Optional.of("the views can't go on") : Optional.empty();
    }

    @Override
    public void start() {
        started = true;
        var unused = keeper.scheduleWithFixedDelay(this::keep, 0, BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
        unused = keeper.scheduleWithFixedDelay(this::tell, BETWEEN.toMillis(), BETWEEN.toMillis() / 4, TimeUnit.MILLISECONDS);
    }

    /// Started before the web server takes requests, and stopped after it.
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public void stop() {
        started = false;
        keeper.shutdownNow();
        rebuilding.close();
        editions.close();
        workers.shutdown();
        if (!away) {
            presence.withdraw();
        }
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    /// Without waiting for the next second.
    void lookNow() {
        if (started) {
            keeper.execute(this::keep);
        }
    }

    /// Sees to it that what this build folds is filled, followed and read, and that it goes on when a store was away.
    private void keep() {
        try {
            store.ping();
            var unused = ledger.reader().head();
            if (away) {
                // Whatever they had read or written, they may not be where they think they are.
                editions.stop();
                away = false;
            }
            presence.tell(present());
            if (lostTokens()) {
                catalogue.clear();
            }
            @Nullable Generation serving = serving();
            editions.follow(serving, this::edition, this::tokens);
            rebuilding.look(serving == null, presence.look());
            presence.tell(present());
            leftovers.drop();
            @Nullable Edition current = editions.current();
            parked = current == null ? 0 : current.fold().parked().count();
            tellOf(serving == null, current != null && current.failing());
        } catch (MongoException | StoreAway unreachable) {
            if (!away) {
                LOG.warn("A store of the views is away; they go on when it is back: {}", unreachable.toString());
            }
            away = true;
        } catch (Refused storeAway) {
            away = true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            // A scheduled task that throws is never run again, and the views would never be looked after again.
            if (started) {
                LOG.error("The views could not be looked after; it is tried again", failed);
            }
        } finally {
            lookedAt = System.nanoTime();
        }
    }

    private @Nullable Generation serving() {
        @Nullable Generation serving = catalogue.serving(build).orElse(null);
        if (serving != null && !store.has(serving, views)) {
            LOG.warn("{} lacks a collection that somebody has dropped, and is filled anew", serving.name());
            catalogue.forget(serving);
            return null;
        }
        return serving;
    }

    private void tellOf(boolean nowMissing, boolean nowFailing) {
        if (missing && !nowMissing) {
            LOG.info("The views follow the ledger: {}", views.stream().map(CaseView::name).toList());
        }
        missing = nowMissing;
        if (!missing) {
            filled.countDown();
        }
        if (nowFailing && !failing) {
            LOG.error("The views can't go on, and it is tried again and again");
        }
        failing = nowFailing;
    }

    /// Others wait for what they have not claimed themselves.
    private void tell() {
        if (away || presence.alone()) {
            return;
        }
        try {
            presence.tell(present());
        } catch (MongoException unreachable) {
            LOG.debug("The keeper finds out by itself", unreachable);
        }
    }

    private Map<Generation, Map<Integer, Long>> present() {
        Map<Generation, Map<Integer, Long>> present = new HashMap<>();
        rebuilding.underWay().ifPresent(generation -> present.put(generation, Map.of()));
        editions.all().forEach(edition -> present.put(edition.generation(), edition.claimed()));
        return present;
    }

    /// Somebody has dropped the database while it was in use: the views begin again.
    private boolean lostTokens() {
        @Nullable Edition current = editions.current();
        return current != null && !store.hasTokens(current.generation());
    }

    private TokenStore tokens() {
        return store.tokens(presence.self());
    }

    Editions editions() {
        return editions;
    }

    Rebuilds rebuilds() {
        return rebuilds;
    }

    FollowedLedger ledger() {
        return ledger;
    }

    ViewStore store() {
        return store;
    }

    private Edition edition(Generation generation) {
        return new Edition(generation, rebuilding.fold(generation), new Continuity(store, generation), ledger.tail(), presence, workers, traces);
    }

    private Edition reading() {
        @Nullable Edition edition = editions.reading();
        if (edition == null) {
            throw new Refused(RefusalCode.VIEW_BEHIND, "The views are being filled");
        }
        return edition;
    }
}
