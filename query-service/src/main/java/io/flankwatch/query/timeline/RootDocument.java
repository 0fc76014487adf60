package io.flankwatch.query.timeline;

import io.flankwatch.events.Check;
import io.flankwatch.events.Marking;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The months in which entries of a case begin, in order, the unknown one last.
record RootDocument(List<Month> months) {

    RootDocument {
        months = Check.list(months, "months");
    }

    /// @param earliest  of all its entries; absent where one leaves it open
    /// @param latest    of all its entries; absent where one leaves it open
    /// @param strictest the strictest marking in it
    record Month(String name, @Nullable Instant earliest, @Nullable Instant latest, Marking strictest) {

        /// Whether something in it may have been between two instants.
        boolean mayHave(@Nullable Instant from, @Nullable Instant to) {
            return (from == null || latest == null || !latest.isBefore(from)) && (to == null || earliest == null || !earliest.isAfter(to));
        }

        private Month and(Line line) {
            Instant first = earliest == null || line.earliest() == null ? null : Collections.min(List.of(earliest, line.earliest()));
            Instant last = latest == null || line.latest() == null ? null : Collections.max(List.of(latest, line.latest()));
            return new Month(name, first, last, Marking.strictest(strictest, line.marking()));
        }
    }

    static RootDocument with(@Nullable RootDocument before, String month, Line line) {
        List<Month> months = before == null ? new ArrayList<>() : new ArrayList<>(before.months);
        for (int i = 0; i < months.size(); i++) {
            if (months.get(i).name().equals(month)) {
                months.set(i, months.get(i).and(line));
                return new RootDocument(months);
            }
        }
        months.add(new Month(month, line.earliest(), line.latest(), line.marking()));
        months.sort(Comparator.comparing((Month other) -> other.name().equals(Line.UNKNOWN)).thenComparing(Month::name));
        return new RootDocument(months);
    }
}
