package io.flankwatch.importer;

import io.flankwatch.events.Precision;
import io.flankwatch.events.When;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A row's time: as wide as it is stated, never narrower.
final class StatedTime {

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
    private static final Pattern TIME = Pattern.compile(
            "(\\d{4}-\\d{2}-\\d{2})[T ](\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?\\s*(Z|[+-]\\d{2}(?::?\\d{2})?)?");
    private static final Pattern SLASHED = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})");

    /// The last instant of a span is the last millisecond before the next span: the finest that every reader of JSON keeps.
    private static final Duration TICK = Duration.ofMillis(1);

    private StatedTime() {}

    /// The month of the start as it is written, whatever its zone.
    static YearMonth month(Row row) throws Unusable {
        String stated = row.text("occurredAt");
        if (stated == null) {
            throw new Unusable("NO_DATE", "occurredAt is not stated");
        }
        if (parse(stated, ZoneOffset.UTC) == null) {
            throw new Unusable("NO_DATE", "occurredAt is not a date of the form YYYY-MM-DD, with or without a time, or YYYY-MM: " + stated);
        }
        return YearMonth.parse(stated.strip().substring(0, 7));
    }

    static When occurred(Row row, ZoneId zone) throws Unusable {
        // Where a code grades the date, the finest it can say is a day: a time of day beside it is filling.
        String code = row.number("datePrec").code();
        String statedStart = firstOf(row, "timeStart", "occurredAt");
        String statedEnd = firstOf(row, "timeEnd", "dateEnd");
        Span start = statedStart == null ? null : parse(statedStart, zone);
        if (start == null) {
            start = parse(Objects.requireNonNullElse(row.text("occurredAt"), ""), zone);
        }
        if (start == null) {
            throw new Unusable("NO_DATE", "occurredAt is not a date");
        }
        Span end = statedEnd == null ? null : parse(statedEnd, zone);
        if (code != null) {
            start = start.wholeDay(zone);
            end = end == null ? null : end.wholeDay(zone);
        }
        String words = words(row, code);
        boolean exact = code == null || code.equals("1");
        if (statedEnd == null) {
            return exact || start.precision == Precision.MONTH
                    ? when(start.earliest, start.latest, start.precision, words, zone)
                    : approximate(start.earliest, null, words, zone);
        }
        // An end before the start, or one that can't be read, contradicts or says nothing: it bounds nothing, and its words are kept.
        if (end == null || end.latest.isBefore(start.earliest)) {
            return approximate(start.earliest, null, words, zone);
        }
        if (exact && start.equals(end)) {
            return when(start.earliest, start.latest, start.precision, words, zone);
        }
        if ("4".equals(code) && start.beginsMonth(zone) && end.equals(start.endOfItsMonth(zone))) {
            return when(start.earliest, end.latest, Precision.MONTH, words, zone);
        }
        return approximate(start.earliest, end.latest, words, zone);
    }

    /// When a source was published, as written beside it.
    static When published(String stated, ZoneId zone) {
        Span span = parse(stated, zone);
        if (span == null) {
            span = slashed(stated, zone);
        }
        return span == null
                ? new When(null, null, Precision.UNKNOWN, stated, null, null)
                : when(span.earliest, span.latest, span.precision, stated, zone);
    }

    private static @Nullable String firstOf(Row row, String column, String otherwise) {
        String stated = row.text(column);
        return stated == null ? row.text(otherwise) : stated;
    }

    private static String words(Row row, @Nullable String code) {
        StringBuilder words = new StringBuilder(Objects.requireNonNullElse(row.text("occurredAt"), ""));
        String end = row.text("dateEnd");
        if (end != null && !end.contentEquals(words)) {
            words.append(" to ").append(end);
        }
        for (String column : new String[] {"timeStart", "timeEnd"}) {
            String stated = row.text(column);
            if (stated != null) {
                words.append("; ").append(column).append(' ').append(stated);
            }
        }
        if (code != null) {
            words.append("; datePrec ").append(code);
            String meaning = switch (code) {
                case "1" -> "the day is known";
                case "2" -> "known to within 2 to 6 days";
                case "3" -> "the week is known";
                case "4" -> "known to within a month";
                case "5" -> "known to within more than a month, at most a year";
                default -> null;
            };
            if (meaning != null) {
                words.append(" (").append(meaning).append(')');
            }
        }
        return words.toString();
    }

    private static When approximate(Instant earliest, @Nullable Instant latest, String words, ZoneId zone) {
        return new When(earliest, latest, Precision.APPROXIMATE, words, zone.getId(), true);
    }

    private static When when(Instant earliest, Instant latest, Precision precision, String words, ZoneId zone) {
        return new When(earliest, latest, precision, words, zone.getId(), true);
    }

    private static @Nullable Span parse(String stated, ZoneId zone) {
        String text = stated.strip();
        try {
            if (DAY.matcher(text).matches()) {
                return Span.day(LocalDate.parse(text), zone);
            }
            if (MONTH.matcher(text).matches()) {
                YearMonth month = YearMonth.parse(text);
                return new Span(
                        month.atDay(1).atStartOfDay(zone).toInstant(),
                        month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant().minus(TICK),
                        Precision.MONTH,
                        month.atDay(1));
            }
            Matcher time = TIME.matcher(text);
            return time.matches() ? time(time, zone) : null;
        } catch (DateTimeException noSuchDate) {
            return null;
        }
    }

    private static Span time(Matcher stated, ZoneId zone) {
        String seconds = stated.group(4);
        String fraction = stated.group(5);
        LocalDateTime local = LocalDate.parse(stated.group(1))
                .atTime(Integer.parseInt(stated.group(2)), Integer.parseInt(stated.group(3)), seconds == null ? 0 : Integer.parseInt(seconds));
        if (fraction != null) {
            local = local.withNano(Integer.parseInt((fraction + "00000000").substring(0, 9)));
        }
        String offset = stated.group(6);
        Instant at = offset == null
                ? local.atZone(zone).toInstant()
                : OffsetDateTime.of(local, ZoneOffset.of(offset)).toInstant();
        return seconds == null
                ? new Span(at, at.plus(Duration.ofMinutes(1)).minus(TICK), Precision.MINUTE, local.toLocalDate())
                : new Span(at, at, Precision.EXACT, local.toLocalDate());
    }

    /// `24/02/2023` is a date; `03/04/2023` could be either of two, and is not decided here.
    private static @Nullable Span slashed(String stated, ZoneId zone) {
        Matcher parts = SLASHED.matcher(stated.strip());
        if (!parts.matches()) {
            return null;
        }
        int first = Integer.parseInt(parts.group(1));
        int second = Integer.parseInt(parts.group(2));
        int year = Integer.parseInt(parts.group(3));
        if (first <= 12 && second <= 12 && first != second) {
            return null;
        }
        try {
            return Span.day(LocalDate.of(year, Math.min(first, second), Math.max(first, second)), zone);
        } catch (DateTimeException noSuchDate) {
            return null;
        }
    }

    /// @param day the first day of it, as written
    private record Span(Instant earliest, Instant latest, Precision precision, LocalDate day) {

        static Span day(LocalDate day, ZoneId zone) {
            return new Span(
                    day.atStartOfDay(zone).toInstant(),
                    day.plusDays(1).atStartOfDay(zone).toInstant().minus(TICK),
                    Precision.DAY,
                    day);
        }

        Span wholeDay(ZoneId zone) {
            return precision == Precision.MONTH ? this : day(day, zone);
        }

        boolean beginsMonth(ZoneId zone) {
            return equals(day(YearMonth.from(day).atDay(1), zone));
        }

        Span endOfItsMonth(ZoneId zone) {
            return day(YearMonth.from(day).atEndOfMonth(), zone);
        }
    }
}
