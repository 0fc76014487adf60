package io.flankwatch.query.references;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.EntryEvent;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.query.projection.CaseDocuments;
import io.flankwatch.query.projection.CaseView;
import io.flankwatch.query.projection.DocumentId;
import io.flankwatch.query.projection.Fact;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// A document for each entry that another system has a name for, now or once.
@Component
final class ReferencesView implements CaseView {

    static final String REFS = "body.refs";

    @Override
    public String name() {
        return "references";
    }

    @Override
    public List<String> searched() {
        return List.of(REFS);
    }

    @Override
    public void apply(CaseDocuments documents, Fact fact) {
        if (fact.event() instanceof EntryRecorded recorded) {
            if (!recorded.entry().externalRefs().isEmpty()) {
                said(documents, fact, recorded);
            }
        } else if (fact.event() instanceof EntryRevised revised) {
            said(documents, fact, revised.revised());
        } else if (fact.event() instanceof EntryMarkingChanged changed) {
            changed.entries().forEach(id -> mark(documents, fact, id, changed));
        }
    }

    private static void said(CaseDocuments documents, Fact fact, EntryRecorded told) {
        DocumentId id = entry(fact.caseId(), told.entry().entryId());
        if (!told.entry().externalRefs().isEmpty() || documents.get(id, ReferencedEntry.class) != null) {
            var unused = documents.update(id, fact, ReferencedEntry.class, before -> ReferencedEntry.of(before, fact, told));
        }
    }

    private static void mark(CaseDocuments documents, Fact fact, UUID entryId, EntryMarkingChanged changed) {
        DocumentId id = entry(fact.caseId(), entryId);
        ReferencedEntry there = documents.get(id, ReferencedEntry.class);
        if (there != null) {
            var unused = documents.update(id, fact, ReferencedEntry.class, before -> there.marked(changed.of(entryId, there.marking())));
        }
    }

    @Override
    public List<DocumentId> touched(String caseId, CaseEvent event) {
        if (event instanceof EntryRecorded recorded) {
            return recorded.entry().externalRefs().isEmpty() ? List.of() : List.of(entry(caseId, recorded.entry().entryId()));
        }
        return event instanceof EntryEvent about ? List.of(entry(caseId, about.entryId())) : List.of();
    }

    private static DocumentId entry(String caseId, UUID entryId) {
        return DocumentId.part(caseId, entryId.toString());
    }
}
