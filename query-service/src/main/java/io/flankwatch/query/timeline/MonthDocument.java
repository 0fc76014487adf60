package io.flankwatch.query.timeline;

import io.flankwatch.events.Check;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A part of the entries of a case that begin in one month, told apart by their ids, in the order recorded: an event rewrites one of them, and not the month.
record MonthDocument(List<Line> lines) {

    /// Of each month.
    static final int PARTS = 16;

    MonthDocument {
        lines = Check.list(lines, "lines");
    }

    static int part(UUID entryId) {
        return Math.floorMod(entryId.hashCode(), PARTS);
    }

    static MonthDocument with(@Nullable MonthDocument before, Line line) {
        List<Line> lines = without(before, line.entryId());
        lines.add(line);
        // A revision may move an entry here from another month.
        lines.sort(Comparator.comparingLong(Line::position));
        return new MonthDocument(lines);
    }

    static MonthDocument left(@Nullable MonthDocument before, UUID entryId) {
        return new MonthDocument(without(before, entryId));
    }

    private static List<Line> without(@Nullable MonthDocument before, UUID entryId) {
        List<Line> lines = before == null ? new ArrayList<>() : new ArrayList<>(before.lines);
        lines.removeIf(line -> line.entryId().equals(entryId));
        return lines;
    }
}
