package io.flankwatch.events.figures;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which entries stand: neither retracted nor with another in their place.
///
/// Of entries that supersede each other in a row, the last one that is not retracted stands; so retracting a successor gives its
/// place back, to its own predecessor, and never counts two of the row.
public final class Standing {

    /// @param supersedes the entry in whose place it stands
    public record Link(UUID entryId, @Nullable UUID supersedes, boolean retracted) {}

    private final Map<UUID, Link> links;
    private final Set<UUID> superseded = new HashSet<>();

    private Standing(Collection<Link> links) {
        this.links = HashMap.newHashMap(links.size());
        links.forEach(link -> this.links.put(link.entryId(), link));
        for (Link link : links) {
            if (!link.retracted()) {
                UUID before = link.supersedes();
                while (before != null && superseded.add(before)) {
                    before = predecessor(before);
                }
            }
        }
    }

    public static Standing among(Collection<Link> links) {
        return new Standing(links);
    }

    public boolean stands(UUID entryId) {
        Link link = links.get(entryId);
        return link != null && !link.retracted() && !superseded.contains(entryId);
    }

    /// Whether it is one of them, whatever became of it.
    boolean knows(UUID entryId) {
        return links.containsKey(entryId);
    }

    public boolean superseded(UUID entryId) {
        return superseded.contains(entryId);
    }

    /// The first of the row: the same for all entries that were recorded in place of each other.
    public UUID first(UUID entryId) {
        UUID first = entryId;
        UUID before = predecessor(first);
        if (before == null) {
            return first;
        }
        Set<UUID> seen = new HashSet<>();
        while (before != null && links.containsKey(before) && seen.add(first)) {
            first = before;
            before = predecessor(first);
        }
        return first;
    }

    private @Nullable UUID predecessor(UUID entryId) {
        Link link = links.get(entryId);
        return link == null ? null : link.supersedes();
    }
}
