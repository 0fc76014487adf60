package io.flankwatch.query.timeline;

import io.flankwatch.events.AssessmentEvent;
import io.flankwatch.events.BriefEvent;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFileEvent;
import io.flankwatch.events.Entry;
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
import io.flankwatch.events.FieldChange;
import io.flankwatch.events.HypothesisEvent;
import io.flankwatch.events.IndicatorEvent;
import io.flankwatch.events.SourceEvent.CaptureAdded;
import io.flankwatch.events.SourceEvent.CustodyTransferred;
import io.flankwatch.events.SourceEvent.SourceChecked;
import io.flankwatch.events.SourceEvent.SourceCited;
import io.flankwatch.events.SourceEvent.SourceGraded;
import io.flankwatch.events.When;
import io.flankwatch.query.course.MeetingStep;
import io.flankwatch.query.projection.CaseDocuments;
import io.flankwatch.query.projection.CaseView;
import io.flankwatch.query.projection.DocumentId;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.query.timeline.CitedDocument.Graded;
import io.flankwatch.query.timeline.EntryDocument.Reinstatement;
import io.flankwatch.query.timeline.EntryDocument.Retraction;
import io.flankwatch.query.timeline.EntryDocument.Revision;
import io.flankwatch.wire.Json;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
final class TimelineView implements CaseView {

    /// Of an entry that is held, about, in bytes.
    private static final int ENTRY = 3_000;

    @Override
    public String name() {
        return "timeline";
    }

    @Override
    public int version() {
        return 9;
    }

    /// A page is a hundred of them and more, so that the cases that are read in turns would put each other out. A twenty-fourth of the heap.
    @Override
    public int held() {
        return (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 24 / ENTRY);
    }

    @Override
    public void apply(CaseDocuments documents, Fact fact) {
        switch (fact.event()) {
            case EntryRecorded recorded -> record(documents, fact, recorded);
            case EntryRevised revised -> revise(documents, fact, revised);
            case EntryReinstated reinstated -> {
                Reinstatement reinstatement = new Reinstatement(fact.recording(), reinstated.reason());
                change(documents, fact, reinstated.entryId(), before -> known(before, reinstated.entryId()).reinstated(reinstatement));
            }
            case EntryRetracted retracted -> {
                Retraction retraction = new Retraction(fact.recording(), retracted.reason());
                change(documents, fact, retracted.entryId(), before -> known(before, retracted.entryId()).retracted(retraction));
            }
            case MeetingEvent held -> {
                MeetingStep step = MeetingStep.of(fact, held);
                change(documents, fact, held.entryId(), before -> known(before, held.entryId()).with(step));
            }
            case SourceCited cited -> {
                var unused = documents.update(source(fact.caseId(), cited.sourceId()), fact, CitedDocument.class, before -> cited(fact, cited));
            }
            case SourceGraded graded -> {
                var unused = documents.update(
                        source(fact.caseId(), graded.sourceId()), fact, CitedDocument.class, before -> graded(before, fact, graded));
            }
            case EntryMarkingChanged changed -> changed.entries().forEach(id -> mark(documents, fact, id, changed));
            case RedactionEvent redaction -> {}
            case EntriesLinked linked -> {}
            case EntriesUnlinked unlinked -> {}
            case CaptureAdded added -> {}
            case SourceChecked checked -> {}
            case CustodyTransferred transferred -> {}
            case CaseFileEvent file -> {}
            case IndicatorEvent indicator -> {}
            case HypothesisEvent hypothesis -> {}
            case AssessmentEvent assessment -> {}
            case BriefEvent brief -> {}
        }
    }

    @Override
    public List<DocumentId> touched(String caseId, CaseEvent event) {
        return switch (event) {
            case EntryRecorded recorded -> {
                DocumentId month = month(caseId, Line.month(recorded.entry().occurred()), recorded.entry().entryId());
                UUID supersedes = recorded.entry().supersedes();
                DocumentId months = DocumentId.root(caseId);
                yield supersedes == null
                        ? List.of(entry(caseId, recorded.entry().entryId()), month, months)
                        : List.of(entry(caseId, recorded.entry().entryId()), month, months, entry(caseId, supersedes));
            }
            case EntryEvent about -> List.of(entry(caseId, about.entryId()));
            case SourceCited cited -> List.of(source(caseId, cited.sourceId()));
            case SourceGraded graded -> List.of(source(caseId, graded.sourceId()));
            case CaptureAdded added -> List.of();
            case SourceChecked checked -> List.of();
            case CustodyTransferred transferred -> List.of();
            case CaseFileEvent file -> List.of();
            case IndicatorEvent indicator -> List.of();
            case HypothesisEvent hypothesis -> List.of();
            case AssessmentEvent assessment -> List.of();
            case BriefEvent brief -> List.of();
        };
    }

    static DocumentId entry(String caseId, UUID entryId) {
        return DocumentId.part(caseId, entryId.toString());
    }

