package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.AssessmentEvent.AssessmentApproved;
import io.flankwatch.events.AssessmentEvent.AssessmentReturned;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.Consistency;
import io.flankwatch.events.EntryEvent.EntryReinstated;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryRecorded.DevelopmentRecorded;
import io.flankwatch.events.HypothesisEvent.EvidenceWeighed;
import io.flankwatch.events.HypothesisEvent.Given;
import io.flankwatch.events.HypothesisEvent.Given.Outcome;
import io.flankwatch.events.HypothesisEvent.HypothesisResolved;
import io.flankwatch.events.HypothesisEvent.HypothesisRevised;
import io.flankwatch.events.HypothesisEvent.Resolution;
import io.flankwatch.events.IndicatorEvent.IndicatorMet;
import io.flankwatch.events.IndicatorEvent.IndicatorReopened;
import io.flankwatch.events.IndicatorEvent.IndicatorWithdrawn;
import io.flankwatch.events.Likelihood;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Verification;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Hypotheses and assessments, read.
class JudgementTest extends QueryApi {

    private final UUID caseId = UUID.randomUUID();
    private final UUID buffer = UUID.randomUUID();
    private final UUID theatre = UUID.randomUUID();
    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();
    private final UUID indicator = UUID.randomUUID();

    @BeforeEach
    void propose() {
        CHRONICLE.append(
                caseId,
                Marking.GREEN,
                Told.opened(caseId, "t", Marking.GREEN),
                Told.development(first, Told.UNKNOWN),
                Told.development(second, Told.UNKNOWN),
                Told.indicator(indicator),
                Told.hypothesis(buffer, "passive buffer"),
                Told.hypothesis(theatre, "active theatre"));
    }

    private JsonNode hypotheses(long position) {
        return read(TOKENS.analyst(), path("/hypotheses"), position);
    }

    private JsonNode hypothesis(UUID id, long position) {
        return read(TOKENS.analyst(), path("/hypotheses/" + id), position);
    }

    private String path(String below) {
        return "/cases/" + caseId + below;
    }

    private long weigh(UUID hypothesis, UUID entry, Consistency consistency) {
        return CHRONICLE.append(caseId, Marking.GREEN, new EvidenceWeighed(hypothesis, entry, consistency, "why"));
    }

    @Test
    void the_matrix_counts_what_speaks_against_each_hypothesis() {
        weigh(buffer, first, Consistency.VERY_INCONSISTENT);
        weigh(theatre, first, Consistency.CONSISTENT);
        weigh(buffer, second, Consistency.INCONSISTENT);
        long last = weigh(theatre, second, Consistency.INCONSISTENT);
        JsonNode all = hypotheses(last);
        assertThat(texts(all.required("items"), "statement")).containsExactly("passive buffer", "active theatre");
        assertThat(texts(all.required("items"), "inconsistency")).containsExactly("3", "1");
        assertThat(texts(all.required("matrix"), "entryId")).containsExactly(first.toString(), second.toString());
        assertThat(texts(all.required("matrix"), "diagnostic")).containsExactly("true", "false");
        assertThat(texts(all.at("/matrix/0/cells"), "consistency")).containsExactly("VERY_INCONSISTENT", "CONSISTENT");
        assertThat(all.at("/items/0")).isEqualTo(hypothesis(buffer, last));

        JsonNode again = hypotheses(weigh(buffer, first, Consistency.NEUTRAL));
        assertThat(texts(again.required("items"), "inconsistency")).containsExactly("1", "1");
        assertThat(texts(again.at("/items/0/evidence"), "counts")).containsExactly("false", "true", "true");
        assertThat(ok(get(TOKENS.analyst(), path("/hypotheses?asOf=" + last)))).isEqualTo(all);
    }

    @Test
    void what_does_not_stand_or_is_a_false_alarm_speaks_against_nothing() {
        long weighed = weigh(buffer, first, Consistency.VERY_INCONSISTENT);
        assertThat(hypothesis(buffer, weighed).required("inconsistency").asInt()).isEqualTo(2);
        assertThat(inconsistencyAfter(new EntryRetracted(first, "wrong"))).isZero();
        assertThat(inconsistencyAfter(new EntryReinstated(first, "right"))).isEqualTo(2);

        DevelopmentRecorded plain = Told.development(first, Told.UNKNOWN);
        DevelopmentRecorded alarm = Told.corrected(plain, Told.UNKNOWN, "t", Verification.FALSE_ALARM, null);
        assertThat(inconsistencyAfter(EntryRevised.of(plain, alarm, "r"))).isZero();
        assertThat(inconsistencyAfter(EntryRevised.of(alarm, plain, "r"))).isEqualTo(2);

        UUID successor = UUID.randomUUID();
        DevelopmentRecorded instead = Told.instead(successor, first, Told.UNKNOWN);
        assertThat(inconsistencyAfter(instead)).isZero();
        assertThat(inconsistencyAfter(EntryRevised.of(instead, Told.corrected(instead, Told.UNKNOWN, "t", Verification.UNVERIFIED, null), "r"))).isEqualTo(2);

        long hidden = CHRONICLE.append(caseId, Marking.AMBER, Told.instead(UUID.randomUUID(), first, Told.UNKNOWN));
        assertThat(hypothesis(buffer, hidden).required("inconsistency").asInt()).isZero();
        assertThat(read(TOKENS.integrator(), path("/hypotheses/" + buffer), hidden).required("inconsistency").asInt())
                .as("what they may not see has not taken its place for them")
                .isEqualTo(2);
        assertThat(ok(get(TOKENS.analyst(), path("/hypotheses/" + buffer + "?asOf=" + weighed))).required("inconsistency").asInt()).isEqualTo(2);
    }

