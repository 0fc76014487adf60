package io.flankwatch.events.figures;

import io.flankwatch.events.Bounds;
import io.flankwatch.events.Casualty;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
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
public final class StandingClaims {

    public static final String RULE = "standing-claims/v1";

    private StandingClaims() {}

    /// What the rule has to know of an entry, whatever its kind.
    ///
    /// @param claim only where the entry is a casualty claim
    public record Contribution(
            UUID entryId, @Nullable UUID supersedes, boolean retracted, boolean falseAlarm, @Nullable Claim claim) {}

    public record Claim(
            Casualty.Metric metric, Casualty.Scope scope, List<UUID> about, Bounds bounds, Casualty.@Nullable Grade grade) {}

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
        ABOUT_NOTHING_STANDING
    }

    public record LeftOut(UUID entryId, Why why) {}

    /// @param all       absent where every claim was left out
    /// @param confirmed over the claims graded CONFIRMED; absent where there are none
    public record MetricFigure(
            Casualty.Metric metric,
            @Nullable Figure all,
            @Nullable Figure confirmed,
            List<UUID> used,
            List<LeftOut> leftOut) {}

    /// @param entries everything of the case that the reader may see, in the order recorded
    /// @return one figure for each metric that any claim is about, in the order of the metrics
    public static List<MetricFigure> of(Collection<Contribution> entries) {
        Standing standing = Standing.among(entries.stream()
                .map(entry -> new Standing.Link(entry.entryId(), entry.supersedes(), entry.retracted()))
                .toList());
        Set<UUID> known = entries.stream().map(Contribution::entryId).collect(Collectors.toSet());
        Set<UUID> live = entries.stream()
                .filter(entry -> standing.stands(entry.entryId()) && !entry.falseAlarm())
                .map(entry -> standing.first(entry.entryId()))
                .collect(Collectors.toSet());
        // What is not known here can't be known to have ended either.
        Function<Claim, Set<UUID>> incidents = claim -> claim.about().stream()
                .map(standing::first)
                .filter(incident -> live.contains(incident) || !known.contains(incident))
                .collect(Collectors.toSet());

        List<MetricFigure> figures = new ArrayList<>();
        for (Casualty.Metric metric : Casualty.Metric.values()) {
            List<UUID> used = new ArrayList<>();
            List<LeftOut> leftOut = new ArrayList<>();
            List<Claim> claims = new ArrayList<>();
            for (Contribution entry : entries) {
                Claim claim = entry.claim();
                if (claim == null || claim.metric() != metric) {
                    continue;
                }
                Why why = reasonAgainst(entry, claim, standing, incidents);
                if (why == null) {
                    used.add(entry.entryId());
                    claims.add(claim);
                } else {
                    leftOut.add(new LeftOut(entry.entryId(), why));
                }
            }
            if (!used.isEmpty() || !leftOut.isEmpty()) {
                figures.add(new MetricFigure(
                        metric,
                        figure(claims, any -> true, incidents),
                        figure(claims, claim -> claim.grade() == Casualty.Grade.CONFIRMED, incidents),
                        List.copyOf(used),
                        List.copyOf(leftOut)));
            }
        }
        return List.copyOf(figures);
    }

    private static @Nullable Why reasonAgainst(
            Contribution entry, Claim claim, Standing standing, Function<Claim, Set<UUID>> incidents) {
        if (entry.retracted()) {
            return Why.RETRACTED;
        }
        if (standing.superseded(entry.entryId())) {
            return Why.SUPERSEDED;
        }
        if (entry.falseAlarm()) {
            return Why.FALSE_ALARM;
        }
        if (claim.grade() == Casualty.Grade.DISCOUNTED) {
            return Why.DISCOUNTED;
        }
        return claim.scope() == Casualty.Scope.ENTRIES && incidents.apply(claim).isEmpty() ? Why.ABOUT_NOTHING_STANDING : null;
    }

    private static @Nullable Figure figure(
            List<Claim> claims, Predicate<Claim> counted, Function<Claim, Set<UUID>> incidents) {
        List<Claim> wholeCase = new ArrayList<>();
        List<Claim> parts = new ArrayList<>();
        claims.stream()
                .filter(counted)
                .forEach(claim -> (claim.scope() == Casualty.Scope.CASE ? wholeCase : parts).add(claim));
        List<Range> groups = groups(parts, incidents).stream().map(StandingClaims::together).toList();
        Range sum = groups.isEmpty() ? null : sum(groups);
        Range caseScope = wholeCase.isEmpty() ? null : together(wholeCase);
        if (sum == null) {
            return caseScope == null ? null : new Figure(caseScope, null, 0, caseScope);
        }
        return new Figure(caseScope == null ? sum : wider(sum, caseScope), sum, groups.size(), caseScope);
    }

    /// Claims that share an incident, also by way of other claims.
    private static Collection<List<Claim>> groups(List<Claim> claims, Function<Claim, Set<UUID>> incidents) {
        Map<UUID, UUID> parents = new HashMap<>();
        for (Claim claim : claims) {
            UUID anchor = anchor(claim, incidents);
            for (UUID incident : incidents.apply(claim)) {
                UUID root = root(parents, incident);
                UUID target = root(parents, anchor);
                if (!root.equals(target)) {
                    parents.put(root, target);
                }
            }
        }
        Map<UUID, List<Claim>> groups = new LinkedHashMap<>();
        for (Claim claim : claims) {
            groups.computeIfAbsent(root(parents, anchor(claim, incidents)), root -> new ArrayList<>()).add(claim);
        }
        return groups.values();
    }

    /// Any of a claim's incidents, always the same.
    private static UUID anchor(Claim claim, Function<Claim, Set<UUID>> incidents) {
        return Collections.min(incidents.apply(claim));
    }

    private static UUID root(Map<UUID, UUID> parents, UUID incident) {
        UUID root = incident;
        for (UUID parent = parents.get(root); parent != null; parent = parents.get(root)) {
            root = parent;
        }
        return root;
    }

    private static Range together(List<Claim> claims) {
        Long low = null;
        Long high = null;
        boolean open = false;
        for (Claim claim : claims) {
            Bounds bounds = claim.bounds();
            low = smaller(low, bounds.min());
            high = larger(high, bounds.max());
            open |= bounds.max() == null;
        }
        return open ? new Range(low, null, null, 1) : new Range(low, high, high, 0);
    }

    private static Range sum(List<Range> groups) {
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

    private static Range wider(Range one, Range other) {
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
