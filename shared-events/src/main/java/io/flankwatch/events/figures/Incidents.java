package io.flankwatch.events.figures;

import io.flankwatch.events.EntryLink.Relation;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which entries are about one incident, and which incidents are parts of which, by the links that stand.
///
/// SAME_INCIDENT goes on through others: what is the same as the same is the same. Incidents that are parts of each other in a circle,
/// which nobody can refuse across cases, are the same.
///
/// @param <K> names an entry
public final class Incidents<K extends Comparable<? super K>> {

    /// @param from the entry that was linked
    public record Link<K>(K from, Relation relation, K to) {}

    private final Map<K, K> same = new HashMap<>();
    private final Map<K, Set<K>> parts = new HashMap<>();

    private Incidents() {}

    /// @param links those of other relations say nothing here
    public static <K extends Comparable<? super K>> Incidents<K> among(Collection<Link<K>> links) {
        Incidents<K> incidents = new Incidents<>();
        links.stream().filter(link -> link.relation() == Relation.SAME_INCIDENT).forEach(link -> incidents.unite(link.from(), link.to()));
        List<Link<K>> partial = links.stream().filter(link -> link.relation() == Relation.PART_OF).toList();
        do {
            incidents.parts.clear();
            partial.forEach(link -> incidents.part(incidents.of(link.from()), incidents.of(link.to())));
        } while (incidents.untieCircle());
        return incidents;
    }

    /// The incident that an entry is about: the same for all that are about it.
    public K of(K entry) {
        K incident = entry;
        for (K next = same.get(incident); next != null; next = same.get(incident)) {
            incident = next;
        }
        return incident;
    }

    /// Whether no incident is part of another.
    boolean areWhole() {
        return parts.isEmpty();
    }

    /// The parts of incidents, and the parts of these; without the incidents themselves.
    public Set<K> parts(Collection<K> incidents) {
        Set<K> found = new HashSet<>();
        Deque<K> open = new ArrayDeque<>(incidents);
        while (!open.isEmpty()) {
            for (K part : parts.getOrDefault(open.pop(), Set.of())) {
                if (found.add(part)) {
                    open.push(part);
                }
            }
        }
        return found;
    }

    private void part(K part, K whole) {
        if (!part.equals(whole)) {
            parts.computeIfAbsent(whole, any -> new TreeSet<>()).add(part);
        }
    }

    private void unite(K one, K other) {
        K first = of(one);
        K second = of(other);
        int order = first.compareTo(second);
        if (order != 0) {
            same.put(order < 0 ? second : first, order < 0 ? first : second);
        }
    }

    /// @return whether there was one
    private boolean untieCircle() {
        for (K whole : new TreeSet<>(parts.keySet())) {
            Set<K> below = parts(List.of(whole));
            if (below.contains(whole)) {
                below.stream().filter(part -> parts(List.of(part)).contains(whole)).forEach(part -> unite(part, whole));
                return true;
            }
        }
        return false;
    }
}
