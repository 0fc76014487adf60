package io.flankwatch.events.watch;

import io.flankwatch.events.AssessmentEvent;
import io.flankwatch.events.BriefEvent;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFileEvent;
import io.flankwatch.events.CaseFileEvent.CaseMarkingChanged;
import io.flankwatch.events.Condition;
import io.flankwatch.events.EntryEvent;
import io.flankwatch.events.EntryEvent.EntriesLinked;
import io.flankwatch.events.EntryEvent.EntriesUnlinked;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryKind;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.HypothesisEvent;
import io.flankwatch.events.IndicatorEvent;
import io.flankwatch.events.Marking;
import io.flankwatch.events.SourceEvent;
import io.flankwatch.events.figures.AcrossCases.Ref;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What fulfils a condition.
///
/// @param by    the entry that completed it; of several that each fulfil it alone, the one recorded first
/// @param rests all entries that it may rest on
/// @param under the lowest marking under which it is fulfilled
public record Fulfilment(Fact by, Set<Ref> rests, Marking under) {

    public Fulfilment {
        rests = Set.copyOf(rests);
    }

    /// Over which entries a condition is evaluated.
    ///
    /// @param caseId the case that its meetings are of; absent: whichever case has them
    /// @param ledger whether figures are those across cases, or that of the one case
    public record Over(@Nullable UUID caseId, boolean ledger) {}

    /// Whether what was just recorded, so that nothing is linked to it yet, may fulfil a condition that nothing fulfilled before. Most of what is recorded can't, and that
    /// is known without a look at the other facts.
    public static boolean mayFollow(Condition condition, EntryRecorded recorded) {
        return Evaluation.mayFollow(condition, recorded);
    }

    /// Whether what was just recorded may undo what fulfils a condition. One more undoes nothing, but for figures, whose low end may sink.
    public static boolean mayUndo(Condition condition, EntryRecorded recorded) {
        return condition.kinds().contains(recorded.kind()) && (recorded.entry().supersedes() != null || recorded.kind() == EntryKind.CASUALTY);
    }

    /// Whether an event may make a difference to what fulfils a condition, and under which marking.
    ///
    /// @param kind of an entry of the same case
    public static boolean mayChange(Condition condition, CaseEvent event, Function<UUID, EntryKind> kind) {
        return switch (event) {
            case EntryRecorded recorded -> mayFollow(condition, recorded) || mayUndo(condition, recorded);
            case EntriesLinked _, EntriesUnlinked _ -> condition.kinds().contains(EntryKind.INCURSION);
            case EntryMarkingChanged changed -> changed.entries().stream().anyMatch(entry -> condition.kinds().contains(kind.apply(entry)));
            case EntryEvent about -> condition.kinds().contains(kind.apply(about.entryId()));
            case CaseFileEvent file -> file instanceof CaseMarkingChanged;
            case IndicatorEvent _ -> true;
            // None of these says what happened.
            case SourceEvent _, HypothesisEvent _, AssessmentEvent _, BriefEvent _ -> false;
        };
    }

    /// Evaluates it once.
    ///
    /// @param level as strict as the strictest that is among the facts
    /// @return null where it is not fulfilled
    public static @Nullable Fulfilment of(
            Condition condition, Over over, Marking level, Collection<Fact> facts, @Nullable Instant deadline) {
        Evaluation.Found fulfilled = new Evaluation(over, level, facts, deadline).of(condition);
        return fulfilled == null ? null : new Fulfilment(fulfilled.by(), fulfilled.rests(), level);
    }

    /// Evaluates it once for each marking, from the loosest to the strictest: under every one nothing fulfils it but what a reader cleared for it may see. What
    /// undoes something is told apart from that: whoever may not see it goes on seeing what they saw.
    ///
    /// @param facts    of one case, or of all, in any order; those that do not stand are among them
    /// @param deadline what happened only after it does not count; absent: none
    /// @return those that are fulfilled, loosest first; empty where none is
    public static List<Fulfilment> of(Condition condition, Over over, Collection<Fact> facts, @Nullable Instant deadline) {
        Set<Marking> there = EnumSet.noneOf(Marking.class);
        for (Fact fact : facts) {
            there.add(fact.marking());
            fact.steps().forEach(step -> there.add(step.marking()));
        }
        List<Fulfilment> found = new ArrayList<>();
        for (Marking level : there) {
            List<Fact> within = facts.stream().filter(fact -> level.allows(fact.marking())).toList();
            Fulfilment fulfilled = of(condition, over, level, within, deadline);
            if (fulfilled != null) {
                found.add(fulfilled);
            }
        }
        return found;
    }
}
