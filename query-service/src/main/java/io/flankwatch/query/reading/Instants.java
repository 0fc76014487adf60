package io.flankwatch.query.reading;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Instants of RFC 3339 in query parameters: of the years 0000 to 9999, with seconds, and with Z or an offset.
public final class Instants {

    /// A plus sign that a URL was written with as it is arrives as a space.
    private static final Pattern RFC_3339 =
            Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]{1,9})?)([Zz]|[+ -][0-9]{2}:[0-9]{2})");

    private Instants() {}

    /// @throws Refused MALFORMED
    public static @Nullable Instant parse(@Nullable String text, String parameter) {
        return text == null ? null : parseRequired(text, parameter);
    }

    static Instant parseRequired(String text, String parameter) {
        Matcher form = RFC_3339.matcher(text);
        if (!form.matches()) {
            throw malformed(parameter);
        }
        try {
            return OffsetDateTime.parse(form.group(1) + form.group(2).replace(' ', '+')).toInstant();
        } catch (DateTimeParseException noSuchDay) {
            throw malformed(parameter);
        }
    }

    private static Refused malformed(String parameter) {
        return new Refused(RefusalCode.MALFORMED, parameter + " is not an instant of RFC 3339 such as 2026-05-28T22:00:00Z");
    }
}
