package io.flankwatch.events.figures;

import io.flankwatch.events.Bounds;
import io.flankwatch.events.Casualty;
import io.flankwatch.events.EntryKind;
import io.flankwatch.events.EntryLink;
import io.flankwatch.events.ObjectType;
import io.flankwatch.events.When;
import io.flankwatch.events.figures.StandingClaims.Claim;
import io.flankwatch.events.figures.StandingClaims.Counted;
import io.flankwatch.events.figures.StandingClaims.Range;
import io.flankwatch.events.figures.StandingClaims.Why;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Figures across cases, by rule `standing-claims/v1`: one incident counts once, in however many cases it was recorded, and a whole not
/// beside its parts.
///
/// A claim about a whole case can't be laid to an incident. It counts as a group of its own where no claim of its case names incidents,
/// about the one incident where its case has just one, and else is left out: what it says is compared with the sum in the case's own figure.
///
/// A row has the groups or incidents of one key. One with several keys, such as two countries, is in every one of these rows; so rows are not
/// to be added up.
public final class AcrossCases {

    private final List<Contribution> entries;
    private final Map<UUID, Standing> standings;
    private final Map<Ref, Contribution> live = new HashMap<>();
    private final Set<Ref> known;
    private final Incidents<Ref> incidents;
    private final Map<Ref, List<Contribution>> members;
    private final RowKeys keys;
    private final Predicate<Contribution> wanted;