    static DocumentId source(String caseId, UUID sourceId) {
        return DocumentId.part(caseId, "source/" + sourceId);
    }

    /// Where the lines of a month are.
    static Stream<DocumentId> month(String caseId, String month) {
        return IntStream.range(0, MonthDocument.PARTS).mapToObj(part -> month(caseId, month, part));
    }

    private static DocumentId month(String caseId, String month, UUID entryId) {
        return month(caseId, month, MonthDocument.part(entryId));
    }

    private static DocumentId month(String caseId, String month, int part) {
        return DocumentId.index(caseId, month + "/" + part);
    }

    private static void record(CaseDocuments documents, Fact fact, EntryRecorded recorded) {
        Entry entry = recorded.entry();
        EntryDocument document = EntryDocument.of(fact, recorded);
        var known = documents.update(entry(fact.caseId(), entry.entryId()), fact, EntryDocument.class, before -> document);
        changed(documents, fact, known, entry);
        Line line = Line.of(document, entry);
        var unused = documents.update(
                DocumentId.root(fact.caseId()),
                fact,
                RootDocument.class,
                before -> RootDocument.with(before, Line.month(entry.occurred()), line));
    }

    /// What an entry was before is read off the event: the entry's document may reflect it already.
    private static void revise(CaseDocuments documents, Fact fact, EntryRevised revised) {
        UUID entryId = revised.entryId();
        Entry now = revised.revised().entry();
        Revision revision = new Revision(fact.recording(), fact.marking(), revised.reason(), revised.changes());
        EntryDocument changed = documents.update(
                entry(fact.caseId(), entryId),
                fact,
                EntryDocument.class,
                before -> known(before, entryId).revised(revision, revised.revised()));
        for (FieldChange change : revised.changes()) {
            if (change.field().equals("occurred")) {
                String left = Line.month(Json.MAPPER.convertValue(change.before(), When.class));
                var unused = documents.update(
                        month(fact.caseId(), left, entryId), fact, MonthDocument.class, before -> MonthDocument.left(before, entryId));
            }
            if (change.field().equals("supersedes") && change.before() != null) {
                UUID left = UUID.fromString(change.before().toString());
                change(documents, fact, left, before -> known(before, left).without(entryId));
            }
        }
        changed(documents, fact, changed, now);
        Line line = Line.of(changed, now);
        var unused = documents.update(
                DocumentId.root(fact.caseId()), fact, RootDocument.class, before -> RootDocument.with(before, Line.month(now.occurred()), line));
    }

    private static void mark(CaseDocuments documents, Fact fact, UUID entryId, EntryMarkingChanged changed) {
        EntryDocument marked = documents.update(entry(fact.caseId(), entryId), fact, EntryDocument.class, before -> {
            EntryDocument there = known(before, entryId);
            return there.marked(changed.of(entryId, there.marking()));
        });
        Entry entry = marked.entry();
        changed(documents, fact, marked, entry);
        Line line = Line.of(marked, entry);
        var unused = documents.update(
                DocumentId.root(fact.caseId()), fact, RootDocument.class, before -> RootDocument.with(before, Line.month(entry.occurred()), line));
    }

    private static void change(CaseDocuments documents, Fact fact, UUID entryId, CaseDocuments.Change<EntryDocument> change) {
        EntryDocument changed = documents.update(entry(fact.caseId(), entryId), fact, EntryDocument.class, change);
        changed(documents, fact, changed, changed.entry());
    }

    /// Brings up to date an entry's line in the index, and the entry in whose place it stands.
    private static void changed(CaseDocuments documents, Fact fact, EntryDocument changed, Entry entry) {
        Line line = Line.of(changed, entry);
        var unused = documents.update(
                month(fact.caseId(), Line.month(entry.occurred()), line.entryId()), fact, MonthDocument.class, before -> MonthDocument.with(before, line));
        UUID predecessor = entry.supersedes();
        if (predecessor != null) {
            change(documents, fact, predecessor, before -> known(before, predecessor).with(changed.asSuccessor()));
        }
    }

    private static EntryDocument known(@Nullable EntryDocument document, UUID entryId) {
        if (document == null) {
            throw new IllegalStateException("an event refers to entry " + entryId + ", which its case has not recorded");
        }
        return document;
    }

    private static CitedDocument cited(Fact fact, SourceCited cited) {
        return new CitedDocument(
                cited.sourceId(),
                cited.title(),
                cited.publisher(),
                cited.url(),
                cited.documentRef(),
                cited.copiesFrom(),
                fact.marking(),
                List.of(new Graded(cited.reliability(), cited.credibility(), fact.marking())));
    }

    private static CitedDocument graded(@Nullable CitedDocument before, Fact fact, SourceGraded graded) {
        if (before == null) {
            throw new IllegalStateException("an event refers to source " + graded.sourceId() + ", which its case has not cited");
        }
        return before.graded(new Graded(graded.reliability(), graded.credibility(), fact.marking()));
    }
}
