package io.flankwatch.query.projection;

import io.flankwatch.ledger.LedgerTail;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps one view up to date with the ledger.
final class ViewProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(ViewProcessor.class);
    private static final int SEGMENTS = 4;
    private static final int BATCH = 256;

    private final LiveFold fold;
    private final LedgerTail tail;
    private final ScheduledExecutorService workers;
    private final ScheduledExecutorService coordinator;
    private volatile @Nullable PooledStreamingEventProcessor running;

    ViewProcessor(LiveFold fold, LedgerTail tail, ScheduledExecutorService workers) {
        this.fold = fold;
        this.tail = tail;
        this.workers = workers;
        this.coordinator = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("view-" + fold.view().name()).factory());
    }

    LiveFold fold() {
        return fold;
    }

    CaseView view() {
        return fold.view();
    }

    /// Lets a view go on after a position up to which it was filled otherwise.
    void begin(TokenStore tokens, long position) {
        tokens.initializeTokenSegments(view().name(), SEGMENTS, new GlobalSequenceTrackingToken(position));
    }

    /// Starts, or starts anew: a processor that lost its store would otherwise wait up to a minute before it tries again.
    void start(TokenStore tokens) {
        stop();
        fold.forget();
        PooledStreamingEventProcessor processor = PooledStreamingEventProcessor.builder()
                .name(view().name())
                .eventHandlerInvoker(new ViewInvoker(fold))
                .messageSource(tail)
                .tokenStore(tokens)
                .transactionManager(NoTransactionManager.instance())
                .coordinatorExecutor(coordinator)
                .workerExecutor(workers)
                .initialSegmentCount(SEGMENTS)
                .batchSize(BATCH)
                .tokenClaimInterval(1_000)
                .build();
        processor.start();
        running = processor;
    }

    void stop() {
        PooledStreamingEventProcessor processor = running;
        running = null;
        if (processor != null) {
            try {
                processor.shutdownAsync().orTimeout(10, TimeUnit.SECONDS).join();
            } catch (CompletionException late) {
                LOG.warn("View {} did not stop in time; its claims run out by themselves", view().name(), late);
            }
        }
    }

    void close() {
        stop();
        coordinator.shutdownNow();
    }

    /// Up to where the segments that this process has claimed were read; empty where it has not claimed all of them.
    OptionalLong position() {
        PooledStreamingEventProcessor processor = running;
        if (processor == null) {
            return OptionalLong.empty();
        }
        Map<Integer, EventTrackerStatus> segments = processor.processingStatus();
        if (segments.size() < SEGMENTS) {
            return OptionalLong.empty();
        }
        return segments.values().stream().mapToLong(segment -> segment.getCurrentPosition().orElse(-1)).min();
    }

    boolean failing() {
        PooledStreamingEventProcessor processor = running;
        return processor == null || processor.isError();
    }
}
