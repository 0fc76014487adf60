package io.flankwatch.events;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Codes of ISO 3166: countries by part 1 (alpha-2, and XK, which is user-assigned and in general use for Kosovo),
/// subdivisions by the form of part 2.
public final class Country {

    private static final Set<String> ISO = Set.of(Locale.getISOCountries());
    private static final Pattern SUBDIVISION = Pattern.compile("([A-Z]{2})-[A-Z0-9]{1,3}");

    private Country() {}

    public static String code(@Nullable String value, String field) {
        String code = Check.required(value, field);
        Check.that(ISO.contains(code) || code.equals("XK"), field, "is not an ISO 3166-1 alpha-2 code");
        return code;
    }

    public static List<String> codes(@Nullable List<String> values, String field) {
        List<String> codes = Check.list(values, field);
        for (int i = 0; i < codes.size(); i++) {
            code(codes.get(i), field + "/" + i);
        }
        return codes;
    }

    static String subdivision(String value, String field) {
        var form = SUBDIVISION.matcher(value);
        Check.that(form.matches() && ISO.contains(form.group(1)), field, "is not an ISO 3166-2 code");
        return value;
    }
}
