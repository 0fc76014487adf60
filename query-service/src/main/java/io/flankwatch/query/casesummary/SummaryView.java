package io.flankwatch.query.casesummary;

import io.flankwatch.events.AssessmentEvent;
import io.flankwatch.events.BriefEvent;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFile;
import io.flankwatch.events.CaseFileEvent.CaseClosed;
import io.flankwatch.events.CaseFileEvent.CaseOpened;
import io.flankwatch.events.CaseFileEvent.CasesLinked;
import io.flankwatch.events.CaseFileEvent.CasesUnlinked;
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
import io.flankwatch.events.HypothesisEvent;
import io.flankwatch.events.IndicatorEvent;
import io.flankwatch.events.SourceEvent.SourceCited;
import io.flankwatch.events.SourceEvent;
import io.flankwatch.query.casesummary.HeadDocument.Change;
import io.flankwatch.query.casesummary.HeadDocument.Closing;
import io.flankwatch.query.casesummary.ShareDocument.Cited;
import io.flankwatch.query.projection.CaseDocuments;
import io.flankwatch.query.projection.CaseView;
import io.flankwatch.query.projection.DocumentId;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.query.watch.WatchedIndicator;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
public final class SummaryView implements CaseView {

    @Override
    public String name() {
        return "case-summary";
    }

    @Override
    public int version() {
        return 5;
    }

    /// All of a case are read at once, and most are small.
    @Override
    public int held() {
        return 100_000;
    }

    @Override
    public void apply(CaseDocuments documents, Fact fact) {
        switch (fact.event()) {
            case EntryRecorded recorded -> {
                var unused = documents.update(
                        share(fact.caseId(), recorded.entry().entryId()),
                        fact,
                        ShareDocument.class,
                        before -> ShareDocument.of(before).with(Contribution.of(fact, recorded)));
            }
            case SourceCited cited -> {
                var unused = documents.update(
                        share(fact.caseId(), cited.sourceId()),
                        fact,
                        ShareDocument.class,
                        before -> ShareDocument.of(before).with(new Cited(cited.sourceId(), cited.copiesFrom(), fact.marking(), fact.position())));
            }
            case EntryRevised revised -> change(documents, fact, revised, entry -> entry.revised(fact, revised.revised()));
            case EntryRetracted retracted -> change(documents, fact, retracted, entry -> entry.retracted(true));
            case EntryReinstated reinstated -> change(documents, fact, reinstated, entry -> entry.retracted(false));
            case EntryMarkingChanged changed -> changed.entries().forEach(id -> {
                var unused = documents.update(
                        share(fact.caseId(), id),
                        fact,
                        ShareDocument.class,
                        before -> known(before, changed).changed(id, entry -> entry.marked(changed.of(id, entry.marking()))));
            });
            case RedactionEvent redaction -> {}
            case EntriesLinked linked -> change(documents, fact, linked, entry -> entry.linked(linked.link(), fact.marking()));
            case EntriesUnlinked unlinked -> change(documents, fact, unlinked, entry -> entry.unlinked(unlinked.link()));
            case MeetingEvent held -> {}
            case CaseFileEvent file -> {}
            case SourceEvent source -> {}
            case IndicatorEvent indicator -> {}
            case HypothesisEvent hypothesis -> {}
            case AssessmentEvent assessment -> {}
            case BriefEvent brief -> {}
        }
        var unused = documents.update(DocumentId.root(fact.caseId()), fact, HeadDocument.class, before -> head(before, fact));
    }

    @Override
    public List<DocumentId> touched(String caseId, CaseEvent event) {
        DocumentId head = DocumentId.root(caseId);
        return switch (event) {
            case EntryRecorded recorded -> List.of(head, share(caseId, recorded.entry().entryId()));
            case EntryEvent about -> List.of(head, share(caseId, about.entryId()));
            case SourceCited cited -> List.of(head, share(caseId, cited.sourceId()));
            case CaseEvent any -> List.of(head);
        };
    }

    /// Where all contributions and sources of a case are.
    static List<DocumentId> shares(String caseId) {
        return IntStream.range(0, ShareDocument.SHARES).mapToObj(share -> share(caseId, share)).toList();
    }

    private static DocumentId share(String caseId, UUID id) {
        return share(caseId, ShareDocument.share(id));
    }

    private static DocumentId share(String caseId, int share) {
        return DocumentId.part(caseId, "share/" + share);
    }

    private static HeadDocument head(@Nullable HeadDocument before, Fact fact) {
        Change last = new Change(fact.envelope().type(), fact.marking(), otherCase(fact.event()), fact.recording());
        if (before == null && fact.event() instanceof CaseOpened opened) {
            return new HeadDocument(CaseFile.evolve(null, opened), fact.recording(), null, List.of(), last);
        }
        if (before == null) {
            throw new IllegalStateException("case " + fact.caseId() + " begins with " + fact.envelope().type());
        }
        HeadDocument after = switch (fact.event()) {
            case CaseFileEvent event -> filed(before, fact, event);
            case SourceEvent source -> before;
            case IndicatorEvent event -> before.watched(event.indicatorId(), was -> WatchedIndicator.apply(was, fact, event));
            case HypothesisEvent hypothesis -> before;
            case AssessmentEvent assessment -> before;
            case BriefEvent brief -> before;
            case EntryRecorded recorded -> before;
            case EntryEvent entry -> before;
        };
        return after.changed(last);
    }

    private static HeadDocument filed(HeadDocument before, Fact fact, CaseFileEvent event) {
        Closing closing = event instanceof CaseClosed closed ? new Closing(closed, fact.recording()) : before.closing();
        CaseFile file = CaseFile.evolve(before.file(), event);
        return before.filed(file, file.closed() ? closing : null);
    }

    private static @Nullable UUID otherCase(CaseEvent event) {
        return switch (event) {
            case CasesLinked linked -> linked.otherId();
            case CasesUnlinked unlinked -> unlinked.otherId();
            case EntriesLinked linked -> linked.otherCaseId();
            case EntriesUnlinked unlinked -> unlinked.otherCaseId();
            case CaseEvent any -> null;
        };
    }

    private static void change(CaseDocuments documents, Fact fact, EntryEvent event, UnaryOperator<Contribution> change) {
        var unused = documents.update(
                share(fact.caseId(), event.entryId()),
                fact,
                ShareDocument.class,
                before -> known(before, event).changed(event.entryId(), change));
    }

    private static ShareDocument known(@Nullable ShareDocument share, EntryEvent event) {
        if (share == null) {
            throw new IllegalStateException("an event refers to entry " + event.entryId() + ", which its case has not recorded");
        }
        return share;
    }
}
