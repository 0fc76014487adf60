package io.flankwatch.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One of the writer's ways to the database: a thread with a connection of its own, which takes batches there one after the other.
final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    /// A connection that was silent for longer is tried before it is trusted: what fails then was not sent.
    private static final Duration TRUSTED = Duration.ofMillis(500);
    private static final int TRIAL_SECONDS = 5;

    private final DataSource source;
    private final LedgerMeters meters;
    private final Waiting waiting;
    /// Of all lanes: whichever gets through says that all is well.
    private final AtomicReference<@Nullable Exception> trouble;

    // The lane's thread alone knows these.
    private @Nullable Connection connection;
    private long lastUsed;

    Lane(DataSource source, LedgerMeters meters, Waiting waiting, AtomicReference<@Nullable Exception> trouble) {
        this.source = source;
        this.meters = meters;
        this.waiting = waiting;
        this.trouble = trouble;
    }

    /// Takes what waits to the database, until the writer is closed and nothing waits any more.
    void run() {
        try {
            for (List<Handed> batch = waiting.take(); !batch.isEmpty(); batch = waiting.take()) {
                writeOrSaySo(batch);
                waiting.over(batch);
            }
        } finally {
            disconnect();
        }
    }

    private void writeOrSaySo(List<Handed> batch) {
        try {
            write(batch, false);
        } catch (RuntimeException | Error broken) {
            LOG.error("A batch of {} commits failed in a way that it must not", batch.size(), broken);
            IllegalStateException wrong = new IllegalStateException("the ledger's writer failed", broken);
            trouble.set(wrong);
            disconnect();
            answer(batch, new Answer.Unknown(wrong));
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
                trouble.set(away);
                LOG.warn("The ledger's database does not answer: {}", away.toString());
                // Those that wait hear so at once, rather than when their patience ends.
                waiting.turnAway(away);
                if (!sent) {
                    answer(batch, new Answer.Away(away));
                    return;
                }
                if (!waiting.pause(pause)) {
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
                trouble.set(null);
                meters.sent(batch.size(), lastUsed - begin);
                waiting.over(batch, answers, lastUsed - begin);
                for (int i = 0; i < answers.size(); i++) {
                    waiting.answer(batch.get(i), sent ? lasting(answers.get(i)) : answers.get(i));
                }
                return;
            } catch (SQLException failed) {
                if (Sql.outOfReach(failed) || Sql.passing(failed)) {
                    LOG.warn("No answer to a batch of {} commits, which is sent again: {}", batch.size(), failed.toString());
                    trouble.set(failed);
                    sent = true;
                    meters.resent();
                    disconnect();
                    if (!waiting.pause(pause)) {
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

    private void answer(List<Handed> batch, Answer answer) {
        batch.forEach(handed -> waiting.answer(handed, answer));
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

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }
}
