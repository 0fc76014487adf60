package io.flankwatch.query.meetings;

import io.flankwatch.events.AssessmentEvent;
import io.flankwatch.events.BriefEvent;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFileEvent;
import io.flankwatch.events.EntryEvent.EntriesLinked;
import io.flankwatch.events.EntryEvent.EntriesUnlinked;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryEvent.EntryReinstated;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryEvent.MeetingEvent;
import io.flankwatch.events.EntryEvent.RedactionEvent;
import io.flankwatch.events.EntryEvent;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.EntryRecorded.MeetingConvened;
import io.flankwatch.events.HypothesisEvent;
import io.flankwatch.events.IndicatorEvent;
import io.flankwatch.events.SourceEvent;
import io.flankwatch.query.course.MeetingStep;
import io.flankwatch.query.meetings.MeetingsDocument.Meeting;
import io.flankwatch.query.projection.CaseDocuments;
import io.flankwatch.query.projection.CaseView;
import io.flankwatch.query.projection.DocumentId;
import io.flankwatch.query.projection.Fact;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

@Component
final class MeetingsView implements CaseView {

    /// Until when a case may have a meeting ahead.
    static final String UNTIL = "body.until";

    @Override
    public String name() {
        return "meetings";
    }

    @Override
    public List<String> searched() {
        return List.of(UNTIL);
    }

    @Override
    public void apply(CaseDocuments documents, Fact fact) {
        switch (fact.event()) {
            case EntryRecorded recorded -> {
                if (recorded instanceof MeetingConvened meeting) {
                    Meeting called = new Meeting(fact.marking(), fact.recording(), meeting, false, List.of());
                    update(documents, fact, before -> before.with(called));
                }
            }
            case EntryRevised revised -> {
                if (revised.revised() instanceof MeetingConvened now) {
                    change(documents, fact, revised.entryId(), meeting -> meeting.revised(fact.marking(), now));
                }
            }
            case EntryRetracted retracted -> change(documents, fact, retracted.entryId(), meeting -> meeting.retracted(true));
            case EntryReinstated reinstated -> change(documents, fact, reinstated.entryId(), meeting -> meeting.retracted(false));
            case MeetingEvent held -> change(documents, fact, held.entryId(), meeting -> meeting.with(MeetingStep.of(fact, held)));
            case EntryMarkingChanged marked ->
                marked.entries().forEach(id -> change(documents, fact, id, meeting -> meeting.marked(marked.of(id, meeting.marking()))));
            case RedactionEvent redaction -> {}
            case EntriesLinked linked -> {}
            case EntriesUnlinked unlinked -> {}
            case CaseFileEvent file -> {}
            case SourceEvent source -> {}
            case IndicatorEvent indicator -> {}
            case HypothesisEvent hypothesis -> {}
            case AssessmentEvent assessment -> {}
            case BriefEvent brief -> {}
        }
    }

    @Override
    public List<DocumentId> touched(String caseId, CaseEvent event) {
        boolean meeting = event instanceof MeetingConvened || event instanceof EntryEvent;
        return meeting ? List.of(meetings(caseId)) : List.of();
    }

    private static DocumentId meetings(String caseId) {
        return DocumentId.index(caseId, "meetings");
    }

    /// Other entries are no concern of this view.
    private static void change(CaseDocuments documents, Fact fact, UUID entryId, UnaryOperator<Meeting> change) {
        MeetingsDocument before = documents.get(meetings(fact.caseId()), MeetingsDocument.class);
        if (before != null && before.has(entryId)) {
            update(documents, fact, meetings -> meetings.changed(entryId, change));
        }
    }

    private static void update(CaseDocuments documents, Fact fact, UnaryOperator<MeetingsDocument> change) {
        var unused = documents.update(
                meetings(fact.caseId()),
                fact,
                MeetingsDocument.class,
                before -> change.apply(before == null ? MeetingsDocument.NONE : before));
    }
}
