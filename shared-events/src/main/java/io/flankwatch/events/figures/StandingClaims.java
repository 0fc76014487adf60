package io.flankwatch.events.figures;

import io.flankwatch.events.Bounds;
import io.flankwatch.events.Casualty;
import io.flankwatch.events.Casualty.Grade;
import io.flankwatch.events.Check;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How many people were harmed, by the claims that stand: rule `standing-claims/v1`.
///
/// A claim counts unless it is retracted, superseded, a false alarm or graded DISCOUNTED, or unless nothing that it is about is
/// left: a claim about incidents that were all retracted or turned out to be false alarms is about harm that did not happen that
/// way. It is left out with that reason, so that whoever recorded it can see it and point it at what did happen. An incident that
/// was superseded is the same incident as its successor.
///
/// Per metric, claims about the same incident are told apart from each other by nobody: they form one group, whose range is what
/// they say together, from the smallest minimum to the largest maximum, open-ended where any of them has no maximum. Groups are
/// added up. A claim about the whole case is never added to these; the figure is the wider range of the two.
///
/// Entries that are linked as one incident count as one, and what is made of parts does not count beside claims about its parts.
public final class StandingClaims {

    public static final String RULE = "standing-claims/v1";

    private StandingClaims() {}

    /// What the rule has to know of an entry, whatever its kind.
    ///
    /// @param claim only where the entry is a casualty claim
    public record Contribution(
            UUID entryId, @Nullable UUID supersedes, boolean retracted, boolean falseAlarm, @Nullable Claim claim) {}

    public record Claim(
            Casualty.Metric metric, Casualty.Scope scope, List<UUID> about, Bounds bounds, @Nullable Grade grade) {

        public Claim {
            about = Check.list(about, "about");
        }
    }

    /// @param low       absent where no claim states a minimum; absent is not 0
    /// @param high      absent where something is open-ended
    /// @param knownHigh what the parts that are not open-ended come to
    /// @param openEnded how many parts have no upper end
    public record Range(@Nullable Long low, @Nullable Long high, @Nullable Long knownHigh, int openEnded) {}

    /// @param figure    the wider of the two others
    /// @param sum       over the groups of claims about named entries; absent where there are none
    /// @param groups    how many groups were added up
    /// @param caseScope what the claims about the whole case say together; absent where there are none
    public record Figure(Range figure, @Nullable Range sum, int groups, @Nullable Range caseScope) {}

    public enum Why {
        RETRACTED,
        SUPERSEDED,
        FALSE_ALARM,
        DISCOUNTED,
        ABOUT_NOTHING_STANDING,
        /// It is about a whole whose parts are counted.
        COUNTED_BY_PARTS,
        /// Only across cases: it is about a whole case, of which single incidents are counted.
        WHOLE_CASE
    }

    public record LeftOut(UUID entryId, Why why) {}

    /// Claims about one incident, or about several that some of them join.
    ///
    /// @param incidents the entries that they are about
    public record Group(List<UUID> incidents, List<UUID> claims, Range range) {}

    /// @param all       absent where every claim was left out
    /// @param confirmed over the claims graded CONFIRMED; absent where there are none
    /// @param grouped   what `all` is the sum of
    public record MetricFigure(
            Casualty.Metric metric,
            @Nullable Figure all,
            @Nullable Figure confirmed,
            List<Group> grouped,
            List<UUID> used,
            List<LeftOut> leftOut) {}

    /// @param entries everything of the case that the reader may see, in the order recorded
    /// @return one figure for each metric that any claim is about, in the order of the metrics
    public static List<MetricFigure> of(Collection<Contribution> entries) {
        return of(entries, List.of());
    }

    /// @param links between entries of the case
    public static List<MetricFigure> of(Collection<Contribution> entries, Collection<Incidents.Link<UUID>> links) {
        Standing standing = Standing.among(entries.stream()
                .map(entry -> new Standing.Link(entry.entryId(), entry.supersedes(), entry.retracted()))
                .toList());
        return of(entries, links, standing);
    }

