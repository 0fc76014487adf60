package io.flankwatch.query.moment;

import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryEvent.MeetingEvent;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.EntryRecorded.MeetingConvened;
import io.flankwatch.events.MeetingCourse;
import io.flankwatch.query.assessments.AssessmentShown;
import io.flankwatch.query.assessments.AssessmentsView;
import io.flankwatch.query.casesummary.SummaryView;
import io.flankwatch.query.casesummary.Summing;
import io.flankwatch.query.casesummary.Summing.EntryStand;
import io.flankwatch.query.course.MeetingStep;
import io.flankwatch.query.hypotheses.HypothesesView;
import io.flankwatch.query.hypotheses.Showing;
import io.flankwatch.query.moment.Moment.EntryThen;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.query.reading.CaseState;
import io.flankwatch.query.reading.CaseTold;
import io.flankwatch.query.sources.SourcesView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Folds a case for a brief or a diff, by the very folds of its views.
@Component
public class Moments {

    private final SummaryView summary;
    private final HypothesesView hypotheses;
    private final AssessmentsView assessments;
    private final SourcesView sources;

    public Moments(SummaryView summary, HypothesesView hypotheses, AssessmentsView assessments, SourcesView sources) {
        this.summary = summary;
        this.hypotheses = hypotheses;
        this.assessments = assessments;
        this.sources = sources;
    }

    /// @throws io.flankwatch.events.Refused CASE_PARKED where one of the views can't fold the case
    public Moment of(CaseTold told) {
        Summing sums = Summing.of(told.in(summary));
        CaseState cited = told.in(sources);
        io.flankwatch.query.sources.Showing shown = io.flankwatch.query.sources.Showing.of(cited);
        return new Moment(
                told,
                sums,
                sums.casualties(),
                entries(told, sums),
                shown.all(cited),
                shown.independent(),
                Showing.all(told.in(hypotheses)).hypotheses(),
                AssessmentShown.all(told.in(assessments)));
    }

    private static Map<UUID, EntryThen> entries(CaseTold told, Summing sums) {
        Map<UUID, EntryRecorded> texts = new HashMap<>();
        Map<UUID, List<MeetingStep>> steps = new HashMap<>();
        for (Fact fact : told.facts()) {
            if (fact.event() instanceof EntryRecorded recorded) {
                texts.put(recorded.entry().entryId(), recorded);
            } else if (fact.event() instanceof EntryRevised revised) {
                texts.put(revised.entryId(), revised.revised());
            } else if (fact.event() instanceof MeetingEvent held && told.gate().shows(fact.marking())) {
                steps.computeIfAbsent(held.entryId(), any -> new ArrayList<>()).add(MeetingStep.of(fact, held));
            }
        }
        Map<UUID, EntryThen> entries = new LinkedHashMap<>();
        for (EntryStand stand : sums.entries()) {
            EntryRecorded text = Objects.requireNonNull(texts.get(stand.entryId()));
            entries.put(stand.entryId(), new EntryThen(stand, text, course(text, steps.getOrDefault(stand.entryId(), List.of()))));
        }
        return entries;
    }

    private static @Nullable MeetingCourse course(EntryRecorded text, List<MeetingStep> seen) {
        return text instanceof MeetingConvened meeting ? MeetingStep.course(meeting.scheduled(), seen) : null;
    }
}
