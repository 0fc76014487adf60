package io.flankwatch.query.moment;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.EntryEvent;
import io.flankwatch.events.EntryKind;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.Marking;
import io.flankwatch.events.MeetingCourse;
import io.flankwatch.events.figures.StandingClaims.MetricFigure;
import io.flankwatch.query.assessments.AssessmentShown;
import io.flankwatch.query.casesummary.Summing;
import io.flankwatch.query.casesummary.Summing.EntryStand;
import io.flankwatch.query.hypotheses.HypothesisShown;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.query.reading.CaseTold;
import io.flankwatch.query.sources.SourceShown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What one reader may know of a case at one position.
///
/// @param entries those that the reader may see, in the order recorded
public record Moment(
        CaseTold told,
        Summing sums,
        List<MetricFigure> casualties,
        Map<UUID, EntryThen> entries,
        List<SourceShown> sources,
        int independentSources,
        List<HypothesisShown> hypotheses,
        List<AssessmentShown> assessments) {

    /// @param recorded what it says, as last revised
    /// @param meeting  only of a meeting
    public record EntryThen(EntryStand stand, EntryRecorded recorded, @Nullable MeetingCourse meeting) {

        public boolean standing() {
            return stand.stand() == Summing.Stand.STANDING;
        }

        /// What analysts think is no fact.
        public boolean note() {
            return stand.kind() == EntryKind.NOTE;
        }
    }

    /// The same without what analysts noted for themselves.
    public Moment withoutNotes() {
        Map<UUID, EntryThen> rest = new LinkedHashMap<>(entries);
        rest.values().removeIf(EntryThen::note);
        return new Moment(told, sums, casualties, rest, sources, independentSources, hypotheses, assessments);
    }

    /// The strictest marking of what happened to the case as far as the reader sees it, working notes aside: what is told of it is marked so.
    public Marking marking() {
        Marking strictest = told.gate().effective(Marking.CLEAR);
        for (Fact fact : told.facts()) {
            if (!note(fact) && told.gate().shows(fact.marking())) {
                strictest = Marking.strictest(strictest, fact.marking());
            }
        }
        return strictest;
    }

    private boolean note(Fact fact) {
        EntryThen about = switch (fact.event()) {
            case EntryRecorded recorded -> entries.get(recorded.entry().entryId());
            case EntryEvent event -> entries.get(event.entryId());
            case CaseEvent other -> null;
        };
        return about != null && about.note();
    }
}
