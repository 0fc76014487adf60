package io.flankwatch.query.projection;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import io.flankwatch.events.Refused;
import io.flankwatch.ledger.StoreAway;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.extensions.mongo.DefaultMongoTemplate;
import org.axonframework.extensions.mongo.eventsourcing.tokenstore.MongoTokenStore;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/// All views: their documents, how far they have come, and that they go on when a store was away.
@Component
public class Views implements SmartLifecycle {

    static final String TOKENS = "view_tokens";
    /// More than there are processors would only take turns, and fold smaller batches.
    private static final int WORKERS = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8);
    private static final Duration UNSEEN = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Views.class);

    private final FollowedLedger ledger;
    private final ViewStore store;
    private final ScheduledExecutorService workers =
            Executors.newScheduledThreadPool(WORKERS, Thread.ofPlatform().daemon().name("view-worker-", 0).factory());
    private final ScheduledExecutorService keeper =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("view-keeper").factory());
    private final Map<String, ViewProcessor> processors = new LinkedHashMap<>();
    private volatile boolean started;
    private final Filling filling;
    private final CountDownLatch filled = new CountDownLatch(1);
    private volatile boolean following;
    private volatile boolean away = true;
    private volatile List<String> failing = List.of();
    private volatile long lookedAt = System.nanoTime();

    Views(List<CaseView> views, FollowedLedger ledger, ViewStore store) {
        this.ledger = ledger;
        this.store = store;
        this.filling = new Filling(store, ledger.reader(), workers);
        for (CaseView view : views) {
            LiveFold fold = new LiveFold(view, ledger, new MongoDocuments(store.collection(view)), new ParkedCases(view, store.parked()));
            ViewProcessor before = processors.put(view.name(), new ViewProcessor(fold, ledger.tail(), workers));
            if (before != null) {
                throw new IllegalStateException("two views are called " + view.name());
            }
        }
    }

    public List<CaseView> all() {
        return processors.values().stream().map(ViewProcessor::view).toList();
    }

    public Documents documents(CaseView view) {
        return processor(view).fold().documents();
    }

    /// Whether a view could not fold a case, so that nothing can be told of it.
    ///
    /// @throws io.flankwatch.events.Refused STORE_AWAY where MongoDB does not answer
    public boolean parked(CaseView view, String caseId) {
        return processor(view).fold().parked().contains(caseId);
    }

    /// For questions across cases, each asked by way of [#answered].
    public MongoCollection<Document> collection(CaseView view) {
        return store.collection(view);
    }

    /// @throws io.flankwatch.events.Refused STORE_AWAY where MongoDB does not answer
    public static <T> T answered(Supplier<T> question) {
        return MongoDocuments.answered(question);
    }

    /// Up to where a view has read the whole ledger; empty where that is not known now.
    public OptionalLong position(CaseView view) {
        return processor(view).position();
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
        if (!following) {
            return Optional.of("they are being filled, up to position " + filling.filled());
        }
        if (System.nanoTime() - lookedAt > UNSEEN.toNanos()) {
            return Optional.of("a store is slow to answer");
        }
        return failing.isEmpty() ? Optional.empty() : Optional.of("these can't go on: " + String.join(", ", failing));
    }

    @Override
    public void start() {
        started = true;
        var unused = keeper.scheduleWithFixedDelay(this::keep, 0, 1_000, TimeUnit.MILLISECONDS);
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
        processors.values().forEach(ViewProcessor::close);
        workers.shutdown();
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    /// Starts the processors once both stores answer, and again after either was away.
    private void keep() {
        try {
            store.ping();
            var unused = ledger.reader().head();
            boolean wasAway = away;
            away = false;
            if (wasAway || !following || lostTokens()) {
                following = false;
                processors.values().forEach(ViewProcessor::stop);
                TokenStore tokens = tokens();
                if (!filled(tokens)) {
                    return;
                }
                processors.values().forEach(processor -> processor.fold().documents().index(processor.view().searched()));
                processors.values().forEach(processor -> processor.fold().retryParked());
                processors.values().forEach(processor -> processor.start(tokens));
                following = true;
                filled.countDown();
                LOG.info("The views follow the ledger: {}", String.join(", ", processors.keySet()));
            }
            List<String> nowFailing = processors.values().stream()
                    .filter(ViewProcessor::failing)
                    .map(processor -> processor.view().name())
                    .toList();
            if (!nowFailing.equals(failing)) {
                failing = nowFailing;
                if (!failing.isEmpty()) {
                    LOG.error("These views can't go on, and are tried again and again: {}", String.join(", ", failing));
                }
            }
        } catch (MongoException | StoreAway unreachable) {
            if (!away) {
                LOG.warn("A store of the views is away; they go on when it is back: {}", unreachable.toString());
            }
            away = true;
        } catch (Refused storeAway) {
            away = true;
        } catch (RuntimeException failed) {
            // A scheduled task that throws is never run again, and the views would never be looked after again.
            following = false;
            if (started) {
                LOG.error("The views could not be started; it is tried again", failed);
            }
        } finally {
            lookedAt = System.nanoTime();
        }
    }

    /// Whether every view has something to go on from.
    private boolean filled(TokenStore tokens) {
        List<ViewProcessor> empty = processors.values().stream()
                .filter(processor -> tokens.fetchSegments(processor.view().name()).length == 0)
                .toList();
        if (empty.isEmpty()) {
            return true;
        }
        OptionalLong position = filling.fill(empty.stream().map(ViewProcessor::fold).toList());
        position.ifPresent(reached -> empty.forEach(processor -> processor.begin(tokens, reached)));
        return position.isPresent();
    }

    /// Somebody has dropped the database while it was in use: the views begin again.
    private boolean lostTokens() {
        return store.database().getCollection(TOKENS).countDocuments(new Document()) == 0;
    }

    private TokenStore tokens() {
        BasicPolymorphicTypeValidator ofAxon =
                BasicPolymorphicTypeValidator.builder().allowIfSubType("org.axonframework.").build();
        return MongoTokenStore.builder()
                .mongoTemplate(DefaultMongoTemplate.builder()
                        .mongoDatabase(store.database())
                        .trackingTokensCollectionName(TOKENS)
                        .build())
                .serializer(Jackson3Serializer.builder()
                        .jsonMapperBuilderCustomizer(json -> json.polymorphicTypeValidator(ofAxon))
                        .build())
                .build();
    }

    private ViewProcessor processor(CaseView view) {
        @Nullable ViewProcessor processor = processors.get(view.name());
        if (processor == null) {
            throw new IllegalArgumentException("no view " + view.name());
        }
        return processor;
    }
}
