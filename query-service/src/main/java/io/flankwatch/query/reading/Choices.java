package io.flankwatch.query.reading;

import io.flankwatch.events.Marking;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.wire.Ids;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The values of filters. Their parameters are taken as texts: of what they are converted to, Spring would drop what is empty.
public final class Choices {

    private Choices() {}

    /// @return empty where the parameter is absent
    public static List<String> texts(@Nullable List<String> given) {
        return given == null ? List.of() : given;
    }

    /// @throws Refused MALFORMED
    public static <E extends Enum<E>> List<E> of(Class<E> type, @Nullable List<String> given, String parameter) {
        String choice = Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
        return each(given, parameter + " must be one of " + choice, text -> constant(type, text));
    }

    /// The plus sign of a label that was pasted into a URL as it is arrives as a space.
    ///
    /// @throws Refused MALFORMED
    public static List<Marking> markings(@Nullable List<String> given, String parameter) {
        return of(Marking.class, given == null ? null : given.stream().map(label -> label.replace(' ', '+')).toList(), parameter);
    }

    /// @throws Refused MALFORMED
    public static List<UUID> ids(@Nullable List<String> given, String parameter) {
        return each(given, parameter + " must be a UUID", Ids::parse);
    }

    /// @throws Refused MALFORMED
    public static Set<Boolean> flags(@Nullable List<String> given, String parameter) {
        return Set.copyOf(each(given, parameter + " must be true or false", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        }));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String text) {
        for (E constant : type.getEnumConstants()) {
            if (constant.toString().equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(text);
    }

    private static <T> List<T> each(@Nullable List<String> given, String form, Function<String, T> parse) {
        try {
            return texts(given).stream().map(parse).toList();
        } catch (IllegalArgumentException wrong) {
            throw new Refused(RefusalCode.MALFORMED, form);
        }
    }
}
