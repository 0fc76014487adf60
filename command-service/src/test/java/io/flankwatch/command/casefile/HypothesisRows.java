package io.flankwatch.command.casefile;

import static io.flankwatch.command.casefile.CaseRows.A;
import static io.flankwatch.command.casefile.CaseRows.ANALYST;
import static io.flankwatch.command.casefile.CaseRows.B;
import static io.flankwatch.command.casefile.CaseRows.INDICATOR;
import static io.flankwatch.command.casefile.CaseRows.NOWHERE;
import static io.flankwatch.command.casefile.CaseRows.development;
import static io.flankwatch.command.casefile.CaseRows.given;
import static io.flankwatch.command.casefile.CaseRows.happy;
import static io.flankwatch.command.casefile.CaseRows.id;
import static io.flankwatch.command.casefile.CaseRows.marked;
import static io.flankwatch.command.casefile.CaseRows.refused;
import static io.flankwatch.command.casefile.CaseRows.refusedUnder;
import static io.flankwatch.command.casefile.IndicatorRows.defined;

import io.flankwatch.command.casefile.CaseRows.Row;
import io.flankwatch.command.vocabulary.HypothesisCommand.EstimateLikelihood;
import io.flankwatch.command.vocabulary.HypothesisCommand.ProposeHypothesis;
import io.flankwatch.command.vocabulary.HypothesisCommand.ResolveHypothesis;
import io.flankwatch.command.vocabulary.HypothesisCommand.ReviseHypothesis;
import io.flankwatch.command.vocabulary.HypothesisCommand.WeighEvidence;
import io.flankwatch.events.Confidence;
import io.flankwatch.events.Consistency;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.HypothesisEvent.EvidenceWeighed;
import io.flankwatch.events.HypothesisEvent.Given;
import io.flankwatch.events.HypothesisEvent.Given.Outcome;
import io.flankwatch.events.HypothesisEvent.HypothesisProposed;
import io.flankwatch.events.HypothesisEvent.HypothesisResolved;
import io.flankwatch.events.HypothesisEvent.HypothesisRevised;
import io.flankwatch.events.HypothesisEvent.LikelihoodEstimated;
import io.flankwatch.events.HypothesisEvent.Resolution;
import io.flankwatch.events.Likelihood;
import io.flankwatch.events.Marking;
import io.flankwatch.events.RefusalCode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Hypotheses: what is weighed against them, how likely they are held to be, and how they turn out.
final class HypothesisRows {

    static final UUID HYPOTHESIS = id(60);

    private HypothesisRows() {}

    static void add(List<Row> rows) {
        propose(rows);
        revise(rows);
        weigh(rows);
        estimate(rows);
        resolve(rows);
    }

    private static void propose(List<Row> rows) {
        rows.add(happy("a hypothesis is proposed", given(), new ProposeHypothesis(HYPOTHESIS, "h", null, null), proposed("h", null)));
        rows.add(refused("its id is taken once", given(development(HYPOTHESIS)), new ProposeHypothesis(HYPOTHESIS, "h", null, null), RefusalCode.ENTRY_EXISTS));
        rows.add(refusedUnder(
                Marking.AMBER,
                "nobody proposes what they could not read",
                given(),
                new ProposeHypothesis(HYPOTHESIS, "h", null, Marking.RED),
                RefusalCode.MARKING_ABOVE_CLEARANCE));
    }

    private static void revise(List<Row> rows) {
        rows.add(happy(
                "it is said otherwise",
                given(proposed("h", null)),
                revised(Map.of("statement", "another", "description", "d")),
                HypothesisRevised.of(proposed("h", null), new HypothesisProposed(HYPOTHESIS, "another", "d", null), "r")));
        rows.add(happy(
                "null takes away what it can do without",
                given(new HypothesisProposed(HYPOTHESIS, "h", "d", null)),
                revised(Collections.singletonMap("description", null)),
                HypothesisRevised.of(new HypothesisProposed(HYPOTHESIS, "h", "d", null), proposed("h", null), "r")));
        rows.add(refused("to say the same is no revision", given(proposed("h", null)), revised(Map.of("statement", "h")), RefusalCode.NOTHING_CHANGED));
        rows.add(refused("it keeps its id", given(proposed("h", null)), revised(Map.of("hypothesisId", A.toString())), RefusalCode.MALFORMED));
        rows.add(refused("what is not there is not revised", given(), revised(Map.of("statement", "h")), RefusalCode.NO_SUCH_HYPOTHESIS));
        rows.add(refused(
                "what is resolved is not revised",
                given(proposed("h", null), moot()),
                revised(Map.of("statement", "another")),
                RefusalCode.HYPOTHESIS_RESOLVED));
    }

