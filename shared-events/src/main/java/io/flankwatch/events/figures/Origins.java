package io.flankwatch.events.figures;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where sources go back to: ten prints of one wire story are one independent source.
///
/// Independent sources are the distinct ends of the chains of `copiesFrom`. A source that is not among those given ends no chain: who may
/// not see what was copied counts the copy.
public final class Origins {

    /// @param copiesFrom the source that it takes over; absent: none that is known
    public record Link(UUID sourceId, @Nullable UUID copiesFrom) {}

    private final Map<UUID, Link> links = new HashMap<>();

    private Origins(Collection<Link> links) {
        links.forEach(link -> this.links.put(link.sourceId(), link));
    }

    public static Origins among(Collection<Link> links) {
        return new Origins(links);
    }

    /// The end of its chain: itself where it copies nothing.
    public UUID of(UUID sourceId) {
        UUID origin = sourceId;
        Set<UUID> seen = new HashSet<>();
        UUID before = copied(origin);
        while (before != null && links.containsKey(before) && seen.add(origin)) {
            origin = before;
            before = copied(origin);
        }
        return origin;
    }

    /// How many of those given are independent of each other.
    public int independent() {
        return (int) links.keySet().stream().map(this::of).distinct().count();
    }

    private @Nullable UUID copied(UUID sourceId) {
        Link link = links.get(sourceId);
        return link == null ? null : link.copiesFrom();
    }
}
