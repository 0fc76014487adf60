package io.flankwatch.query.incursions;

import io.flankwatch.query.reading.Paging;
import java.util.Comparator;
import java.util.List;

/// A place in the list.
///
/// @param start in microseconds since 1970; the greatest of all numbers where no time is known
record Spot(long start, long end, long position) implements Comparable<Spot> {

    private static final Comparator<Spot> ORDER = Comparator.comparing(Spot::start).thenComparing(Spot::end).thenComparing(Spot::position);

    @Override
    public int compareTo(Spot other) {
        return ORDER.compare(this, other);
    }

    String cursor() {
        return Paging.cursor(Long.toString(start), Long.toString(end), Long.toString(position));
    }

    static Spot parse(String cursor) {
        List<String> parts = Paging.parts(cursor, 3);
        try {
            return new Spot(Long.parseLong(parts.get(0)), Long.parseLong(parts.get(1)), Long.parseLong(parts.get(2)));
        } catch (NumberFormatException wrong) {
            throw Paging.malformed();
        }
    }
}
