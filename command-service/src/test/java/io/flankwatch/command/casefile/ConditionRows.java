package io.flankwatch.command.casefile;

import static io.flankwatch.command.casefile.CaseRows.A;
import static io.flankwatch.command.casefile.CaseRows.B;
import static io.flankwatch.command.casefile.CaseRows.C;
import static io.flankwatch.command.casefile.CaseRows.INDICATOR;
import static io.flankwatch.command.casefile.CaseRows.MEETING;
import static io.flankwatch.command.casefile.CaseRows.draft;
import static io.flankwatch.command.casefile.CaseRows.entry;
import static io.flankwatch.command.casefile.CaseRows.given;
import static io.flankwatch.command.casefile.CaseRows.happy;
import static io.flankwatch.command.casefile.CaseRows.refused;
import static io.flankwatch.command.casefile.MeetingRows.conclude;
import static io.flankwatch.command.casefile.MeetingRows.concluded;
import static io.flankwatch.command.casefile.MeetingRows.convened;

import io.flankwatch.command.casefile.CaseRows.Row;
import io.flankwatch.command.vocabulary.EntryCommand.LinkEntries;
import io.flankwatch.command.vocabulary.EntryCommand.RecordCasualty;
import io.flankwatch.command.vocabulary.EntryCommand.RecordReaction;
import io.flankwatch.command.vocabulary.EntryCommand.ReportIncursion;
import io.flankwatch.command.vocabulary.IndicatorCommand.DefineIndicator;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.Casualty;
import io.flankwatch.events.Condition;
import io.flankwatch.events.EntryEvent.EntriesLinked;
import io.flankwatch.events.EntryLink.Relation;
import io.flankwatch.events.EntryRecorded.CasualtyRecorded;
import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.EntryRecorded.ReactionRecorded;
import io.flankwatch.events.IndicatorEvent.IndicatorDefined;
import io.flankwatch.events.IndicatorEvent.IndicatorMet;
import io.flankwatch.events.IndicatorEvent.IndicatorReopened;
import io.flankwatch.events.ObjectType;
import io.flankwatch.events.Quantity;
import io.flankwatch.events.Reaction;
import io.flankwatch.events.RefusalCode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Each kind of condition, met in the commit of its cause. What exactly fulfils them is tested where they are evaluated.
final class ConditionRows {

    private ConditionRows() {}

    static void add(List<Row> rows) {
        Condition ends = new Condition.MeetingConcludes(MEETING, null);
        Condition three = new Condition.IncursionsReach(null, List.of(), 3, null);
        Condition killed = new Condition.CasualtiesReach(Casualty.Metric.KILLED, 2, null);
        Condition condemned = new Condition.SomebodyReacts("nato", Reaction.Stance.CONDEMNS, null);
        IndicatorMet byB = new IndicatorMet(INDICATOR, B, false, null);
        rows.add(refused("a condition names a meeting of the case", given(), define(ends), RefusalCode.NO_SUCH_ENTRY));
        rows.add(refused(
                "and nothing else",
                given(incursion(MEETING, null)),
                define(new Condition.AnyOf(List.of(three, ends))),
                RefusalCode.NOT_A_MEETING));
        rows.add(happy(
                "a meeting's end meets it",
                given(convened(), defined(ends)),
                conclude(MEETING),
                concluded(),
                new IndicatorMet(INDICATOR, MEETING, false, null)));
        rows.add(happy("so many objects meet it", given(incursion(A, 2L), defined(three)), report(B, null), incursion(B, null), byB));
        rows.add(happy("fewer do not", given(incursion(A, 1L), defined(three)), report(B, 1L), incursion(B, 1L)));
        rows.add(happy(
                "one incident that counted twice reopens it",
                given(incursion(A, 2L), defined(three), incursion(B, 2L), byB),
                new LinkEntries(A, Relation.SAME_INCIDENT, null, B, null),
                new EntriesLinked(A, Relation.SAME_INCIDENT, null, B, null),
                new IndicatorReopened(INDICATOR, B, null)));
        rows.add(happy(
                "so many casualties meet it",
                given(incursion(A, 1L), defined(killed)),
                new RecordCasualty(draft(B), null, List.of(A), Casualty.Metric.KILLED, new Quantity(2L, null, null, null), null, null),
                new CasualtyRecorded(
                        entry(B), Casualty.Scope.ENTRIES, List.of(A), Casualty.Metric.KILLED, new Quantity(2L, null, null, null), List.of(), null),
                byB));
        rows.add(happy("a reaction meets it", given(defined(condemned)), react(), reacted(), byB));
        rows.add(happy(
                "any of several conditions meets it",
                given(convened(), defined(new Condition.AnyOf(List.of(ends, condemned)))),
                react(),
                reacted(),
                byB));
        rows.add(happy(
                "all of several conditions meet it together",
                given(incursion(A, 3L), defined(new Condition.AllOf(List.of(three, condemned)))),
                react(),
                reacted(),
                byB));
        rows.add(happy(
                "some of them do not",
                given(incursion(A, 2L), defined(new Condition.AllOf(List.of(three, condemned)))),
                react(),
                reacted()));
        rows.add(happy("no rule meets a manual one", given(defined(new Condition.Manual())), report(C, 9L), incursion(C, 9L)));
    }

    private static DefineIndicator define(Condition condition) {
        return new DefineIndicator(INDICATOR, "s", null, null, condition, null, null, null);
    }

    private static CaseEvent defined(Condition condition) {
        return new IndicatorDefined(INDICATOR, "s", null, IndicatorDefined.Scope.CASE, condition, null, null, List.of());
    }

    private static @Nullable Quantity atLeast(@Nullable Long min) {
        return min == null ? null : new Quantity(min, null, null, null);
    }

    private static ReportIncursion report(UUID id, @Nullable Long min) {
        return new ReportIncursion(draft(id), ObjectType.UAV, null, atLeast(min), null, null, null, null, null, null);
    }

    private static IncursionReported incursion(UUID id, @Nullable Long min) {
        return new IncursionReported(entry(id), ObjectType.UAV, null, atLeast(min), List.of(), null, null, List.of(), List.of(), List.of());
    }

    private static RecordReaction react() {
        return new RecordReaction(draft(B), "NATO", null, null, null, null, Reaction.Stance.CONDEMNS, Reaction.Act.STATEMENT);
    }

    private static ReactionRecorded reacted() {
        return new ReactionRecorded(entry(B), "NATO", null, null, null, null, Reaction.Stance.CONDEMNS, Reaction.Act.STATEMENT);
    }
}
