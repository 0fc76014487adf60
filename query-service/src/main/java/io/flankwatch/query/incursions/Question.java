package io.flankwatch.query.incursions;

import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.Incursion.Outcome;
import io.flankwatch.events.Incursion.OutcomeCount;
import io.flankwatch.events.ObjectType;
import io.flankwatch.events.Place.Point;
import io.flankwatch.query.reading.WorldTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// What is asked for. Every collection empty: any.
///
/// @param boxes    of which one has a point of the entry in it
/// @param circles  of which one has the same point in it
/// @param standing what is neither retracted, superseded nor a false alarm, or what is, or both
/// @param cursor   where the page before ended
record Question(
        List<Area> boxes,
        List<Area> circles,
        @Nullable WorldTime from,
        @Nullable WorldTime to,
        Set<String> countries,
        Set<ObjectType> objects,
        Set<Outcome> outcomes,
        Set<Boolean> standing,
        @Nullable Spot cursor,
        int limit) {

    /// Whether an entry is asked for, but for whether it stands.
    boolean wants(IncursionReported told) {
        Entry entry = told.entry();
        return WorldTime.mayHaveBeen(entry.occurred(), from, to)
                && common(countries, Line.countries(entry).toList())
                && (objects.isEmpty() || objects.contains(told.objectType()))
                && common(outcomes, told.outcomes().stream().map(OutcomeCount::outcome).toList())
                && isThere(Line.points(entry));
    }

    /// The same of what the index knows of it: there are more of these.
    boolean mayWant(Line line) {
        return (from == null || line.last() >= micros(from.earliest()))
                && (to == null || line.first() <= micros(to.latest()))
                && common(countries, line.countries())
                && (objects.isEmpty() || objects.contains(line.object()))
                && common(outcomes, line.outcomes())
                && isThere(line.points().stream());
    }

    private boolean isThere(Stream<Point> points) {
        return (boxes.isEmpty() && circles.isEmpty()) || points.anyMatch(point -> inOne(boxes, point) && inOne(circles, point));
    }

    private static boolean inOne(List<Area> areas, Point point) {
        return areas.isEmpty() || areas.stream().anyMatch(area -> area.contains(point));
    }

    private static boolean common(Collection<?> asked, Collection<?> told) {
        return asked.isEmpty() || !Collections.disjoint(asked, told);
    }

    /// Of the documents of the index those that may have something that is asked for.
    Document filter() {
        List<Document> filters = new ArrayList<>();
        filters.add(least(MonthDocument.UNTIL, cursor == null ? Long.MIN_VALUE : cursor.start()));
        if (from != null) {
            filters.add(least(MonthDocument.LAST, micros(from.earliest())));
        }
        if (to != null) {
            filters.add(most(MonthDocument.FIRST, micros(to.latest())));
        }
        oneOf(filters, MonthDocument.COUNTRIES, countries);
        oneOf(filters, MonthDocument.OBJECTS, objects.stream().map(ObjectType::toString).toList());
        oneOf(filters, MonthDocument.OUTCOMES, outcomes.stream().map(Outcome::toString).toList());
        for (List<Area> areas : List.of(boxes, circles)) {
            if (!areas.isEmpty()) {
                filters.add(new Document("$or", areas.stream().map(area -> touches(area.within())).toList()));
            }
        }
        return new Document("$and", filters);
    }

    private static Document touches(Box area) {
        return new Document("$and", List.of(
                least(MonthDocument.BOX + ".north", area.south()),
                most(MonthDocument.BOX + ".south", area.north()),
                least(MonthDocument.BOX + ".east", area.west()),
                most(MonthDocument.BOX + ".west", area.east())));
    }

    private static Document least(String member, Object value) {
        return new Document(member, new Document("$gte", value));
    }

    private static Document most(String member, Object value) {
        return new Document(member, new Document("$lte", value));
    }

    private static void oneOf(List<Document> filters, String member, Collection<String> values) {
        if (!values.isEmpty()) {
            filters.add(new Document(member, new Document("$in", List.copyOf(values))));
        }
    }

    private static long micros(Instant instant) {
        return Objects.requireNonNull(Line.micros(instant));
    }
}
