package io.flankwatch.query.links;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.EntryEvent.EntriesLinked;
import io.flankwatch.events.EntryEvent.EntriesUnlinked;
import io.flankwatch.query.projection.CaseDocuments;
import io.flankwatch.query.projection.CaseView;
import io.flankwatch.query.projection.DocumentId;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.wire.EventTypes;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

@Component
final class EntryLinksView implements CaseView {

    /// All that it folds.
    static final List<String> TYPES = Stream.of(EntriesLinked.class, EntriesUnlinked.class).map(EventTypes::nameOf).toList();

    /// Whom a link names, in whatever case.
    static final String OTHER = "body.links.link.otherId";

    @Override
    public String name() {
        return "entry-links";
    }

    @Override
    public List<String> searched() {
        return List.of(OTHER);
    }

    @Override
    public void apply(CaseDocuments documents, Fact fact) {
        if (fact.event() instanceof EntriesLinked linked) {
            update(documents, fact, linked.entryId(), before -> EntryLinksDocument.with(before, linked, fact));
        } else if (fact.event() instanceof EntriesUnlinked unlinked) {
            update(documents, fact, unlinked.entryId(), before -> EntryLinksDocument.without(before, unlinked, fact));
        }
    }

    @Override
    public List<DocumentId> touched(String caseId, CaseEvent event) {
        return event instanceof EntriesLinked linked
                ? List.of(entry(caseId, linked.entryId()))
                : event instanceof EntriesUnlinked unlinked ? List.of(entry(caseId, unlinked.entryId())) : List.of();
    }

    static DocumentId entry(String caseId, UUID entryId) {
        return DocumentId.part(caseId, entryId.toString());
    }

    private static void update(CaseDocuments documents, Fact fact, UUID entryId, CaseDocuments.Change<EntryLinksDocument> change) {
        var unused = documents.update(entry(fact.caseId(), entryId), fact, EntryLinksDocument.class, change);
    }
}
