package io.flankwatch.command.following;

import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.ledger.LedgerTail;
import io.flankwatch.ops.FollowerTokens;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the ledger from where any process has come to under the same name. What can't be done is tried again until it can: nothing is skipped.
public final class Follower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final int BATCH = 500;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String name;
    private final LedgerTail tail;
    private final FollowerTokens tokens;
    private final Following following;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private boolean begun;
    private long position = -1;
    private long kept = -1;
    private long keptAt = System.nanoTime() - PAUSE.toNanos();
    private volatile long done = -1;
    private volatile @Nullable RuntimeException trouble;

    public Follower(String name, LedgerTail tail, FollowerTokens tokens, Following following) {
        this.name = name;
        this.tail = tail;
        this.tokens = tokens;
        this.following = following;
        thread = Thread.ofVirtual().name("follower-" + name).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    String name() {
        return name;
    }

    /// Up to where everything is done.
    long done() {
        return done;
    }

    /// Why it can't go on; null where it does.
    @Nullable RuntimeException trouble() {
        return trouble;
    }

    private void run() {
        try {
            while (isOpen()) {
                try {
                    follow();
                } catch (RuntimeException failed) {
                    trouble = failed;
                    LOG.error("Follower {} tries again what comes after position {}", name, position, failed);
                    var unused = closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException stopped) {
            LOG.debug("Follower {} has ended", name);
        }
    }

    private void follow() throws InterruptedException {
        if (!begun) {
            done = tokens.position(name);
            kept = done;
            position = done;
            following.begin(done);
            begun = true;
        }
        while (isOpen()) {
            List<LedgerEntry> entries = tail.after(position, BATCH);
            for (LedgerEntry entry : entries) {
                if (!isOpen()) {
                    return;
                }
                following.take(entry);
                position = entry.position();
            }
            following.settle();
            done = position;
            keep();
            trouble = null;
            if (entries.size() < BATCH) {
                var unused = tail.awaitBeyond(position, PAUSE);
            }
        }
    }

    /// Not for every event: what is taken again after a crash comes to the same.
    private void keep() {
        if (done > kept && System.nanoTime() - keptAt >= PAUSE.toNanos()) {
            tokens.reached(name, done);
            kept = done;
            keptAt = System.nanoTime();
        }
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
