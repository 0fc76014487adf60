package io.flankwatch.query.links;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFileEvent.CasesLinked;
import io.flankwatch.events.CaseFileEvent.CasesUnlinked;
import io.flankwatch.query.projection.CaseDocuments;
import io.flankwatch.query.projection.CaseView;
import io.flankwatch.query.projection.DocumentId;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.wire.EventTypes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
final class LinksView implements CaseView {

    /// All that it folds.
    static final List<String> TYPES = Stream.of(CasesLinked.class, CasesUnlinked.class).map(EventTypes::nameOf).toList();

    /// Whom a link names.
    static final String OTHER = "body.links.other";

    @Override
    public String name() {
        return "case-links";
    }

    @Override
    public List<String> searched() {
        return List.of(OTHER);
    }

    @Override
    public void apply(CaseDocuments documents, Fact fact) {
        if (fact.event() instanceof CasesLinked linked) {
            update(documents, fact, before -> known(before).with(linked, fact));
        } else if (fact.event() instanceof CasesUnlinked unlinked) {
            update(documents, fact, before -> known(before).without(unlinked, fact));
        }
    }

    @Override
    public List<DocumentId> touched(String caseId, CaseEvent event) {
        return event instanceof CasesLinked || event instanceof CasesUnlinked ? List.of(DocumentId.root(caseId)) : List.of();
    }

    private static void update(CaseDocuments documents, Fact fact, CaseDocuments.Change<LinksDocument> change) {
        var unused = documents.update(DocumentId.root(fact.caseId()), fact, LinksDocument.class, change);
    }

    private static LinksDocument known(@Nullable LinksDocument before) {
        return before == null ? LinksDocument.NONE : before;
    }
}
