package io.flankwatch.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the ledger as it grows, whichever process appends.
///
/// One connection per process listens; should notifications be lost, the head is looked up once a second; should the connection be lost,
/// a new one is made. Whoever follows learns of new positions within milliseconds; what is new was read then, once for all of them, and
/// whoever is behind reads by themselves: nothing depends on a notification being seen.
public final class LedgerTail implements StreamableMessageSource<TrackedEventMessage<?>>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerTail.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    /// Closing does not take longer.
    private static final int SLICE_MILLIS = 100;
    private static final Duration NO_ANSWER = Duration.ofSeconds(5);

    private final DataSource source;
    private final LedgerReader reader;
    private final LedgerMeters meters;
    private final Recent recent = new Recent();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile long head = -1;
    private volatile boolean closed;
    private @Nullable Thread follower;

    /// Something that ends when it is closed.
    public interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    /// @param service of the services' role; one of its connections is kept for as long as the tail is open
    public LedgerTail(DataSource service) {
        this(service, LedgerMeters.none());
    }

    public LedgerTail(DataSource service, LedgerMeters meters) {
        this.source = service;
        this.reader = new LedgerReader(service);
        this.meters = meters;
    }

    /// Begins to follow. A database that is away does not stop it: the tail goes on trying.
    public void start() {
        lock.lock();
        try {
            if (follower != null || closed) {
                throw new IllegalStateException("a tail is started once");
            }
            follower = Thread.ofPlatform().daemon().name("ledger-tail").start(this::follow);
        } finally {
            lock.unlock();
        }
    }

    /// The last position that this process has heard of; -1 for none. [LedgerReader#head] is the truth.
    public long head() {
        return head;
    }

    boolean isClosed() {
        return closed;
    }

    /// Waits until the ledger has more than this position.
    ///
    /// @return whether it has; false when the time was up, or the tail was closed
    public boolean awaitBeyond(long position, Duration atMost) throws InterruptedException {
        long nanos = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (head <= position && !closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return head > position;
        } finally {
            lock.unlock();
        }
    }

    /// Up to `limit` entries after a position, in order; fewer, or none, may not be all there are. What was appended just now is in memory.
    ///
    /// @param position exclusive; -1 for the beginning
    /// @throws LedgerGap where a position is missing
    public List<LedgerEntry> after(long position, int limit) {
        List<LedgerLeaf> near = recent.after(position, limit);
        return near.isEmpty()
                ? reader.after(position, limit)
                : near.stream().map(leaf -> leaf.entry(leaf.envelope())).toList();
    }

    /// Runs something whenever the ledger has grown: soon, and on the tail's own thread, so it must not wait for anything.
    public Listening onAppend(Runnable listener) {
        // A wrapper, so that one listener given twice is two.
        Runnable own = () -> listener.run();
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken trackingToken) {
        return new LedgerStream(this, reader, recent, meters, Tokens.position(trackingToken));
    }

    @Override
    public TrackingToken createTailToken() {
        return Tokens.beginning();
    }

    @Override
    public TrackingToken createHeadToken() {
        return Tokens.head(reader);
    }

    @Override
    public TrackingToken createTokenAt(Instant dateTime) {
        return Tokens.before(dateTime, reader);
    }

    /// Wakes everybody who waits, and gives the connection back.
    @Override
    public void close() {
        Thread running;
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            running = follower;
        } finally {
            lock.unlock();
        }
        if (running != null) {
            try {
                running.join(POLL.plus(NO_ANSWER));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void follow() {
        while (!closed) {
            try (Connection connection = Sql.connect(source)) {
                listen(connection);
            } catch (SQLException | StoreAway lost) {
                if (!closed) {
                    LOG.warn("The ledger's tail has lost its connection and makes a new one: {}", lost.toString());
                    pause();
                }
            } catch (RuntimeException failed) {
                if (!closed) {
                    LOG.error("The ledger's tail begins again at its head", failed);
                    pause();
                }
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        PGConnection listening = connection.unwrap(PGConnection.class);
        int before = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, (int) NO_ANSWER.toMillis());
        try (Statement statement = connection.createStatement();
                PreparedStatement look = connection.prepareStatement("select coalesce((select max(position) from ledger.event), -1)")) {
            statement.execute("listen flankwatch_ledger");
            // Looking comes after listening, so that nothing falls between the two.
            reached(head(look));
            while (!closed) {
                try {
                    read();
                } catch (LedgerGap gap) {
                    LOG.error("The tail goes on after a gap; whoever comes to it is stopped there", gap);
                    reached(head(look));
                }
                if (!notified(listening)) {
                    // Silence may be a connection that nobody is at the other end of any more.
                    var unused = head(look);
                }
            }
            statement.execute("unlisten flankwatch_ledger");
            connection.setNetworkTimeout(Runnable::run, before);
        }
    }

    private static long head(PreparedStatement look) throws SQLException {
        try (ResultSet row = look.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /// What there is after the head, for all who follow: each of them would read it by itself.
    private void read() {
        List<LedgerLeaf> more;
        do {
            more = reader.next(head);
            if (!more.isEmpty()) {
                recent.add(more);
                reached(more.getLast().position());
            }
        } while (more.size() == LeafRows.ROW);
    }

    /// Waits until there is a notification, or a second has passed. What it says does not matter: anybody in the database can send one.
    ///
    /// @return whether there is one
    private boolean notified(PGConnection connection) throws SQLException {
        for (long waited = 0; waited < POLL.toMillis() && !closed; waited += SLICE_MILLIS) {
            var notifications = connection.getNotifications(SLICE_MILLIS);
            if (notifications != null && notifications.length > 0) {
                return true;
            }
        }
        return false;
    }

    private void reached(long position) {
        lock.lock();
        try {
            if (position <= head) {
                return;
            }
            head = position;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException failed) {
                // One that fails must not keep the others from hearing; it will be called again.
                LOG.error("A listener of the ledger's tail failed", failed);
            }
        }
    }

    private void pause() {
        lock.lock();
        try {
            long nanos = POLL.toNanos();
            while (!closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("nobody interrupts the tail; it is closed", interrupted);
        } finally {
            lock.unlock();
        }
    }
}
