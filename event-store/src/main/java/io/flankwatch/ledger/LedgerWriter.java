package io.flankwatch.ledger;

import io.flankwatch.events.Refused;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The one that appends: units of work hand their commits over and wait, and whatever has queued up goes to the database in one round trip.
///
/// - What it acknowledges is stored. What it refuses is not, and will not be.
/// - A commit that conflicts, is known or is refused by the database leaves the others of its batch alone.
/// - Where a connection breaks, the identical batch is sent again until each of its commits is stored or can never be. Asking whether it is
///   stored would not be enough: a copy that is held up in the network may arrive after the question. There is no time-out on the database,
///   which would only make more of these.
/// - A caller that has waited long enough is told that the outcome is not known, or, where its commit has not been sent yet, that nothing was.
public final class LedgerWriter implements AutoCloseable {

    private final LedgerMeters meters;
    private final Waiting waiting;
    private final AtomicReference<@Nullable Exception> trouble = new AtomicReference<>();
    private final List<Thread> threads;

    /// What the writer takes on.
    ///
    /// @param queuedCommits that wait; one more is refused
    /// @param queuedBytes   likewise
    /// @param batchCommits  sent together; a single commit is sent whatever its size
    /// @param batchBytes    likewise
    /// @param batches       on their way at a time, each with a connection of its own
    /// @param patience      of a caller
    public record Limits(int queuedCommits, long queuedBytes, int batchCommits, long batchBytes, int batches, Duration patience) {

        public static final Limits USUAL = new Limits(4_096, 64L << 20, 512, 4L << 20, 2, Duration.ofSeconds(10));
    }

    /// @param service of the services' role, with connections that commit by themselves; [Limits#batches] of them are kept
    public LedgerWriter(DataSource service) {
        this(service, Limits.USUAL, LedgerMeters.none());
    }

    public LedgerWriter(DataSource service, Limits limits, LedgerMeters meters) {
        this.meters = meters;
        waiting = new Waiting(limits, meters);
        meters.queue(waiting, Waiting::depth);
        // Callers are virtual threads, and so are lanes: one hands over to the other where it runs, and the kernel need not wake a thread that
        // sleeps on the other core, twice for each batch. Who watches the patience of all is none: time goes on where others compute.
        threads = Stream.concat(
                        IntStream.range(0, limits.batches())
                                .mapToObj(lane -> Thread.ofVirtual()
                                        .name("ledger-writer-" + lane)
                                        .start(new Lane(service, meters, waiting, trouble)::run)),
                        Stream.of(Thread.ofPlatform().daemon().name("ledger-patience").start(waiting::watch)))
                .toList();
    }

    /// How many commits wait.
    public int depth() {
        return waiting.depth();
    }

    /// Why the writer does not get through to the database at the moment; null while all is well.
    public @Nullable Exception trouble() {
        return trouble.get();
    }

    /// Returns when it is stored.
    ///
    /// @throws Refused            OVERLOADED, where too many others wait
    /// @throws StoreAway          where nothing was sent
    /// @throws OutcomeUnknown     where no answer came in time
    /// @see Answer#stored for what else is thrown
    Append.Stored append(Append commit) {
        Handed handed = new Handed(commit);
        waiting.add(handed);
        Answer answer = await(handed);
        meters.answered(System.nanoTime() - handed.since);
        return answer.stored(commit.commandIds());
    }

    private Answer await(Handed handed) {
        try {
            return handed.answer.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            waiting.giveUp(handed, interrupted);
            return handed.answer.join();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("the writer answers and never fails", impossible);
        }
    }

    /// Waits for what it has taken on, as long as the database answers, and ends.
    @Override
    public void close() {
        waiting.close();
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
