package io.flankwatch.query.projection;

import io.flankwatch.events.Refused;
import io.flankwatch.query.projection.CaseDocuments.Replacement;
import io.flankwatch.query.projection.FetchedAhead.Begun;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;

/// One view of a generation: its documents, and what its fold makes of events.
final class ViewFold {

    private final CaseView view;
    private final MongoDocuments documents;
    private final ParkedCases parked;
    /// Most are small: an index that grows with a case is in parts.
    private final RecentDocuments recent = RecentDocuments.upTo(8_000);

    private final HeldCases held;

    ViewFold(CaseView view, MongoDocuments documents, ParkedCases parked) {
        this.held = new HeldCases(view.held());
        this.view = view;
        this.documents = documents;
        this.parked = parked;
    }

    CaseView view() {
        return view;
    }

    MongoDocuments documents() {
        return documents;
    }

    /// Of the cases that are read.
    HeldCases held() {
        return held;
    }

    /// Folds on, and writes what has changed. A case that can't be folded is parked; what came before its poisonous event stands.
    ///
    /// @param cases their events, in order
    /// @param begun what there should be nothing of yet, and is not looked for
    /// @throws Overtaken where another process has changed a document meanwhile
    void fold(Map<String, List<Fact>> cases, Begun begun) {
        Documents before = FetchedAhead.of(documents, view, cases, recent, begun);
        Map<String, CaseDocuments> folded = new LinkedHashMap<>();
        Set<String> poisoned = new HashSet<>();
        cases.forEach((caseId, events) -> folded.put(caseId, folded(caseId, events, before, recent, poisoned)));
        List<Replacement> replacements = folded.values().stream().flatMap(of -> of.replacements().stream()).sorted(Replacement.IN_ORDER).toList();
        try {
            documents.write(replacements);
        } catch (RuntimeException notAll) {
            recent.clear();
            throw notAll;
        }
        folded.forEach((caseId, written) -> {
            recent.keep(written);
            if (poisoned.contains(caseId)) {
                held.letGo(caseId);
            } else {
                held.folded(caseId, cases.getOrDefault(caseId, List.of()), written);
            }
        });
    }

    private CaseDocuments folded(String caseId, List<Fact> events, Documents before, RecentDocuments known, Set<String> poisoned) {
        CaseDocuments folded = new CaseDocuments(before, known);
        for (int i = 0; i < events.size(); i++) {
            try {
                view.apply(folded, events.get(i));
            } catch (Refused away) {
                throw away;
            } catch (RuntimeException poison) {
                if (known == recent) {
                    // Another process may have folded this case meanwhile, and what is known of it here be at fault.
                    return folded(caseId, events, documents, RecentDocuments.none(), poisoned);
                }
                parked.add(view.name(), caseId, events.get(i).position(), poison);
                poisoned.add(caseId);
                // The documents may hold half of what failed, and are made again.
                return folded(caseId, events.subList(0, i), before, known, poisoned);
            }
        }
        return folded;
    }

    /// Puts what a replay has made in the place of a case's documents.
    void replace(String caseId, Collection<Document> replayed) {
        held.letGo(caseId);
        documents.delete(caseId);
        recent.clear();
        documents.write(replayed.stream().map(document -> new Replacement(DocumentId.Layer.PART, document, -1)).toList());
    }

    void forget() {
        recent.clear();
        held.clear();
    }
}
