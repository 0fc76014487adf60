package io.flankwatch.command.casefile;

import static io.flankwatch.command.casefile.CaseRows.A;
import static io.flankwatch.command.casefile.CaseRows.B;
import static io.flankwatch.command.casefile.CaseRows.C;
import static io.flankwatch.command.casefile.CaseRows.INDICATOR;
import static io.flankwatch.command.casefile.CaseRows.MEETING;
import static io.flankwatch.command.casefile.CaseRows.NOW;
import static io.flankwatch.command.casefile.CaseRows.PROTOCOL;
import static io.flankwatch.command.casefile.CaseRows.draftAt;
import static io.flankwatch.command.casefile.CaseRows.entryAt;
import static io.flankwatch.command.casefile.CaseRows.given;
import static io.flankwatch.command.casefile.CaseRows.happy;
import static io.flankwatch.command.casefile.CaseRows.refused;
import static io.flankwatch.command.casefile.CaseRows.refusedUnder;
import static io.flankwatch.command.casefile.HypothesisRows.HYPOTHESIS;
import static io.flankwatch.command.casefile.HypothesisRows.proposed;
import static io.flankwatch.command.casefile.MeetingRows.convened;
import static io.flankwatch.command.casefile.ProtocolRows.change;
import static io.flankwatch.command.casefile.ProtocolRows.changed;
import static io.flankwatch.command.casefile.ProtocolRows.state;

import io.flankwatch.command.casefile.CaseRows.Row;
import io.flankwatch.command.vocabulary.EntryCommand.ChangeInterceptProtocol;
import io.flankwatch.command.vocabulary.EntryCommand.RetractEntry;
import io.flankwatch.command.vocabulary.IndicatorCommand.DefineIndicator;
import io.flankwatch.events.Condition.ProtocolReaches;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryRecorded.InterceptProtocolChanged;
import io.flankwatch.events.IndicatorEvent.IndicatorDefined;
import io.flankwatch.events.IndicatorEvent.IndicatorMet;
import io.flankwatch.events.IndicatorEvent.IndicatorReopened;
import io.flankwatch.events.Protocol.Bound;
import io.flankwatch.events.Protocol.Posture;
import io.flankwatch.events.Protocol.Status;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Protocol.TargetClass;
import io.flankwatch.events.RefusalCode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Indicators.
final class IndicatorRows {

    private IndicatorRows() {}

