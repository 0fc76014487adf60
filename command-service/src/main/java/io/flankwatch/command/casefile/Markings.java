package io.flankwatch.command.casefile;

import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.events.AssessmentEvent.AssessmentApproved;
import io.flankwatch.events.AssessmentEvent.AssessmentDrafted;
import io.flankwatch.events.AssessmentEvent.AssessmentReturned;
import io.flankwatch.events.BriefEvent.BriefIssued;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFileEvent.AnalystAssigned;
import io.flankwatch.events.CaseFileEvent.AnalystRemoved;
import io.flankwatch.events.CaseFileEvent.CaseClosed;
import io.flankwatch.events.CaseFileEvent.CaseDetailsChanged;
import io.flankwatch.events.CaseFileEvent.CaseMarkingChanged;
import io.flankwatch.events.CaseFileEvent.CaseOpened;
import io.flankwatch.events.CaseFileEvent.CaseReopened;
import io.flankwatch.events.CaseFileEvent.CasesLinked;
import io.flankwatch.events.CaseFileEvent.CasesUnlinked;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryEvent.ConclusionRevised;
import io.flankwatch.events.EntryEvent.EntriesLinked;
import io.flankwatch.events.EntryEvent.EntriesUnlinked;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryEvent.EntryReinstated;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryEvent.MeetingCancelled;
import io.flankwatch.events.EntryEvent.MeetingConcluded;
import io.flankwatch.events.EntryEvent.MeetingRescheduled;
import io.flankwatch.events.EntryEvent.RedactionEvent;
import io.flankwatch.events.EntryLink;
import io.flankwatch.events.EntryRecorded.CasualtyRecorded;
import io.flankwatch.events.EntryRecorded.DevelopmentRecorded;
import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.EntryRecorded.InterceptProtocolChanged;
import io.flankwatch.events.EntryRecorded.MeetingConvened;
import io.flankwatch.events.EntryRecorded.NoteAdded;
import io.flankwatch.events.EntryRecorded.ReactionRecorded;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.HypothesisEvent.EvidenceWeighed;
import io.flankwatch.events.HypothesisEvent.Given;
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
import io.flankwatch.events.Judgement.KeyJudgement;
import io.flankwatch.events.Marking;
import io.flankwatch.events.SourceEvent.CaptureAdded;
import io.flankwatch.events.SourceEvent.CustodyTransferred;
import io.flankwatch.events.SourceEvent.SourceChecked;
import io.flankwatch.events.SourceEvent.SourceCited;
import io.flankwatch.events.SourceEvent.SourceGraded;
import io.flankwatch.events.SourceUse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The effective marking of an event: the strictest of the case's, its own and that of everything it refers to, so that no event
/// tells of something that its reader may not see.
final class Markings {

    private Markings() {}

    /// @param state   before the event
    /// @param context of who records it
    static Marking of(CaseState state, CaseEvent event, Context context) {
        return event instanceof CaseOpened opened ? opened.marking() : Marking.strictest(ofCase(state), about(state, event, context));
    }