    private int inconsistencyAfter(CaseEvent event) {
        return hypothesis(buffer, CHRONICLE.append(caseId, Marking.GREEN, event)).required("inconsistency").asInt();
    }

    @Test
    void an_estimate_holds_as_its_indicator_comes_out_and_dissent_stays_beside_it() {
        Given met = new Given(indicator, Outcome.MET);
        long before = CHRONICLE.append(
                caseId,
                Marking.GREEN,
                Told.estimate(theatre, "ana", Likelihood.ROUGHLY_EVEN_CHANCE, null),
                Told.estimate(theatre, "ana", Likelihood.LIKELY, met),
                Told.estimate(theatre, "bob", Likelihood.UNLIKELY, met),
                Told.estimate(theatre, "ana", Likelihood.VERY_UNLIKELY, new Given(indicator, Outcome.NOT_MET)),
                Told.estimate(theatre, "ana", Likelihood.VERY_LIKELY, met));
        JsonNode then = hypothesis(theatre, before);
        JsonNode estimates = then.required("estimates");
        assertThat(texts(estimates, "analyst")).containsExactly("ana", "ana", "bob", "ana", "ana");
        assertThat(texts(estimates, "words")).containsExactly("roughly even chance", "likely", "unlikely", "very unlikely", "very likely");
        assertThat(texts(estimates, "latest")).containsExactly("true", "false", "true", "true", "true");
        assertThat(texts(estimates, "holds")).containsExactly("YES", "NOT_YET", "NOT_YET", "NOT_YET", "NOT_YET");
        assertThat(estimates.at("/4/percent/least").asInt()).isEqualTo(80);
        assertThat(estimates.at("/4/percent/most").asInt()).isEqualTo(95);
        assertThat(estimates.at("/4/confidence").asString()).isEqualTo("MODERATE");

        assertThat(holds(CHRONICLE.append(caseId, Marking.GREEN, new IndicatorMet(indicator, first, false, null)))).containsExactly("YES", "YES", "YES", "NO", "YES");
        assertThat(holds(CHRONICLE.append(caseId, Marking.GREEN, new IndicatorReopened(indicator, first, null)))).containsExactly("YES", "NOT_YET", "NOT_YET", "NOT_YET", "NOT_YET");
        assertThat(holds(CHRONICLE.append(caseId, Marking.GREEN, new IndicatorWithdrawn(indicator, "moot")))).containsExactly("YES", "NO", "NO", "NO", "NO");
        assertThat(ok(get(TOKENS.analyst(), path("/hypotheses/" + theatre + "?asOf=" + before)))).isEqualTo(then);
    }

    private List<String> holds(long position) {
        return texts(hypothesis(theatre, position).required("estimates"), "holds");
    }

    @Test
    void a_hypothesis_shows_how_it_was_said_before_and_how_it_turned_out() {
        long last = CHRONICLE.append(
                caseId,
                Marking.GREEN,
                HypothesisRevised.of(Told.hypothesis(buffer, "passive buffer"), Told.hypothesis(buffer, "a buffer"), "shorter"),
                new HypothesisResolved(buffer, Resolution.REFUTED, Resolution.UNRESOLVED, List.of(first), "so it was"));
        JsonNode shown = hypothesis(buffer, last);
        assertThat(shown.required("statement").asString()).isEqualTo("a buffer");
        assertThat(shown.at("/revisions/0/changes/0/before").asString()).isEqualTo("passive buffer");
        assertThat(shown.required("resolution").asString()).isEqualTo("REFUTED");
        assertThat(texts(shown.at("/resolutions"), "rationale")).containsExactly("so it was");
        assertThat(hypothesis(theatre, last).required("resolution").asString()).isEqualTo("UNRESOLVED");
        assertThat(hypothesis(buffer, CHRONICLE.append(caseId, Marking.GREEN, new HypothesisResolved(buffer, Resolution.UNRESOLVED, Resolution.REFUTED, List.of(), "not yet")))
                        .required("resolution").asString())
                .isEqualTo("UNRESOLVED");
    }