    private static void weigh(List<Row> rows) {
        rows.add(happy(
                "an entry is weighed against it",
                given(proposed("h", null), development(A)),
                weighed(A),
                new EvidenceWeighed(HYPOTHESIS, A, Consistency.INCONSISTENT, "why")));
        rows.add(refused("what is weighed is of the case", given(proposed("h", null)), weighed(A), RefusalCode.NO_SUCH_ENTRY));
        rows.add(refused(
                "what was retracted is not weighed",
                given(proposed("h", null), development(A), new EntryRetracted(A, "wrong")),
                weighed(A),
                RefusalCode.DOES_NOT_STAND));
        rows.add(refusedUnder(
                Marking.AMBER,
                "nothing is weighed against what one may not see",
                given(proposed("h", Marking.AMBER_STRICT), development(A)),
                weighed(A),
                RefusalCode.NO_SUCH_HYPOTHESIS));
        rows.add(refused("nor against what is resolved", given(proposed("h", null), development(A), moot()), weighed(A), RefusalCode.HYPOTHESIS_RESOLVED));
    }

    private static void estimate(List<Row> rows) {
        rows.add(happy("a likelihood is estimated", given(proposed("h", null)), estimated(null), estimate(ANALYST, null)));
        rows.add(happy(
                "it is estimated given an indicator's outcome",
                given(proposed("h", null), defined(null)),
                estimated(new Given(INDICATOR, Outcome.MET)),
                estimate(ANALYST, new Given(INDICATOR, Outcome.MET))));
        rows.add(new Row(
                "dissent stands beside it",
                given(proposed("h", null), estimate(ANALYST, null)),
                estimated(null),
                "bob",
                Marking.AMBER,
                false,
                List.of(estimate("bob", null)),
                null));
        rows.add(refused(
                "the indicator is of the case",
                given(proposed("h", null)),
                estimated(new Given(NOWHERE, Outcome.NOT_MET)),
                RefusalCode.NO_SUCH_INDICATOR));
        rows.add(refused("what is resolved is not estimated any more", given(proposed("h", null), moot()), estimated(null), RefusalCode.HYPOTHESIS_RESOLVED));
    }

    private static void resolve(List<Row> rows) {
        rows.add(happy(
                "it is borne out",
                given(proposed("h", null), development(A)),
                new ResolveHypothesis(HYPOTHESIS, Resolution.BORNE_OUT, List.of(A), "r"),
                borneOut(A)));
        rows.add(happy("it becomes moot, without evidence", given(proposed("h", null)), new ResolveHypothesis(HYPOTHESIS, Resolution.MOOT, null, "r"), moot()));
        rows.add(happy(
                "what was resolved wrongly is resolved otherwise",
                given(proposed("h", null), development(A), borneOut(A)),
                new ResolveHypothesis(HYPOTHESIS, Resolution.REFUTED, List.of(A), "r"),
                new HypothesisResolved(HYPOTHESIS, Resolution.REFUTED, Resolution.BORNE_OUT, List.of(A), "r")));
        rows.add(happy(
                "or not at all",
                given(proposed("h", null), moot()),
                new ResolveHypothesis(HYPOTHESIS, Resolution.UNRESOLVED, null, "r"),
                new HypothesisResolved(HYPOTHESIS, Resolution.UNRESOLVED, Resolution.MOOT, List.of(), "r")));
        rows.add(refused(
                "it is resolved so once",
                given(proposed("h", null), moot()),
                new ResolveHypothesis(HYPOTHESIS, Resolution.MOOT, null, "r"),
                RefusalCode.NOTHING_CHANGED));
        rows.add(refused(
                "nothing is concluded from what was retracted",
                given(proposed("h", null), development(A), new EntryRetracted(A, "wrong")),
                new ResolveHypothesis(HYPOTHESIS, Resolution.BORNE_OUT, List.of(A), "r"),
                RefusalCode.DOES_NOT_STAND));
        // What they may not see has not happened for them.
        rows.add(new Row(
                "a resolution by stricter evidence has not happened for who may not see it",
                given(proposed("h", null), marked(A, Marking.RED), development(B), borneOut(A)),
                weighed(B),
                "bob",
                Marking.AMBER,
                false,
                List.of(new EvidenceWeighed(HYPOTHESIS, B, Consistency.INCONSISTENT, "why")),
                null));
    }

    static HypothesisProposed proposed(String statement, @Nullable Marking marking) {
        return new HypothesisProposed(HYPOTHESIS, statement, null, marking);
    }

    private static ReviseHypothesis revised(Map<String, @Nullable Object> changes) {
        return new ReviseHypothesis(HYPOTHESIS, "r", changes);
    }

    private static WeighEvidence weighed(UUID entry) {
        return new WeighEvidence(HYPOTHESIS, entry, Consistency.INCONSISTENT, "why");
    }

    private static EstimateLikelihood estimated(@Nullable Given given) {
        return new EstimateLikelihood(HYPOTHESIS, Likelihood.UNLIKELY, Confidence.LOW, null, given, "why");
    }

    static LikelihoodEstimated estimate(String analyst, @Nullable Given given) {
        return new LikelihoodEstimated(HYPOTHESIS, analyst, Likelihood.UNLIKELY, Confidence.LOW, null, given, "why");
    }

    private static HypothesisResolved borneOut(UUID entry) {
        return new HypothesisResolved(HYPOTHESIS, Resolution.BORNE_OUT, Resolution.UNRESOLVED, List.of(entry), "r");
    }

    private static HypothesisResolved moot() {
        return new HypothesisResolved(HYPOTHESIS, Resolution.MOOT, Resolution.UNRESOLVED, List.of(), "r");
    }
}
