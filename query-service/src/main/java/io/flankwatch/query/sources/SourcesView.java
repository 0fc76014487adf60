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
final class SourcesView implements CaseView {

    @Override
    public String name() {
        return "sources";
    }

    @Override
    public void apply(CaseDocuments documents, Fact fact) {
        if (fact.event() instanceof SourceEvent event) {
            switch (event) {
                case SourceCited cited -> {
                    var unused = documents.update(
                            source(fact.caseId(), cited.sourceId()),
                            fact,
                            SourceDocument.class,
                            before -> new SourceDocument(cited, fact.marking(), fact.leafHash(), fact.recording()));
                }
            }
        }
    }

    @Override
    public List<DocumentId> touched(String caseId, CaseEvent event) {
        return event instanceof SourceCited cited ? List.of(source(caseId, cited.sourceId())) : List.of();
    }

    static DocumentId source(String caseId, UUID sourceId) {
        return DocumentId.part(caseId, sourceId.toString());
    }
}