    /// The same for who knows already which of them stand.
    ///
    /// @param standing among these very entries
    public static List<MetricFigure> of(Collection<Contribution> entries, Collection<Incidents.Link<UUID>> links, Standing standing) {
        // A case has thousands of entries, and few of them are claims, false alarms, or stand in the place of another.
        List<Contribution> claiming = new ArrayList<>();
        Set<UUID> falseAlarms = new HashSet<>();
        Set<UUID> replaced = new HashSet<>();
        for (Contribution entry : entries) {
            if (entry.falseAlarm()) {
                falseAlarms.add(entry.entryId());
            } else if (entry.supersedes() != null && standing.stands(entry.entryId())) {
                replaced.add(standing.first(entry.entryId()));
            }
            if (entry.claim() != null) {
                claiming.add(entry);
            }
        }
        Predicate<UUID> live = incident -> replaced.contains(incident) || (standing.stands(incident) && !falseAlarms.contains(incident));
        Incidents<UUID> incidents = Incidents.among(links.stream()
                .map(link -> new Incidents.Link<>(standing.first(link.from()), link.relation(), standing.first(link.to())))
                .filter(link -> live.test(link.from()) && live.test(link.to()))
                .toList());
        // What is not known here can't be known to have ended either.
        Function<Claim, Set<UUID>> about = claim -> claim.about().stream()
                .map(standing::first)
                .filter(incident -> live.test(incident) || !standing.knows(incident))
                .map(incidents::of)
                .collect(Collectors.toUnmodifiableSet());

        List<MetricFigure> figures = new ArrayList<>();
        for (Casualty.Metric metric : Casualty.Metric.values()) {
            List<LeftOut> leftOut = new ArrayList<>();
            List<Counted<UUID>> claims = new ArrayList<>();
            for (Contribution entry : claiming) {
                Claim claim = entry.claim();
                if (claim == null || claim.metric() != metric) {
                    continue;
                }
                Set<UUID> named = about.apply(claim);
                Why why = reasonAgainst(entry.retracted(), standing.superseded(entry.entryId()), entry.falseAlarm(), claim, named);
                if (why == null) {
                    claims.add(new Counted<>(entry.entryId(), claim, named, with(named, incidents.of(standing.first(entry.entryId())))));
                } else {
                    leftOut.add(new LeftOut(entry.entryId(), why));
                }
            }
            if (!claims.isEmpty() || !leftOut.isEmpty()) {
                List<Counted<UUID>> used = withoutWholes(claims, incidents);
                List<List<Counted<UUID>>> groups = groups(parts(used));
                List<Counted<UUID>> confirmed = withoutWholes(confirmed(claims), incidents);
                Set<UUID> counted = used.stream().map(Counted::entry).collect(Collectors.toSet());
                claims.stream().filter(claim -> !counted.contains(claim.entry())).forEach(claim -> leftOut.add(new LeftOut(claim.entry(), Why.COUNTED_BY_PARTS)));
                figures.add(new MetricFigure(
                        metric,
                        figure(used, groups),
                        figure(confirmed, groups(parts(confirmed))),
                        grouped(groups),
                        used.stream().map(Counted::entry).toList(),
                        List.copyOf(leftOut)));
            }
        }
        return List.copyOf(figures);
    }

    /// A claim that counts.
    ///
    /// @param about     the incidents that it is about
    /// @param incidents what joins it with others: these, and the claim itself, which may be linked as well
    record Counted<K extends Comparable<? super K>>(K entry, Claim claim, Set<K> about, Set<K> incidents) {

        K anchor() {
            return Collections.min(incidents);
        }
    }

    static @Nullable Why reasonAgainst(boolean retracted, boolean superseded, boolean falseAlarm, Claim claim, Set<?> named) {
        if (retracted) {
            return Why.RETRACTED;
        }
        if (superseded) {
            return Why.SUPERSEDED;
        }
        if (falseAlarm) {
            return Why.FALSE_ALARM;
        }
        if (claim.grade() == Casualty.Grade.DISCOUNTED) {
            return Why.DISCOUNTED;
        }
        return claim.scope() == Casualty.Scope.ENTRIES && named.isEmpty() ? Why.ABOUT_NOTHING_STANDING : null;
    }

    static <K extends Comparable<? super K>> List<Counted<K>> confirmed(List<Counted<K>> claims) {
        return claims.stream().filter(counted -> counted.claim().grade() == Casualty.Grade.CONFIRMED).toList();
    }

    /// Those that are not about a whole of whose parts another one tells.
    static <K extends Comparable<? super K>> List<Counted<K>> withoutWholes(List<Counted<K>> claims, Incidents<K> incidents) {
        if (incidents.areWhole()) {
            return claims;
        }
        Set<K> told = claims.stream().flatMap(claim -> claim.incidents().stream()).collect(Collectors.toSet());
        return claims.stream()
                .filter(claim -> incidents.parts(claim.incidents()).stream().noneMatch(part -> told.contains(part) && !claim.incidents().contains(part)))
                .toList();
    }

