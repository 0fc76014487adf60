package io.flankwatch.ledger;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one that appends: units of work hand their commits over and wait, and one thread takes whatever has queued up to the database in
/// one round trip.
///
/// - What it acknowledges is stored. What it refuses is not, and will not be.
/// - A commit that conflicts, is known or is refused by the database leaves the others of its batch alone.
/// - Where a connection breaks, the identical batch is sent again until each of its commits is stored or can never be. Asking whether it is
///   stored would not be enough: a copy that is held up in the network may arrive after the question. There is no time-out on the database,
///   which would only make more of these.
/// - A caller that has waited long enough is told that the outcome is not known, or, where its commit has not been sent yet, that nothing was.
public final class LedgerWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerWriter.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    /// A connection that was silent for longer is tried before it is trusted: what fails then was not sent.
    private static final Duration TRUSTED = Duration.ofMillis(500);
    private static final int TRIAL_SECONDS = 5;

    private final DataSource source;
    private final Limits limits;
    private final LedgerMeters meters;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Handed> queue = new ArrayDeque<>();
    private final Thread thread;
    private long queuedBytes;
    private boolean closed;
    private volatile @Nullable Exception trouble;

    // The writer's thread alone knows these.
    private @Nullable Connection connection;
    private long lastUsed;

    /// What the writer takes on.
    ///
    /// @param queuedCommits that wait; one more is refused
    /// @param queuedBytes   likewise
    /// @param batchCommits  sent together; a single commit is sent whatever its size
    /// @param batchBytes    likewise
    /// @param patience      of a caller
    public record Limits(int queuedCommits, long queuedBytes, int batchCommits, long batchBytes, Duration patience) {

        public static final Limits USUAL = new Limits(4_096, 64L << 20, 512, 4L << 20, Duration.ofSeconds(10));
    }

    private static final class Handed {

        final Append commit;
        final long bytes;
        final CompletableFuture<Answer> answer = new CompletableFuture<>();

        Handed(Append commit) {
            this.commit = commit;
            this.bytes = commit.bytes();
        }
    }

    /// @param service of the services' role, with connections that commit by themselves; one of them is kept
    public LedgerWriter(DataSource service) {
        this(service, Limits.USUAL, LedgerMeters.none());
    }

    public LedgerWriter(DataSource service, Limits limits, LedgerMeters meters) {
        this.source = service;
        this.limits = limits;
        this.meters = meters;
        meters.queue(this, LedgerWriter::depth);
        thread = Thread.ofPlatform().daemon().name("ledger-writer").start(this::run);
    }

    /// How many commits wait.
    public int depth() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    /// Why the writer does not get through to the database at the moment; null while all is well.
    public @Nullable Exception trouble() {
        return trouble;
    }

    /// Returns when it is stored.
    ///
    /// @throws Refused            OVERLOADED, where too many others wait
    /// @throws StoreAway          where nothing was sent
    /// @throws OutcomeUnknown     where no answer came in time
    /// @see Answer#stored for what else is thrown
    Append.Stored append(Append commit) {
        long begin = System.nanoTime();
        Handed handed = new Handed(commit);
        enqueue(handed);
        Answer answer = await(handed);
        meters.answered(System.nanoTime() - begin);
        return answer.stored(commit.commandIds());
    }

    private void enqueue(Handed handed) {
        lock.lock();
        try {
            if (closed) {
                throw new StoreAway(new IllegalStateException("the ledger's writer is closed"));
            }
            if (queue.size() >= limits.queuedCommits() || (!queue.isEmpty() && queuedBytes + handed.bytes > limits.queuedBytes())) {
                meters.overloaded();
                throw new Refused(RefusalCode.OVERLOADED, "too many commits wait for the ledger; nothing was recorded");
            }
            queue.addLast(handed);
            queuedBytes += handed.bytes;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Answer await(Handed handed) {
        try {
            return handed.answer.get(limits.patience().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return givenUp(handed, late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return givenUp(handed, interrupted);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("the writer answers and never fails", impossible);
        }
    }

    private Answer givenUp(Handed handed, Exception why) {
        lock.lock();
        try {
            if (queue.remove(handed)) {
                queuedBytes -= handed.bytes;
                return new Answer.Away(why);
            }
        } finally {
            lock.unlock();
        }
        if (!handed.answer.isDone()) {
            meters.timedOut();
        }
        return handed.answer.getNow(new Answer.Unknown(why));
    }

    /// Waits for what it has taken on, as long as the database answers, and ends.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            for (List<Handed> batch = take(); !batch.isEmpty(); batch = take()) {
                writeOrSaySo(batch);
            }
        } finally {
            lock.lock();
            try {
                closed = true;
            } finally {
                lock.unlock();
            }
            turnAway(new IllegalStateException("the ledger's writer is closed"));
            disconnect();
        }
    }

    /// Whatever waits, within the limits of a batch. Empty: the writer was closed and nothing waits.
    private List<Handed> take() {
        lock.lock();
        try {
            while (queue.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            List<Handed> batch = new ArrayList<>();
            long bytes = 0;
            for (Handed first = queue.peekFirst();
                    first != null
                            && (batch.isEmpty() || (batch.size() < limits.batchCommits() && bytes + first.bytes <= limits.batchBytes()));
                    first = queue.peekFirst()) {
                queue.removeFirst();
                queuedBytes -= first.bytes;
                bytes += first.bytes;
                batch.add(first);
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void writeOrSaySo(List<Handed> batch) {
        try {
            write(batch, false);
        } catch (RuntimeException broken) {
            LOG.error("A batch of {} commits failed in a way that it must not", batch.size(), broken);
            trouble = broken;
            disconnect();
            answer(batch, new Answer.Unknown(broken));
        }
    }

    /// @param sentBefore whether copies of these commits may be on their way
    private void write(List<Handed> batch, boolean sentBefore) {
        Batch commits = new Batch(batch.stream().map(handed -> handed.commit).toList());
        boolean sent = sentBefore;
        Duration pause = FIRST_PAUSE;
        while (true) {
            Connection open;
            try {
                open = connect();
            } catch (SQLException away) {
                trouble = away;
                LOG.warn("The ledger's database does not answer: {}", away.toString());
                turnAway(away);
                if (!sent) {
                    answer(batch, new Answer.Away(away));
                    return;
                }
                if (!pause(pause)) {
                    answer(batch, new Answer.Unknown(away));
                    return;
                }
                pause = longer(pause);
                continue;
            }
            try {
                long begin = System.nanoTime();
                List<Answer> answers = commits.to(open);
                lastUsed = System.nanoTime();
                trouble = null;
                meters.sent(batch.size(), lastUsed - begin);
                tell(batch, sent ? answers.stream().map(LedgerWriter::lasting).toList() : answers);
                return;
            } catch (SQLException failed) {
                if (Sql.outOfReach(failed) || Sql.passing(failed)) {
                    LOG.warn("No answer to a batch of {} commits, which is sent again: {}", batch.size(), failed.toString());
                    trouble = failed;
                    sent = true;
                    meters.resent();
                    disconnect();
                    if (!pause(pause)) {
                        answer(batch, new Answer.Unknown(failed));
                        return;
                    }
                    pause = longer(pause);
                } else if (batch.size() > 1) {
                    // It has rolled back because of one of them; by themselves, the others are stored.
                    for (Handed alone : batch) {
                        write(List.of(alone), sent);
                    }
                    return;
                } else {
                    answer(batch, sent ? new Answer.Unknown(failed) : new Answer.Failed(failed));
                    return;
                }
            }
        }
    }

    /// An answer to a batch that was sent before, and of which a copy may still be on its way.
    private static Answer lasting(Answer answer) {
        return answer instanceof Answer.Conflict conflict && !conflict.reason().forEver()
                ? new Answer.Unknown(new IllegalStateException("an earlier copy of the commit may still arrive, and fit by then"))
                : answer;
    }

    /// Waking up the callers of a large batch takes a good part of the time that the next one takes in the database, which has nothing to do
    /// until it is sent: where others wait, it is done meanwhile.
    private void tell(List<Handed> batch, List<Answer> answers) {
        Runnable telling = () -> {
            for (int i = 0; i < answers.size(); i++) {
                answer(batch.get(i), answers.get(i));
            }
        };
        if (depth() == 0) {
            telling.run();
        } else {
            Thread.startVirtualThread(telling);
        }
    }

    private void answer(List<Handed> batch, Answer answer) {
        batch.forEach(handed -> answer(handed, answer));
    }

    private void answer(Handed handed, Answer answer) {
        if (handed.answer.complete(answer)) {
            meters.answer(answer);
        }
    }

    /// Those that wait hear at once that the database is away, rather than when their patience ends.
    private void turnAway(Exception why) {
        List<Handed> waiting;
        lock.lock();
        try {
            waiting = List.copyOf(queue);
            queue.clear();
            queuedBytes = 0;
        } finally {
            lock.unlock();
        }
        answer(waiting, new Answer.Away(why));
    }

    private Connection connect() throws SQLException {
        Connection kept = connection;
        if (kept != null && System.nanoTime() - lastUsed > TRUSTED.toNanos() && !kept.isValid(TRIAL_SECONDS)) {
            disconnect();
            kept = null;
        }
        if (kept == null) {
            kept = source.getConnection();
            connection = kept;
            lastUsed = System.nanoTime();
        }
        return kept;
    }

    private void disconnect() {
        Connection kept = connection;
        connection = null;
        if (kept != null) {
            try {
                kept.close();
            } catch (SQLException broken) {
                LOG.debug("The connection was broken already", broken);
            }
        }
    }

    /// @return false where the writer was closed
    private boolean pause(Duration duration) {
        long nanos = duration.toNanos();
        lock.lock();
        try {
            while (!closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return !closed;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("nobody interrupts the writer; it is closed", interrupted);
        } finally {
            lock.unlock();
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }
}
