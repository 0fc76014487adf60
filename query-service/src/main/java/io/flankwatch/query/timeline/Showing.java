package io.flankwatch.query.timeline;

import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryRecorded.CasualtyRecorded;
import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.EntryRecorded.InterceptProtocolChanged;
import io.flankwatch.events.EntryRecorded.MeetingConvened;
import io.flankwatch.events.EntryRecorded.NoteAdded;
import io.flankwatch.events.EntryRecorded.ReactionRecorded;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.Marking;
import io.flankwatch.events.SourceUse;
import io.flankwatch.query.course.MeetingStep;
import io.flankwatch.query.links.LinkedEntry;
import io.flankwatch.query.persons.PersonShown;
import io.flankwatch.query.projection.DocumentId;
import io.flankwatch.query.projection.Recording;
import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.reading.CaseState;
import io.flankwatch.query.timeline.EntryDocument.Reinstatement;
import io.flankwatch.query.timeline.EntryDocument.Retraction;
import io.flankwatch.query.timeline.EntryDocument.Revision;
import io.flankwatch.query.timeline.EntryDocument.Successor;
import io.flankwatch.query.timeline.EntryShown.CasualtyDetails;
import io.flankwatch.query.timeline.EntryShown.IncursionDetails;
import io.flankwatch.query.timeline.EntryShown.NoteDetails;
import io.flankwatch.query.timeline.EntryShown.ProtocolDetails;
import io.flankwatch.query.timeline.EntryShown.ReactionDetails;
import io.flankwatch.query.timeline.EntryShown.Reinstated;
import io.flankwatch.query.timeline.EntryShown.Retracted;
import io.flankwatch.query.timeline.EntryShown.Revised;
import io.flankwatch.query.timeline.EntryShown.SourceShown;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Shows entries to one reader, with the sources that they rest on. Only what the reader may see is handed in.
final class Showing {

    private final CaseGate gate;
    private final Map<UUID, CitedDocument> sources;

    private Showing(CaseGate gate, Map<UUID, CitedDocument> sources) {
        this.gate = gate;
        this.sources = sources;
    }

    /// Fetches the sources of all of them at once.
    static Showing of(CaseState state, Collection<EntryDocument> entries) {
        List<DocumentId> ids = entries.stream()
                .flatMap(entry -> Stream.concat(
                        entry.entry().sources().stream(),
                        entry.steps().stream().flatMap(step -> step.sources().stream())))
                .map(use -> TimelineView.source(state.gate().caseId(), use.sourceId()))
                .distinct()
                .toList();
        return new Showing(
                state.gate(),
                state.findAll(ids, CitedDocument.class).stream()
                        .collect(Collectors.toMap(CitedDocument::sourceId, Function.identity())));
    }

    /// @param links   absent where they are not told
    /// @param persons absent where they are not told
    EntryShown show(EntryDocument document, @Nullable List<LinkedEntry> links, @Nullable List<PersonShown> persons) {
        EntryRecorded recorded = document.recorded();
        Entry entry = recorded.entry();
        Recording recording = document.recording();
        Marking supersededFrom = document.supersededFrom();
        return new EntryShown(
                recording.position(),
                gate.effective(document.marking()),
                document.leafHash(),
                document.entryId(),
                document.kind(),
                document.type(),
                entry.vector(),
                entry.title(),
                entry.description(),
                entry.occurred(),
                recording.recordedAt(),
                recording.appendedAt(),
                recording.by(),
                recording.client(),
                recording.commandId(),
                sources(entry.sources()),
                entry.unsourced(),
                entry.places(),
                entry.quotations(),
                entry.verification(),
                entry.confidence(),
                document.retraction() == null && (supersededFrom == null || !gate.shows(supersededFrom)),
                retracted(document.retraction()),
                reinstated(document.reinstatement()),
                document.revisions().stream().filter(revision -> gate.shows(revision.marking())).map(Showing::revised).toList(),
                entry.supersedes(),
                document.successors().stream()
                        .filter(successor -> gate.shows(successor.marking()))
                        .map(Successor::entryId)
                        .toList(),
                entry.externalRefs(),
                links,
                persons,
                recorded instanceof IncursionReported incursion ? incursion(incursion) : null,
                recorded instanceof CasualtyRecorded casualty ? casualty(casualty) : null,
                recorded instanceof ReactionRecorded reaction ? reaction(reaction) : null,
                recorded instanceof MeetingConvened meeting ? meeting(meeting, document.steps()) : null,
                recorded instanceof InterceptProtocolChanged changed ? protocol(changed) : null,
                recorded instanceof NoteAdded note ? new NoteDetails(note.text(), note.about()) : null);
    }