    static <K> Set<K> with(Set<K> incidents, K another) {
        if (incidents.contains(another)) {
            return incidents;
        }
        if (incidents.size() == 1) {
            // As most are.
            return Set.of(incidents.iterator().next(), another);
        }
        Set<K> all = new HashSet<>(incidents);
        all.add(another);
        return all;
    }

    private static List<Group> grouped(List<List<Counted<UUID>>> groups) {
        return groups.stream()
                .map(group -> new Group(
                        group.stream().flatMap(counted -> counted.about().stream()).distinct().sorted().toList(),
                        group.stream().map(Counted::entry).toList(),
                        together(group)))
                .toList();
    }

    private static <K extends Comparable<? super K>> List<Counted<K>> parts(List<Counted<K>> claims) {
        return claims.stream().filter(counted -> counted.claim().scope() == Casualty.Scope.ENTRIES).toList();
    }

    /// @param grouped those of the claims that are no figure of the whole case
    private static @Nullable Figure figure(List<Counted<UUID>> claims, List<List<Counted<UUID>>> grouped) {
        List<Counted<UUID>> wholeCase = claims.stream().filter(counted -> counted.claim().scope() == Casualty.Scope.CASE).toList();
        List<Range> groups = grouped.stream().map(StandingClaims::together).toList();
        Range sum = groups.isEmpty() ? null : sum(groups);
        Range caseScope = wholeCase.isEmpty() ? null : together(wholeCase);
        if (sum == null) {
            return caseScope == null ? null : new Figure(caseScope, null, 0, caseScope);
        }
        return new Figure(caseScope == null ? sum : wider(sum, caseScope), sum, groups.size(), caseScope);
    }

    /// Claims that share an incident, also by way of other claims.
    static <K extends Comparable<? super K>> List<List<Counted<K>>> groups(List<Counted<K>> claims) {
        Map<K, K> parents = new HashMap<>();
        for (Counted<K> claim : claims) {
            K anchor = claim.anchor();
            for (K incident : claim.incidents()) {
                K root = root(parents, incident);
                K target = root(parents, anchor);
                if (!root.equals(target)) {
                    parents.put(root, target);
                }
            }
        }
        Map<K, List<Counted<K>>> groups = new LinkedHashMap<>();
        for (Counted<K> claim : claims) {
            groups.computeIfAbsent(root(parents, claim.anchor()), root -> new ArrayList<>()).add(claim);
        }
        return List.copyOf(groups.values());
    }

    private static <K> K root(Map<K, K> parents, K incident) {
        K root = incident;
        for (K parent = parents.get(root); parent != null; parent = parents.get(root)) {
            root = parent;
        }
        if (!root.equals(incident)) {
            // Nobody goes that way again.
            parents.put(incident, root);
        }
        return root;
    }

    static Range together(List<? extends Counted<?>> claims) {
        return ofOne(claims.stream().map(counted -> counted.claim().bounds()).toList());
    }

    /// What several say of one quantity: from the smallest minimum to the largest maximum, open-ended where any has none.
    static Range ofOne(List<Bounds> stated) {
        Long low = null;
        Long high = null;
        boolean open = false;
        for (Bounds bounds : stated) {
            low = smaller(low, bounds.min());
            high = larger(high, bounds.max());
            open |= bounds.max() == null;
        }
        return open ? new Range(low, null, null, 1) : new Range(low, high, high, 0);
    }

    static Range sum(List<Range> groups) {
        Long low = null;
        Long knownHigh = null;
        int open = 0;
        for (Range group : groups) {
            low = plus(low, group.low());
            knownHigh = plus(knownHigh, group.high());
            open += group.openEnded();
        }
        return new Range(low, open == 0 ? knownHigh : null, knownHigh, open);
    }

    static Range wider(Range one, Range other) {
        int open = Math.max(one.openEnded(), other.openEnded());
        Long knownHigh = larger(one.knownHigh(), other.knownHigh());
        return new Range(smaller(one.low(), other.low()), open == 0 ? knownHigh : null, knownHigh, open);
    }

    private static @Nullable Long plus(@Nullable Long one, @Nullable Long other) {
        return one == null ? other : other == null ? one : Long.valueOf(Math.addExact(one, other));
    }

    private static @Nullable Long smaller(@Nullable Long one, @Nullable Long other) {
        return one == null ? other : other == null ? one : Long.valueOf(Math.min(one, other));
    }

    private static @Nullable Long larger(@Nullable Long one, @Nullable Long other) {
        return one == null ? other : other == null ? one : Long.valueOf(Math.max(one, other));
    }
}
