package io.flankwatch.query.links;

import io.flankwatch.events.EntryLink;
import io.flankwatch.events.Marking;
import io.flankwatch.events.figures.AcrossCases.Ref;
import io.flankwatch.events.figures.Incidents;
import io.flankwatch.query.links.EntryLinksDocument.Made;
import io.flankwatch.query.projection.Stored;
import io.flankwatch.query.projection.Views;
import io.flankwatch.query.reading.Asked;
import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.reading.CaseGates;
import io.flankwatch.query.reading.CaseReads;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds the links of an entry, its own and those of others to it, of whatever case.
@Component
public class EntryLinks {

    private final EntryLinksView view;
    private final Views views;
    private final CaseReads reads;
    private final CaseGates gates;

    EntryLinks(EntryLinksView view, Views views, CaseReads reads, CaseGates gates) {
        this.view = view;
        this.views = views;
        this.reads = reads;
        this.gates = gates;
    }

    /// In the order recorded; those that the reader may see, which takes seeing both entries.
    public List<LinkedEntry> of(CaseGate gate, UUID entryId, Asked asked) {
        Long position = reads.asked(asked);
        if (position != null) {
            // Whoever has read the case has found it to be one of the ledger's.
            reads.arrived(view, position, EntryLinksView.TYPES);
        }
        Long then = asked.asOf() == null ? null : position;
        List<LinkedEntry> links = new ArrayList<>();
        views.documents(view)
                .find(EntryLinksView.entry(gate.caseId(), entryId), EntryLinksDocument.class)
                .ifPresent(own -> links.addAll(own(own.content(), gate, then)));
        for (Document another : naming(List.of(entryId.toString()))) {
            links.addAll(theirs(Stored.read(another, EntryLinksDocument.class), gate, entryId, then));
        }
        return links.stream().sorted(Comparator.comparing(link -> link.recorded().position())).toList();
    }

    /// Waits until all links up to a position are known.
    ///
    /// @param asked absent: no matter
    public void await(@Nullable Long asked) {
        var unused = reads.reached(view, asked);
    }

    /// The links of one sort that stand now and have one of the entries on either side, as far as their cases and the links themselves are shown; whether the
    /// entries are is for the caller to say.
    ///
    /// @param gates of the cases that the reader may know of
    public List<Incidents.Link<Ref>> among(Collection<Ref> entries, EntryLink.Relation relation, Function<UUID, Optional<CaseGate>> gates) {
        Set<Ref> asked = Set.copyOf(entries);
        List<String> ids = asked.stream().map(ref -> EntryLinksView.entry(ref.caseId().toString(), ref.entryId()).value()).toList();
        List<Document> found = new ArrayList<>(views.documents(view).find(ids).values());
        found.addAll(naming(asked.stream().map(ref -> ref.entryId().toString()).distinct().toList()));
        List<Incidents.Link<Ref>> links = new ArrayList<>();
        for (Document document : found) {
            Stored<EntryLinksDocument> stored = Stored.read(document, EntryLinksDocument.class);
            UUID caseId = UUID.fromString(stored.caseId());
            Ref from = new Ref(caseId, stored.content().entryId());
            gates.apply(caseId).ifPresent(gate -> stored.content().links().stream()
                    .filter(made -> made.link().relation() == relation && made.stands(null) && gate.shows(made.marking()))
                    .map(made -> new Incidents.Link<>(
                            from, relation, new Ref(Objects.requireNonNullElse(made.link().otherCaseId(), caseId), made.link().otherId())))
                    .filter(link -> asked.contains(link.from()) || asked.contains(link.to()))
                    .forEach(links::add));
        }
        return links;
    }

    private List<LinkedEntry> own(EntryLinksDocument document, CaseGate gate, @Nullable Long then) {
        UUID here = UUID.fromString(gate.caseId());
        List<LinkedEntry> links = new ArrayList<>();
        for (Made made : document.links()) {
            UUID otherCase = Objects.requireNonNullElse(made.link().otherCaseId(), here);
            boolean shown = gate.shows(gate.today(made.marking(), document.entryId()))
                    && there(otherCase, gate)
                            .filter(there -> there.shows(there.today(Marking.CLEAR, made.link().otherId())))
                            .isPresent();
            if (made.stands(then) && shown) {
                links.add(new LinkedEntry(
                        otherCase,
                        made.link().otherId(),
                        LinkedEntry.Relation.own(made.link().relation()),
                        made.reason(),
                        here,
                        document.entryId(),
                        made.linked()));
            }
        }
        return links;
    }

    private List<LinkedEntry> theirs(Stored<EntryLinksDocument> another, CaseGate gate, UUID entryId, @Nullable Long then) {
        UUID theirCase = UUID.fromString(another.caseId());
        UUID here = UUID.fromString(gate.caseId());
        Optional<CaseGate> there = there(theirCase, gate);
        if (there.isEmpty()) {
            return List.of();
        }
        return another.content().links().stream()
                .filter(made -> made.link().otherId().equals(entryId)
                        && Objects.requireNonNullElse(made.link().otherCaseId(), theirCase).equals(here))
                .filter(made -> made.stands(then) && there.get().shows(there.get().today(made.marking(), another.content().entryId())))
                .map(made -> new LinkedEntry(
                        theirCase,
                        another.content().entryId(),
                        LinkedEntry.Relation.inverse(made.link().relation()),
                        made.reason(),
                        theirCase,
                        another.content().entryId(),
                        made.linked()))
                .toList();
    }

    private Optional<CaseGate> there(UUID caseId, CaseGate gate) {
        return caseId.toString().equals(gate.caseId()) ? Optional.of(gate) : gates.find(caseId.toString(), gate.ceiling());
    }

    private List<Document> naming(List<String> entryIds) {
        return views.ask(view, collection -> collection
                .find(new Document(EntryLinksView.OTHER, new Document("$in", entryIds)))
                .into(new ArrayList<>()));
    }
}