    @Test
    void what_is_above_the_ceiling_was_neither_proposed_nor_weighed_nor_estimated_nor_resolved() {
        UUID hidden = UUID.randomUUID();
        UUID watched = UUID.randomUUID();
        CHRONICLE.append(caseId, Marking.AMBER, Told.hypothesis(hidden, "secret"), Told.indicator(watched));
        long last = CHRONICLE.append(
                caseId,
                Marking.AMBER,
                new EvidenceWeighed(buffer, first, Consistency.VERY_INCONSISTENT, "secret"),
                Told.estimate(buffer, "ana", Likelihood.UNLIKELY, new Given(watched, Outcome.MET)),
                new HypothesisResolved(buffer, Resolution.REFUTED, Resolution.UNRESOLVED, List.of(first), "secret"));
        JsonNode low = read(TOKENS.integrator(), path("/hypotheses"), last);
        assertThat(texts(low.required("items"), "resolution")).containsExactly("UNRESOLVED", "UNRESOLVED");
        assertThat(texts(low.required("items"), "inconsistency")).containsExactly("0", "0");
        assertThat(low.required("matrix")).isEmpty();
        assertThat(low.toString()).doesNotContain("secret", hidden.toString(), watched.toString());
        problem(get(TOKENS.integrator(), path("/hypotheses/" + hidden)), 404, "NO_SUCH_HYPOTHESIS");
        problem(get(TOKENS.analyst(), path("/hypotheses/" + UUID.randomUUID())), 404, "NO_SUCH_HYPOTHESIS");
        assertThat(hypotheses(last).required("items")).hasSize(3);
    }

    @Test
    void an_assessment_is_drafted_returned_replaced_and_approved() {
        UUID assessment = UUID.randomUUID();
        UUID next = UUID.randomUUID();
        long drafted = CHRONICLE.append(caseId, Marking.GREEN, Told.assessment(assessment, null, List.of(theatre), List.of(first)));
        JsonNode then = assessment(assessment, drafted);
        assertThat(then.required("state").asString()).isEqualTo("DRAFTED");
        assertThat(then.required("pinnedTo").asLong()).isEqualTo(drafted);
        assertThat(then.at("/risks/0/level").asString()).as("unlikely, and very high").isEqualTo("HIGH");
        assertThat(then.at("/keyJudgements/0/evidence/0").asString()).isEqualTo(first.toString());

        long returned = CHRONICLE.append(caseId, Marking.GREEN, new AssessmentReturned(assessment, "thin"));
        assertThat(assessment(assessment, returned).required("state").asString()).isEqualTo("RETURNED");
        assertThat(assessment(assessment, returned).at("/returned/reason").asString()).isEqualTo("thin");
        long replaced = CHRONICLE.append(caseId, Marking.GREEN, Told.assessment(next, assessment, List.of(theatre), List.of(first)));
        assertThat(assessment(assessment, replaced).required("state").asString()).isEqualTo("REPLACED");
        assertThat(assessment(assessment, replaced).required("replacedBy").asString()).isEqualTo(next.toString());
        long approved = CHRONICLE.append(caseId, Marking.GREEN, new AssessmentApproved(next, "mira", "well", List.of(second)));
        JsonNode all = read(TOKENS.analyst(), path("/assessments"), approved);
        assertThat(texts(all.required("items"), "state")).containsExactly("REPLACED", "APPROVED");
        assertThat(all.at("/items/1")).isEqualTo(assessment(next, approved));
        assertThat(all.at("/items/1/approval/approver").asString()).isEqualTo("mira");
        assertThat(all.at("/items/1/approval/acknowledged/0").asString()).isEqualTo(second.toString());
        assertThat(ok(get(TOKENS.analyst(), path("/assessments/" + assessment + "?asOf=" + drafted)))).isEqualTo(then);
    }

    @Test
    void an_assessment_above_the_ceiling_is_not_there_and_neither_is_what_became_of_one() {
        UUID open = UUID.randomUUID();
        UUID hidden = UUID.randomUUID();
        CHRONICLE.append(caseId, Marking.GREEN, Told.assessment(open, null, List.of(theatre), List.of(first)));
        long last = CHRONICLE.append(
                caseId,
                Marking.AMBER,
                new AssessmentApproved(open, "mira", "secret", List.of()),
                Told.assessment(hidden, open, List.of(theatre), List.of(first)));
        JsonNode low = read(TOKENS.integrator(), path("/assessments"), last);
        assertThat(texts(low.required("items"), "state")).containsExactly("DRAFTED");
        assertThat(low.toString()).doesNotContain("secret", hidden.toString());
        problem(get(TOKENS.integrator(), path("/assessments/" + hidden)), 404, "NO_SUCH_ASSESSMENT");
        problem(get(TOKENS.analyst(), path("/assessments/" + UUID.randomUUID())), 404, "NO_SUCH_ASSESSMENT");
        assertThat(texts(read(TOKENS.analyst(), path("/assessments"), last).required("items"), "state")).containsExactly("REPLACED", "DRAFTED");
    }

    private JsonNode assessment(UUID id, long position) {
        return read(TOKENS.analyst(), path("/assessments/" + id), position);
    }
}
