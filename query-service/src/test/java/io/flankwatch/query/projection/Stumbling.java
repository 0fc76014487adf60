package io.flankwatch.query.projection;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bson.Document;

/// Folds as a process does that dies again and again in the middle of writing, and begins anew from a token that is older than what it wrote.
public final class Stumbling implements Documents {

    private final Map<String, Document> written = new HashMap<>();

    private Stumbling() {}

    public static Map<String, Document> fold(CaseView view, List<Fact> facts, Random random) {
        Stumbling store = new Stumbling();
        RecentDocuments recent = RecentDocuments.upTo(5);
        int token = 0;
        while (token < facts.size()) {
            int end = Math.min(facts.size(), token + 1 + random.nextInt(20));
            List<Fact> batch = facts.subList(token, end);
            CaseDocuments folded = new CaseDocuments(new FetchedAhead(store, view, batch, recent), recent);
            batch.forEach(fact -> folded.apply(view, fact));
            List<Document> changed = folded.changed();
            boolean dies = random.nextInt(3) == 0;
            List<Document> stored = dies ? changed.subList(0, random.nextInt(changed.size() + 1)) : changed;
            stored.forEach(document -> store.written.put(document.getString("_id"), document));
            if (dies) {
                recent.clear();
            } else {
                recent.keep(folded);
            }
            token = dies ? Math.max(0, token - random.nextInt(5)) : end;
        }
        return store.written;
    }

    public static Map<String, Document> straight(CaseView view, List<Fact> facts) {
        Stumbling store = new Stumbling();
        CaseDocuments folded = new CaseDocuments(store);
        facts.forEach(fact -> folded.apply(view, fact));
        folded.changed().forEach(document -> store.written.put(document.getString("_id"), document));
        return store.written;
    }

    @Override
    public Map<String, Document> find(Collection<String> ids) {
        Map<String, Document> found = new HashMap<>();
        ids.stream().filter(written::containsKey).forEach(id -> found.put(id, written.get(id)));
        return found;
    }
}
