package io.flankwatch.importer;

import java.time.Duration;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an import has come to so far. Safe for use by several threads.
final class Tally {

    private final long begun = System.nanoTime();
    private final SortedMap<String, Long> warnings = new TreeMap<>();
    private final long rows;
    private long rowsNew;
    private long rowsThere;
    private long rowsRejected;
    private long cases;
    private long casesNew;
    private long commands;
    private long commandsNew;

    Tally(long rows) {
        this.rows = rows;
    }

    synchronized void caseOpened(boolean isNew) {
        cases++;
        casesNew += isNew ? 1 : 0;
    }

    /// @param sent     its commands
    /// @param recorded those of them that this run recorded
    synchronized void row(int sent, int recorded) {
        commands += sent;
        commandsNew += recorded;
        if (recorded > 0) {
            rowsNew++;
        } else {
            rowsThere++;
        }
    }

    /// @param affected rows that are not recorded because of it
    synchronized void rejected(int affected) {
        rowsRejected += affected;
    }

    synchronized void warning(String code) {
        warnings.merge(code, 1L, Long::sum);
    }

    synchronized long rowsDone() {
        return rowsNew + rowsThere + rowsRejected;
    }

    long rows() {
        return rows;
    }

    synchronized boolean complete() {
        return rowsRejected == 0;
    }

    synchronized double commandsPerSecond() {
        return (commands + cases) / seconds();
    }

    private double seconds() {
        return Math.max(1, Duration.ofNanos(System.nanoTime() - begun).toMillis()) / 1000.0;
    }

    synchronized String summary() {
        StringBuilder text = new StringBuilder();
        line(text, "rows read", rows);
        line(text, "rows sent", rowsNew + rowsThere);
        line(text, "  recorded now", rowsNew);
        line(text, "  there already", rowsThere);
        line(text, "rows rejected", rowsRejected);
        line(text, "cases", cases);
        line(text, "  opened now", casesNew);
        line(text, "commands", commands + cases);
        line(text, "  recorded now", commandsNew + casesNew);
        warnings.forEach((code, times) -> line(text, "warning " + code, times));
        text.append(String.format(Locale.ROOT, "%-32s%,10.1f s%n", "duration", seconds()));
        text.append(String.format(Locale.ROOT, "%-32s%,10.0f commands/s%n", "rate", commandsPerSecond()));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, long number) {
        text.append(String.format(Locale.ROOT, "%-32s%,10d%n", name, number));
    }
}
