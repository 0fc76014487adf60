package io.flankwatch.query.postures;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.EntryEvent;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryEvent.EntryReinstated;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryRecorded.InterceptProtocolChanged;
import io.flankwatch.query.postures.ProtocolsDocument.Version;
import io.flankwatch.query.projection.CaseDocuments;
import io.flankwatch.query.projection.CaseView;
import io.flankwatch.query.projection.DocumentId;
import io.flankwatch.query.projection.Fact;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

@Component
final class PosturesView implements CaseView {

    @Override
    public String name() {
        return "postures";
    }

    @Override
    public void apply(CaseDocuments documents, Fact fact) {
        CaseEvent event = fact.event();
        if (event instanceof InterceptProtocolChanged changed) {
            var unused = documents.update(
                    protocols(fact.caseId()),
                    fact,
                    ProtocolsDocument.class,
                    before -> Objects.requireNonNullElse(before, ProtocolsDocument.NONE).with(fact, changed));
        } else if (event instanceof EntryRevised revised && revised.revised() instanceof InterceptProtocolChanged now) {
            change(documents, fact, revised.entryId(), version -> version.revised(fact, now));
        } else if (event instanceof EntryRetracted retracted) {
            change(documents, fact, retracted.entryId(), version -> version.retracted(fact, true));
        } else if (event instanceof EntryReinstated reinstated) {
            change(documents, fact, reinstated.entryId(), version -> version.retracted(fact, false));
        } else if (event instanceof EntryMarkingChanged marked) {
            marked.entries().forEach(id -> change(documents, fact, id, version -> version.marked(fact, marked.of(id, version.marking()))));
        }
    }

    @Override
    public List<DocumentId> touched(String caseId, CaseEvent event) {
        return event instanceof InterceptProtocolChanged || event instanceof EntryEvent ? List.of(protocols(caseId)) : List.of();
    }

    /// Where the protocol changes of a case are; absent where it has none.
    static DocumentId protocols(String caseId) {
        return DocumentId.part(caseId, "protocols");
    }

    /// Entries of other kinds are no concern of this view.
    private static void change(CaseDocuments documents, Fact fact, UUID entryId, UnaryOperator<Version> change) {
        ProtocolsDocument there = documents.get(protocols(fact.caseId()), ProtocolsDocument.class);
        if (there != null && there.knows(entryId)) {
            var unused = documents.update(
                    protocols(fact.caseId()),
                    fact,
                    ProtocolsDocument.class,
                    before -> Objects.requireNonNullElse(before, ProtocolsDocument.NONE).with(entryId, change));
        }
    }
}
