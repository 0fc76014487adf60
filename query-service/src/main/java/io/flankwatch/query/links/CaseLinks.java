package io.flankwatch.query.links;

import io.flankwatch.events.CaseLink.Relation;
import io.flankwatch.query.projection.DocumentId;
import io.flankwatch.query.projection.Recording;
import io.flankwatch.query.projection.Stored;
import io.flankwatch.query.projection.Views;
import io.flankwatch.query.reading.Asked;
import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.reading.CaseGates;
import io.flankwatch.query.reading.CaseReads;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds the links of a case, its own and those of others to it.
@Component
public class CaseLinks {

    private final LinksView view;
    private final Views views;
    private final CaseReads reads;
    private final CaseGates gates;

    CaseLinks(LinksView view, Views views, CaseReads reads, CaseGates gates) {
        this.view = view;
        this.views = views;
        this.reads = reads;
        this.gates = gates;
    }

    /// @param other    the other case
    /// @param relation of the case that was linked to the one that it names
    /// @param incoming whether the case is the one that is named
    public record Link(UUID other, Relation relation, UUID recordedIn, boolean incoming, Recording recorded) {}

    /// In the order recorded; those that the reader may see, which takes seeing both cases.
    public List<Link> of(CaseGate gate, Asked asked) {
        Long position = reads.asked(asked);
        if (position != null) {
            // Whoever has read the case has found it to be one of the ledger's.
            reads.arrived(view, position, LinksView.TYPES);
        }
        Long then = asked.asOf() == null ? null : position;
        UUID caseId = UUID.fromString(gate.caseId());
        List<Link> links = new ArrayList<>();
        for (Stored<LinksDocument> found : ownAndNaming(gate.caseId())) {
            if (found.caseId().equals(gate.caseId())) {
                links.addAll(standing(found, then, gate, null));
            } else {
                gates.find(found.caseId(), gate.ceiling()).ifPresent(there -> links.addAll(standing(found, then, there, caseId)));
            }
        }
        return links.stream().sorted(Comparator.comparing(link -> link.recorded().position())).toList();
    }

    /// @param from  the case that was linked, as far as the reader may see it
    /// @param named only links that name it; absent: all, as far as the reader may know what they name
    private List<Link> standing(Stored<LinksDocument> document, @Nullable Long then, CaseGate from, @Nullable UUID named) {
        LinksDocument body = document.body();
        if (body == null) {
            return List.of();
        }
        UUID caseId = UUID.fromString(document.caseId());
        return body.links().stream()
                .filter(link -> link.stands(then) && from.shows(link.marking()))
                .filter(link -> named == null ? gates.find(link.other().toString(), from.ceiling()).isPresent() : link.other().equals(named))
                .map(link -> new Link(named == null ? link.other() : caseId, link.relation(), caseId, named != null, link.linked()))
                .toList();
    }

    private List<Stored<LinksDocument>> ownAndNaming(String caseId) {
        List<Document> either = List.of(new Document("_id", DocumentId.root(caseId).value()), new Document(LinksView.OTHER, caseId));
        return views.ask(view, collection -> collection
                .find(new Document("$or", either))
                .map(document -> Stored.read(document, LinksDocument.class))
                .into(new ArrayList<>()));
    }
}
