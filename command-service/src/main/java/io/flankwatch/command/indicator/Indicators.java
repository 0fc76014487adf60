package io.flankwatch.command.indicator;

import io.flankwatch.command.entry.Entries;
import io.flankwatch.command.meeting.Meetings;
import io.flankwatch.command.protocol.Protocols;
import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.command.vocabulary.IndicatorCommand.DefineIndicator;
import io.flankwatch.events.Check;
import io.flankwatch.events.Condition;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryKind;
import io.flankwatch.events.EntryRecorded.InterceptProtocolChanged;
import io.flankwatch.events.IndicatorEvent;
import io.flankwatch.events.IndicatorEvent.IndicatorDefined;
import io.flankwatch.events.IndicatorEvent.IndicatorMet;
import io.flankwatch.events.IndicatorEvent.IndicatorReopened;
import io.flankwatch.events.IndicatorEvent.IndicatorWithdrawn;
import io.flankwatch.events.Marking;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.events.Verification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.OrderedPMap;
import org.pcollections.PMap;

/// The indicators of a case, in the order in which they were defined.
public record Indicators(PMap<UUID, Watched> watched) {

    public static final Indicators NONE = new Indicators(OrderedPMap.empty());

    /// @param metBy the entry that fulfils it; absent: it is open
    public record Watched(IndicatorDefined definition, Marking marking, @Nullable UUID metBy, boolean withdrawn) {

        boolean open() {
            return metBy == null && !withdrawn;
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

    public static IndicatorDefined define(DefineIndicator command, Entries entries, Context context, Set<String> members) {
        context.mayMark(command.marking(), "/marking", members);
        switch (command.condition()) {
            case Condition.ProtocolReaches reaches -> {
                UUID meeting = reaches.decidedBy();
                if (meeting != null
                        && entries.refer(meeting, "/condition/decidedBy", context, members).kind() != EntryKind.MEETING) {
                    throw Refused.at("/condition/decidedBy", RefusalCode.NOT_A_MEETING, "entry " + meeting + " is not a meeting");
                }
            }
        }
        return new IndicatorDefined(
                command.indicatorId() == null ? context.ids().get() : command.indicatorId(),
                command.statement(),
                command.owner(),
                command.scope() == null ? IndicatorDefined.Scope.CASE : command.scope(),
                command.condition(),
                command.deadline(),
                command.marking());
    }

    /// What follows for the indicators from how the case stands now: met where a condition is fulfilled, reopened where what
    /// fulfilled it no longer does; and met anew where another entry does, so that it never rests on one that was retracted. Also met anew
    /// where an entry of a lower marking has come to fulfil it: its readers see entry and indicator alike.
    public List<IndicatorEvent> follow(Entries entries, Meetings meetings, Protocols protocols, Instant now) {
        var events = new ArrayList<IndicatorEvent>();
        watched.forEach((id, indicator) -> {
            if (indicator.withdrawn()) {
                return;
            }
            List<UUID> fulfilling = fulfilling(indicator.definition(), entries, meetings, protocols);
            UUID best = fulfilling.stream().min(Comparator.comparing(entries::marking)).orElse(null);
            UUID metBy = indicator.metBy();
            boolean holds = metBy != null && fulfilling.contains(metBy);
            if (metBy != null && !holds) {
                events.add(new IndicatorReopened(id, metBy));
            }
            if (best != null && !(holds && entries.marking(best).compareTo(entries.marking(Check.required(metBy, "metBy"))) >= 0)) {
                Instant deadline = indicator.definition().deadline();
                events.add(new IndicatorMet(id, best, deadline != null && now.isAfter(deadline)));
            }
        });
        return events;
    }

    /// The entries that fulfil it, in the order recorded.
    private static List<UUID> fulfilling(IndicatorDefined indicator, Entries entries, Meetings meetings, Protocols protocols) {
        return switch (indicator.condition()) {
            case Condition.ProtocolReaches reaches ->
                protocols.changes().stream()
                        .filter(change -> entries.stands(change.entry().entryId()))
                        .filter(change -> change.entry().verification() != Verification.FALSE_ALARM)
                        .filter(change -> inTime(change, indicator.deadline()))
                        .filter(change -> fulfils(change, reaches, entries, meetings))
                        .map(change -> change.entry().entryId())
                        .toList();
        };
    }

    /// A decision counts as long as its meeting stands and may have decided anything.
    private static boolean fulfils(
            InterceptProtocolChanged change, Condition.ProtocolReaches reaches, Entries entries, Meetings meetings) {
        return change.jurisdiction().equals(reaches.jurisdiction())
                && change.posture().compareTo(reaches.posture()) >= 0
                && change.status().reaches(reaches.status())
                && (reaches.targetClass() == null || change.targetClass() == reaches.targetClass())
                && (reaches.decidedBy() == null
                        || (reaches.decidedBy().equals(change.decidedBy())
                                && entries.stands(reaches.decidedBy())
                                && meetings.mayHaveDecided(reaches.decidedBy())));
    }

    /// What may have happened before the deadline counts, whenever it is recorded.
    private static boolean inTime(InterceptProtocolChanged change, @Nullable Instant deadline) {
        Instant earliest = change.entry().occurred().earliest();
        return deadline == null || earliest == null || !earliest.isAfter(deadline);
    }

    /// An indicator that names an entry is as strict as that.
    public Indicators evolve(EntryMarkingChanged changed) {
        Indicators indicators = this;
        for (var known : watched.entrySet()) {
            Watched before = known.getValue();
            UUID named = switch (before.definition().condition()) {
                case Condition.ProtocolReaches reaches -> reaches.decidedBy();
            };
            if (named != null && changed.entries().contains(named)) {
                Marking marking = Marking.strictest(before.marking(), changed.effective());
                indicators = indicators.with(known.getKey(), new Watched(before.definition(), marking, before.metBy(), before.withdrawn()));
            }
        }
        return indicators;
    }

    public Indicators evolve(IndicatorEvent event, Marking marking) {
        return switch (event) {
            case IndicatorDefined defined -> with(defined.indicatorId(), new Watched(defined, marking, null, false));
            case IndicatorMet met -> {
                Watched before = before(met);
                yield with(met.indicatorId(), new Watched(before.definition(), before.marking(), met.metBy(), false));
            }
            case IndicatorReopened reopened -> {
                Watched before = before(reopened);
                yield with(reopened.indicatorId(), new Watched(before.definition(), before.marking(), null, false));
            }
            case IndicatorWithdrawn withdrawn -> {
                Watched before = before(withdrawn);
                yield with(withdrawn.indicatorId(), new Watched(before.definition(), before.marking(), before.metBy(), true));
            }
        };
    }

    private Watched before(IndicatorEvent event) {
        return Check.required(watched.get(event.indicatorId()), "indicatorId");
    }

    private Indicators with(UUID id, Watched indicator) {
        return new Indicators(watched.plus(id, indicator));
    }
}
