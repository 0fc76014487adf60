package io.flankwatch.query.reading;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.events.When;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A time in the world that somebody asks about: an instant, or a day or a month of whatever zone an entry is told in (UTC where it is told in none).
///
/// @param first the day on which it begins, and
/// @param after the one on which it is over; both absent where it is an instant
public record WorldTime(@Nullable Instant instant, @Nullable LocalDate first, @Nullable LocalDate after) {

    public static final String FORM = "an instant (2026-05-28T22:00:00Z), or a day (2026-05-28) or a month (2026-05) of the zone that the entry is told in";

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");
    /// No zone has ever been further from UTC.
    private static final Duration FURTHEST = Duration.ofHours(16);

    /// @throws Refused MALFORMED
    public static @Nullable WorldTime parse(@Nullable String text, String parameter) {
        if (text == null) {
            return null;
        }
        try {
            if (DAY.matcher(text).matches()) {
                LocalDate day = LocalDate.parse(text);
                return new WorldTime(null, day, day.plusDays(1));
            }
            if (MONTH.matcher(text).matches()) {
                YearMonth month = YearMonth.parse(text);
                return new WorldTime(null, month.atDay(1), month.plusMonths(1).atDay(1));
            }
        } catch (DateTimeException noSuchDay) {
            throw new Refused(RefusalCode.MALFORMED, parameter + " must be " + FORM);
        }
        return new WorldTime(Instants.parseRequired(text, parameter), null, null);
    }

    /// Whether something may have been between two times, both inclusive.
    ///
    /// @param from absent: whenever
    /// @param to   absent: whenever
    public static boolean mayHaveBeen(When when, @Nullable WorldTime from, @Nullable WorldTime to) {
        ZoneId zone = when.zone() == null ? ZoneOffset.UTC : ZoneId.of(when.zone());
        return (from == null || when.latest() == null || !when.latest().isBefore(from.start(zone)))
                && (to == null || when.earliest() == null || !when.earliest().isAfter(to.end(zone)));
    }

    /// The first instant at which it may begin, whatever the zone.
    public Instant earliest() {
        return instant == null ? start(ZoneOffset.UTC).minus(FURTHEST) : instant;
    }

    /// The last instant at which it may end, whatever the zone.
    public Instant latest() {
        return instant == null ? end(ZoneOffset.UTC).plus(FURTHEST) : instant;
    }

    private Instant start(ZoneId zone) {
        return first == null ? exactly() : first.atStartOfDay(zone).toInstant();
    }

    private Instant end(ZoneId zone) {
        return after == null ? exactly() : after.atStartOfDay(zone).toInstant().minusNanos(1);
    }

    private Instant exactly() {
        if (instant == null) {
            throw new IllegalStateException("neither an instant nor a day");
        }
        return instant;
    }
}
