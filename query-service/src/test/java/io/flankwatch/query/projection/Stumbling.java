package io.flankwatch.query.projection;

import io.flankwatch.query.projection.FetchedAhead.Begun;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.bson.Document;

/// Folds as a process does that dies again and again in the middle of writing, and begins anew from a token that is older than what it wrote.
public final class Stumbling implements Documents {

    private final Map<String, Document> written = new HashMap<>();

    private Stumbling() {}

    public static Map<String, Document> fold(CaseView view, List<Fact> facts, Random random) {
        Stumbling store = new Stumbling();
        RecentDocuments recent = RecentDocuments.upTo(5);
        int token = 0;
        int reached = 0;
        while (token < facts.size()) {
            int end = Math.min(facts.size(), Math.max(token, reached) + 1 + random.nextInt(20));
            // What the case's position has come to is not folded again: it is written after everything else.
            List<Fact> batch = facts.subList(Math.max(token, reached), end);
            CaseDocuments folded = new CaseDocuments(FetchedAhead.of(store, view, byCase(batch), recent, Begun.NOTHING), recent);
            batch.forEach(fact -> view.apply(folded, fact));
            List<Document> changed = folded.changed();
            boolean dies = random.nextInt(3) == 0;
            List<Document> stored = dies ? changed.subList(0, random.nextInt(changed.size() + 1)) : changed;
            stored.forEach(document -> store.written.put(document.getString("_id"), document));
            if (dies) {
                recent.clear();
            } else {
                recent.keep(folded);
                reached = end;
            }
            token = dies ? Math.max(0, token - random.nextInt(5)) : end;
        }
        return store.written;
    }

    private static Map<String, List<Fact>> byCase(List<Fact> facts) {
        return facts.stream().collect(Collectors.groupingBy(Fact::caseId));
    }

    public static Map<String, Document> straight(CaseView view, List<Fact> facts) {
        Stumbling store = new Stumbling();
        CaseDocuments folded = new CaseDocuments(store);
        facts.forEach(fact -> view.apply(folded, fact));
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