    private static Marking about(CaseState state, CaseEvent event, Context context) {
        return switch (event) {
            case CaseOpened opened -> opened.marking();
            // It tells of the marking before, which is that of the case.
            case CaseMarkingChanged changed -> changed.after();
            case CasesLinked linked -> other(context, linked.otherId());
            case CasesUnlinked unlinked -> other(context, unlinked.otherId());
            case CaseDetailsChanged _, AnalystAssigned _, AnalystRemoved _, CaseClosed _, CaseReopened _ -> ofCase(state);
            case SourceCited cited ->
                strictest(state, cited.marking(), cited.copiesFrom() == null ? List.of() : List.of(cited.copiesFrom()), List.of());
            case CaptureAdded added ->
                strictest(state, added.capture().marking(), some(added.sourceId(), added.capture().derivedFrom()), List.of());
            case SourceChecked checked -> strictest(state, null, List.of(checked.sourceId()), List.of());
            case SourceGraded graded -> strictest(state, null, List.of(graded.sourceId()), List.of());
            case CustodyTransferred custody ->
                strictest(state, null, some(custody.sourceId(), custody.captureId()), List.of());
            case EntryRecorded recorded ->
                strictest(state, recorded.ownMarking(), sources(recorded.entry()), entries(state, recorded, context));
            case EntryRevised revised -> {
                EntryRecorded now = revised.revised();
                // It tells of the entry as it was, too.
                yield Marking.strictest(
                        state.entries().marking(revised.entryId()),
                        strictest(state, now.ownMarking(), sources(now.entry()), entries(state, now, context)));
            }
            case EntryReinstated reinstated -> state.entries().marking(reinstated.entryId());
            case EntryRetracted retracted -> state.entries().marking(retracted.entryId());
            case EntryMarkingChanged changed -> Marking.strictest(state.entries().marking(changed.entryId()), changed.effective());
            case RedactionEvent redaction -> state.entries().marking(redaction.entryId());
            case EntriesLinked linked -> ofLink(state, linked.entryId(), linked.link(), context);
            case EntriesUnlinked unlinked -> ofLink(state, unlinked.entryId(), unlinked.link(), context);
            case MeetingConcluded concluded -> ofMeeting(state, concluded.entryId(), concluded.sources());
            case MeetingRescheduled rescheduled -> {
                Marking own = ofMeeting(state, rescheduled.entryId(), rescheduled.sources());
                // It tells of the time before, where one was known.
                yield rescheduled.scheduled().before() == null
                        ? own
                        : Marking.strictest(own, state.meetings().scheduleMarking(rescheduled.entryId(), context, state.opened().members()));
            }
            case MeetingCancelled cancelled -> ofMeeting(state, cancelled.entryId(), cancelled.sources());
            case ConclusionRevised revised -> {
                MeetingConcluded now = revised.revised();
                // It tells of the conclusion as it was, too.
                yield Marking.strictest(
                        ofMeeting(state, revised.entryId(), now == null ? List.of() : now.sources()),
                        state.meetings().conclusionMarking(revised.entryId(), context, state.opened().members()));
            }
            case IndicatorDefined defined ->
                ofHypotheses(state, strictest(state, defined.marking(), List.of(), defined.condition().meetings()), defined.hypotheses());
            case IndicatorMet met -> ofIndicator(state, met.indicatorId(), met.metByCase(), met.metBy());
            case IndicatorReopened reopened -> ofIndicator(state, reopened.indicatorId(), reopened.metByCase(), reopened.metBy());
            case IndicatorJudged judged ->
                Marking.strictest(state.indicators().marking(judged.indicatorId()), strictest(state, null, List.of(), judged.evidence()));
            case IndicatorExpired expired -> state.indicators().marking(expired.indicatorId());
            case IndicatorWithdrawn withdrawn -> state.indicators().marking(withdrawn.indicatorId());
            case HypothesisProposed proposed -> strictest(state, proposed.marking(), List.of(), List.of());
            case HypothesisRevised revised -> state.hypotheses().marking(revised.hypothesisId());
            case EvidenceWeighed weighed ->
                Marking.strictest(state.hypotheses().marking(weighed.hypothesisId()), state.entries().marking(weighed.entryId()));
            case LikelihoodEstimated estimated -> {
                Marking own = state.hypotheses().marking(estimated.hypothesisId());
                Given given = estimated.given();
                yield given == null ? own : Marking.strictest(own, state.indicators().marking(given.indicatorId()));
            }
            case HypothesisResolved resolved -> {
                Marking own = strictest(state, state.hypotheses().marking(resolved.hypothesisId()), List.of(), resolved.evidence());
                // It tells of how it was resolved before, too.
                yield Marking.strictest(
                        own,
                        state.hypotheses().resolutionMarking(resolved.hypothesisId(), state.entries(), context, state.opened().members()));
            }
            case AssessmentDrafted drafted -> ofDraft(state, drafted);
            case AssessmentApproved approved -> state.assessments().marking(approved.assessmentId(), state.grounds());
            case AssessmentReturned returned -> state.assessments().marking(returned.assessmentId(), state.grounds());
            // What is in it may be as strict as what was looked at for it.
            case BriefIssued issued -> strictest(state, issued.ceiling(), List.of(), List.of());
        };
    }

    private static Marking other(Context context, UUID caseId) {
        return context.other(caseId, "/otherId");
    }