    static void add(List<Row> rows) {
        InterceptProtocolChanged tracking = changed(A, Posture.TRACK, Status.IN_FORCE, null, null);
        InterceptProtocolChanged kinetic = changed(B, Posture.KINETIC_ENGAGE, Status.ADOPTED, MEETING, null);
        rows.add(happy("an indicator is defined", given(), define(null, null), defined(null)));
        rows.add(refused("an indicator's id is taken once", given(defined(null)), define(null, null), RefusalCode.ENTRY_EXISTS));
        rows.add(refused("it watches a meeting of the case", given(), define(null, MEETING), RefusalCode.NO_SUCH_ENTRY));
        rows.add(happy("it bears on hypotheses of the case", given(proposed("h", null)), define(HYPOTHESIS), bearing(HYPOTHESIS)));
        rows.add(refused("and on no others", given(proposed("h", null)), define(A), RefusalCode.NO_SUCH_HYPOTHESIS));
        rows.add(refusedUnder(
                Marking.AMBER,
                "nor on those that one may not see",
                given(proposed("h", Marking.AMBER_STRICT)),
                define(HYPOTHESIS),
                RefusalCode.NO_SUCH_HYPOTHESIS));
        rows.add(happy(
                "it is met in the commit of its cause",
                given(convened(), defined(MEETING)),
                change(B, Posture.KINETIC_ENGAGE, Status.ADOPTED, MEETING),
                kinetic,
                new IndicatorMet(INDICATOR, B, false, null)));
        rows.add(happy(
                "a lower posture does not meet it", given(defined(null)), change(A, Posture.TRACK, Status.IN_FORCE, null), tracking));
        rows.add(happy(
                "another decision does not meet it",
                given(convened(), defined(MEETING)),
                change(B, Posture.KINETIC_ENGAGE, Status.ADOPTED, null),
                changed(B, Posture.KINETIC_ENGAGE, Status.ADOPTED, null, null)));
        rows.add(happy(
                "it is met at once where it is fulfilled already",
                given(convened(), kinetic),
                define(null, null),
                defined(null),
                new IndicatorMet(INDICATOR, B, false, null)));
        rows.add(happy(
                "it is reopened in the commit that undoes its cause",
                given(convened(), defined(MEETING), kinetic, new IndicatorMet(INDICATOR, B, false, null)),
                new RetractEntry(B, "wrong"),
                new EntryRetracted(B, "wrong"),
                new IndicatorReopened(INDICATOR, B, null)));
        rows.add(happy(
                "it rests on another entry that fulfils it when the first is retracted",
                given(
                        convened(),
                        defined(MEETING),
                        kinetic,
                        new IndicatorMet(INDICATOR, B, false, null),
                        changed(C, Posture.KINETIC_ENGAGE, Status.IN_FORCE, MEETING, state(Posture.KINETIC_ENGAGE, Status.ADOPTED))),
                new RetractEntry(B, "wrong"),
                new EntryRetracted(B, "wrong"),
                new IndicatorReopened(INDICATOR, B, null),
                new IndicatorMet(INDICATOR, C, false, null)));
        rows.add(happy(
                "a decision counts as long as its meeting stands",
                given(convened(), defined(MEETING), kinetic, new IndicatorMet(INDICATOR, B, false, null)),
                new RetractEntry(MEETING, "wrong"),
                new EntryRetracted(MEETING, "wrong"),
                new IndicatorReopened(INDICATOR, B, null)));
        rows.add(happy(
                "what happened in time and is recorded late meets it late",
                given(new IndicatorDefined(
                        INDICATOR, "s", null, IndicatorDefined.Scope.CASE, reaches(null), NOW.minusSeconds(60), null, List.of())),
                change(B, Posture.KINETIC_ENGAGE, Status.ADOPTED, null),
                changed(B, Posture.KINETIC_ENGAGE, Status.ADOPTED, null, null),
                new IndicatorMet(INDICATOR, B, true, null)));
        rows.add(happy(
                "what happened after the deadline does not meet it",
                given(new IndicatorDefined(
                        INDICATOR, "s", null, IndicatorDefined.Scope.CASE, reaches(null), NOW.minusSeconds(60), null, List.of())),
                new ChangeInterceptProtocol(
                        draftAt(B, NOW.minusSeconds(5)), PROTOCOL, "RO", TargetClass.UNCREWED, Posture.KINETIC_ENGAGE, Status.ADOPTED, null, null, null, null, null, null, null, null),
                new InterceptProtocolChanged(
                        entryAt(B, NOW.minusSeconds(5)), PROTOCOL, "RO", TargetClass.UNCREWED, Posture.KINETIC_ENGAGE, Status.ADOPTED, null, null, Bound.unknown(), Bound.unknown(), List.of(), null, null, null, null)));
    }

    static ProtocolReaches reaches(@Nullable UUID decidedBy) {
        return new ProtocolReaches("RO", Posture.KINETIC_ENGAGE, Status.ADOPTED, null, decidedBy);
    }

    static DefineIndicator define(@Nullable Instant deadline, @Nullable UUID decidedBy) {
        return new DefineIndicator(INDICATOR, "s", null, null, reaches(decidedBy), deadline, null, null);
    }

    private static DefineIndicator define(UUID hypothesis) {
        return new DefineIndicator(INDICATOR, "s", null, null, reaches(null), null, null, List.of(hypothesis));
    }

    private static IndicatorDefined bearing(UUID hypothesis) {
        return new IndicatorDefined(INDICATOR, "s", null, IndicatorDefined.Scope.CASE, reaches(null), null, null, List.of(hypothesis));
    }

    static IndicatorDefined defined(@Nullable UUID decidedBy) {
        return new IndicatorDefined(INDICATOR, "s", null, IndicatorDefined.Scope.CASE, reaches(decidedBy), null, null, List.of());
    }
}
