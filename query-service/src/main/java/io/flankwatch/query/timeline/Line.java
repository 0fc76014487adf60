package io.flankwatch.query.timeline;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryKind;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Vector;
import io.flankwatch.events.When;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What filters and order need to know of an entry.
///
/// Each event writes the lines of a part of a month once more, so they are written as arrays, without the names of their members.
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
@JsonPropertyOrder({"entryId", "position", "earliest", "latest", "vector", "kind", "marking", "leafHash", "retracted", "supersededFrom"})
record Line(
        UUID entryId,
        long position,
        @Nullable Instant earliest,
        @Nullable Instant latest,
        Vector vector,
        EntryKind kind,
        Marking marking,
        String leafHash,
        boolean retracted,
        @Nullable Marking supersededFrom) {

    /// The month of what has no known time.
    static final String UNKNOWN = "unknown";

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu-MM").withZone(ZoneOffset.UTC);

    static Line of(EntryDocument document, Entry entry) {
        return new Line(
                document.entryId(),
                document.recording().position(),
                entry.occurred().earliest(),
                entry.occurred().latest(),
                entry.vector(),
                document.kind(),
                document.marking(),
                document.leafHash(),
                document.retraction() != null,
                document.supersededFrom());
    }

    /// The month, in UTC, of the instant by which it is ordered.
    static String month(When occurred) {
        Instant start = occurred.earliest() == null ? occurred.latest() : occurred.earliest();
        return start == null ? UNKNOWN : MONTH.format(start);
    }

    boolean timeKnown() {
        return earliest != null || latest != null;
    }

    /// @return null where no time is known
    @Nullable Instant start() {
        return earliest == null ? latest : earliest;
    }

    /// @return null where no time is known
    @Nullable Instant end() {
        return latest == null ? earliest : latest;
    }

    /// Whether it may have been between two instants, both inclusive.
    boolean mayHaveBeen(@Nullable Instant from, @Nullable Instant to) {
        return (from == null || latest == null || !latest.isBefore(from)) && (to == null || earliest == null || !earliest.isAfter(to));
    }
}
