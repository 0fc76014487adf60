package io.flankwatch.command.vocabulary;

import io.flankwatch.events.AssessmentEvent;
import io.flankwatch.events.AssessmentEvent.AssessmentDrafted;
import io.flankwatch.events.BriefEvent;
import io.flankwatch.events.BriefEvent.BriefIssued;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFileEvent;
import io.flankwatch.events.CaseFileEvent.CaseOpened;
import io.flankwatch.events.EntryEvent;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.HypothesisEvent;
import io.flankwatch.events.HypothesisEvent.HypothesisProposed;
import io.flankwatch.events.IndicatorEvent;
import io.flankwatch.events.IndicatorEvent.IndicatorDefined;
import io.flankwatch.events.SourceEvent;
import io.flankwatch.events.SourceEvent.CaptureAdded;
import io.flankwatch.events.SourceEvent.SourceCited;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What within a case an event is about, and where that can be read.
public final class Subjects {

    private Subjects() {}

    /// The id of the entry, source, capture, indicator, hypothesis, assessment or brief; null where it is the case itself.
    public static @Nullable UUID of(CaseEvent event) {
        return switch (event) {
            case CaseFileEvent _ -> null;
            case CaptureAdded added -> added.captureId();
            case SourceEvent source -> source.sourceId();
            case EntryRecorded recorded -> recorded.entry().entryId();
            case EntryEvent about -> about.entryId();
            case IndicatorEvent indicator -> indicator.indicatorId();
            case HypothesisEvent hypothesis -> hypothesis.hypothesisId();
            case AssessmentEvent assessment -> assessment.assessmentId();
            case BriefEvent brief -> brief.briefId();
        };
    }

    /// The id that the event takes within the case; null where it takes none.
    public static @Nullable UUID created(CaseEvent event) {
        return switch (event) {
            case SourceCited _, CaptureAdded _, EntryRecorded _, IndicatorDefined _, HypothesisProposed _, AssessmentDrafted _, BriefIssued _ -> of(event);
            case CaseEvent _ -> null;
        };
    }

    /// Whether the event makes something that has an id of its own.
    public static boolean creates(CaseEvent event) {
        return event instanceof CaseOpened || created(event) != null;
    }

    /// The member of a command's body that names what the event creates.
    public static String pointer(CaseEvent event) {
        return switch (event) {
            case CaseFileEvent _ -> "/caseId";
            case CaptureAdded _ -> "/captureId";
            case SourceEvent _ -> "/sourceId";
            case EntryRecorded _, EntryEvent _ -> "/entryId";
            case IndicatorEvent _ -> "/indicatorId";
            case HypothesisEvent _ -> "/hypothesisId";
            case AssessmentEvent _ -> "/assessmentId";
            case BriefEvent _ -> "/briefId";
        };
    }

    /// The path, below that of its case, of what the event is about.
    public static String path(CaseEvent event) {
        return switch (event) {
            case CaseFileEvent _ -> "";
            case SourceEvent source -> "/sources/" + source.sourceId();
            case EntryRecorded recorded -> "/entries/" + recorded.entry().entryId();
            case EntryEvent about -> "/entries/" + about.entryId();
            case IndicatorEvent indicator -> "/indicators/" + indicator.indicatorId();
            case HypothesisEvent hypothesis -> "/hypotheses/" + hypothesis.hypothesisId();
            case AssessmentEvent assessment -> "/assessments/" + assessment.assessmentId();
            case BriefEvent brief -> "/briefs/" + brief.briefId();
        };
    }
}
