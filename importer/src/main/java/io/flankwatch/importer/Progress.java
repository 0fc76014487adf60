package io.flankwatch.importer;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Shows how far an import has come: a bar on a terminal, elsewhere a line every few seconds.
final class Progress implements AutoCloseable {

    private static final int WIDTH = 30;
    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration ELSEWHERE = Duration.ofSeconds(5);

    private final Tally tally;
    private final PrintStream to;
    private final boolean terminal;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread painter;

    Progress(Tally tally, PrintStream to, boolean terminal) {
        this.tally = tally;
        this.to = to;
        this.terminal = terminal;
        painter = Thread.ofVirtual().start(this::paint);
    }

    /// A line of its own, not through the bar.
    synchronized void say(String line) {
        to.println(terminal ? "\r\u001b[K" + line : line);
    }

    private void paint() {
        Duration pause = terminal ? ON_TERMINAL : ELSEWHERE;
        try {
            while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                show();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void show() {
        if (terminal) {
            to.print("\r" + bar(tally) + "\u001b[K");
            to.flush();
        } else {
            to.println(bar(tally));
        }
    }

    static String bar(Tally tally) {
        long rows = Math.max(1, tally.rows());
        long done = tally.rowsDone();
        int filled = (int) (done * WIDTH / rows);
        return String.format(
                Locale.ROOT,
                "[%s%s] %3d%%  %,d of %,d rows  %,.0f commands/s",
                "#".repeat(filled),
                "-".repeat(WIDTH - filled),
                done * 100 / rows,
                done,
                tally.rows(),
                tally.commandsPerSecond());
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            painter.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        show();
        if (terminal) {
            to.println();
        }
    }
}
