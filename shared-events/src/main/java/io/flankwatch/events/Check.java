package io.flankwatch.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The checks that records of this package make on their own components.
public final class Check {

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
            required(values.get(i), field + "/" + i);
        }
        return List.copyOf(values);
    }

    public static void that(boolean holds, String field, String message) {
        if (!holds) {
            throw new InvalidValue(field, message);
        }
    }
}
