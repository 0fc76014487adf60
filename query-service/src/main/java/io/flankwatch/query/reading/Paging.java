package io.flankwatch.query.reading;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Pages: how large, and where the next one begins. A cursor is opaque to callers, says where the page before ended, and never expires.
public final class Paging {

    private static final String SEPARATOR = "\n";

    private Paging() {}

    /// @throws Refused MALFORMED where the limit is not from 1 to the maximum
    public static int limit(@Nullable Integer asked, int usual, int maximum) {
        int limit = asked == null ? usual : asked;
        if (limit < 1 || limit > maximum) {
            throw new Refused(RefusalCode.MALFORMED, "limit must be from 1 to " + maximum);
        }
        return limit;
    }

    public static String cursor(String... parts) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
    }

    /// @throws Refused MALFORMED where it is not one that was given out here
    public static List<String> parts(String cursor, int count) {
        List<String> parts;
        try {
            parts = List.of(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(SEPARATOR, -1));
        } catch (IllegalArgumentException notBase64) {
            throw malformed();
        }
        if (parts.size() != count) {
            throw malformed();
        }
        return parts;
    }

    public static Refused malformed() {
        return new Refused(RefusalCode.MALFORMED, "cursor is not one that was given out for this list in this order");
    }
}
