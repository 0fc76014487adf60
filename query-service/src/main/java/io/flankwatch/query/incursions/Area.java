package io.flankwatch.query.incursions;

import io.flankwatch.events.Place.Point;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.query.reading.Choices;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a point is asked to be.
sealed interface Area {

    boolean contains(Point point);

    /// All of it lies between these two parallels and, where they can be told, these two meridians: what it is narrowed down by.
    Box within();

    /// @param box as it was asked for
    record Rectangle(Box box) implements Area {

        @Override
        public boolean contains(Point point) {
            return box.contains(point);
        }

        /// A point on the antimeridian has two longitudes.
        @Override
        public Box within() {
            boolean apart = box.west() <= box.east() && box.west() > -180 && box.east() < 180;
            return apart ? box : new Box(-180, box.south(), 180, box.north());
        }
    }

    /// @param km along the great circle, on a sphere of the earth's mean radius: within 0.6 % of the way along the ellipsoid of WGS 84
    record Circle(Point centre, double km) implements Area {

        /// Of WGS 84: (2a + b) / 3.
        private static final double RADIUS = 6_371.0088;

        private static final double SLACK = 1e-6;

        @Override
        public boolean contains(Point point) {
            return distance(point) <= km;
        }

        /// By the haversine formula, which is exact for short distances too.
        double distance(Point point) {
            double lat = Math.toRadians(centre.lat());
            double otherLat = Math.toRadians(point.lat());
            double halfLat = Math.sin((otherLat - lat) / 2);
            double halfLon = Math.sin(Math.toRadians(point.lon() - centre.lon()) / 2);
            double chord = halfLat * halfLat + Math.cos(lat) * Math.cos(otherLat) * halfLon * halfLon;
            return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(chord)));
        }

        @Override
        public Box within() {
            double degrees = Math.toDegrees(km / RADIUS) + SLACK;
            return new Box(-180, centre.lat() - degrees, 180, centre.lat() + degrees);
        }
    }

    /// No exponents, no infinities, nothing that is no number.
    Pattern NUMBER = Pattern.compile("-?[0-9]{1,5}(\\.[0-9]{1,15})?");

    /// @param given `west,south,east,north`, as RFC 7946 has it
    /// @throws Refused MALFORMED
    static List<Area> boxes(@Nullable List<String> given) {
        List<Area> areas = new ArrayList<>();
        for (String text : Choices.texts(given)) {
            List<Double> numbers = numbers(text, 4, "bbox must be west,south,east,north in degrees of WGS 84, such as 20.2,43.6,29.7,48.3");
            Box box = new Box(lon(numbers.get(0), "bbox"), lat(numbers.get(1), "bbox"), lon(numbers.get(2), "bbox"), lat(numbers.get(3), "bbox"));
            if (box.south() > box.north()) {
                throw new Refused(RefusalCode.MALFORMED, "bbox must not have its south north of its north");
            }
            areas.add(new Rectangle(box));
        }
        return areas;
    }

    /// @param given `lat,lon,km`
    /// @throws Refused MALFORMED
    static List<Area> circles(@Nullable List<String> given) {
        List<Area> areas = new ArrayList<>();
        for (String text : Choices.texts(given)) {
            List<Double> numbers = numbers(text, 3, "near must be lat,lon,km in degrees of WGS 84, such as 45.43,28.03,25");
            double km = numbers.get(2);
            if (km <= 0 || km > 20_100) {
                throw new Refused(RefusalCode.MALFORMED, "near must have a distance above 0 and at most 20,100 km");
            }
            areas.add(new Circle(new Point(lat(numbers.get(0), "near"), lon(numbers.get(1), "near")), km));
        }
        return areas;
    }

    private static List<Double> numbers(String text, int count, String form) {
        List<String> parts = List.of(text.split(",", -1));
        if (parts.size() != count || !parts.stream().allMatch(part -> NUMBER.matcher(part).matches())) {
            throw new Refused(RefusalCode.MALFORMED, form);
        }
        return parts.stream().map(Double::valueOf).toList();
    }

    private static double lat(double degrees, String parameter) {
        return inside(degrees, 90, parameter, "latitude");
    }

    private static double lon(double degrees, String parameter) {
        return inside(degrees, 180, parameter, "longitude");
    }

    private static double inside(double degrees, int most, String parameter, String what) {
        if (Math.abs(degrees) > most) {
            throw new Refused(RefusalCode.MALFORMED, String.format(Locale.ROOT, "%s must have a %s from -%d to %d", parameter, what, most, most));
        }
        return degrees;
    }
}
