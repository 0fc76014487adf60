package io.flankwatch.query.figures;

import io.flankwatch.events.AssessmentEvent;
import io.flankwatch.events.BriefEvent;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFileEvent;
import io.flankwatch.events.EntryEvent;
import io.flankwatch.events.EntryEvent.EntriesLinked;
import io.flankwatch.events.EntryEvent.EntriesUnlinked;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryEvent.EntryReinstated;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryEvent.MeetingEvent;
import io.flankwatch.events.EntryEvent.RedactionEvent;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.HypothesisEvent;
import io.flankwatch.events.IndicatorEvent;
import io.flankwatch.events.SourceEvent;
import io.flankwatch.query.figures.ShareDocument.Told;
import io.flankwatch.query.projection.CaseDocuments;
import io.flankwatch.query.projection.CaseView;
import io.flankwatch.query.projection.DocumentId;
import io.flankwatch.query.projection.Fact;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
final class FiguresView implements CaseView {

    @Override
    public String name() {
        return "figures";
    }

    @Override
    public void apply(CaseDocuments documents, Fact fact) {
        switch (fact.event()) {
            case EntryRecorded recorded -> {
                var unused = documents.update(
                        share(fact.caseId(), recorded.entry().entryId()),
                        fact,
                        ShareDocument.class,
                        before -> ShareDocument.with(before, Told.of(fact, recorded)));
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
    }

    @Override
    public List<DocumentId> touched(String caseId, CaseEvent event) {
        return switch (event) {
            case EntryRecorded recorded -> List.of(share(caseId, recorded.entry().entryId()));
            case EntryEvent about -> List.of(share(caseId, about.entryId()));
            case CaseFileEvent file -> List.of();
            case SourceEvent source -> List.of();
            case IndicatorEvent indicator -> List.of();
            case HypothesisEvent hypothesis -> List.of();
            case AssessmentEvent assessment -> List.of();
            case BriefEvent brief -> List.of();
        };
    }

    private static DocumentId share(String caseId, UUID entryId) {
        return DocumentId.part(caseId, "share/" + ShareDocument.share(entryId));
    }

    private static void change(CaseDocuments documents, Fact fact, EntryEvent event, UnaryOperator<Told> change) {
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
