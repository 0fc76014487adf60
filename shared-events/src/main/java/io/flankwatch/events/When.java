package io.flankwatch.events;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A time in the world as a source tells it: a closed interval with a precision, never a bare instant.
///
/// @param earliest     the first instant at which it may have been; absent where the source leaves that open
/// @param latest       the last instant at which it may have been, inclusive; absent where the source leaves that open
/// @param precision    how precisely the source tells it. EXACT to YEAR need both bounds, APPROXIMATE at least one, UNKNOWN none
/// @param asStated     the source's own words
/// @param zone         IANA name of the zone that the source's days and hours are of; required for DAY, MONTH and YEAR
/// @param zoneAssumed  true where the source does not name the zone
public record When(
        @Nullable Instant earliest,
        @Nullable Instant latest,
        Precision precision,
        @Nullable String asStated,
        @Nullable String zone,
        @Nullable Boolean zoneAssumed) {

    /// The JDK copies all its names on every call.
    private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());

    public When {
        Check.required(precision, "precision");
        Check.instant(earliest, "earliest");
        Check.instant(latest, "latest");
        Check.optionalText(asStated, "asStated");
        switch (precision) {
            case EXACT, MINUTE, HOUR -> bothBounds(earliest, latest, precision);
            case DAY, MONTH, YEAR -> {
                bothBounds(earliest, latest, precision);
                Check.that(zone != null, "zone", "is required where the precision is " + precision);
            }
            case APPROXIMATE -> Check.that(earliest != null || latest != null, "earliest", "or latest is required where the precision is APPROXIMATE");
            case UNKNOWN -> {}
        }
        if (earliest != null && latest != null) {
            Check.that(!latest.isBefore(earliest), "latest", "must not be before earliest");
        }
        if (zone != null) {
            Check.that(ZONES.contains(zone), "zone", "is not the IANA name of a time zone");
        }
    }

    private static void bothBounds(@Nullable Instant earliest, @Nullable Instant latest, Precision precision) {
        Check.that(earliest != null, "earliest", "is required where the precision is " + precision);
        Check.that(latest != null, "latest", "is required where the precision is " + precision);
    }
}
