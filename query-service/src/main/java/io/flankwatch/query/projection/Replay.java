package io.flankwatch.query.projection;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/// A view of one case, folded in memory from its events: what it was at some position, or should be now.
public final class Replay implements Documents {

    private final Map<String, Document> documents = new LinkedHashMap<>();

    private Replay() {}

    public static Replay of(CaseView view, Collection<Fact> facts) {
        Replay replay = new Replay();
        CaseDocuments folded = new CaseDocuments(replay);
        facts.forEach(fact -> folded.apply(view, fact));
        folded.changed().forEach(document -> replay.documents.put(document.getString("_id"), document));
        return replay;
    }

    /// In the order of writing.
    List<Document> all() {
        return List.copyOf(documents.values());
    }

    @Override
    public Map<String, Document> find(Collection<String> ids) {
        Map<String, Document> found = new HashMap<>();
        for (String id : ids) {
            Document document = documents.get(id);
            if (document != null) {
                found.put(id, document);
            }
        }
        return found;
    }
}
