package io.flankwatch.query.cases;

import io.flankwatch.events.AssessmentEvent;
import io.flankwatch.events.BriefEvent;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFile;
import io.flankwatch.events.CaseFileEvent;
import io.flankwatch.events.EntryEvent;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.HypothesisEvent;
import io.flankwatch.events.IndicatorEvent;
import io.flankwatch.events.SourceEvent;
import io.flankwatch.query.projection.CaseDocuments;
import io.flankwatch.query.projection.CaseView;
import io.flankwatch.query.projection.DocumentId;
import io.flankwatch.query.projection.Fact;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
final class CasesView implements CaseView {

    @Override
    public String name() {
        return "cases";
    }

    @Override
    public void apply(CaseDocuments documents, Fact fact) {
        var unused = documents.update(DocumentId.root(fact.caseId()), fact, CaseDocument.class, before -> next(before, fact));
    }

    @Override
    public List<DocumentId> touched(String caseId, CaseEvent event) {
        return List.of(DocumentId.root(caseId));
    }

    private static CaseDocument next(@Nullable CaseDocument before, Fact fact) {
        CaseDocument after = switch (fact.event()) {
            case CaseFileEvent event -> filed(before, fact, event);
            case EntryRecorded recorded -> recorded(before, Span.of(fact.marking(), recorded.entry().occurred()));
            case EntryRevised revised -> recorded(before, Span.of(fact.marking(), revised.revised().entry().occurred()));
            case EntryEvent event -> before;
            case SourceEvent event -> before;
            case IndicatorEvent event -> before;
            case HypothesisEvent event -> before;
            case AssessmentEvent event -> before;
            case BriefEvent brief -> before;
        };
        if (after == null) {
            throw new IllegalStateException("case " + fact.caseId() + " begins with " + fact.envelope().type());
        }
        return after.changed(fact.position(), fact.envelope().recordedAt());
    }

    private static CaseDocument filed(@Nullable CaseDocument before, Fact fact, CaseFileEvent event) {
        CaseFile file = CaseFile.evolve(before == null ? null : before.file(), event);
        return before == null ? CaseDocument.opened(file, fact.position(), fact.envelope().recordedAt()) : before.filed(file);
    }

    private static @Nullable CaseDocument recorded(@Nullable CaseDocument before, @Nullable Span span) {
        return before == null || span == null ? before : before.recorded(span);
    }
}
