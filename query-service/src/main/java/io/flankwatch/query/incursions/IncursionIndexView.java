package io.flankwatch.query.incursions;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.FieldChange;
import io.flankwatch.events.When;
import io.flankwatch.query.projection.CaseDocuments;
import io.flankwatch.query.projection.CaseView;
import io.flankwatch.query.projection.DocumentId;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.wire.Json;
import java.util.List;
import org.springframework.stereotype.Component;

/// Where incursions are found. Whether they stand and who may see them is not said here: that changes without them.
@Component
final class IncursionIndexView implements CaseView {

    @Override
    public String name() {
        return "incursion-index";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public List<String> searched() {
        return List.of(MonthDocument.START);
    }

    @Override
    public void apply(CaseDocuments documents, Fact fact) {
        if (fact.event() instanceof IncursionReported reported) {
            add(documents, fact, reported);
        } else if (fact.event() instanceof EntryRevised revised && revised.revised() instanceof IncursionReported now) {
            add(documents, fact, now);
            leave(documents, fact, revised, Line.month(now.entry().occurred()));
        }
    }

    private static void add(CaseDocuments documents, Fact fact, IncursionReported told) {
        var unused = documents.update(
                month(fact.caseId(), told.entry().occurred()), fact, MonthDocument.class, before -> MonthDocument.with(before, Line.of(fact, told)));
    }

    /// Where it was before is read off the event: the document that it is in now may reflect it already.
    private static void leave(CaseDocuments documents, Fact fact, EntryRevised revised, String now) {
        for (FieldChange change : revised.changes()) {
            if (change.field().equals("occurred")) {
                When before = Json.MAPPER.convertValue(change.before(), When.class);
                if (!Line.month(before).equals(now)) {
                    var unused = documents.update(
                            month(fact.caseId(), before), fact, MonthDocument.class, month -> MonthDocument.without(month, revised.entryId()));
                }
            }
        }
    }

    @Override
    public List<DocumentId> touched(String caseId, CaseEvent event) {
        if (event instanceof IncursionReported reported) {
            return List.of(month(caseId, reported.entry().occurred()));
        }
        return event instanceof EntryRevised revised && revised.revised() instanceof IncursionReported now
                ? List.of(month(caseId, now.entry().occurred()))
                : List.of();
    }

    private static DocumentId month(String caseId, When occurred) {
        return DocumentId.index(caseId, Line.month(occurred));
    }
}
