package io.flankwatch.importer;

import io.flankwatch.events.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row's place: the point only with what it stands for.
final class StatedPlace {

    private static final double NEAR_METRES = 25_000;

    private StatedPlace() {}

    /// None where the row says nothing about a place.
    static List<Place> of(Row row) {
        List<String> words = new ArrayList<>();
        Place.Point point = point(row, words);
        String code = row.number("wherePrec").code();
        if (code != null) {
            words.add("wherePrec " + code + meaning(code));
        }
        List<Place.Name> names = new ArrayList<>();
        String named = row.text("place");
        if (named != null) {
            names.add(new Place.Name(named, null));
        }
        String target = row.text("target");
        if (target != null) {
            names.add(new Place.Name(target, null));
        }
        String stated = row.text("country");
        String country = stated == null ? null : Countries.code(stated);
        if (stated != null && country == null) {
            names.add(new Place.Name(stated, null));
        }
        if (point == null && words.isEmpty() && names.isEmpty() && country == null) {
            return List.of();
        }
        Place.Extent extent = point == null || code == null ? null : extent(code);
        return List.of(new Place(
                Place.Role.SITE,
                point,
                extent == Place.Extent.NEAR ? NEAR_METRES : null,
                extent,
                words.isEmpty() ? null : String.join("; ", words),
                names,
                country,
                null));
    }

    /// Both coordinates, on Earth; anything else is no point, and stays as words.
    private static Place.@Nullable Point point(Row row, List<String> words) {
        Row.Figure lat = row.number("lat");
        Row.Figure lon = row.number("lon");
        Double north = lat.within(-90, 90);
        Double east = lon.within(-180, 180);
        if (north != null && east != null) {
            return new Place.Point(north, east);
        }
        if (lat.stated()) {
            words.add("lat " + lat.words());
        }
        if (lon.stated()) {
            words.add("lon " + lon.words());
        }
        return null;
    }

    private static Place.@Nullable Extent extent(String code) {
        return switch (code) {
            case "1" -> Place.Extent.SPOT;
            case "2" -> Place.Extent.NEAR;
            case "3" -> Place.Extent.DISTRICT;
            case "4" -> Place.Extent.PROVINCE;
            case "5" -> Place.Extent.AREA;
            case "6" -> Place.Extent.COUNTRY;
            case "7" -> Place.Extent.BEYOND_COUNTRY;
            default -> null;
        };
    }

    private static String meaning(String code) {
        return switch (code) {
            case "1" -> " (the place is known)";
            case "2" -> " (within about 25 km of a known point)";
            case "3" -> " (the district is known)";
            case "4" -> " (the province is known)";
            case "5" -> " (along a line or in an area without fixed bounds)";
            case "6" -> " (the country is known)";
            case "7" -> " (at sea or in the air, beyond a country)";
            default -> "";
        };
    }
}
