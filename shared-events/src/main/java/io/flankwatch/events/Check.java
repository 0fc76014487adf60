package io.flankwatch.events;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The checks that records of this package make on their own components.
public final class Check {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    private Check() {}

    /// JSON gives null for a member that is absent, whatever the type says.
    public static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new InvalidValue(field, "is required");
        }
        return value;
    }

    public static String text(@Nullable String value, String field) {
        String text = required(value, field);
        that(!text.isBlank(), field, "must not be blank");
        return text;
    }

    public static @Nullable String optionalText(@Nullable String value, String field) {
        return value == null ? null : text(value, field);
    }

    public static <T> List<T> list(@Nullable List<T> values, String field) {
        if (values == null) {
            return List.of();
        }
        for (int i = 0; i < values.size(); i++) {
            // What it would be called is put together only where it is wanted: folds make a great many lists.
            if (values.get(i) == null) {
                throw new InvalidValue(field + "/" + i, "is required");
            }
        }
        return List.copyOf(values);
    }

    /// Within the years that RFC 3339 can write.
    public static @Nullable Instant instant(@Nullable Instant value, String field) {
        that(value == null || (!value.isBefore(FIRST) && !value.isAfter(LAST)), field, "must be of the years 0001 to 9999");
        return value;
    }

    /// An address that a reader may follow: nothing but http and https.
    public static @Nullable String url(@Nullable String value, String field) {
        if (value != null) {
            try {
                URI uri = new URI(value);
                that(
                        ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme())) && uri.getHost() != null,
                        field,
                        "must be an http or https URL");
            } catch (URISyntaxException wrong) {
                throw new InvalidValue(field, "must be an http or https URL");
            }
        }
        return value;
    }

    public static @Nullable String sha256(@Nullable String value, String field) {
        that(value == null || SHA_256.matcher(value).matches(), field, "must be 64 lower-case hex digits");
        return value;
    }

    /// Admiralty code, second axis.
    public static @Nullable Integer credibility(@Nullable Integer value, String field) {
        that(value == null || (value >= 1 && value <= 6), field, "must be from 1 to 6");
        return value;
    }

    /// A language tag of BCP 47, well-formed (RFC 5646, section 2.2.9).
    public static @Nullable String language(@Nullable String value, String field) {
        if (value != null) {
            text(value, field);
            try {
                var unused = new Locale.Builder().setLanguageTag(value);
            } catch (IllformedLocaleException wrong) {
                throw new InvalidValue(field, "must be a language tag of BCP 47, such as ro or sr-Latn");
            }
        }
        return value;
    }

    public static List<String> texts(@Nullable List<String> values, String field) {
        List<String> texts = list(values, field);
        for (int i = 0; i < texts.size(); i++) {
            text(texts.get(i), field + "/" + i);
        }
        return texts;
    }

    public static void that(boolean holds, String field, String message) {
        if (!holds) {
            throw new InvalidValue(field, message);
        }
    }
}
