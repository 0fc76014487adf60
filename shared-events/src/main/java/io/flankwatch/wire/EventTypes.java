package io.flankwatch.wire;

import io.flankwatch.events.AssessmentEvent.AssessmentApproved;
import io.flankwatch.events.AssessmentEvent.AssessmentDrafted;
import io.flankwatch.events.AssessmentEvent.AssessmentReturned;
import io.flankwatch.events.BriefEvent.BriefIssued;
import io.flankwatch.events.CaseFileEvent.AnalystAssigned;
import io.flankwatch.events.CaseFileEvent.AnalystRemoved;
import io.flankwatch.events.CaseFileEvent.CaseClosed;
import io.flankwatch.events.CaseFileEvent.CaseDetailsChanged;
import io.flankwatch.events.CaseFileEvent.CaseMarkingChanged;
import io.flankwatch.events.CaseFileEvent.CaseOpened;
import io.flankwatch.events.CaseFileEvent.CaseReopened;
import io.flankwatch.events.CaseFileEvent.CasesLinked;
import io.flankwatch.events.CaseFileEvent.CasesUnlinked;
import io.flankwatch.events.EntryEvent.ConclusionRevised;
import io.flankwatch.events.EntryEvent.EntriesLinked;
import io.flankwatch.events.EntryEvent.EntriesUnlinked;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryEvent.EntryRedacted;
import io.flankwatch.events.EntryEvent.EntryReinstated;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryEvent.MeetingCancelled;
import io.flankwatch.events.EntryEvent.MeetingConcluded;
import io.flankwatch.events.EntryEvent.MeetingRescheduled;
import io.flankwatch.events.EntryEvent.RedactionProposed;
import io.flankwatch.events.EntryRecorded.CasualtyRecorded;
import io.flankwatch.events.EntryRecorded.DevelopmentRecorded;
import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.EntryRecorded.InterceptProtocolChanged;
import io.flankwatch.events.EntryRecorded.MeetingConvened;
import io.flankwatch.events.EntryRecorded.NoteAdded;
import io.flankwatch.events.EntryRecorded.ReactionRecorded;
import io.flankwatch.events.HypothesisEvent.EvidenceWeighed;
import io.flankwatch.events.HypothesisEvent.HypothesisProposed;
import io.flankwatch.events.HypothesisEvent.HypothesisResolved;
import io.flankwatch.events.HypothesisEvent.HypothesisRevised;
import io.flankwatch.events.HypothesisEvent.LikelihoodEstimated;
import io.flankwatch.events.IndicatorEvent.IndicatorDefined;
import io.flankwatch.events.IndicatorEvent.IndicatorExpired;
import io.flankwatch.events.IndicatorEvent.IndicatorJudged;
import io.flankwatch.events.IndicatorEvent.IndicatorMet;
import io.flankwatch.events.IndicatorEvent.IndicatorReopened;
import io.flankwatch.events.IndicatorEvent.IndicatorWithdrawn;
import io.flankwatch.events.LedgerEvent;
import io.flankwatch.events.PersonEvent.PersonErased;
import io.flankwatch.events.SourceEvent.CaptureAdded;
import io.flankwatch.events.SourceEvent.CustodyTransferred;
import io.flankwatch.events.SourceEvent.SourceChecked;
import io.flankwatch.events.SourceEvent.SourceCited;
import io.flankwatch.events.SourceEvent.SourceGraded;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/// The one table of stored types. A name is `io.flankwatch.<thing>.<past tense>.v<N>` and stands for ever.
public final class EventTypes {

    private static final Map<Class<? extends LedgerEvent>, StoredType> BY_CLASS = new LinkedHashMap<>();
    private static final Map<String, StoredType> BY_NAME = new HashMap<>();

