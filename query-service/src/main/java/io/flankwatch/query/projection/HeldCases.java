package io.flankwatch.query.projection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Documents of a view that were read lately, case by case, and that this process folds on as it writes them: what is asked for again need not be fetched.
///
/// Of each case it is known up to which of its events the documents have come. Whoever has found in the ledger that this is the last one there is knows
/// without asking a store that they are as they should be, whichever process folds them; everybody else asks the store how far the case has come, and what
/// is held is let go where that is further. What is fetched is held only where the case has not moved on meanwhile.
final class HeldCases {

    private static final int MOST_CASES = 10_000;

    private final int most;
    private final Map<String, Held> cases = new LinkedHashMap<>(16, 0.75f, true);
    private int documents;

    /// @param most so many documents are held, and all of those that were read together with the last one
    HeldCases(int most) {
        this.most = most;
    }

    /// @param position the last event of the case that they reflect
    /// @param version  that event's place in the stream of the case
    record Reached(long position, long version) {}

    private static final class Held {
        private Reached reached;
        /// Empty where it is known that there is none of that id.
        private final Map<String, Optional<Stored<?>>> documents = new HashMap<>();

        Held(Reached reached) {
            this.reached = reached;
        }
    }

    /// Up to where a case is held; null where it is not.
    synchronized @Nullable Reached reached(String caseId) {
        Held held = cases.get(caseId);
        return held == null ? null : held.reached;
    }

    /// Begins to hold a case, where it has come further than what is held of it.
    synchronized void begin(String caseId, Reached reached) {
        Held held = cases.get(caseId);
        if (held == null || held.reached.position() < reached.position()) {
            letGo(caseId);
            cases.put(caseId, new Held(reached));
            if (cases.size() > MOST_CASES) {
                letGo(cases.keySet().iterator().next());
            }
        }
    }

    /// What is held of a case, and what is missing of what was asked for.
    ///
    /// @param position that was held then; absent where the case is not held
    record Found<T>(Map<String, Stored<T>> documents, List<String> missing, OptionalLong position) {}

    synchronized <T> Found<T> find(String caseId, Collection<String> ids, Class<T> body) {
        Held held = cases.get(caseId);
        if (held == null) {
            return new Found<>(Map.of(), List.copyOf(ids), OptionalLong.empty());
        }
        Map<String, Stored<T>> found = new HashMap<>();
        List<String> missing = new ArrayList<>();
        for (String id : ids) {
            Optional<Stored<?>> document = held.documents.get(id);
            if (document == null) {
                missing.add(id);
            } else {
                document.ifPresent(stored -> found.put(id, stored.as(body)));
            }
        }
        return new Found<>(found, missing, OptionalLong.of(held.reached.position()));
    }

    /// Holds what was missing, as it was fetched, unless the case has moved on since.
    synchronized <T> void keep(String caseId, Found<T> before, Map<String, Stored<T>> fetched) {
        Held held = cases.get(caseId);
        if (held == null || before.position().isEmpty() || held.reached.position() != before.position().getAsLong()) {
            return;
        }
        for (String id : before.missing()) {
            if (held.documents.put(id, Optional.ofNullable(fetched.get(id))) == null) {
                documents++;
            }
        }
        letGoOfOthers(caseId);
    }

    /// Those that were read longest ago: up to where their cases have come is still known.
    private void letGoOfOthers(String but) {
        for (Map.Entry<String, Held> each : cases.entrySet()) {
            if (documents <= most) {
                return;
            }
            if (!each.getKey().equals(but)) {
                documents -= each.getValue().documents.size();
                each.getValue().documents.clear();
            }
        }
    }

    /// Takes over what has become of a case, where it goes on from what is held of it.
    ///
    /// @param events in order, after which the documents have been written
    synchronized void folded(String caseId, List<Fact> events, CaseDocuments folded) {
        Held held = cases.get(caseId);
        Fact last = events.getLast();
        if (held == null || held.reached.position() >= last.position()) {
            return;
        }
        if (held.reached.version() + 1 < events.getFirst().envelope().streamVersion()) {
            letGo(caseId);
            return;
        }
        folded.forEachFolded(document -> {
            var unused = held.documents.computeIfPresent(document.id(), (id, before) -> Optional.of(document));
        });
        held.reached = new Reached(last.position(), last.envelope().streamVersion());
    }

    synchronized void letGo(String caseId) {
        Held held = cases.remove(caseId);
        if (held != null) {
            documents -= held.documents.size();
        }
    }

    synchronized void clear() {
        cases.clear();
        documents = 0;
    }
}
