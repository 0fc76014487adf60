package io.flankwatch.query.projection;

import io.flankwatch.ledger.LedgerTail;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One generation of the views, kept up to date with the ledger together with the other processes that do, and how many answers read it.
final class Edition {

    private static final Logger LOG = LoggerFactory.getLogger(Edition.class);
    private static final int BATCH = 256;

    private final Generation generation;
    private final LiveFold fold;
    private final Continuity continuity;
    private final FoldTraces traces;
    private final LedgerTail tail;
    private final Presence presence;
    private final ScheduledExecutorService workers;
    private final ScheduledExecutorService coordinator =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("views").factory());
    private volatile @Nullable PooledStreamingEventProcessor running;
    /// Of the generation, from its beginning; 0 until that is known.
    private volatile int segments;
    private int readers;

    Edition(Generation generation, LiveFold fold, Continuity continuity, LedgerTail tail, Presence presence, ScheduledExecutorService workers, FoldTraces traces) {
        this.traces = traces;
        this.generation = generation;
        this.fold = fold;
        this.continuity = continuity;
        this.tail = tail;
        this.presence = presence;
        this.workers = workers;
    }

    Generation generation() {
        return generation;
    }

    LiveFold fold() {
        return fold;
    }

    /// By which readers ask.
    Continuity continuity() {
        return continuity;
    }

    /// Starts, or starts anew: a processor that lost its store would otherwise wait up to a minute before it tries again.
    void start(TokenStore tokens) {
        stop();
        fold.forget();
        segments = tokens.fetchSegments(generation.name()).length;
        PooledStreamingEventProcessor processor = PooledStreamingEventProcessor.builder()
                .name(generation.name())
                .eventHandlerInvoker(new ViewInvoker(fold, traces))
                .messageSource(tail)
                .tokenStore(tokens)
                .transactionManager(NoTransactionManager.instance())
                .coordinatorExecutor(coordinator)
                .workerExecutor(workers)
                // There are some already: whoever filled the generation has begun with them.
                .initialSegmentCount(1)
                .batchSize(BATCH)
                .tokenClaimInterval(1_000)
                .build();
        processor.start();
        running = processor;
    }

    /// Whether it is to be started: it has not been, or was stopped, and not for good.
    boolean idle() {
        return running == null && !coordinator.isShutdown();
    }

    void stop() {
        PooledStreamingEventProcessor processor = running;
        running = null;
        if (processor != null) {
            try {
                processor.shutdownAsync().orTimeout(10, TimeUnit.SECONDS).join();
            } catch (CompletionException late) {
                LOG.warn("{} did not stop in time; its claims run out by themselves", generation.name(), late);
            }
        }
    }

    void close() {
        stop();
        coordinator.shutdownNow();
    }

    /// Up to where the segments that this process has claimed were read.
    Map<Integer, Long> claimed() {
        PooledStreamingEventProcessor processor = running;
        Map<Integer, Long> read = new HashMap<>();
        if (processor != null) {
            processor.processingStatus().forEach((segment, status) -> read.put(segment, status.getCurrentPosition().orElse(-1)));
        }
        return read;
    }

    /// Up to where all segments were read, by whichever process; empty where that is not known.
    OptionalLong position() {
        Map<Integer, Long> read = claimed();
        if (!all(read)) {
            presence.read(generation).forEach((segment, position) -> read.merge(segment, position, Math::max));
        }
        return all(read) ? read.values().stream().mapToLong(Long::longValue).min() : OptionalLong.empty();
    }

    /// Whether this process has read all segments up to a position; false where another one reads some of them.
    boolean hasRead(long position) {
        Map<Integer, Long> read = claimed();
        return all(read) && read.values().stream().allMatch(reached -> reached >= position);
    }

    private boolean all(Map<Integer, Long> read) {
        return segments > 0 && read.size() == segments;
    }

    /// Whether this process keeps all cases up to date.
    boolean followsAll() {
        return all(claimed());
    }

    /// Whether this process keeps a case up to date.
    boolean follows(String caseId) {
        PooledStreamingEventProcessor processor = running;
        return processor != null && processor.processingStatus().values().stream().anyMatch(status -> status.getSegment().matches(caseId));
    }

    boolean failing() {
        PooledStreamingEventProcessor processor = running;
        return processor == null || processor.isError();
    }

    void entered() {
        readers++;
    }

    void left() {
        readers--;
    }

    boolean unread() {
        return readers == 0;
    }
}
