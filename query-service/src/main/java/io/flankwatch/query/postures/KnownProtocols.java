package io.flankwatch.query.postures;

import io.flankwatch.events.figures.Standing;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.query.postures.ProtocolsDocument.Version;
import io.flankwatch.query.projection.Stored;
import io.flankwatch.query.projection.Views;
import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.reading.CaseGates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The protocol changes of all cases that a reader may see: whether a case is shown is decided by the ledger, one by one.
@Component
class KnownProtocols {

    private final PosturesView view;
    private final Views views;
    private final CaseGates gates;

    KnownProtocols(PosturesView view, Views views, CaseGates gates) {
        this.view = view;
        this.views = views;
        this.gates = gates;
    }

    record Known(UUID caseId, Version version) {}

    /// Those that stood then, of cases that the reader may see by the stricter of then and now.
    ///
    /// @param position absent: now
    List<Known> standing(Ceiling ceiling, @Nullable Long position) {
        List<Known> known = new ArrayList<>();
        List<Stored<ProtocolsDocument>> documents = documents();
        Map<String, CaseGate> gates = this.gates.find(documents.stream().map(Stored::caseId).toList(), ceiling);
        for (Stored<ProtocolsDocument> document : documents) {
            CaseGate gate = gates.get(document.caseId());
            if (gate != null && (position == null || this.gates.showsAt(gate, position))) {
                UUID caseId = UUID.fromString(document.caseId());
                standing(seen(document.content(), gate, position)).forEach(version -> known.add(new Known(caseId, version)));
            }
        }
        return known;
    }

    /// @param position absent: now
    static List<Version> seen(ProtocolsDocument document, CaseGate gate, @Nullable Long position) {
        return document.known(position).stream().filter(version -> gate.shows(gate.today(version.marking(), version.entryId()))).toList();
    }

    static List<Version> standing(List<Version> seen) {
        Standing standing = Standing.among(seen.stream()
                .map(version -> new Standing.Link(version.entryId(), version.supersedes(), version.retracted()))
                .toList());
        return seen.stream().filter(version -> standing.stands(version.entryId()) && !version.falseAlarm()).toList();
    }

    private List<Stored<ProtocolsDocument>> documents() {
        List<Document> found = views.ask(view, collection -> collection.find().into(new ArrayList<>()));
        return found.stream()
                .filter(document -> document.get("body") != null)
                .map(document -> Stored.read(document, ProtocolsDocument.class))
                .toList();
    }
}