    private AcrossCases(Collection<Contribution> entries, RowKeys keys, Predicate<Contribution> wanted) {
        this.entries = entries.stream().sorted(Comparator.comparing(Contribution::position)).toList();
        this.keys = keys;
        this.wanted = wanted;
        standings = this.entries.stream().collect(Collectors.groupingBy(
                entry -> entry.ref().caseId(),
                Collectors.collectingAndThen(
                        Collectors.mapping(
                                entry -> new Standing.Link(entry.ref().entryId(), entry.supersedes(), entry.retracted()), Collectors.toList()),
                        Standing::among)));
        known = this.entries.stream().map(Contribution::ref).collect(Collectors.toSet());
        this.entries.stream()
                .filter(entry -> !entry.falseAlarm() && standing(entry).stands(entry.ref().entryId()))
                .forEach(entry -> live.put(first(entry.ref()), entry));
        incidents = Incidents.among(this.entries.stream()
                .flatMap(entry -> entry.links().stream().map(link -> new Incidents.Link<>(first(entry.ref()), link.relation(), first(link.to()))))
                .filter(link -> live.containsKey(link.from()) && live.containsKey(link.to()))
                .toList());
        members = live.entrySet().stream()
                .filter(entry -> entry.getValue().claim() == null)
                .collect(Collectors.groupingBy(
                        entry -> incidents.of(entry.getKey()), Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /// An entry of a case.
    public record Ref(UUID caseId, UUID entryId) implements Comparable<Ref> {

        private static final Comparator<Ref> ORDER = Comparator.comparing(Ref::caseId).thenComparing(Ref::entryId);

        @Override
        public int compareTo(Ref other) {
            return ORDER.compare(this, other);
        }
    }

    /// @param to the entry that another one was linked to
    public record Link(EntryLink.Relation relation, Ref to) {}

    /// What figures have to know of an entry, whatever its kind.
    ///
    /// @param claim     only where it is a casualty claim
    /// @param countries of all its places
    /// @param object    only where it is an incursion
    /// @param count     of an incursion's objects, where any is stated
    public record Contribution(
            Ref ref,
            long position,
            EntryKind kind,
            @Nullable UUID supersedes,
            boolean retracted,
            boolean falseAlarm,
            @Nullable Claim claim,
            When occurred,
            Set<String> countries,
            @Nullable ObjectType object,
            @Nullable Bounds count,
            List<Link> links) {}

    public record Omitted(Ref entry, Why why) {}

    /// @param all       absent where every claim was left out
    /// @param confirmed over the claims graded CONFIRMED; absent where there are none
    public record MetricRow(
            Casualty.Metric metric, @Nullable Range all, int groups, @Nullable Range confirmed, List<Ref> used, List<Omitted> leftOut) {}

    public record CasualtyRow(String key, List<MetricRow> metrics) {}

    /// @param incidents how many
    /// @param objects   how many objects they were together; absent where there are none
    public record IncursionRow(String key, int incidents, @Nullable Range objects, List<Ref> used, List<Omitted> leftOut) {}

    /// @param entries what the reader may see, of all cases
    /// @param keys    of the rows that something belongs to
    /// @param wanted  whether what an entry tells of is asked for
    /// @return by key
    public static List<CasualtyRow> casualties(
            Collection<Contribution> entries, RowKeys keys, Predicate<Contribution> wanted) {
        return new AcrossCases(entries, keys, wanted).casualties();
    }

    /// @return by key
    public static List<IncursionRow> incursions(
            Collection<Contribution> entries, RowKeys keys, Predicate<Contribution> wanted) {
        return new AcrossCases(entries, keys, wanted).incursions();
    }

    private List<CasualtyRow> casualties() {
        Map<String, List<MetricRow>> rows = new TreeMap<>();
        for (Casualty.Metric metric : Casualty.Metric.values()) {
            metric(metric).forEach((key, row) -> rows.computeIfAbsent(key, any -> new ArrayList<>()).add(row));
        }
        return rows.entrySet().stream().map(row -> new CasualtyRow(row.getKey(), List.copyOf(row.getValue()))).toList();
    }

    private Map<String, MetricRow> metric(Casualty.Metric metric) {
        List<Claiming> claims = entries.stream().flatMap(entry -> claiming(entry, metric).stream()).toList();
        Set<UUID> named = claims.stream()
                .filter(claiming -> claiming.why() == null && claiming.claim().scope() == Casualty.Scope.ENTRIES)
                .map(claiming -> claiming.entry().ref().caseId())
                .collect(Collectors.toSet());
        Map<Ref, Why> against = new HashMap<>();
        List<Counted<Ref>> candidates = new ArrayList<>();
        for (Claiming claiming : claims) {
            Ref ref = claiming.entry().ref();
            Why why = claiming.why();
            if (why == null && claiming.claim().scope() == Casualty.Scope.CASE && named.contains(ref.caseId())) {
                why = Why.WHOLE_CASE;
            }
            if (why == null) {
                candidates.add(new Counted<>(
                        ref, claiming.claim(), claiming.about(), StandingClaims.with(claiming.about(), incidents.of(first(ref)))));
            } else {
                against.put(ref, why);
            }
        }
        List<Counted<Ref>> used = StandingClaims.withoutWholes(candidates, incidents);
        candidates.forEach(candidate -> against.put(candidate.entry(), Why.COUNTED_BY_PARTS));
        used.forEach(candidate -> against.remove(candidate.entry()));
        Map<String, List<List<Counted<Ref>>>> all = byKey(used);
        Map<String, List<List<Counted<Ref>>>> confirmed = byKey(StandingClaims.withoutWholes(StandingClaims.confirmed(candidates), incidents));
        Map<String, List<Omitted>> leftOut = new TreeMap<>();
        for (Claiming claiming : claims) {
            Contribution entry = claiming.entry();
            Why why = against.get(entry.ref());
            if (why != null) {
                keys(located(claiming.about(), List.of(entry)))
                        .forEach(key -> leftOut.computeIfAbsent(key, any -> new ArrayList<>()).add(new Omitted(entry.ref(), why)));
            }
        }
        Set<String> keysThere = new HashSet<>(all.keySet());
        keysThere.addAll(confirmed.keySet());
        keysThere.addAll(leftOut.keySet());
        return keysThere.stream().collect(Collectors.toMap(Function.identity(), key -> new MetricRow(
                metric,
                sum(all.get(key)),
                all.getOrDefault(key, List.of()).size(),
                sum(confirmed.get(key)),
                all.getOrDefault(key, List.of()).stream().flatMap(List::stream).map(Counted::entry).toList(),
                leftOut.getOrDefault(key, List.of()))));
    }

    /// @param about the incidents that a claim names, as far as they count
    private record Claiming(Contribution entry, Claim claim, Set<Ref> about, @Nullable Why why) {}

    private Optional<Claiming> claiming(Contribution entry, Casualty.Metric metric) {
        Claim claim = entry.claim();
        if (claim == null || claim.metric() != metric) {
            return Optional.empty();
        }
        UUID caseId = entry.ref().caseId();
        Set<Ref> about = claim.scope() == Casualty.Scope.CASE
                ? wholeCase(caseId)
                : claim.about().stream()
                        .map(id -> first(new Ref(caseId, id)))
                        // What is not known here can't be known to have ended either.
                        .filter(incident -> live.containsKey(incident) || !known.contains(incident))
                        .map(incidents::of)
                        .collect(Collectors.toSet());
        boolean superseded = standing(entry).superseded(entry.ref().entryId());
        Why why = StandingClaims.reasonAgainst(entry.retracted(), superseded, entry.falseAlarm(), claim, about);
        return Optional.of(new Claiming(entry, claim, about, why));
    }

    /// What a claim about a whole case is about: all such claims of the case are about the same.
    private Set<Ref> wholeCase(UUID caseId) {
        Set<Ref> there = live.entrySet().stream()
                .filter(entry -> entry.getKey().caseId().equals(caseId))
                .filter(entry -> entry.getValue().kind() == EntryKind.INCURSION || entry.getValue().kind() == EntryKind.DEVELOPMENT)
                .map(entry -> incidents.of(entry.getKey()))
                .collect(Collectors.toSet());
        return there.size() == 1 ? there : Set.of(new Ref(caseId, caseId));
    }

    private Map<String, List<List<Counted<Ref>>>> byKey(List<Counted<Ref>> claims) {
        Map<Ref, Contribution> own = entries.stream().collect(Collectors.toMap(Contribution::ref, Function.identity()));
        Map<String, List<List<Counted<Ref>>>> found = new TreeMap<>();
        for (List<Counted<Ref>> group : StandingClaims.groups(claims)) {
            Set<Ref> about = group.stream().flatMap(claim -> claim.incidents().stream()).collect(Collectors.toSet());
            List<Contribution> claimed = new ArrayList<>();
            for (Counted<Ref> claim : group) {
                Contribution entry = own.get(claim.entry());
                if (entry != null) {
                    claimed.add(entry);
                }
            }
            keys(located(about, claimed)).forEach(key -> found.computeIfAbsent(key, any -> new ArrayList<>()).add(group));
        }
        return found;
    }

    private static @Nullable Range sum(@Nullable List<List<Counted<Ref>>> groups) {
        return groups == null ? null : StandingClaims.sum(groups.stream().map(StandingClaims::together).toList());
    }

    private List<IncursionRow> incursions() {
        Map<String, List<List<Contribution>>> counted = new TreeMap<>();
        Map<String, List<Omitted>> leftOut = new TreeMap<>();
        Map<Ref, List<Contribution>> raids = new TreeMap<>();
        members.forEach((incident, all) -> {
            List<Contribution> told = all.stream()
                    .filter(entry -> entry.kind() == EntryKind.INCURSION)
                    .sorted(Comparator.comparing(Contribution::position))
                    .toList();
            if (!told.isEmpty()) {
                raids.put(incident, told);
            }
        });
        raids.forEach((incident, told) -> {
            if (incidents.parts(List.of(incident)).stream().anyMatch(raids::containsKey)) {
                told.forEach(entry -> out(leftOut, entry, Why.COUNTED_BY_PARTS));
            } else {
                keys(told).forEach(key -> counted.computeIfAbsent(key, any -> new ArrayList<>()).add(told));
            }
        });
        for (Contribution entry : entries) {
            if (entry.kind() == EntryKind.INCURSION && !entry.equals(live.get(first(entry.ref())))) {
                out(leftOut, entry, entry.retracted() ? Why.RETRACTED : entry.falseAlarm() ? Why.FALSE_ALARM : Why.SUPERSEDED);
            }
        }
        Set<String> all = new TreeSet<>(counted.keySet());
        all.addAll(leftOut.keySet());
        return all.stream().map(key -> row(key, counted.getOrDefault(key, List.of()), leftOut.getOrDefault(key, List.of()))).toList();
    }

    private void out(Map<String, List<Omitted>> leftOut, Contribution entry, Why why) {
        keys(List.of(entry)).forEach(key -> leftOut.computeIfAbsent(key, any -> new ArrayList<>()).add(new Omitted(entry.ref(), why)));
    }

    private static IncursionRow row(String key, List<List<Contribution>> raids, List<Omitted> leftOut) {
        Range objects = raids.isEmpty() ? null : StandingClaims.sum(raids.stream().map(AcrossCases::objects).toList());
        return new IncursionRow(
                key, raids.size(), objects, raids.stream().flatMap(List::stream).map(Contribution::ref).toList(), leftOut);
    }

    /// Who states no number says nothing about it: that alone leaves the end open.
    private static Range objects(List<Contribution> told) {
        List<Bounds> stated = new ArrayList<>();
        for (Contribution entry : told) {
            stated.add(entry.count() == null ? new Bounds(null, null, null) : entry.count());
        }
        return StandingClaims.ofOne(stated);
    }

    /// What says when and where something was: what is told of the incidents, else the claims themselves.
    private List<Contribution> located(Set<Ref> about, List<Contribution> otherwise) {
        List<Contribution> found = about.stream().flatMap(incident -> members.getOrDefault(incident, List.of()).stream()).toList();
        return found.isEmpty() ? otherwise : found;
    }

    /// Empty where nothing of it is asked for.
    private Set<String> keys(List<Contribution> located) {
        return located.stream().anyMatch(wanted)
                ? keys.of(located)
                : Set.of();
    }

    private Standing standing(Contribution entry) {
        return standings.getOrDefault(entry.ref().caseId(), Standing.among(List.of()));
    }

    private Ref first(Ref ref) {
        Standing standing = standings.get(ref.caseId());
        return standing == null ? ref : new Ref(ref.caseId(), standing.first(ref.entryId()));
    }
}
