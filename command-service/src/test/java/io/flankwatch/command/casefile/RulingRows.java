package io.flankwatch.command.casefile;

import static io.flankwatch.command.casefile.CaseRows.A;
import static io.flankwatch.command.casefile.CaseRows.B;
import static io.flankwatch.command.casefile.CaseRows.C;
import static io.flankwatch.command.casefile.CaseRows.CASE;
import static io.flankwatch.command.casefile.CaseRows.INDICATOR;
import static io.flankwatch.command.casefile.CaseRows.NOW;
import static io.flankwatch.command.casefile.CaseRows.NOWHERE;
import static io.flankwatch.command.casefile.CaseRows.development;
import static io.flankwatch.command.casefile.CaseRows.given;
import static io.flankwatch.command.casefile.CaseRows.happy;
import static io.flankwatch.command.casefile.CaseRows.id;
import static io.flankwatch.command.casefile.CaseRows.marked;
import static io.flankwatch.command.casefile.CaseRows.refused;
import static io.flankwatch.command.casefile.CaseRows.refusedUnder;
import static io.flankwatch.command.casefile.ProtocolRows.change;
import static io.flankwatch.command.casefile.ProtocolRows.changed;

import io.flankwatch.command.casefile.CaseRows.Row;
import io.flankwatch.command.vocabulary.EntryCommand.RetractEntry;
import io.flankwatch.command.vocabulary.IndicatorCommand.ExpireIndicator;
import io.flankwatch.command.vocabulary.IndicatorCommand.FollowCases;
import io.flankwatch.command.vocabulary.IndicatorCommand.JudgeIndicator;
import io.flankwatch.command.vocabulary.IndicatorCommand.WithdrawIndicator;
import io.flankwatch.events.CaseFileEvent.CaseClosed;
import io.flankwatch.events.Condition;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.IndicatorEvent.IndicatorDefined;
import io.flankwatch.events.IndicatorEvent.IndicatorDefined.Scope;
import io.flankwatch.events.IndicatorEvent.IndicatorExpired;
import io.flankwatch.events.IndicatorEvent.IndicatorJudged;
import io.flankwatch.events.IndicatorEvent.IndicatorJudged.Ruling;
import io.flankwatch.events.IndicatorEvent.IndicatorMet;
import io.flankwatch.events.IndicatorEvent.IndicatorReopened;
import io.flankwatch.events.IndicatorEvent.IndicatorWithdrawn;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Protocol.Posture;
import io.flankwatch.events.Protocol.Status;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.figures.AcrossCases.Ref;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What becomes of indicators by analysts, the clock and other cases.
final class RulingRows {

    private static final UUID OTHER = id(2);
    private static final Instant PAST = NOW.minusSeconds(60);
    private static final IndicatorWithdrawn WITHDRAWN = new IndicatorWithdrawn(INDICATOR, "no longer asked");

    private RulingRows() {}

    static void add(List<Row> rows) {
        rulings(rows);
        overrides(rows);
        withdrawals(rows);
        deadlines(rows);
        otherCases(rows);
    }

    private static void rulings(List<Row> rows) {
        rows.add(happy(
                "a manual indicator is ruled met, with evidence",
                given(development(A), manual(null)),
                judge(Ruling.MET, null, A),
                judged(Ruling.MET, null, false, A)));
        rows.add(happy("it is ruled not met without any", given(manual(null)), judge(Ruling.NOT_MET, null), judged(Ruling.NOT_MET, null, false)));
        rows.add(refused("to be met it needs evidence", given(manual(null)), judge(Ruling.MET, null), RefusalCode.EVIDENCE_REQUIRED));
        rows.add(refused("evidence is of the case", given(manual(null)), judge(Ruling.MET, null, NOWHERE), RefusalCode.NO_SUCH_ENTRY));
        rows.add(refused(
                "evidence is not retracted",
                given(development(A), new EntryRetracted(A, "wrong"), manual(null)),
                judge(Ruling.MET, null, A),
                RefusalCode.ALREADY_RETRACTED));
        rows.add(refusedUnder(
                Marking.AMBER,
                "evidence is seen by who rules",
                given(marked(A, Marking.RED), manual(null)),
                judge(Ruling.MET, null, A),
                RefusalCode.NO_SUCH_ENTRY));
        rows.add(refused("what is ruled on is an indicator of the case", given(development(A)), judge(Ruling.MET, null, A), RefusalCode.NO_SUCH_INDICATOR));
        rows.add(refusedUnder(
                Marking.AMBER,
                "a hidden indicator is none",
                given(new IndicatorDefined(INDICATOR, "s", null, Scope.CASE, new Condition.Manual(), null, Marking.RED, List.of())),
                judge(Ruling.NOT_MET, null),
                RefusalCode.NO_SUCH_INDICATOR));
        rows.add(refused(
                "the same ruling again is none",
                given(development(A), manual(null), judged(Ruling.MET, null, false, A)),
                judge(Ruling.MET, "again", A),
                RefusalCode.NOTHING_CHANGED));
        rows.add(refused("a closed case takes no ruling", given(manual(null), WITHDRAWN, new CaseClosed("r", true)), judge(Ruling.NOT_MET, "r"), RefusalCode.CASE_CLOSED));
        rows.add(happy(
                "a ruling falls when nothing that it rested on stands",
                given(development(A), manual(null), judged(Ruling.MET, null, false, A)),
                new RetractEntry(A, "wrong"),
                new EntryRetracted(A, "wrong"),
                new IndicatorReopened(INDICATOR, A, null)));
        rows.add(happy(
                "it holds as long as anything of it stands",
                given(development(A), development(B), manual(null), judged(Ruling.MET, null, false, A, B)),
                new RetractEntry(A, "wrong"),
                new EntryRetracted(A, "wrong")));
    }

