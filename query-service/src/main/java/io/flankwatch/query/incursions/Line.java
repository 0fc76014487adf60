package io.flankwatch.query.incursions;

import io.flankwatch.events.Check;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.Incursion.Outcome;
import io.flankwatch.events.Incursion.OutcomeCount;
import io.flankwatch.events.ObjectType;
import io.flankwatch.events.Place;
import io.flankwatch.events.Place.Point;
import io.flankwatch.events.When;
import io.flankwatch.query.projection.Fact;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What an incursion is found by.
///
/// @param position  of the event that has put it into its month
/// @param known     of the last event that it reflects
/// @param earliest  in microseconds since 1970, so that they are compared as they are; absent where it is open, as is
/// @param latest    likewise
/// @param countries of all its places
record Line(
        UUID entryId,
        long position,
        long known,
        @Nullable Long earliest,
        @Nullable Long latest,
        List<String> countries,
        ObjectType object,
        List<Outcome> outcomes,
        List<Point> points) {

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu-MM").withZone(ZoneOffset.UTC);

    Line {
        countries = Check.list(countries, "countries");
        outcomes = Check.list(outcomes, "outcomes");
        points = Check.list(points, "points");
    }

    static Line of(Fact fact, IncursionReported told) {
        Entry entry = told.entry();
        return new Line(
                entry.entryId(),
                fact.position(),
                fact.position(),
                micros(entry.occurred().earliest()),
                micros(entry.occurred().latest()),
                countries(entry).toList(),
                told.objectType(),
                told.outcomes().stream().map(OutcomeCount::outcome).distinct().toList(),
                points(entry).toList());
    }

    static Stream<String> countries(Entry entry) {
        return entry.places().stream().map(Place::country).filter(Objects::nonNull).map(Objects::requireNonNull).distinct();
    }

    static Stream<Point> points(Entry entry) {
        return entry.places().stream().map(Place::point).filter(Objects::nonNull).map(Objects::requireNonNull).distinct();
    }

    /// In the place of one that was in the same month before.
    Line inPlaceOf(Line before) {
        return new Line(entryId, before.position, known, earliest, latest, countries, object, outcomes, points);
    }

    /// The month, in UTC, of the instant by which it is ordered.
    static String month(When occurred) {
        Instant start = occurred.earliest() == null ? occurred.latest() : occurred.earliest();
        return start == null ? "unknown" : MONTH.format(start);
    }

    static @Nullable Long micros(@Nullable Instant instant) {
        return instant == null ? null : Long.valueOf(TimeUnit.SECONDS.toMicros(instant.getEpochSecond()) + instant.getNano() / 1_000);
    }

    /// By the first instant at which it may have been, then the last; where only one of them is known it stands for both, and what has no known time comes last.
    Spot spot() {
        return new Spot(either(earliest, latest), either(latest, earliest), position);
    }

    private static long either(@Nullable Long one, @Nullable Long other) {
        return one != null ? one : other != null ? other : Long.MAX_VALUE;
    }

    /// The first instant at which it may have been.
    long first() {
        return earliest == null ? Long.MIN_VALUE : earliest;
    }

    /// The last instant at which it may have been.
    long last() {
        return latest == null ? Long.MAX_VALUE : latest;
    }
}
