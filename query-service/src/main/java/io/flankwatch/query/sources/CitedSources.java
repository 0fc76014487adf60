package io.flankwatch.query.sources;

import io.flankwatch.events.Check;
import io.flankwatch.events.Marking;
import io.flankwatch.events.SourceEvent.SourceCited;
import io.flankwatch.query.projection.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The sources of a case in the order cited, and which copies which.
record CitedSources(List<Line> lines) {

    static final CitedSources NONE = new CitedSources(List.of());

    CitedSources {
        lines = Check.list(lines, "lines");
    }

    /// @param marking the effective one when it was recorded
    record Line(UUID sourceId, @Nullable UUID copiesFrom, Marking marking) {}

    static CitedSources with(@Nullable CitedSources before, SourceCited cited, Fact fact) {
        List<Line> lines = before == null ? new ArrayList<>() : new ArrayList<>(before.lines);
        lines.add(new Line(cited.sourceId(), cited.copiesFrom(), fact.marking()));
        return new CitedSources(lines);
    }
}