    private static void overrides(List<Row> rows) {
        rows.add(happy(
                "a rule is overridden with a reason",
                given(development(A), IndicatorRows.defined(null)),
                judge(Ruling.MET, "the decree says so", A),
                judged(Ruling.MET, "the decree says so", false, A)));
        rows.add(refused(
                "without a reason no rule is overridden", given(development(A), IndicatorRows.defined(null)), judge(Ruling.MET, null, A), RefusalCode.REASON_REQUIRED));
        rows.add(refused(
                "nor is an earlier ruling",
                given(development(A), manual(null), judged(Ruling.MET, null, false, A)),
                judge(Ruling.NOT_MET, null),
                RefusalCode.REASON_REQUIRED));
        rows.add(refused(
                "nor is the deadline",
                given(development(A), manual(PAST), new IndicatorExpired(INDICATOR, PAST)),
                judge(Ruling.MET, null, A),
                RefusalCode.REASON_REQUIRED));
        rows.add(happy(
                "what has expired is ruled met late",
                given(development(A), manual(PAST), new IndicatorExpired(INDICATOR, PAST)),
                judge(Ruling.MET, "it happened in time", A),
                judged(Ruling.MET, "it happened in time", true, A)));
        rows.add(happy(
                "no rule changes what was ruled on",
                given(IndicatorRows.defined(null), judged(Ruling.NOT_MET, "a drill", false)),
                change(B, Posture.KINETIC_ENGAGE, Status.ADOPTED, null),
                changed(B, Posture.KINETIC_ENGAGE, Status.ADOPTED, null, null)));
        rows.add(happy(
                "where a ruling falls the rule decides again",
                given(
                        development(A),
                        IndicatorRows.defined(null),
                        changed(B, Posture.KINETIC_ENGAGE, Status.ADOPTED, null, null),
                        new IndicatorMet(INDICATOR, B, false, null),
                        judged(Ruling.NOT_MET, "a drill", false, A)),
                new RetractEntry(A, "wrong"),
                new EntryRetracted(A, "wrong"),
                new IndicatorReopened(INDICATOR, A, null),
                new IndicatorMet(INDICATOR, B, false, null)));
    }

    private static void withdrawals(List<Row> rows) {
        rows.add(happy("an open indicator is withdrawn", given(manual(null)), new WithdrawIndicator(INDICATOR, "no longer asked"), WITHDRAWN));
        rows.add(refused(
                "it is withdrawn once", given(manual(null), WITHDRAWN), new WithdrawIndicator(INDICATOR, "again"), RefusalCode.INDICATOR_WITHDRAWN));
        rows.add(refused("what was withdrawn takes no ruling", given(manual(null), WITHDRAWN), judge(Ruling.NOT_MET, "r"), RefusalCode.INDICATOR_WITHDRAWN));
        rows.add(refused(
                "what has expired is not open",
                given(manual(PAST), new IndicatorExpired(INDICATOR, PAST)),
                new WithdrawIndicator(INDICATOR, "r"),
                RefusalCode.INDICATOR_SETTLED));
        rows.add(refused(
                "nor is what was ruled on",
                given(manual(null), judged(Ruling.NOT_MET, null, false)),
                new WithdrawIndicator(INDICATOR, "r"),
                RefusalCode.INDICATOR_SETTLED));
    }

