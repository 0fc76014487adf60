package io.flankwatch.query.projection;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// A view of one case, folded in memory from its events: what it was at some position, or should be now.
public final class Replay implements Documents {

    private final CaseDocuments folded = new CaseDocuments(ids -> Map.of());

    private Replay() {}

    public static Replay of(CaseView view, Collection<Fact> facts) {
        Replay replay = new Replay();
        facts.forEach(fact -> view.apply(replay.folded, fact));
        return replay;
    }

    /// In the order of writing.
    List<Document> all() {
        return folded.changed();
    }

    @Override
    public Map<String, Document> find(Collection<String> ids) {
        Set<String> asked = Set.copyOf(ids);
        Map<String, Document> found = new HashMap<>();
        for (Document document : all()) {
            if (asked.contains(document.getString("_id"))) {
                found.put(document.getString("_id"), document);
            }
        }
        return found;
    }

    /// What is in memory already is not written down and read again.
    @Override
    public <T> Map<String, Stored<T>> read(Collection<String> ids, Class<T> body) {
        Map<String, Stored<T>> read = new HashMap<>();
        for (String id : ids) {
            @Nullable Stored<T> document = folded.folded(id, body);
            if (document != null) {
                read.put(id, document);
            }
        }
        return read;
    }
}
