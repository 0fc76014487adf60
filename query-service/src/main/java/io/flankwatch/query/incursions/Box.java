package io.flankwatch.query.incursions;

import io.flankwatch.events.Place.Point;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/// A part of the earth between two meridians and two parallels, in degrees of WGS 84. Where its west is east of its east it goes on across the antimeridian
/// (RFC 7946, section 5.2).
record Box(double west, double south, double east, double north) {

    private static final double ROUND = 360;

    /// The smallest one that has all the points in it, and does not go across the antimeridian; null where there are none.
    static @Nullable Box around(List<Point> points) {
        return points.isEmpty()
                ? null
                : new Box(
                        lons(points).min().orElseThrow(), lats(points).min().orElseThrow(), lons(points).max().orElseThrow(), lats(points).max().orElseThrow());
    }

    private static DoubleStream lons(List<Point> points) {
        return points.stream().mapToDouble(Point::lon);
    }

    private static DoubleStream lats(List<Point> points) {
        return points.stream().mapToDouble(Point::lat);
    }

    boolean contains(Point point) {
        return point.lat() >= south
                && point.lat() <= north
                && (between(point.lon()) || between(point.lon() + ROUND) || between(point.lon() - ROUND));
    }

    private boolean between(double lon) {
        return lon >= west && lon <= (east < west ? east + ROUND : east);
    }
}