    private List<SourceShown> sources(List<SourceUse> uses) {
        return uses.stream().map(this::source).toList();
    }

    private SourceShown source(SourceUse use) {
        CitedDocument cited = sources.get(use.sourceId());
        if (cited == null) {
            throw new IllegalStateException("an entry rests on source " + use.sourceId() + ", which its case has not cited");
        }
        if (!gate.shows(cited.marking())) {
            return new SourceShown(null, null, null, null, null, null, null, null, null, gate.effective(cited.marking()));
        }
        CitedDocument.Graded grade = cited.grade(gate::shows);
        return new SourceShown(
                cited.sourceId(),
                use.locator(),
                cited.title(),
                cited.publisher(),
                cited.url(),
                cited.documentRef(),
                grade.reliability(),
                grade.credibility(),
                cited.copiesFrom(),
                gate.effective(cited.marking()));
    }

    private static @Nullable Retracted retracted(@Nullable Retraction retraction) {
        if (retraction == null) {
            return null;
        }
        Recording recording = retraction.recording();
        return new Retracted(
                retraction.reason(),
                recording.by(),
                recording.client(),
                recording.recordedAt(),
                recording.appendedAt(),
                recording.position());
    }

    private static @Nullable Reinstated reinstated(@Nullable Reinstatement reinstatement) {
        if (reinstatement == null) {
            return null;
        }
        Recording recording = reinstatement.recording();
        return new Reinstated(
                reinstatement.reason(),
                recording.by(),
                recording.client(),
                recording.recordedAt(),
                recording.appendedAt(),
                recording.position());
    }

    private static Revised revised(Revision revision) {
        Recording recording = revision.recording();
        return new Revised(
                revision.reason(),
                revision.changes(),
                recording.by(),
                recording.client(),
                recording.recordedAt(),
                recording.appendedAt(),
                recording.position());
    }

    private static IncursionDetails incursion(IncursionReported incursion) {
        return new IncursionDetails(
                incursion.objectType(),
                incursion.model(),
                incursion.count(),
                incursion.outcomes(),
                incursion.target(),
                incursion.damage(),
                incursion.attributions(),
                incursion.response(),
                incursion.effects());
    }

    private static CasualtyDetails casualty(CasualtyRecorded casualty) {
        return new CasualtyDetails(
                casualty.scope(),
                casualty.about(),
                casualty.metric(),
                casualty.claim().min(),
                casualty.claim().best(),
                casualty.claim().max(),
                casualty.claim().asStated(),
                casualty.breakdown(),
                casualty.grade());
    }

    private static ReactionDetails reaction(ReactionRecorded reaction) {
        return new ReactionDetails(
                reaction.actor(),
                reaction.speaker(),
                reaction.speakerRole(),
                reaction.towards(),
                reaction.inResponseTo(),
                reaction.stance(),
                reaction.act());
    }

    private MeetingShown meeting(MeetingConvened meeting, List<MeetingStep> steps) {
        List<MeetingStep> seen = steps.stream().filter(step -> gate.shows(step.marking())).toList();
        return MeetingShown.of(meeting, seen, step -> gate.effective(gate.today(step.marking(), step.event())), this::sources);
    }

    private static ProtocolDetails protocol(InterceptProtocolChanged changed) {
        return new ProtocolDetails(
                changed.protocolId(),
                changed.jurisdiction(),
                changed.targetClass(),
                changed.posture(),
                changed.status(),
                changed.authority(),
                changed.legalBasis(),
                changed.effectiveFrom(),
                changed.effectiveUntil(),
                changed.conditions(),
                changed.decidedBy(),
                changed.replaces(),
                changed.reason(),
                changed.previous());
    }
}
