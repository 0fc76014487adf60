package io.flankwatch.events.figures;

import io.flankwatch.events.Bounds;
import io.flankwatch.events.Casualty;
import io.flankwatch.events.Casualty.Grade;
import io.flankwatch.events.figures.StandingClaims.Claim;
import io.flankwatch.events.figures.StandingClaims.Contribution;
import io.flankwatch.events.figures.StandingClaims.Figure;
import io.flankwatch.events.figures.StandingClaims.Group;
import io.flankwatch.events.figures.StandingClaims.MetricFigure;
import io.flankwatch.events.figures.StandingClaims.Range;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The figures of [StandingClaims] for a case that goes on: what most entries add to them is told from the figures before, without all the other
/// entries of a large case.
///
/// Only what leaves everything else as it was is told so: an entry that stands in nobody's place and is neither retracted, a false alarm nor linked, and if
/// it is a claim, one about named entries of which the same is true, which joins one group of claims at most. That an entry exists changes nothing
/// by itself, since a claim about an entry that is not known counts like one about an entry that stands.
public final class GrowingClaims {

    private final List<MetricFigure> figures;
    /// Of entries that are not for themselves: retracted, false alarms, linked, in the place of another or with another in their place.
    private final Set<UUID> entangled;

    private GrowingClaims(List<MetricFigure> figures, Set<UUID> entangled) {
        this.figures = figures;
        this.entangled = entangled;
    }

    /// @param entries  everything of the case that the reader may see, claims in the order recorded
    /// @param links    between entries of the case
    /// @param standing among these very entries
    public static GrowingClaims of(Collection<Contribution> entries, Collection<Incidents.Link<UUID>> links, Standing standing) {
        Set<UUID> entangled = new HashSet<>();
        for (Contribution entry : entries) {
            if (!alone(entry)) {
                entangled.add(entry.entryId());
                if (entry.supersedes() != null) {
                    entangled.add(entry.supersedes());
                }
            }
        }
        links.forEach(link -> Collections.addAll(entangled, link.from(), link.to()));
        return new GrowingClaims(StandingClaims.of(entries, links, standing), entangled);
    }

    public List<MetricFigure> figures() {
        return figures;
    }

    /// What the figures are with one more entry, recorded after all others and not linked.
    ///
    /// @return empty where that takes all entries to tell
    public Optional<GrowingClaims> and(Contribution entry) {
        if (!alone(entry) || entangled.contains(entry.entryId())) {
            return Optional.empty();
        }
        Claim claim = entry.claim();
        if (claim == null) {
            return Optional.of(this);
        }
        if (claim.scope() != Casualty.Scope.ENTRIES
                || claim.about().isEmpty()
                || claim.grade() == Grade.CONFIRMED
                || claim.grade() == Grade.DISCOUNTED
                || claim.about().stream().anyMatch(entangled::contains)) {
            return Optional.empty();
        }
        List<MetricFigure> all = new ArrayList<>(figures);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).metric() == claim.metric()) {
                @Nullable MetricFigure with = with(all.get(i), entry.entryId(), claim);
                if (with != null) {
                    all.set(i, with);
                    return Optional.of(new GrowingClaims(List.copyOf(all), entangled));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean alone(Contribution entry) {
        return entry.supersedes() == null && !entry.retracted() && !entry.falseAlarm();
    }

    /// @return null where the claim joins groups that were apart, or is the first that counts
    private static @Nullable MetricFigure with(MetricFigure before, UUID entryId, Claim claim) {
        Figure figure = before.all();
        if (figure == null) {
            return null;
        }
        List<Group> groups = new ArrayList<>(before.grouped());
        int joined = -1;
        for (int i = 0; i < groups.size(); i++) {
            if (touches(groups.get(i), entryId, claim.about())) {
                if (joined >= 0) {
                    return null;
                }
                joined = i;
            }
        }
        if (joined >= 0) {
            groups.set(joined, with(groups.get(joined), entryId, claim));
        } else {
            groups.add(new Group(claim.about().stream().distinct().sorted().toList(), List.of(entryId), StandingClaims.ofOne(List.of(claim.bounds()))));
        }
        Range sum = StandingClaims.sum(groups.stream().map(Group::range).toList());
        Range wholeCase = figure.caseScope();
        return new MetricFigure(
                before.metric(),
                new Figure(wholeCase == null ? sum : StandingClaims.wider(sum, wholeCase), sum, groups.size(), wholeCase),
                before.confirmed(),
                List.copyOf(groups),
                and(before.used(), entryId),
                before.leftOut());
    }

    /// Whether a claim is about what those of a group are about, or about one of them, or one of them about it.
    private static boolean touches(Group group, UUID entryId, List<UUID> about) {
        return group.incidents().contains(entryId) || about.stream().anyMatch(each -> group.incidents().contains(each) || group.claims().contains(each));
    }

    private static Group with(Group before, UUID entryId, Claim claim) {
        return new Group(
                Stream.concat(before.incidents().stream(), claim.about().stream()).distinct().sorted().toList(),
                and(before.claims(), entryId),
                with(before.range(), claim.bounds()));
    }

    private static Range with(Range before, Bounds stated) {
        // As a range is written, nothing open-ended has an upper end that is known.
        return StandingClaims.ofOne(List.of(new Bounds(before.low(), null, before.openEnded() > 0 ? null : before.high()), stated));
    }

    private static List<UUID> and(List<UUID> before, UUID another) {
        List<UUID> all = new ArrayList<>(before.size() + 1);
        all.addAll(before);
        all.add(another);
        return all;
    }
}
