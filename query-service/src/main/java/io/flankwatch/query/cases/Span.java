package io.flankwatch.query.cases;

import io.flankwatch.events.Marking;
import io.flankwatch.events.When;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// From when to when the entries of a case were that were recorded under one marking, as far as their times are known.
///
/// @param first of the earliest of them, in microseconds since 1970, so that a database compares them as they are
/// @param last  of the latest of them
record Span(Marking marking, long first, long last) {

    static @Nullable Span of(Marking marking, When occurred) {
        Instant first = occurred.earliest() == null ? occurred.latest() : occurred.earliest();
        Instant last = occurred.latest() == null ? occurred.earliest() : occurred.latest();
        return first == null || last == null ? null : new Span(marking, micros(first), micros(last));
    }

    static long micros(Instant instant) {
        return TimeUnit.SECONDS.toMicros(instant.getEpochSecond()) + instant.getNano() / 1_000;
    }

    /// Those of a case, one for each marking.
    static List<Span> with(List<Span> before, Span another) {
        List<Span> spans = new ArrayList<>();
        Span grown = another;
        for (Span span : before) {
            if (span.marking == another.marking) {
                grown = new Span(span.marking, Math.min(span.first, another.first), Math.max(span.last, another.last));
            } else {
                spans.add(span);
            }
        }
        spans.add(grown);
        spans.sort(Comparator.comparing(Span::marking));
        return spans;
    }
}
