package io.flankwatch.query.timeline;

import io.flankwatch.events.Check;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The entries of a case that begin in one month, in the order recorded.
record MonthDocument(List<Line> lines) {

    MonthDocument {
        lines = Check.list(lines, "lines");
    }

    static MonthDocument with(@Nullable MonthDocument before, Line line) {
        if (before == null) {
            return new MonthDocument(List.of(line));
        }
        List<Line> lines = new ArrayList<>(before.lines);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).entryId().equals(line.entryId())) {
                lines.set(i, line);
                return new MonthDocument(lines);
            }
        }
        lines.add(line);
        return new MonthDocument(lines);
    }
}
