package io.flankwatch.query.projection;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import io.flankwatch.ledger.StoreAway;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
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

    private static final Logger LOG = LoggerFactory.getLogger(Views.class);

    private final FollowedLedger ledger;
    private final ViewStore store;
    private final ScheduledExecutorService workers =
            Executors.newScheduledThreadPool(4, Thread.ofPlatform().daemon().name("view-worker-", 0).factory());
    private final ScheduledExecutorService keeper =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("view-keeper").factory());
    private final Map<String, ViewProcessor> processors = new LinkedHashMap<>();
    private volatile boolean started;
    private boolean away = true;
    private List<String> failing = List.of();

    Views(List<CaseView> views, FollowedLedger ledger, ViewStore store) {
        this.ledger = ledger;
        this.store = store;
        for (CaseView view : views) {
            ViewProcessor before = processors.put(
                    view.name(), new ViewProcessor(view, new MongoDocuments(store.collection(view)), ledger.tail(), workers));
            if (before != null) {
                throw new IllegalStateException("two views are called " + view.name());
            }
        }
    }

    public List<CaseView> all() {
        return processors.values().stream().map(ViewProcessor::view).toList();
    }

    public Documents documents(CaseView view) {
        return processor(view).documents();
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

    @Override
    public void start() {
        started = true;
        keep();
        var unused = keeper.scheduleWithFixedDelay(this::keep, 1, 1, TimeUnit.SECONDS);
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
            if (away || lostTokens()) {
                TokenStore tokens = tokens();
                processors.values().forEach(processor -> processor.start(tokens));
                away = false;
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
        } catch (RuntimeException failed) {
            // A scheduled task that throws is never run again, and the views would never be looked after again.
            LOG.error("The views could not be started; it is tried again", failed);
            away = true;
        }
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