    static {
        current("case.opened.v1", CaseOpened.class);
        current("case.details.changed.v1", CaseDetailsChanged.class);
        current("case.marking.changed.v1", CaseMarkingChanged.class);
        current("analyst.assigned.v1", AnalystAssigned.class);
        current("analyst.removed.v1", AnalystRemoved.class);
        current("cases.linked.v1", CasesLinked.class);
        current("cases.unlinked.v1", CasesUnlinked.class);
        current("case.closed.v1", CaseClosed.class);
        current("case.reopened.v1", CaseReopened.class);
        current("source.cited.v1", SourceCited.class);
        current("capture.added.v1", CaptureAdded.class);
        current("source.checked.v1", SourceChecked.class);
        current("source.graded.v1", SourceGraded.class);
        current("custody.transferred.v1", CustodyTransferred.class);
        current("incursion.reported.v1", IncursionReported.class);
        current("casualty.recorded.v1", CasualtyRecorded.class);
        current("development.recorded.v1", DevelopmentRecorded.class);
        current("reaction.recorded.v1", ReactionRecorded.class);
        current("meeting.convened.v1", MeetingConvened.class);
        current("meeting.concluded.v1", MeetingConcluded.class);
        current("meeting.rescheduled.v1", MeetingRescheduled.class);
        current("meeting.cancelled.v1", MeetingCancelled.class);
        current("conclusion.revised.v1", ConclusionRevised.class);
        current("protocol.changed.v1", InterceptProtocolChanged.class);
        current("note.added.v1", NoteAdded.class);
        current("entry.revised.v1", EntryRevised.class);
        current("entry.retracted.v1", EntryRetracted.class);
        current("entry.reinstated.v1", EntryReinstated.class);
        current("entry.marking.changed.v1", EntryMarkingChanged.class);
        current("redaction.proposed.v1", RedactionProposed.class);
        current("entry.redacted.v1", EntryRedacted.class);
        current("entries.linked.v1", EntriesLinked.class);
        current("entries.unlinked.v1", EntriesUnlinked.class);
        current("indicator.defined.v1", IndicatorDefined.class);
        current("indicator.met.v1", IndicatorMet.class);
        current("indicator.reopened.v1", IndicatorReopened.class);
        current("indicator.judged.v1", IndicatorJudged.class);
        current("indicator.expired.v1", IndicatorExpired.class);
        current("indicator.withdrawn.v1", IndicatorWithdrawn.class);
        current("hypothesis.proposed.v1", HypothesisProposed.class);
        current("hypothesis.revised.v1", HypothesisRevised.class);
        current("evidence.weighed.v1", EvidenceWeighed.class);
        current("likelihood.estimated.v1", LikelihoodEstimated.class);
        current("hypothesis.resolved.v1", HypothesisResolved.class);
        current("assessment.drafted.v1", AssessmentDrafted.class);
        current("assessment.approved.v1", AssessmentApproved.class);
        current("assessment.returned.v1", AssessmentReturned.class);
        current("brief.issued.v1", BriefIssued.class);
        current("person.erased.v1", PersonErased.class);
    }

    private EventTypes() {}

    private static void current(String name, Class<? extends LedgerEvent> type) {
        StoredType stored = new StoredType("io.flankwatch." + name, type);
        BY_CLASS.put(type, stored);
        BY_NAME.put(stored.name(), stored);
    }

    public static String nameOf(Class<? extends LedgerEvent> type) {
        return stored(type).name();
    }

    static StoredType stored(Class<? extends LedgerEvent> type) {
        StoredType stored = BY_CLASS.get(type);
        if (stored == null) {
            throw new IllegalArgumentException(type.getName() + " has no stored type");
        }
        return stored;
    }

    static @Nullable StoredType find(String name) {
        return BY_NAME.get(name);
    }

    static Class<? extends LedgerEvent> classOf(String name) {
        StoredType stored = find(name);
        if (stored == null) {
            throw new UnknownEventType(name);
        }
        return stored.event();
    }

    public static Collection<Class<? extends LedgerEvent>> classes() {
        return BY_CLASS.keySet();
    }

    /// @param schema where the schema is served
    /// @param reader of `data` alone
    /// @param writer of `data` alone
    record StoredType(String name, Class<? extends LedgerEvent> event, String schema, ObjectReader reader, ObjectWriter writer) {

        private StoredType(String name, Class<? extends LedgerEvent> event) {
            this(name, event, schemaOf(name), Json.MAPPER.readerFor(event), Json.MAPPER.writerFor(event));
        }

        /// `io.flankwatch.case.opened.v1` → `/schemas/io.flankwatch.case.opened/v1`.
        private static String schemaOf(String name) {
            int version = name.lastIndexOf('.');
            return "/schemas/" + name.substring(0, version) + "/" + name.substring(version + 1);
        }
    }
}
