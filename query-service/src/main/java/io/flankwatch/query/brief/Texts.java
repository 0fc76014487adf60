package io.flankwatch.query.brief;

import io.flankwatch.events.Place;
import io.flankwatch.events.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Words for what events say in codes and numbers, and lengths for what they say in words.
final class Texts {

    private static final Set<String> ACRONYMS = Set.of("UAV", "OWA", "EW", "FPV", "ISR", "SAM");

    private Texts() {}

    /// Cut behind so many code points; what is cut says so.
    static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most ? text : text.substring(0, text.offsetByCodePoints(0, most)) + "…";
    }

    static @Nullable String cutOptional(@Nullable String text, int most) {
        return text == null ? null : cut(text, most);
    }

    /// `SHOT_DOWN` → `shot down`.
    static String words(Enum<?> code) {
        return Stream.of(code.name().split("_"))
                .map(part -> ACRONYMS.contains(part) ? part : part.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }

    /// A number as its source states it: absent bounds stay absent.
    static String quantity(Quantity quantity) {
        return quantity(quantity.min(), quantity.best(), quantity.max(), quantity.asStated());
    }

    static String quantity(@Nullable Long min, @Nullable Long best, @Nullable Long max, @Nullable String asStated) {
        StringJoiner parts = new StringJoiner(", ");
        if (min != null && min.equals(best) && min.equals(max)) {
            parts.add(min.toString());
        } else {
            if (best != null) {
                parts.add(best.toString());
            }
            if (min != null) {
                parts.add("at least " + min);
            }
            if (max != null) {
                parts.add("at most " + max);
            }
        }
        if (asStated != null) {
            parts.add("stated as “" + asStated + "”");
        }
        return parts.toString();
    }

    static String place(Place place) {
        List<String> parts = new ArrayList<>();
        place.names().forEach(name -> parts.add(name.text()));
        if (parts.isEmpty() && place.asStated() != null) {
            parts.add(place.asStated());
        }
        if (place.subdivision() != null) {
            parts.add(place.subdivision());
        } else if (place.country() != null) {
            parts.add(place.country());
        }
        Place.Point point = place.point();
        if (parts.isEmpty() && point != null) {
            parts.add(point.lat() + ", " + point.lon());
        }
        return words(place.role()) + ": " + String.join(", ", parts);
    }
}
