package io.flankwatch.query.watch;

import io.flankwatch.events.Check;
import io.flankwatch.events.Condition;
import io.flankwatch.events.IndicatorEvent;
import io.flankwatch.events.IndicatorEvent.IndicatorDefined;
import io.flankwatch.events.IndicatorEvent.IndicatorExpired;
import io.flankwatch.events.IndicatorEvent.IndicatorJudged;
import io.flankwatch.events.IndicatorEvent.IndicatorJudged.Ruling;
import io.flankwatch.events.IndicatorEvent.IndicatorMet;
import io.flankwatch.events.IndicatorEvent.IndicatorReopened;
import io.flankwatch.events.IndicatorEvent.IndicatorWithdrawn;
import io.flankwatch.events.Marking;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.query.projection.Recording;
import io.flankwatch.query.projection.Searched;
import io.flankwatch.query.reading.CaseGate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An indicator and every change of it, in the order recorded.
///
/// Its state depends on who asks: a change that was recorded under a marking above the reader's ceiling has not happened for them.
public record WatchedIndicator(
        UUID indicatorId,
        String statement,
        @Nullable String owner,
        IndicatorDefined.Scope scope,
        Condition condition,
        @Nullable Instant deadline,
        Marking marking,
        List<UUID> hypotheses,
        String leafHash,
        Recording defined,
        List<Change> changes) implements Searched {

    public WatchedIndicator {
        hypotheses = Check.list(hypotheses, "hypotheses");
        changes = Check.list(changes, "changes");
    }

    public enum State {
        OPEN,
        MET,
        /// An analyst ruled so.
        NOT_MET,
        /// It was open at its deadline: it is missed.
        EXPIRED,
        WITHDRAWN
    }

    /// @param state     what it became by that
    /// @param metBy     the entry that fulfilled it, or that no longer does
    /// @param metByCase the case of that entry where it is another one
    /// @param late      true where it was met before the deadline and recorded after it
    /// @param ruling    what an analyst ruled, where it is that
    /// @param evidence  the entries that the ruling rests on
    public record Change(
            State state,
            @Nullable UUID metBy,
            @Nullable UUID metByCase,
            boolean late,
            @Nullable Ruling ruling,
            List<UUID> evidence,
            @Nullable String reason,
            Marking marking,
            Recording recorded) {

        public Change {
            evidence = Check.list(evidence, "evidence");
        }

        /// Under the markings that the entries of its case which it names have today.
        private Change today(CaseGate gate) {
            List<UUID> named = new ArrayList<>(evidence);
            if (metBy != null && metByCase == null) {
                named.add(metBy);
            }
            return new Change(
                    state, metBy, metByCase, late, ruling, evidence, reason, gate.today(marking, named.toArray(UUID[]::new)), recorded);
        }

        private static Change plain(State state, @Nullable String reason, Fact fact) {
            return new Change(state, null, null, false, null, List.of(), reason, fact.marking(), fact.recording());
        }

        private static Change by(State state, UUID metBy, @Nullable UUID metByCase, boolean late, Fact fact) {
            return new Change(state, metBy, metByCase, late, null, List.of(), null, fact.marking(), fact.recording());
        }
    }

    public static WatchedIndicator apply(@Nullable WatchedIndicator before, Fact fact, IndicatorEvent event) {
        return switch (event) {
            case IndicatorDefined defined -> new WatchedIndicator(
                    defined.indicatorId(),
                    defined.statement(),
                    defined.owner(),
                    defined.scope(),
                    defined.condition(),
                    defined.deadline(),
                    fact.marking(),
                    defined.hypotheses(),
                    fact.leafHash(),
                    fact.recording(),
                    List.of());
            case IndicatorMet met -> known(before, event).with(Change.by(State.MET, met.metBy(), met.metByCase(), met.late(), fact));
            case IndicatorReopened reopened ->
                known(before, event).with(Change.by(State.OPEN, reopened.metBy(), reopened.metByCase(), false, fact));
            case IndicatorJudged judged -> known(before, event).with(new Change(
                    judged.ruling() == Ruling.MET ? State.MET : State.NOT_MET,
                    null,
                    null,
                    judged.late(),
                    judged.ruling(),
                    judged.evidence(),
                    judged.reason(),
                    fact.marking(),
                    fact.recording()));
            case IndicatorExpired _ -> known(before, event).with(Change.plain(State.EXPIRED, null, fact));
            case IndicatorWithdrawn withdrawn -> known(before, event).with(Change.plain(State.WITHDRAWN, withdrawn.reason(), fact));
        };
    }

    /// The changes that a reader may see, in the order recorded.
    public List<Change> changes(Predicate<Marking> shown) {
        return changes.stream().filter(change -> shown.test(change.marking())).toList();
    }

    /// The last change that a reader may see; null where it is as it was defined.
    public @Nullable Change last(Predicate<Marking> shown) {
        List<Change> seen = changes(shown);
        return seen.isEmpty() ? null : seen.getLast();
    }

    /// What has expired and was met late has expired again when it is reopened.
    public State state(Predicate<Marking> shown) {
        Change last = last(shown);
        if (last == null) {
            return State.OPEN;
        }
        boolean expired = changes(shown).stream().anyMatch(change -> change.state() == State.EXPIRED);
        return last.state() == State.OPEN && expired ? State.EXPIRED : last.state();
    }

    /// What fulfils it, as far as the reader may see; null where it is not met.
    public @Nullable Change fulfilment(Predicate<Marking> shown) {
        Change last = last(shown);
        return last != null && last.state() == State.MET ? last : null;
    }

    /// Under the markings that the entries which it names have today; without what an entry of another case did that the reader may not see.
    public WatchedIndicator today(CaseGate gate) {
        return new WatchedIndicator(
                indicatorId,
                statement,
                owner,
                scope,
                condition,
                deadline,
                gate.today(marking, condition.meetings().toArray(UUID[]::new)),
                hypotheses,
                leafHash,
                defined,
                changes.stream()
                        .filter(change -> gate.showsElsewhere(change.metByCase(), change.metBy()))
                        .map(change -> change.today(gate))
                        .toList());
    }

    private WatchedIndicator with(Change change) {
        List<Change> all = new ArrayList<>(changes);
        all.add(change);
        return new WatchedIndicator(indicatorId, statement, owner, scope, condition, deadline, marking, hypotheses, leafHash, defined, all);
    }

    private static WatchedIndicator known(@Nullable WatchedIndicator indicator, IndicatorEvent event) {
        if (indicator == null) {
            throw new IllegalStateException("an event refers to indicator " + event.indicatorId() + ", which its case has not defined");
        }
        return indicator;
    }
}
