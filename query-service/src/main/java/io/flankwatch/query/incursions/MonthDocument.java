package io.flankwatch.query.incursions;

import io.flankwatch.events.Check;
import io.flankwatch.events.Incursion.Outcome;
import io.flankwatch.events.ObjectType;
import io.flankwatch.query.projection.Searched;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The incursions of a case that begin in one month, in the order recorded, and what a question must have in common with one of them.
///
/// @param start     where the first of them is in the list
/// @param until     where the last of them is
/// @param first     the first instant at which one of them may have been
/// @param last      the last one
/// @param countries of any of them, as are the others
/// @param box       with all their points in it; absent where they have none
record MonthDocument(
        Lines lines,
        long start,
        long until,
        long first,
        long last,
        List<String> countries,
        List<ObjectType> objects,
        List<Outcome> outcomes,
        @Nullable Box box) implements Searched {

    static final String START = "body.start";
    static final String UNTIL = "body.until";
    static final String FIRST = "body.first";
    static final String LAST = "body.last";
    static final String COUNTRIES = "body.countries";
    static final String OBJECTS = "body.objects";
    static final String OUTCOMES = "body.outcomes";
    static final String BOX = "body.box";

    MonthDocument {
        countries = Check.list(countries, "countries");
        objects = Check.list(objects, "objects");
        outcomes = Check.list(outcomes, "outcomes");
    }

    private static MonthDocument of(List<Line> lines) {
        return new MonthDocument(
                new Lines(lines),
                lines.stream().mapToLong(line -> line.spot().start()).min().orElse(Long.MAX_VALUE),
                lines.stream().mapToLong(line -> line.spot().start()).max().orElse(Long.MIN_VALUE),
                lines.stream().mapToLong(Line::first).min().orElse(Long.MAX_VALUE),
                lines.stream().mapToLong(Line::last).max().orElse(Long.MIN_VALUE),
                lines.stream().flatMap(line -> line.countries().stream()).distinct().sorted().toList(),
                lines.stream().map(Line::object).distinct().sorted().toList(),
                lines.stream().flatMap(line -> line.outcomes().stream()).distinct().sorted().toList(),
                Box.around(lines.stream().flatMap(line -> line.points().stream()).toList()));
    }

    static MonthDocument with(@Nullable MonthDocument before, Line line) {
        List<Line> lines = others(before, line.entryId());
        Line here = before == null
                ? line
                : before.lines.all().stream().filter(there -> there.entryId().equals(line.entryId())).findFirst().map(line::inPlaceOf).orElse(line);
        lines.add(here);
        lines.sort(Comparator.comparingLong(Line::position));
        return of(lines);
    }

    static MonthDocument without(@Nullable MonthDocument before, UUID entryId) {
        return of(others(before, entryId));
    }

    private static List<Line> others(@Nullable MonthDocument before, UUID entryId) {
        List<Line> lines = before == null ? new ArrayList<>() : new ArrayList<>(before.lines.all());
        lines.removeIf(line -> line.entryId().equals(entryId));
        return lines;
    }
}
