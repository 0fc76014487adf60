package io.flankwatch.query.projection;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// The documents that a batch of events will ask for, fetched at once; whatever else is asked for comes from where they were.
final class FetchedAhead implements Documents {

    private final Documents source;
    private final Set<String> asked;
    private final Map<String, Document> found;

    private FetchedAhead(Documents source, Set<String> asked, RecentDocuments recent) {
        this.source = source;
        this.asked = asked;
        asked.removeIf(recent::has);
        found = source.find(asked);
    }

    /// @param recent what is known and need not be fetched
    static Documents of(Documents source, CaseView view, Collection<Fact> facts, RecentDocuments recent) {
        Set<String> asked = new LinkedHashSet<>();
        facts.forEach(fact -> asked.addAll(touched(view, fact)));
        return new FetchedAhead(source, asked, recent);
    }

    /// @param recent what is known and need not be fetched
    static Documents roots(Documents source, Collection<String> cases, RecentDocuments recent) {
        return new FetchedAhead(source, new LinkedHashSet<>(cases), recent);
    }

    @Override
    public Map<String, Document> find(Collection<String> ids) {
        List<String> others = ids.stream().filter(id -> !asked.contains(id)).toList();
        Map<String, Document> all = new HashMap<>(others.isEmpty() ? Map.of() : source.find(others));
        for (String id : ids) {
            @Nullable Document document = found.get(id);
            if (document != null) {
                all.put(id, document);
            }
        }
        return all;
    }

    /// A guess that fails is none: the fold asks for what it needs, and fails by itself where it must.
    private static List<String> touched(CaseView view, Fact fact) {
        try {
            return view.touched(fact.caseId(), fact.event()).stream().map(DocumentId::value).toList();
        } catch (RuntimeException noGuess) {
            return List.of();
        }
    }
}
