package io.flankwatch.command.entry;

import io.flankwatch.events.EntryLink;
import io.flankwatch.events.EntryLink.Relation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/// The links that entries of a case were given. Those of other cases to them are not among these.
public record EntryLinks(PMap<UUID, PSet<EntryLink>> links) {

    static final EntryLinks NONE = new EntryLinks(HashTreePMap.empty());

    Set<EntryLink> of(UUID entry) {
        return links.getOrDefault(entry, HashTreePSet.empty());
    }

    /// Whether it is said already, be it the other way round where that says the same.
    boolean has(UUID entry, EntryLink link) {
        boolean back = link.otherCaseId() == null
                && link.relation().mutual()
                && of(link.otherId()).contains(new EntryLink(link.relation(), null, entry));
        return back || of(entry).contains(link);
    }

    /// Whether something would be a part of itself, by way of entries of this case.
    boolean closesCircle(UUID entry, EntryLink link) {
        if (link.relation() != Relation.PART_OF || link.otherCaseId() != null) {
            return false;
        }
        Set<UUID> wholes = new HashSet<>();
        Deque<UUID> open = new ArrayDeque<>(Set.of(link.otherId()));
        while (!open.isEmpty()) {
            UUID whole = open.pop();
            if (wholes.add(whole)) {
                of(whole).stream()
                        .filter(further -> further.relation() == Relation.PART_OF && further.otherCaseId() == null)
                        .forEach(further -> open.push(further.otherId()));
            }
        }
        return wholes.contains(entry);
    }

    EntryLinks plus(UUID entry, EntryLink link) {
        return new EntryLinks(links.plus(entry, links.getOrDefault(entry, HashTreePSet.empty()).plus(link)));
    }

    EntryLinks minus(UUID entry, EntryLink link) {
        return new EntryLinks(links.plus(entry, links.getOrDefault(entry, HashTreePSet.empty()).minus(link)));
    }
}
