package io.flankwatch.query.reading;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// Instants of RFC 3339 in query parameters.
public final class Instants {

    private Instants() {}

    /// @throws Refused MALFORMED
    public static @Nullable Instant parse(@Nullable String text, String parameter) {
        return text == null ? null : parseRequired(text, parameter);
    }

    static Instant parseRequired(String text, String parameter) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException other) {
            throw new Refused(RefusalCode.MALFORMED, parameter + " is not an instant of RFC 3339");
        }
    }
}
