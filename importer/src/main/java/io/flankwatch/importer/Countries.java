package io.flankwatch.importer;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Countries as files name them: by English name, exactly as the JDK displays it, or by ISO 3166-1 code. What is not in the table is
/// not guessed at.
final class Countries {

    private static final Map<String, String> CODES = codes();

    // Countries with one civil time. Of others a bare country name does not tell the zone.
    private static final Map<String, String> ZONES = Map.ofEntries(
            Map.entry("AM", "Asia/Yerevan"),
            Map.entry("AZ", "Asia/Baku"),
            Map.entry("BG", "Europe/Sofia"),
            Map.entry("BY", "Europe/Minsk"),
            Map.entry("CZ", "Europe/Prague"),
            Map.entry("DE", "Europe/Berlin"),
            Map.entry("DK", "Europe/Copenhagen"),
            Map.entry("EE", "Europe/Tallinn"),
            Map.entry("FI", "Europe/Helsinki"),
            Map.entry("GE", "Asia/Tbilisi"),
            Map.entry("GR", "Europe/Athens"),
            Map.entry("HU", "Europe/Budapest"),
            Map.entry("IL", "Asia/Jerusalem"),
            Map.entry("IQ", "Asia/Baghdad"),
            Map.entry("LB", "Asia/Beirut"),
            Map.entry("LT", "Europe/Vilnius"),
            Map.entry("LV", "Europe/Riga"),
            Map.entry("MD", "Europe/Chisinau"),
            Map.entry("NO", "Europe/Oslo"),
            Map.entry("PL", "Europe/Warsaw"),
            Map.entry("RO", "Europe/Bucharest"),
            Map.entry("SE", "Europe/Stockholm"),
            Map.entry("SK", "Europe/Bratislava"),
            Map.entry("SY", "Asia/Damascus"),
            Map.entry("TR", "Europe/Istanbul"),
            Map.entry("UA", "Europe/Kyiv"));
    private static final ZoneId UNKNOWN = ZoneId.of("UTC");

    private Countries() {}

    /// ISO 3166-1 alpha-2.
    static @Nullable String code(String stated) {
        return CODES.get(stated.strip());
    }

    /// As [#code], whatever its letters' case: `belarus`.
    static @Nullable String anyCase(String stated) {
        String words = stated.strip();
        return CODES.entrySet().stream()
                .filter(country -> country.getKey().length() > 3 && country.getKey().equalsIgnoreCase(words))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> code(words));
    }

    /// The zone that days in the country are taken to be of: an assumption, and to be marked as one.
    static ZoneId assumedZone(@Nullable String code) {
        String zone = code == null ? null : ZONES.get(code);
        return zone == null ? UNKNOWN : ZoneId.of(zone);
    }

    private static Map<String, String> codes() {
        Map<String, String> codes = new HashMap<>();
        for (String code : Locale.getISOCountries()) {
            Locale country = Locale.of("", code);
            codes.put(code, code);
            codes.put(country.getISO3Country(), code);
            codes.put(country.getDisplayCountry(Locale.ENGLISH), code);
        }
        return Map.copyOf(codes);
    }
}
