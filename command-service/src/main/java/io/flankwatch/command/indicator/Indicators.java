package io.flankwatch.command.indicator;

import io.flankwatch.command.entry.Entries;
import io.flankwatch.command.meeting.Meetings;
import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.command.vocabulary.IndicatorCommand.DefineIndicator;
import io.flankwatch.events.CaseFile;
import io.flankwatch.events.Check;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryKind;
import io.flankwatch.events.IndicatorEvent;
import io.flankwatch.events.IndicatorEvent.IndicatorDefined;
import io.flankwatch.events.IndicatorEvent.IndicatorDefined.Scope;
import io.flankwatch.events.IndicatorEvent.IndicatorExpired;
import io.flankwatch.events.IndicatorEvent.IndicatorJudged;
import io.flankwatch.events.IndicatorEvent.IndicatorMet;
import io.flankwatch.events.IndicatorEvent.IndicatorReopened;
import io.flankwatch.events.IndicatorEvent.IndicatorWithdrawn;
import io.flankwatch.events.Marking;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.events.figures.AcrossCases.Ref;
import io.flankwatch.events.watch.Fact;
import io.flankwatch.events.watch.Fulfilment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.OrderedPMap;
import org.pcollections.PMap;

/// The indicators of a case, in the order in which they were defined.
public record Indicators(PMap<UUID, Watched> watched) {

    public static final Indicators NONE = new Indicators(OrderedPMap.empty());

    /// @param met     by what it is met; absent: by nothing
    /// @param ruling  the one that holds
    /// @param expired whether it was open at its deadline
    public record Watched(
            IndicatorDefined definition,
            Marking marking,
            @Nullable IndicatorMet met,
            @Nullable IndicatorJudged ruling,
            boolean expired,
            boolean withdrawn) {

        public boolean open() {
            return met == null && ruling == null && !expired && !withdrawn;
        }

        Watched by(@Nullable IndicatorMet fulfilment) {
            return new Watched(definition, marking, fulfilment, ruling, expired, withdrawn);
        }

        Watched ruled(@Nullable IndicatorJudged judged) {
            return new Watched(definition, marking, met, judged, expired, withdrawn);
        }

        boolean late(Instant now) {
            Instant deadline = definition.deadline();
            return deadline != null && now.isAfter(deadline);
        }
    }

    public boolean has(UUID id) {
        return watched.containsKey(id);
    }

    public Marking marking(UUID id) {
        return Check.required(watched.get(id), "indicatorId").marking();
    }

    public List<UUID> open() {
        return watched.entrySet().stream().filter(e -> e.getValue().open()).map(e -> e.getKey()).toList();
    }

    /// The indicator that a command refers to.
    Watched refer(UUID id, Context context, Set<String> members) {
        Watched indicator = watched.get(id);
        if (indicator == null || !context.sees(indicator.marking(), members)) {
            throw Refused.at("/indicatorId", RefusalCode.NO_SUCH_INDICATOR, "the case has no indicator " + id);
        }
        return indicator;
    }

    public static IndicatorDefined define(DefineIndicator command, Entries entries, Context context, Set<String> members) {
        context.mayMark(command.marking(), "/marking", members);
        for (UUID meeting : command.condition().meetings()) {
            if (entries.refer(meeting, "/condition", context, members).kind() != EntryKind.MEETING) {
                throw Refused.at("/condition", RefusalCode.NOT_A_MEETING, "entry " + meeting + " is not a meeting");
            }
        }
        return new IndicatorDefined(
                command.indicatorId() == null ? context.ids().get() : command.indicatorId(),
                command.statement(),
                command.owner(),
                command.scope() == null ? Scope.CASE : command.scope(),
                command.condition(),
                command.deadline(),
                command.marking(),
                Check.list(command.hypotheses(), "hypotheses"));
    }

    /// @param under the marking of what it follows from
    public record Follows(IndicatorEvent event, Marking under) {}

