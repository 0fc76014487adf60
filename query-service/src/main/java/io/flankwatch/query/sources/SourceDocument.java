package io.flankwatch.query.sources;

import io.flankwatch.events.Check;
import io.flankwatch.events.SourceEvent;
import io.flankwatch.events.SourceEvent.CaptureAdded;
import io.flankwatch.events.SourceEvent.CustodyTransferred;
import io.flankwatch.events.SourceEvent.SourceChecked;
import io.flankwatch.events.SourceEvent.SourceCited;
import io.flankwatch.events.SourceEvent.SourceGraded;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.query.projection.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A source as it was cited, and what became of it since, each in the order recorded.
record SourceDocument(
        Step<SourceCited> cited,
        List<Step<CaptureAdded>> captures,
        List<Step<SourceChecked>> checks,
        List<Step<SourceGraded>> grades,
        List<Step<CustodyTransferred>> custody) {

    SourceDocument {
        captures = Check.list(captures, "captures");
        checks = Check.list(checks, "checks");
        grades = Check.list(grades, "grades");
        custody = Check.list(custody, "custody");
    }

    static SourceDocument with(@Nullable SourceDocument before, SourceEvent event, Fact fact) {
        if (event instanceof SourceCited cited) {
            return new SourceDocument(Step.of(cited, fact), List.of(), List.of(), List.of(), List.of());
        }
        if (before == null) {
            throw new IllegalStateException("an event refers to source " + event.sourceId() + ", which its case has not cited");
        }
        return switch (event) {
            case SourceCited again -> before;
            case CaptureAdded added -> new SourceDocument(before.cited, and(before.captures, added, fact), before.checks, before.grades, before.custody);
            case SourceChecked checked -> new SourceDocument(before.cited, before.captures, and(before.checks, checked, fact), before.grades, before.custody);
            case SourceGraded graded -> new SourceDocument(before.cited, before.captures, before.checks, and(before.grades, graded, fact), before.custody);
            case CustodyTransferred handed -> new SourceDocument(before.cited, before.captures, before.checks, before.grades, and(before.custody, handed, fact));
        };
    }

    private static <E extends SourceEvent> List<Step<E>> and(List<Step<E>> before, E event, Fact fact) {
        List<Step<E>> all = new ArrayList<>(before);
        all.add(Step.of(event, fact));
        return all;
    }
}
