package io.flankwatch.query.watch;

import io.flankwatch.events.Check;
import io.flankwatch.events.Condition;
import io.flankwatch.events.IndicatorEvent;
import io.flankwatch.events.IndicatorEvent.IndicatorDefined;
import io.flankwatch.events.IndicatorEvent.IndicatorMet;
import io.flankwatch.events.IndicatorEvent.IndicatorReopened;
import io.flankwatch.events.IndicatorEvent.IndicatorWithdrawn;
import io.flankwatch.events.Marking;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.query.projection.Recording;
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
        String leafHash,
        Recording defined,
        List<Change> changes) {

    public WatchedIndicator {
        changes = Check.list(changes, "changes");
    }

    public enum State {
        OPEN,
        MET,
        WITHDRAWN
    }

    /// @param state  what it became by that
    /// @param metBy  the entry that fulfilled it, or that no longer does
    /// @param late   true where it was met before the deadline and recorded after it
    public record Change(
            State state, @Nullable UUID metBy, boolean late, @Nullable String reason, Marking marking, Recording recorded) {

        private Change today(CaseGate gate) {
            return metBy == null ? this : new Change(state, metBy, late, reason, gate.today(marking, metBy), recorded);
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
                    fact.leafHash(),
                    fact.recording(),
                    List.of());
            case IndicatorMet met -> known(before, event).with(
                    new Change(State.MET, met.metBy(), met.late(), null, fact.marking(), fact.recording()));
            case IndicatorReopened reopened -> known(before, event).with(
                    new Change(State.OPEN, reopened.metBy(), false, null, fact.marking(), fact.recording()));
            case IndicatorWithdrawn withdrawn -> known(before, event).with(
                    new Change(State.WITHDRAWN, null, false, withdrawn.reason(), fact.marking(), fact.recording()));
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

    public State state(Predicate<Marking> shown) {
        Change last = last(shown);
        return last == null ? State.OPEN : last.state();
    }

    /// What fulfils it, as far as the reader may see; null where it is not met.
    public @Nullable Change fulfilment(Predicate<Marking> shown) {
        Change last = last(shown);
        return last != null && last.state() == State.MET ? last : null;
    }

    /// Under the markings that the entries which it names have today.
    public WatchedIndicator today(CaseGate gate) {
        return new WatchedIndicator(
                indicatorId,
                statement,
                owner,
                scope,
                condition,
                deadline,
                gate.today(marking, condition),
                leafHash,
                defined,
                changes.stream().map(change -> change.today(gate)).toList());
    }

    private WatchedIndicator with(Change change) {
        List<Change> all = new ArrayList<>(changes);
        all.add(change);
        return new WatchedIndicator(indicatorId, statement, owner, scope, condition, deadline, marking, leafHash, defined, all);
    }

    private static WatchedIndicator known(@Nullable WatchedIndicator indicator, IndicatorEvent event) {
        if (indicator == null) {
            throw new IllegalStateException("an event refers to indicator " + event.indicatorId() + ", which its case has not defined");
        }
        return indicator;
    }
}