    /// What follows for the indicators from how the case stands now: met where a condition is fulfilled, reopened where what
    /// fulfilled it no longer does; and met anew where another entry does, so that it never rests on one that was retracted. Also met anew
    /// where it has come to be fulfilled under a looser marking: its readers see entries and indicator alike.
    ///
    /// What looks in all cases follows from the ledger, not from here. What was ruled on stays so as long as any of the evidence stands.
    public List<Follows> follow(CaseFile file, Entries entries, Meetings meetings, Instant now) {
        var follows = new ArrayList<Follows>();
        List<Fact> facts = null;
        for (var each : watched.entrySet()) {
            Watched indicator = each.getValue();
            IndicatorJudged ruling = indicator.ruling();
            if (indicator.withdrawn()) {
                continue;
            }
            if (ruling != null) {
                if (ruling.evidence().isEmpty() || ruling.evidence().stream().anyMatch(entries::stands)) {
                    continue;
                }
                follows.add(new Follows(new IndicatorReopened(each.getKey(), ruling.evidence().getFirst(), null), Marking.CLEAR));
                indicator = indicator.ruled(null).by(null);
            }
            if (indicator.definition().scope() == Scope.CASE) {
                facts = facts == null ? facts(file.id(), entries, meetings) : facts;
                follows.addAll(follow(each.getKey(), indicator, file.id(), facts, now));
            }
        }
        return follows;
    }

    private static List<Follows> follow(UUID id, Watched indicator, UUID caseId, List<Fact> facts, Instant now) {
        IndicatorMet met = indicator.met();
        List<Fulfilment> fulfilled = Fulfilment.of(
                indicator.definition().condition(), new Fulfilment.Over(caseId, false), facts, indicator.definition().deadline());
        Fulfilment best = fulfilled.isEmpty() ? null : fulfilled.getFirst();
        Fulfilment held = met == null
                ? null
                : fulfilled.stream().filter(each -> each.rests().contains(new Ref(caseId, met.metBy()))).findFirst().orElse(null);
        var follows = new ArrayList<Follows>();
        if (met != null && held == null) {
            follows.add(new Follows(new IndicatorReopened(id, met.metBy(), null), Marking.CLEAR));
        }
        if (best != null && (held == null || best.under() != held.under())) {
            follows.add(new Follows(new IndicatorMet(id, best.by().ref().entryId(), indicator.late(now), null), best.under()));
        }
        return follows;
    }

    private static List<Fact> facts(UUID caseId, Entries entries, Meetings meetings) {
        return entries.known().entrySet().stream()
                .map(known -> new Fact(
                        new Ref(caseId, known.getKey()),
                        known.getValue().number(),
                        known.getValue().recorded(),
                        known.getValue().retracted(),
                        known.getValue().marking(),
                        meetings.steps(known.getKey()),
                        entries.links(caseId, known.getKey())))
                .toList();
    }

    /// An indicator that names meetings is as strict as they are.
    public Indicators evolve(EntryMarkingChanged changed) {
        Indicators indicators = this;
        for (Watched before : watched.values()) {
            if (before.definition().condition().meetings().stream().anyMatch(changed.entries()::contains)) {
                Marking marking = Marking.strictest(before.marking(), changed.effective());
                indicators = indicators.with(
                        before.definition(),
                        new Watched(before.definition(), marking, before.met(), before.ruling(), before.expired(), before.withdrawn()));
            }
        }
        return indicators;
    }

    public Indicators evolve(IndicatorEvent event, Marking marking) {
        return switch (event) {
            case IndicatorDefined defined -> with(defined, new Watched(defined, marking, null, null, false, false));
            case IndicatorMet met -> with(met, before(met).by(met));
            case IndicatorReopened reopened -> with(reopened, before(reopened).by(null).ruled(null));
            case IndicatorJudged judged -> with(judged, before(judged).by(null).ruled(judged));
            case IndicatorExpired expired -> {
                Watched before = before(expired);
                yield with(expired, new Watched(before.definition(), before.marking(), before.met(), before.ruling(), true, before.withdrawn()));
            }
            case IndicatorWithdrawn withdrawn -> {
                Watched before = before(withdrawn);
                yield with(withdrawn, new Watched(before.definition(), before.marking(), before.met(), before.ruling(), before.expired(), true));
            }
        };
    }

    private Watched before(IndicatorEvent event) {
        return Check.required(watched.get(event.indicatorId()), "indicatorId");
    }

    private Indicators with(IndicatorEvent event, Watched indicator) {
        return new Indicators(watched.plus(event.indicatorId(), indicator));
    }
}