    private static Marking ofCase(CaseState state) {
        return state.opened().marking();
    }

    private static Marking ofLink(CaseState state, UUID entry, EntryLink link, Context context) {
        UUID otherCase = link.otherCaseId();
        Marking other = otherCase == null ? state.entries().marking(link.otherId()) : context.other(otherCase, link.otherId(), "/otherId");
        return Marking.strictest(state.entries().marking(entry), other);
    }

    private static Marking ofMeeting(CaseState state, UUID meeting, List<SourceUse> uses) {
        return strictest(state, null, uses.stream().map(SourceUse::sourceId).toList(), List.of(meeting));
    }

    private static Marking ofDraft(CaseState state, AssessmentDrafted drafted) {
        Marking marking = strictest(state, drafted.marking(), List.of(), List.of());
        for (KeyJudgement judgement : drafted.keyJudgements()) {
            marking = ofHypotheses(state, strictest(state, marking, List.of(), judgement.evidence()), judgement.hypotheses());
        }
        UUID replaced = drafted.replaces();
        return replaced == null ? marking : Marking.strictest(marking, state.assessments().marking(replaced, state.grounds()));
    }

    private static Marking ofHypotheses(CaseState state, Marking marking, List<UUID> hypotheses) {
        Marking strictest = marking;
        for (UUID hypothesis : hypotheses) {
            strictest = Marking.strictest(strictest, state.hypotheses().marking(hypothesis));
        }
        return strictest;
    }

    /// No entry of another case fulfils an indicator that is marked more loosely.
    private static Marking ofIndicator(CaseState state, UUID indicator, @Nullable UUID entryCase, UUID entry) {
        Marking marking = state.indicators().marking(indicator);
        return entryCase == null ? Marking.strictest(marking, state.entries().marking(entry)) : marking;
    }

    static Marking strictest(CaseState state, @Nullable Marking own, List<UUID> sources, List<UUID> entries) {
        Marking marking = own == null ? ofCase(state) : Marking.strictest(ofCase(state), own);
        for (UUID source : sources) {
            marking = Marking.strictest(marking, state.sources().marking(source));
        }
        for (UUID entry : entries) {
            marking = Marking.strictest(marking, state.entries().marking(entry));
        }
        return marking;
    }

    static List<UUID> sources(Entry entry) {
        var ids = new ArrayList<UUID>();
        entry.sources().forEach(use -> ids.add(use.sourceId()));
        entry.quotations().forEach(quotation -> add(ids, quotation.sourceId()));
        return ids;
    }

    private static List<UUID> entries(CaseState state, EntryRecorded recorded, Context context) {
        var ids = new ArrayList<>(named(recorded));
        if (recorded instanceof InterceptProtocolChanged change) {
            // It tells of the state before, and of what it replaces.
            add(ids, current(state, change.protocolId(), context));
            add(ids, current(state, change.replaces(), context));
        }
        return ids;
    }

    /// The entries that an entry names.
    static List<UUID> named(EntryRecorded recorded) {
        var ids = new ArrayList<UUID>();
        add(ids, recorded.entry().supersedes());
        switch (recorded) {
            case CasualtyRecorded casualty -> ids.addAll(casualty.about());
            case ReactionRecorded reaction -> add(ids, reaction.inResponseTo());
            case NoteAdded note -> ids.addAll(note.about());
            case MeetingConvened meeting -> ids.addAll(meeting.triggeredBy());
            case InterceptProtocolChanged change -> add(ids, change.decidedBy());
            case IncursionReported _, DevelopmentRecorded _ -> {}
        }
        return ids;
    }

    private static @Nullable UUID current(CaseState state, @Nullable UUID protocol, Context context) {
        InterceptProtocolChanged change =
                protocol == null ? null : state.protocols().current(protocol, state.entries(), context, state.opened().members());
        return change == null ? null : change.entry().entryId();
    }

    private static List<UUID> some(UUID id, @Nullable UUID other) {
        return other == null ? List.of(id) : List.of(id, other);
    }

    private static void add(List<UUID> ids, @Nullable UUID id) {
        if (id != null) {
            ids.add(id);
        }
    }
}