    private static void deadlines(List<Row> rows) {
        rows.add(happy("at its deadline it expires", given(manual(NOW)), new ExpireIndicator(INDICATOR), new IndicatorExpired(INDICATOR, NOW)));
        rows.add(refused("not before", given(manual(NOW.plusMillis(1))), new ExpireIndicator(INDICATOR), RefusalCode.NOTHING_CHANGED));
        rows.add(refused("not without one", given(manual(null)), new ExpireIndicator(INDICATOR), RefusalCode.NOTHING_CHANGED));
        rows.add(refused(
                "not twice", given(manual(PAST), new IndicatorExpired(INDICATOR, PAST)), new ExpireIndicator(INDICATOR), RefusalCode.NOTHING_CHANGED));
        rows.add(refused("not when it was withdrawn", given(manual(PAST), WITHDRAWN), new ExpireIndicator(INDICATOR), RefusalCode.NOTHING_CHANGED));
        rows.add(refused(
                "not when it was ruled on",
                given(manual(PAST), judged(Ruling.NOT_MET, null, false)),
                new ExpireIndicator(INDICATOR),
                RefusalCode.NOTHING_CHANGED));
        rows.add(refused(
                "not when it is met",
                given(ledger(PAST), new IndicatorMet(INDICATOR, C, false, OTHER)),
                new ExpireIndicator(INDICATOR),
                RefusalCode.NOTHING_CHANGED));
        rows.add(refused(
                "not in a closed case",
                given(manual(PAST), WITHDRAWN, new CaseClosed("r", true)),
                new ExpireIndicator(INDICATOR),
                RefusalCode.CASE_CLOSED));
        rows.add(happy(
                "what has expired is met late by what happened in time",
                given(
                        new IndicatorDefined(INDICATOR, "s", null, Scope.CASE, IndicatorRows.reaches(null), PAST, null, List.of()),
                        new IndicatorExpired(INDICATOR, PAST)),
                change(B, Posture.KINETIC_ENGAGE, Status.ADOPTED, null),
                changed(B, Posture.KINETIC_ENGAGE, Status.ADOPTED, null, null),
                new IndicatorMet(INDICATOR, B, true, null)));
        rows.add(refused(
                "and has expired again when that is undone",
                given(ledger(PAST), new IndicatorExpired(INDICATOR, PAST), new IndicatorMet(INDICATOR, C, true, OTHER), new IndicatorReopened(INDICATOR, C, OTHER)),
                new ExpireIndicator(INDICATOR),
                RefusalCode.NOTHING_CHANGED));
    }

    private static void otherCases(List<Row> rows) {
        Ref there = new Ref(OTHER, C);
        Ref here = new Ref(CASE, A);
        rows.add(happy(
                "what happens in another case does not meet it in the case's own commit",
                given(ledger(null)),
                change(B, Posture.KINETIC_ENGAGE, Status.ADOPTED, null),
                changed(B, Posture.KINETIC_ENGAGE, Status.ADOPTED, null, null)));
        rows.add(happy(
                "it is met by another case", given(ledger(null)), follow(there, there), new IndicatorMet(INDICATOR, C, false, OTHER)));
        rows.add(happy(
                "it is met late by another case",
                given(ledger(PAST), new IndicatorExpired(INDICATOR, PAST)),
                follow(there, there),
                new IndicatorMet(INDICATOR, C, true, OTHER)));
        rows.add(happy(
                "it is met by its own case like by any",
                given(development(A), ledger(null)),
                follow(here, here),
                new IndicatorMet(INDICATOR, A, false, null)));
        rows.add(refused(
                "it is met once",
                given(ledger(null), new IndicatorMet(INDICATOR, C, false, OTHER)),
                follow(here, here, there),
                RefusalCode.NOTHING_CHANGED));
        rows.add(happy(
                "it is reopened when that is undone",
                given(ledger(null), new IndicatorMet(INDICATOR, C, false, OTHER)),
                follow(null),
                new IndicatorReopened(INDICATOR, C, OTHER)));
        rows.add(happy(
                "it rests on another entry then, where there is one",
                given(development(A), ledger(null), new IndicatorMet(INDICATOR, C, false, OTHER)),
                follow(here, here),
                new IndicatorReopened(INDICATOR, C, OTHER),
                new IndicatorMet(INDICATOR, A, false, null)));
        rows.add(refused("it is reopened once", given(ledger(null)), follow(null), RefusalCode.NOTHING_CHANGED));
        rows.add(refused("what was withdrawn follows nothing", given(ledger(null), WITHDRAWN), follow(there, there), RefusalCode.NOTHING_CHANGED));
        rows.add(refused(
                "nor does what was ruled on",
                given(ledger(null), judged(Ruling.NOT_MET, "a drill", false)),
                follow(there, there),
                RefusalCode.NOTHING_CHANGED));
    }

    private static IndicatorDefined manual(@Nullable Instant deadline) {
        return new IndicatorDefined(INDICATOR, "s", null, Scope.CASE, new Condition.Manual(), deadline, null, List.of());
    }

    private static IndicatorDefined ledger(@Nullable Instant deadline) {
        return new IndicatorDefined(INDICATOR, "s", null, Scope.LEDGER, IndicatorRows.reaches(null), deadline, null, List.of());
    }

    private static JudgeIndicator judge(Ruling ruling, @Nullable String reason, UUID... evidence) {
        return new JudgeIndicator(INDICATOR, ruling, List.of(evidence), reason);
    }

    private static IndicatorJudged judged(Ruling ruling, @Nullable String reason, boolean late, UUID... evidence) {
        return new IndicatorJudged(INDICATOR, ruling, List.of(evidence), reason, late);
    }

    private static FollowCases follow(@Nullable Ref by, Ref... rests) {
        return new FollowCases(INDICATOR, by, Set.of(rests));
    }
}
