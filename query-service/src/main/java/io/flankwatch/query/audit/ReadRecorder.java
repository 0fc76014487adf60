package io.flankwatch.query.audit;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.ledger.StoreAway;
import io.flankwatch.ops.Read;
import io.flankwatch.ops.Reads;
import io.flankwatch.platform.access.Actor;
import io.flankwatch.platform.access.Role;
import io.flankwatch.platform.security.Actors;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Records who reads what.
///
/// What an auditor reads is recorded before they are answered, and where it can't be they are told nothing: auditors see everything, so that nothing may be
/// missing of what they saw. Everybody else is recorded in batches, after their answer and off its path: their reads wait in a queue while the database is away, and are
/// counted and logged as lost where the queue is full, since an analyst must not be kept from a case by the record of it.
@Component
public class ReadRecorder implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ReadRecorder.class);
    private static final String RECORDED = ReadRecorder.class.getName();
    private static final int BATCH = 500;
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final Duration LAST = Duration.ofSeconds(5);

    private final Reads reads;
    private final BlockingQueue<Read> waiting;
    private final Counter lost;
    private volatile boolean full;
    private volatile boolean running;
    private @Nullable Thread writer;

    ReadRecorder(@Qualifier("readRecords") Reads reads, @Value("${flankwatch.reads.waiting}") int atMost, MeterRegistry meters) {
        this.reads = reads;
        waiting = new ArrayBlockingQueue<>(atMost);
        lost = Counter.builder("flankwatch.reads.lost").description("Reads that could not be recorded and are counted only").register(meters);
        Gauge.builder("flankwatch.reads.waiting", waiting, BlockingQueue::size).description("Reads that are still to be recorded").register(meters);
    }

    static boolean isFirst(Actor actor) {
        return actor.roles().contains(Role.AUDITOR);
    }

    /// Records a read whose answer begins now and may go on for long.
    ///
    /// @param position from which on it tells
    /// @throws Refused STORE_AWAY where it must be recorded first and can't be
    public void begins(HttpServletRequest request, long position) {
        RecordedEndpoint endpoint = RecordedEndpoint.of(request);
        if (endpoint == null) {
            throw new IllegalStateException("nothing that is recorded");
        }
        Actor actor = Actors.of(request);
        Read read = endpoint.read(actor, request, position, 200);
        if (isFirst(actor)) {
            first(read);
        } else {
            later(read);
        }
        request.setAttribute(RECORDED, true);
    }

    static boolean isRecorded(HttpServletRequest request) {
        return request.getAttribute(RECORDED) != null;
    }

    /// @throws Refused STORE_AWAY
    void first(Read read) {
        try {
            reads.record(List.of(read));
        } catch (StoreAway | IllegalStateException failed) {
            LOG.warn("An auditor is told nothing, since their read can't be recorded", failed);
            throw new Refused(RefusalCode.STORE_AWAY, "What auditors read is recorded first, and can't be recorded now");
        }
    }

    void later(Read read) {
        if (!waiting.offer(read)) {
            lose(1);
            if (!full) {
                full = true;
                LOG.error("Reads are lost: {} wait to be recorded, and there is no room for more", waiting.size());
            }
        }
    }

    private void lose(int count) {
        lost.increment(count);
    }

    private void write() {
        List<Read> batch = new ArrayList<>();
        long end = Long.MAX_VALUE;
        while (running || !batch.isEmpty() || !waiting.isEmpty()) {
            if (!running && end == Long.MAX_VALUE) {
                end = System.nanoTime() + LAST.toNanos();
            }
            gather(batch);
            if (batch.isEmpty() || recorded(batch)) {
                continue;
            }
            if (end != Long.MAX_VALUE && System.nanoTime() > end) {
                int left = batch.size() + waiting.size();
                lose(left);
                LOG.error("{} reads are lost: the service stops, and they can't be recorded", left);
                return;
            }
            rest();
        }
    }

    /// What has come in within a moment, and what could not be recorded before.
    private void gather(List<Read> batch) {
        if (batch.isEmpty() && running) {
            try {
                Read read = waiting.poll(1, TimeUnit.SECONDS);
                if (read != null) {
                    batch.add(read);
                    Thread.sleep(BETWEEN);
                }
            } catch (InterruptedException stopping) {
                LOG.debug("What is left is recorded");
            }
        }
        waiting.drainTo(batch, BATCH - batch.size());
        if (full && waiting.remainingCapacity() > waiting.size()) {
            full = false;
            LOG.error("There is room for reads again; {} were lost since the start", (long) lost.count());
        }
    }

    /// @return false where the database is away; what has been recorded, or never will be, is taken out of the batch
    private boolean recorded(List<Read> batch) {
        try {
            reads.record(batch);
            batch.clear();
            return true;
        } catch (StoreAway away) {
            LOG.warn("Reads wait to be recorded", away);
            return false;
        } catch (IllegalStateException refused) {
            return each(batch);
        }
    }

    /// The database does not take one of them, as it seems.
    private boolean each(List<Read> batch) {
        while (!batch.isEmpty()) {
            try {
                reads.record(List.of(batch.getFirst()));
            } catch (StoreAway away) {
                return false;
            } catch (IllegalStateException refused) {
                lose(1);
                LOG.error("Not recorded: {}", batch.getFirst(), refused);
            }
            batch.removeFirst();
        }
        return true;
    }

    private void rest() {
        try {
            Thread.sleep(Duration.ofSeconds(1));
        } catch (InterruptedException stopping) {
            LOG.debug("Tried once more");
        }
    }

    @Override
    public void start() {
        running = true;
        writer = Thread.ofPlatform().daemon().name("read-recorder").start(this::write);
    }

    /// After the web server, so that the last reads are recorded too.
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public void stop() {
        running = false;
        Thread ending = writer;
        if (ending != null) {
            ending.interrupt();
            try {
                ending.join(LAST.plusSeconds(3));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
