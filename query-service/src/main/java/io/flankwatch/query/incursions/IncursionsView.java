package io.flankwatch.query.incursions;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.EntryEvent;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.query.projection.CaseDocuments;
import io.flankwatch.query.projection.CaseView;
import io.flankwatch.query.projection.DocumentId;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.query.standing.StandingEntries;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Whether entries stand, whatever their kind, since what an incursion is linked with counts as long as that does; and all that was said of incursions.
@Component
final class IncursionsView implements CaseView {

    @Override
    public String name() {
        return "incursions";
    }

    @Override
    public void apply(CaseDocuments documents, Fact fact) {
        if (fact.event() instanceof EntryRecorded recorded) {
            StandingEntries.apply(documents, fact, recorded, IncursionsView::entry);
        } else if (fact.event() instanceof EntryEvent about) {
            StandingEntries.apply(documents, fact, about, IncursionsView::entry);
        }
        if (fact.event() instanceof IncursionReported reported) {
            update(documents, fact, reported.entry().entryId(), before -> new IncursionDocument(fact.recording(), reported));
        } else if (fact.event() instanceof EntryRevised revised && revised.revised() instanceof IncursionReported now) {
            update(documents, fact, revised.entryId(), before -> {
                if (before == null) {
                    throw new IllegalStateException("an event refers to incursion " + revised.entryId() + ", which its case has not recorded");
                }
                return new IncursionDocument(before.recorded(), now);
            });
        }
    }

    private static void update(CaseDocuments documents, Fact fact, UUID entryId, CaseDocuments.Change<IncursionDocument> change) {
        var unused = documents.update(incursion(fact.caseId(), entryId), fact, IncursionDocument.class, change);
    }

    @Override
    public List<DocumentId> touched(String caseId, CaseEvent event) {
        return switch (event) {
            case IncursionReported reported ->
                Stream.concat(
                                StandingEntries.touched(caseId, reported, IncursionsView::entry).stream(),
                                Stream.of(incursion(caseId, reported.entry().entryId())))
                        .toList();
            case EntryRecorded recorded -> StandingEntries.touched(caseId, recorded, IncursionsView::entry);
            case EntryEvent about -> StandingEntries.touched(caseId, about, IncursionsView::entry);
            case CaseEvent _ -> List.of();
        };
    }

    static DocumentId entry(String caseId, UUID entryId) {
        return DocumentId.part(caseId, "entry/" + entryId);
    }

    static DocumentId incursion(String caseId, UUID entryId) {
        return DocumentId.part(caseId, "incursion/" + entryId);
    }
}
