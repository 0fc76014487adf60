package io.flankwatch.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A place as precisely as the source tells it; every part but the role may be absent.
///
/// @param point        WGS 84
/// @param radiusMetres how far from the point it may have been
/// @param precision    what the point stands for: absent means that the source does not say
/// @param asStated     the source's own words or code
/// @param names        names in their own script
/// @param country      ISO 3166-1 alpha-2
/// @param subdivision  ISO 3166-2
public record Place(
        Role role,
        @Nullable Point point,
        @Nullable Double radiusMetres,
        @Nullable Extent precision,
        @Nullable String asStated,
        List<Name> names,
        @Nullable String country,
        @Nullable String subdivision) {

    public Place {
        Check.required(role, "role");
        Check.optionalText(asStated, "asStated");
        names = Check.list(names, "names");
        if (radiusMetres != null) {
            Check.that(point != null, "radiusMetres", "needs a point");
            Check.that(radiusMetres > 0 && radiusMetres <= 20_037_508, "radiusMetres", "must be above 0 and at most half the equator");
        }
        if (country != null) {
            Country.code(country, "country");
        }
        if (subdivision != null) {
            Country.subdivision(subdivision, "subdivision");
            Check.that(country == null || subdivision.startsWith(country + "-"), "subdivision", "is not of the country");
        }
        Check.that(point != null || asStated != null || !names.isEmpty() || country != null || subdivision != null, "", "says nothing about a place");
    }

    /// The part a place plays in what happened.
    public enum Role {
        SITE,
        LAUNCH,
        ENTRY,
        TRACK,
        IMPACT,
        EXIT,
        DEBRIS
    }

    /// What a point stands for: the spot itself, somewhere near it, or the middle of an area in which it happened.
    public enum Extent {
        SPOT,
        NEAR,
        DISTRICT,
        PROVINCE,
        AREA,
        COUNTRY,
        BEYOND_COUNTRY
    }

    /// @param lat degrees north, -90 to 90
    /// @param lon degrees east, -180 to 180
    public record Point(Double lat, Double lon) {

        public Point {
            Check.required(lat, "lat");
            Check.required(lon, "lon");
            Check.that(lat >= -90 && lat <= 90, "lat", "must be from -90 to 90");
            Check.that(lon >= -180 && lon <= 180, "lon", "must be from -180 to 180");
        }
    }

    /// @param lang BCP 47 tag
    public record Name(String text, @Nullable String lang) {

        public Name {
            Check.text(text, "text");
            Check.optionalText(lang, "lang");
        }
    }
}
