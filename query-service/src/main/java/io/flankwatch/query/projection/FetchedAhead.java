package io.flankwatch.query.projection;

import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.SourceEvent.SourceCited;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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

    private FetchedAhead(Documents source, Set<String> asked, RecentDocuments recent, Set<String> missing) {
        this.source = source;
        this.asked = asked;
        asked.removeIf(recent::has);
        Set<String> unknown = new LinkedHashSet<>(asked);
        unknown.removeIf(id -> missing.contains(named(id)));
        found = source.find(unknown);
    }

    /// Where an event is folded for the first time, as it is but for accidents, there is nothing yet of what it begins with: that is not looked for. A write
    /// fails where there is something after all.
    ///
    /// @param recent what is known and need not be fetched
    /// @param begun  what [#begun] has found; empty to look for everything
    static Documents of(Documents source, CaseView view, Collection<Fact> facts, RecentDocuments recent, Set<String> begun) {
        Set<String> asked = new LinkedHashSet<>();
        facts.forEach(fact -> asked.addAll(touched(view, fact)));
        return new FetchedAhead(source, asked, recent, begun);
    }

    /// @param recent what is known and need not be fetched
    static Documents roots(Documents source, Collection<String> cases, RecentDocuments recent) {
        return new FetchedAhead(source, new LinkedHashSet<>(cases), recent, Set.of());
    }

    /// What these events record: no view has a part that is called by its id.
    static Set<String> begun(Collection<Fact> facts) {
        Set<String> begun = new HashSet<>();
        for (Fact fact : facts) {
            if (fact.event() instanceof EntryRecorded recorded) {
                begun.add(named(DocumentId.part(fact.caseId(), recorded.entry().entryId().toString()).value()));
            } else if (fact.event() instanceof SourceCited cited) {
                begun.add(named(DocumentId.part(fact.caseId(), cited.sourceId().toString()).value()));
            }
        }
        return begun;
    }

    /// The case, and what is last in the name: of `case/entry/id` and of `case/id` the same.
    private static String named(String id) {
        int name = id.indexOf('/');
        return name < 0 ? id : id.substring(0, name) + id.substring(id.lastIndexOf('/'));
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
