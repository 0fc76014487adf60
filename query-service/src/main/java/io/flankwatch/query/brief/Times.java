package io.flankwatch.query.brief;

import io.flankwatch.events.Precision;
import io.flankwatch.events.When;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Times in words, no more precise than they were told.
final class Times {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Times() {}

    static String words(Instant instant) {
        return MINUTE.format(instant) + " UTC";
    }

    static String words(When when) {
        String interval = interval(when);
        return when.asStated() == null ? interval : interval + ", stated as “" + when.asStated() + "”";
    }

    private static String interval(When when) {
        Instant earliest = when.earliest();
        Instant latest = when.latest();
        if (earliest == null || latest == null || when.precision() == Precision.UNKNOWN) {
            return open(earliest, latest);
        }
        return switch (when.precision()) {
            case DAY -> own(earliest, latest, when, "uuuu-MM-dd");
            case MONTH -> own(earliest, latest, when, "uuuu-MM");
            case YEAR -> own(earliest, latest, when, "uuuu");
            case EXACT, MINUTE, HOUR, APPROXIMATE, UNKNOWN ->
                words(earliest).equals(words(latest)) ? words(earliest) : words(earliest) + " to " + words(latest);
        };
    }

    private static String open(@Nullable Instant earliest, @Nullable Instant latest) {
        if (earliest != null) {
            return "from " + words(earliest);
        }
        return latest == null ? "at an unknown time" : "by " + words(latest);
    }

    /// Days and months are those of the entry's own zone.
    private static String own(Instant earliest, Instant latest, When when, String pattern) {
        ZoneId zone = when.zone() == null ? ZoneOffset.UTC : ZoneId.of(when.zone());
        DateTimeFormatter form = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(zone);
        String first = form.format(earliest);
        String last = form.format(latest);
        return (first.equals(last) ? first : first + " to " + last) + " (" + zone.getId() + ")";
    }

    /// In days, hours and minutes, the seconds dropped.
    static String words(Duration left) {
        Duration minutes = left.truncatedTo(ChronoUnit.MINUTES);
        if (minutes.isZero() || minutes.isNegative()) {
            return "less than a minute";
        }
        StringBuilder text = new StringBuilder();
        append(text, minutes.toDays(), "day");
        append(text, minutes.toHoursPart(), "hour");
        append(text, minutes.toMinutesPart(), "minute");
        return text.toString();
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count > 0) {
            text.append(text.isEmpty() ? "" : " ").append(count).append(' ').append(unit).append(count == 1 ? "" : "s");
        }
    }

    static @Nullable Duration left(@Nullable Instant deadline, Instant knownAt) {
        return deadline == null || deadline.isBefore(knownAt) ? null : Duration.between(knownAt, deadline);
    }
}
