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
    private final Begun begun;
    private final Map<String, Document> found;

    private FetchedAhead(Documents source, Set<String> asked, RecentDocuments recent, Begun begun) {
        this.source = source;
        this.asked = asked;
        this.begun = begun;
        asked.removeIf(recent::has);
        Set<String> unknown = new LinkedHashSet<>(asked);
        unknown.removeIf(id -> begun.parts.contains(named(id)));
        found = source.find(unknown);
    }

    /// What a batch of events begins: where an event is folded for the first time, as it is but for accidents, there is nothing yet of what it begins with.
    ///
    /// @param cases those that are opened
    /// @param parts of other cases, as [#named] calls them: no view has a part that is called by its id
    record Begun(Set<String> cases, Set<String> parts) {

        /// Everything is looked for.
        static final Begun NOTHING = new Begun(Set.of(), Set.of());

        static Begun by(Map<String, List<Fact>> cases) {
            Set<String> opened = new HashSet<>();
            Set<String> parts = new HashSet<>();
            cases.forEach((caseId, facts) -> {
                if (facts.getFirst().envelope().streamVersion() == 0) {
                    opened.add(caseId);
                } else {
                    facts.forEach(fact -> begun(fact, parts));
                }
            });
            return new Begun(opened, parts);
        }

        private static void begun(Fact fact, Set<String> parts) {
            if (fact.event() instanceof EntryRecorded recorded) {
                parts.add(named(DocumentId.part(fact.caseId(), recorded.entry().entryId().toString()).value()));
            } else if (fact.event() instanceof SourceCited cited) {
                parts.add(named(DocumentId.part(fact.caseId(), cited.sourceId().toString()).value()));
            }
        }
    }

    /// What the batch begins is not looked for. A write fails where there is something after all.
    ///
    /// @param cases  their events
    /// @param recent what is known and need not be fetched
    static Documents of(Documents source, CaseView view, Map<String, List<Fact>> cases, RecentDocuments recent, Begun begun) {
        Set<String> asked = new LinkedHashSet<>();
        cases.forEach((caseId, facts) -> {
            if (!begun.cases.contains(caseId)) {
                facts.forEach(fact -> touched(view, fact).forEach(id -> asked.add(id.value())));
            }
        });
        return new FetchedAhead(source, asked, recent, begun);
    }

    /// @param recent what is known and need not be fetched
    static Documents roots(Documents source, Collection<String> cases, RecentDocuments recent) {
        return new FetchedAhead(source, new LinkedHashSet<>(cases), recent, Begun.NOTHING);
    }

    /// The case, and what is last in the name: of `case/entry/id` and of `case/id` the same.
    private static String named(String id) {
        int name = id.indexOf('/');
        return name < 0 ? id : id.substring(0, name) + id.substring(id.lastIndexOf('/'));
    }

    private static String caseOf(String id) {
        int name = id.indexOf('/');
        return name < 0 ? id : id.substring(0, name);
    }

    @Override
    public Map<String, Document> find(Collection<String> ids) {
        List<String> others = ids.stream().filter(id -> !asked.contains(id) && !begun.cases.contains(caseOf(id))).toList();
        Map<String, Document> all = others.isEmpty() ? new HashMap<>() : new HashMap<>(source.find(others));
        for (String id : ids) {
            @Nullable Document document = found.get(id);
            if (document != null) {
                all.put(id, document);
            }
        }
        return all;
    }

    /// A guess that fails is none: the fold asks for what it needs, and fails by itself where it must.
    private static List<DocumentId> touched(CaseView view, Fact fact) {
        try {
            return view.touched(fact.caseId(), fact.event());
        } catch (RuntimeException noGuess) {
            return List.of();
        }
    }
}
