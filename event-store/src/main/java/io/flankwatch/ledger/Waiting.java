package io.flankwatch.ledger;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.ledger.LedgerWriter.Limits;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// The commits that wait to be sent, in order, and the batches that are on their way.
///
/// Whatever waits is sent as soon as nothing is on its way. While a batch is, the next one follows once it is as large as the one that was
/// answered last: by then most of those who come again have come, and the database, which stores batches one after the other, has the next
/// one at hand when it is through with the first. Sent earlier, batches would be smaller, and each has its price whatever its size.
///
/// Where other processes append as well, the database has theirs at hand, and what counts is that there are few: one is on its way at a time,
/// and those who were just answered are given a moment to come again.
final class Waiting {

    /// Whoever has waited for so long does not wait for others.
    private static final Duration LONGEST = Duration.ofMillis(100);

    private static final Duration LONGEST_MOMENT = Duration.ofMillis(2);

    private final Limits limits;
    private final LedgerMeters meters;
    private final Duration longest;
    private final Duration longestMoment;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Handed> queue = new ArrayDeque<>();
    private final List<List<Handed>> sent = new ArrayList<>();
    /// Of the lanes that have nothing to do.
    private final Deque<Condition> idle = new ArrayDeque<>();
    private final Others others = new Others();
    private long queuedBytes;
    /// How many come again, as far as can be known.
    private int expected = 1;
    /// By [System#nanoTime]: until when they are given time to.
    private long moment = System.nanoTime();
    /// Whether a lane was called that has not come yet.
    private boolean called;
    private boolean closed;

    Waiting(Limits limits, LedgerMeters meters) {
        this(limits, meters, LONGEST, LONGEST_MOMENT);
    }

    Waiting(Limits limits, LedgerMeters meters, Duration longest, Duration longestMoment) {
        this.limits = limits;
        this.meters = meters;
        this.longest = longest;
        this.longestMoment = longestMoment;
    }

    /// How many wait to be sent.
    int depth() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    /// @throws Refused   OVERLOADED, where too many others wait
    /// @throws StoreAway where the writer was closed
    void add(Handed handed) {
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
            callOne();
        } finally {
            lock.unlock();
        }
    }

    /// The next batch, within its limits. Empty: the writer was closed and nothing waits.
    List<Handed> take() {
        lock.lock();
        try {
            Condition call = lock.newCondition();
            while (!due() && !(closed && queue.isEmpty())) {
                idle.addFirst(call);
                long left = others.there() && sent.isEmpty() ? moment - System.nanoTime() : 0;
                if (left > 0) {
                    call.awaitNanos(left);
                } else {
                    call.await();
                }
                idle.remove(call);
                called = false;
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
            if (!batch.isEmpty()) {
                sent.add(batch);
                callOne();
            }
            return batch;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("nobody interrupts a lane; the writer is closed", interrupted);
        } finally {
            lock.unlock();
        }
    }

    private boolean due() {
        Handed first = queue.peekFirst();
        if (first == null) {
            return false;
        }
        long now = System.nanoTime();
        if (closed || queuedBytes >= limits.batchBytes() || now - first.since > longest.toNanos()) {
            return true;
        }
        boolean enough = queue.size() >= Math.min(expected, limits.batchCommits());
        return others.there() ? sent.isEmpty() && (enough || now - moment >= 0) : sent.isEmpty() || enough;
    }

    /// The lane that was busy last, whose connection is at hand.
    private void callOne() {
        if (!called && !idle.isEmpty() && due()) {
            called = true;
            idle.removeFirst().signal();
        }
    }

    /// A batch that was taken is on its way no longer. Its callers are told after that, since the next batch can be sent meanwhile.
    void over(List<Handed> batch) {
        lock.lock();
        try {
            if (sent.removeIf(each -> each == batch)) {
                callOne();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Likewise, of one that was answered.
    ///
    /// @param nanos that it took
    void over(List<Handed> batch, List<Answer> answers, long nanos) {
        lock.lock();
        try {
            long first = Long.MAX_VALUE;
            int count = 0;
            for (int i = 0; i < answers.size(); i++) {
                if (answers.get(i) instanceof Answer.Appended(Append.Stored where)) {
                    first = Math.min(first, where.firstPosition());
                    count += batch.get(i).commit.events().size();
                }
            }
            if (count > 0) {
                others.stored(first, count);
            }
            expected = others.there() ? batch.size() + queue.size() : batch.size();
            moment = System.nanoTime() + Math.min(nanos / 4, longestMoment.toNanos());
            over(batch);
        } finally {
            lock.unlock();
        }
    }

    void answer(Handed handed, Answer answer) {
        if (handed.answer.complete(answer)) {
            meters.answer(answer);
        }
    }

    /// Takes it back, where it was not sent yet; where it was, its outcome is not known.
    void giveUp(Handed handed, Exception why) {
        boolean back;
        lock.lock();
        try {
            back = queue.remove(handed);
            if (back) {
                queuedBytes -= handed.bytes;
            }
        } finally {
            lock.unlock();
        }
        answer(handed, back ? new Answer.Away(why) : new Answer.Unknown(why));
    }

    /// Nothing of what waits was sent.
    void turnAway(Exception why) {
        List<Handed> waiting;
        lock.lock();
        try {
            waiting = List.copyOf(queue);
            queue.clear();
            queuedBytes = 0;
        } finally {
            lock.unlock();
        }
        waiting.forEach(handed -> answer(handed, new Answer.Away(why)));
    }

    /// Ends the patience of callers when it is over, until the writer is closed and nothing is left. A time-out of each caller's own would
    /// wake a thread for each commit; so it takes a little longer than the patience, by a thirtieth of it at most.
    void watch() {
        long tick = Math.clamp(limits.patience().toNanos() / 32, TimeUnit.MILLISECONDS.toNanos(1), LONGEST.toNanos());
        TimeoutException late = new TimeoutException("the ledger has not answered within " + limits.patience());
        while (true) {
            List<Handed> impatient;
            lock.lock();
            try {
                for (long left = tick; left > 0 && !ended(); ) {
                    left = changed.awaitNanos(left);
                }
                if (ended()) {
                    return;
                }
                callOne();
                long now = System.nanoTime();
                impatient = Stream.concat(queue.stream(), sent.stream().flatMap(List::stream))
                        .filter(handed -> !handed.answer.isDone() && now - handed.since > limits.patience().toNanos())
                        .toList();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException("nobody interrupts the watch; the writer is closed", interrupted);
            } finally {
                lock.unlock();
            }
            impatient.forEach(handed -> giveUp(handed, late));
        }
    }

    private boolean ended() {
        return closed && queue.isEmpty() && sent.isEmpty();
    }

    /// @return false where the writer was closed
    boolean pause(Duration duration) {
        long nanos = duration.toNanos();
        lock.lock();
        try {
            while (!closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return !closed;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("nobody interrupts a lane; the writer is closed", interrupted);
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            idle.forEach(Condition::signal);
        } finally {
            lock.unlock();
        }
    }
}
