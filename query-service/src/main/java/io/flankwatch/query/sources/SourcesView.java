package io.flankwatch.query.sources;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.SourceEvent;
import io.flankwatch.events.SourceEvent.SourceCited;
import io.flankwatch.query.projection.CaseDocuments;
import io.flankwatch.query.projection.CaseView;
import io.flankwatch.query.projection.DocumentId;
import io.flankwatch.query.projection.Fact;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
public final class SourcesView implements CaseView {

    @Override
    public String name() {
        return "sources";
    }

    @Override
    public int version() {
        return 3;
    }

    @Override
    public void apply(CaseDocuments documents, Fact fact) {
        if (fact.event() instanceof SourceCited cited) {
            var unused = documents.update(
                    cited(fact.caseId()), fact, CitedSources.class, before -> CitedSources.with(before, cited, fact));
        }
        if (fact.event() instanceof SourceEvent event) {
            var unused = documents.update(
                    source(fact.caseId(), event.sourceId()),
                    fact,
                    SourceDocument.class,
                    before -> SourceDocument.with(before, event, fact));
        }
    }

    @Override
    public List<DocumentId> touched(String caseId, CaseEvent event) {
        return event instanceof SourceEvent about ? List.of(source(caseId, about.sourceId()), cited(caseId)) : List.of();
    }

    static DocumentId cited(String caseId) {
        return DocumentId.index(caseId, "cited");
    }

    static DocumentId source(String caseId, UUID sourceId) {
        return DocumentId.part(caseId, sourceId.toString());
    }
}
