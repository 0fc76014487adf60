package io.flankwatch.query.incursions;

import io.flankwatch.events.EntryLink.Relation;
import io.flankwatch.events.figures.AcrossCases.Ref;
import io.flankwatch.events.figures.Incidents;
import io.flankwatch.events.figures.Standing;
import io.flankwatch.query.links.EntryLinks;
import io.flankwatch.query.projection.DocumentId;
import io.flankwatch.query.projection.Documents;
import io.flankwatch.query.projection.Stored;
import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.standing.StandingEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What one reader may know of some entries: whether they stand, and which are about one incident. What is needed for that of other entries is looked up with
/// them, and not more: those recorded in their place, and those that they are linked with, directly or by way of others.
///
/// Incidents are those of the figures: links of what does not stand, or is a false alarm, say nothing.
final class KnownEntries {

    private final Documents documents;
    private final Function<UUID, Optional<CaseGate>> gates;
    private final Map<Ref, StandingEntry> known = new HashMap<>();
    private final Set<Ref> lookedUp = new HashSet<>();

    KnownEntries(Documents documents, Function<UUID, Optional<CaseGate>> gates) {
        this.documents = documents;
        this.gates = gates;
    }

    /// Looks up entries, and those in whose place they stand or that stand in theirs.
    void look(Collection<Ref> entries) {
        Set<Ref> more = new LinkedHashSet<>(entries);
        while (!more.isEmpty()) {
            more.removeIf(ref -> !lookedUp.add(ref) || gates.apply(ref.caseId()).isEmpty());
            Map<String, Ref> ids = more.stream()
                    .collect(Collectors.toMap(ref -> IncursionsView.entry(ref.caseId().toString(), ref.entryId()).value(), Function.identity()));
            Set<Ref> next = new LinkedHashSet<>();
            documents.find(ids.keySet()).forEach((id, found) -> {
                Ref ref = ids.get(id);
                StandingEntry entry = Stored.read(found, StandingEntry.class).content();
                if (ref != null && shows(ref, entry)) {
                    known.put(ref, entry);
                    entry.successors().forEach(successor -> next.add(new Ref(ref.caseId(), successor)));
                    if (entry.supersedes() != null) {
                        next.add(new Ref(ref.caseId(), entry.supersedes()));
                    }
                }
            });
            more = next;
        }
    }

    private boolean shows(Ref ref, StandingEntry entry) {
        return gates.apply(ref.caseId()).filter(gate -> gate.shows(gate.today(entry.marking(), entry.entryId()))).isPresent();
    }

    /// Whether the reader may see it.
    boolean has(Ref ref) {
        return known.containsKey(ref);
    }

    StandingEntry get(Ref ref) {
        StandingEntry entry = known.get(ref);
        if (entry == null) {
            throw new IllegalArgumentException("not known: " + ref);
        }
        return entry;
    }

    /// Those that stand and are no false alarms.
    Set<Ref> counting() {
        Map<UUID, Standing> standings = standings();
        return known.entrySet().stream()
                .filter(entry -> !entry.getValue().falseAlarm()
                        && standings.getOrDefault(entry.getKey().caseId(), Standing.among(List.of())).stands(entry.getKey().entryId()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Map<UUID, Standing> standings() {
        return known.entrySet().stream().collect(Collectors.groupingBy(
                entry -> entry.getKey().caseId(),
                Collectors.collectingAndThen(Collectors.mapping(entry -> entry.getValue().link(), Collectors.toList()), Standing::among)));
    }

    /// Looks up what these are linked with as well.
    ///
    /// @return of each entry that counts, those that count and are about the same incident, itself among them
    Map<Ref, Set<Ref>> incidents(Collection<Ref> entries, EntryLinks links) {
        look(entries);
        Set<Incidents.Link<Ref>> same = new HashSet<>();
        Set<Ref> asked = new HashSet<>();
        Set<Ref> more = new HashSet<>(known.keySet());
        while (!more.isEmpty()) {
            asked.addAll(more);
            List<Incidents.Link<Ref>> found = links.among(more, Relation.SAME_INCIDENT, gates);
            same.addAll(found);
            look(found.stream().flatMap(link -> List.of(link.from(), link.to()).stream()).toList());
            more = new HashSet<>(known.keySet());
            more.removeAll(asked);
        }
        return classes(same);
    }

    private Map<Ref, Set<Ref>> classes(Set<Incidents.Link<Ref>> same) {
        Map<UUID, Standing> standings = standings();
        // Entries that were recorded in place of each other are one, by the first of them.
        Map<Ref, Ref> rows = new HashMap<>();
        counting().forEach(ref -> rows.put(ref, first(standings, ref)));
        Set<Ref> live = new HashSet<>(rows.values());
        Incidents<Ref> incidents = Incidents.among(same.stream()
                .map(link -> new Incidents.Link<>(first(standings, link.from()), link.relation(), first(standings, link.to())))
                .filter(link -> live.contains(link.from()) && live.contains(link.to()))
                .toList());
        Map<Ref, Set<Ref>> members = new HashMap<>();
        rows.forEach((ref, row) -> members.computeIfAbsent(incidents.of(row), any -> new TreeSet<>()).add(ref));
        Map<Ref, Set<Ref>> classes = new HashMap<>();
        rows.forEach((ref, row) -> classes.put(ref, members.getOrDefault(incidents.of(row), Set.of())));
        return classes;
    }

    private static Ref first(Map<UUID, Standing> standings, Ref ref) {
        Standing standing = standings.get(ref.caseId());
        return standing == null ? ref : new Ref(ref.caseId(), standing.first(ref.entryId()));
    }
}
