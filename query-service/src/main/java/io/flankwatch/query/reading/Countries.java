package io.flankwatch.query.reading;

import io.flankwatch.events.Country;
import io.flankwatch.events.InvalidValue;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The values of filters by country: codes of ISO 3166-1, and groups of countries by their names.
public final class Countries {

    public static final String FORM = "ISO 3166-1 alpha-2, or a group: NATO_EASTERN_FLANK, BUCHAREST_NINE, BALTIC_STATES";

    /// The eastern flank is where NATO has, or is setting up, its forward land forces.
    private static final Map<String, Set<String>> GROUPS = Map.of(
            "NATO_EASTERN_FLANK", Set.of("BG", "EE", "FI", "HU", "LT", "LV", "PL", "RO", "SK"),
            "BUCHAREST_NINE", Set.of("BG", "CZ", "EE", "HU", "LT", "LV", "PL", "RO", "SK"),
            "BALTIC_STATES", Set.of("EE", "LT", "LV"));

    private Countries() {}

    /// @return empty where the parameter is absent
    /// @throws Refused MALFORMED
    public static Set<String> of(@Nullable List<String> given, String parameter) {
        Set<String> codes = new TreeSet<>();
        for (String value : Choices.texts(given)) {
            Set<String> group = GROUPS.get(value);
            if (group == null) {
                codes.add(code(value, parameter));
            } else {
                codes.addAll(group);
            }
        }
        return Collections.unmodifiableSet(codes);
    }

    private static String code(String value, String parameter) {
        try {
            return Country.code(value, parameter);
        } catch (InvalidValue unknown) {
            throw new Refused(RefusalCode.MALFORMED, parameter + " must be " + FORM);
        }
    }
}
