package io.flankwatch.query.figures;

import io.flankwatch.events.figures.AcrossCases.Contribution;
import io.flankwatch.events.figures.AcrossCases.Link;
import io.flankwatch.events.figures.AcrossCases.Ref;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.query.figures.ShareDocument.Told;
import io.flankwatch.query.projection.Stored;
import io.flankwatch.query.projection.Views;
import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.reading.CaseGates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.springframework.stereotype.Component;

/// What entries of all cases contribute, as far as a reader may see: whether a case is shown is decided by the ledger, one by one.
@Component
class Contributions {

    private final FiguresView view;
    private final Views views;
    private final CaseGates gates;

    Contributions(FiguresView view, Views views, CaseGates gates) {
        this.view = view;
        this.views = views;
        this.gates = gates;
    }

    List<Contribution> seenBy(Ceiling ceiling) {
        List<Contribution> seen = new ArrayList<>();
        List<Stored<ShareDocument>> shares = shares();
        Map<String, CaseGate> known = gates.find(shares.stream().map(Stored::caseId).toList(), ceiling);
        for (Stored<ShareDocument> share : shares) {
            CaseGate gate = known.get(share.caseId());
            if (gate != null) {
                share.content().entries().stream()
                        .filter(entry -> gate.shows(gate.today(entry.marking(), entry.entryId())))
                        .map(entry -> contribution(entry, gate))
                        .forEach(seen::add);
            }
        }
        return seen;
    }

    private static Contribution contribution(Told entry, CaseGate gate) {
        UUID caseId = UUID.fromString(gate.caseId());
        return new Contribution(
                new Ref(caseId, entry.entryId()),
                entry.position(),
                entry.kind(),
                entry.supersedes(),
                entry.retracted(),
                entry.falseAlarm(),
                entry.claim(),
                entry.occurred(),
                Set.copyOf(entry.countries()),
                entry.object(),
                entry.count(),
                entry.links().stream()
                        .filter(linked -> gate.shows(linked.marking()))
                        .map(linked -> new Link(
                                linked.link().relation(),
                                new Ref(Objects.requireNonNullElse(linked.link().otherCaseId(), caseId), linked.link().otherId())))
                        .toList());
    }

    private List<Stored<ShareDocument>> shares() {
        List<Document> found = views.ask(view, collection -> collection.find().into(new ArrayList<>()));
        return found.stream()
                .filter(document -> document.get("body") != null)
                .map(document -> Stored.read(document, ShareDocument.class))
                .toList();
    }
}
