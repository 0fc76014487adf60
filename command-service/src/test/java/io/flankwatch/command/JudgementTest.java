package io.flankwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.AssessmentEvent.AssessmentApproved;
import io.flankwatch.events.HypothesisEvent.LikelihoodEstimated;
import io.flankwatch.events.Marking;
import io.flankwatch.platform.access.Role;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Hypotheses and assessments over HTTP.
class JudgementTest extends CommandApi {

    private final String hypothesis = UUID.randomUUID().toString();
    private final String entry = UUID.randomUUID().toString();

    @BeforeEach
    void propose() {
        created(post(TOKENS.analyst(), path("/hypotheses"), """
                {"hypothesisId": "%s", "statement": "passive buffer"}""".formatted(hypothesis)));
        created(post(TOKENS.analyst(), path("/developments"), development(", \"entryId\": \"" + entry + "\"")));
    }

    private HttpResponse<String> of(String below, String body) {
        return post(TOKENS.analyst(), path("/hypotheses/" + hypothesis + below), body);
    }

    private String drafted(String token, String more) {
        return created(post(token, path("/assessments"), """
                {"keyJudgements": [{"statement": "j", "likelihood": "LIKELY", "hypotheses": ["%s"], "evidence": ["%s"]}]%s}""".formatted(hypothesis, entry, more)))
                .required("entryId").stringValue();
    }

    private HttpResponse<String> approve(String assessment, String body) {
        return post(TOKENS.supervisor(), path("/assessments/" + assessment + "/approval"), body);
    }

    private static String pointer(HttpResponse<String> answer, int status, String code) {
        return problem(answer, status, code).required("errors").get(0).required("pointer").stringValue();
    }

    @Test
    void a_hypothesis_is_weighed_estimated_revised_and_resolved() {
        HttpResponse<String> weighed = of("/evidence", "{\"entryId\": \"" + entry + "\", \"consistency\": \"VERY_INCONSISTENT\"}");
        assertThat(weighed.statusCode()).as(weighed.body()).isEqualTo(200);
        assertThat(weighed.headers().firstValue("Location")).hasValue(path("/hypotheses/" + hypothesis));
        assertThat(of("/estimates", "{\"likelihood\": \"UNLIKELY\", \"confidence\": \"LOW\", \"rationale\": \"r\"}").statusCode()).isEqualTo(200);
        LikelihoodEstimated estimated = (LikelihoodEstimated) events().getLast().envelope().event();
        assertThat(estimated.analyst()).isEqualTo(events().getLast().envelope().subject());
        assertThat(send("PATCH", TOKENS.analyst(), path("/hypotheses/" + hypothesis), "{\"reason\": \"r\", \"changes\": {\"statement\": \"a buffer\"}}").statusCode())
                .isEqualTo(200);
        assertThat(of("/resolution", "{\"resolution\": \"REFUTED\", \"evidence\": [\"" + entry + "\"], \"rationale\": \"r\"}").statusCode()).isEqualTo(200);
        problem(of("/estimates", "{\"likelihood\": \"UNLIKELY\", \"rationale\": \"r\"}"), 409, "HYPOTHESIS_RESOLVED");
    }

    @Test
    void what_is_wrong_is_named_by_a_pointer() {
        assertThat(pointer(post(TOKENS.analyst(), path("/hypotheses"), "{}"), 400, "MALFORMED")).isEqualTo("/statement");
        assertThat(pointer(of("/estimates", "{\"likelihood\": \"PROBABLE\", \"rationale\": \"r\"}"), 400, "MALFORMED")).as("of the other row").isEqualTo("/likelihood");
        assertThat(pointer(of("/estimates", "{\"likelihood\": \"LIKELY\"}"), 400, "MALFORMED")).isEqualTo("/rationale");
        assertThat(pointer(of("/resolution", "{\"resolution\": \"REFUTED\", \"rationale\": \"r\"}"), 400, "MALFORMED")).isEqualTo("/evidence");
        String nowhere = UUID.randomUUID().toString();
        assertThat(pointer(of("/evidence", "{\"entryId\": \"" + nowhere + "\", \"consistency\": \"NEUTRAL\"}"), 404, "NO_SUCH_ENTRY")).isEqualTo("/entryId");
        assertThat(pointer(
                        of("/estimates", "{\"likelihood\": \"LIKELY\", \"rationale\": \"r\", \"given\": {\"indicatorId\": \"" + nowhere + "\", \"outcome\": \"MET\"}}"),
                        404,
                        "NO_SUCH_INDICATOR"))
                .isEqualTo("/given/indicatorId");
        assertThat(pointer(
                        send("PATCH", TOKENS.analyst(), path("/hypotheses/" + hypothesis), "{\"reason\": \"r\", \"changes\": {\"statement\": null}}"), 400, "MALFORMED"))
                .isEqualTo("/changes/statement");
        assertThat(pointer(post(TOKENS.analyst(), path("/assessments"), "{\"keyJudgements\": [{\"statement\": \"j\"}]}"), 400, "MALFORMED")).isEqualTo("/keyJudgements");
        assertThat(pointer(
                        post(TOKENS.analyst(), path("/assessments"), "{\"keyJudgements\": [{\"statement\": \"j\", \"evidence\": [\"" + nowhere + "\"]}]}"),
                        404,
                        "NO_SUCH_ENTRY"))
                .isEqualTo("/keyJudgements/0/evidence/0");
    }

    @Test
    void what_is_marked_above_the_clearance_is_not_there() {
        String secret = created(post(TOKENS.analyst(), path("/hypotheses"), "{\"statement\": \"s\", \"marking\": \"AMBER+STRICT\"}")).required("entryId").stringValue();
        String amy = TOKENS.token("amy", Marking.AMBER, Role.SUPERVISOR, Role.ANALYST);
        problem(post(amy, path("/hypotheses/" + secret + "/estimates"), "{\"likelihood\": \"LIKELY\", \"rationale\": \"r\"}"), 404, "NO_SUCH_HYPOTHESIS");
        String assessment = drafted(TOKENS.analyst(), ", \"marking\": \"AMBER+STRICT\"");
        problem(post(amy, path("/assessments/" + assessment + "/approval"), "{}"), 404, "NO_SUCH_ASSESSMENT");
        problem(post(amy, path("/hypotheses"), "{\"statement\": \"s\", \"marking\": \"RED\"}"), 403, "MARKING_ABOVE_CLEARANCE");
    }

    @Test
    void an_assessment_is_approved_by_a_supervisor_who_is_not_its_author() {
        String own = drafted(TOKENS.supervisor(), "");
        problem(approve(own, "{}"), 409, "SELF_APPROVAL");
        problem(post(TOKENS.analyst(), path("/assessments/" + own + "/approval"), "{}"), 403, "ROLE_MISSING");
        problem(post(TOKENS.analyst(), path("/assessments/" + own + "/return"), "{\"reason\": \"r\"}"), 403, "ROLE_MISSING");
        String assessment = drafted(TOKENS.analyst(), ", \"replaces\": \"" + own + "\"");
        assertThat(approve(assessment, "{\"comment\": \"well\"}").statusCode()).isEqualTo(200);
        problem(approve(assessment, "{}"), 409, "ALREADY_APPROVED");
        problem(approve(own, "{}"), 409, "ASSESSMENT_REPLACED");
    }

    @Test
    void an_outdated_assessment_is_approved_only_where_that_is_acknowledged() {
        String assessment = drafted(TOKENS.analyst(), "");
        assertThat(post(TOKENS.analyst(), path("/entries/" + entry + "/retraction"), "{\"reason\": \"wrong\"}").statusCode()).isEqualTo(200);
        HttpResponse<String> refused = approve(assessment, "{}");
        assertThat(pointer(refused, 409, "ASSESSMENT_OUTDATED")).isEqualTo("/acknowledge");
        assertThat(problem(refused, 409, "ASSESSMENT_OUTDATED").required("detail").stringValue()).contains(entry);
        assertThat(approve(assessment, "{\"acknowledge\": [\"" + entry + "\"]}").statusCode()).isEqualTo(200);
        AssessmentApproved approved = (AssessmentApproved) events().getLast().envelope().event();
        assertThat(approved.acknowledged()).isEqualTo(List.of(UUID.fromString(entry)));
    }

    @Test
    void a_case_is_not_closed_over_an_unapproved_assessment_unless_by_force() {
        String assessment = drafted(TOKENS.analyst(), "");
        assertThat(post(TOKENS.supervisor(), path("/assessments/" + assessment + "/return"), "{\"reason\": \"thin\"}").statusCode()).isEqualTo(200);
        problem(approve(assessment, "{}"), 409, "ASSESSMENT_RETURNED");
        problem(post(TOKENS.supervisor(), path("/closure"), "{\"reason\": \"over\"}"), 409, "UNAPPROVED_ASSESSMENT");
        assertThat(post(TOKENS.supervisor(), path("/closure"), "{\"reason\": \"over\", \"force\": true}").statusCode()).isEqualTo(200);
        problem(of("/estimates", "{\"likelihood\": \"LIKELY\", \"rationale\": \"r\"}"), 409, "CASE_CLOSED");
    }

    @Test
    void a_bulk_takes_judgements_too_and_asks_for_their_roles() {
        HttpResponse<String> answer = post(TOKENS.analyst(), path("/commands"), """
                {"mode": "EACH", "commands": [
                  {"type": "WeighEvidence", "body": {"hypothesisId": "%1$s", "entryId": "%2$s", "consistency": "CONSISTENT"}},
                  {"type": "EstimateLikelihood", "body": {"hypothesisId": "%1$s", "likelihood": "ALMOST_CERTAIN", "rationale": "r"}},
                  {"type": "ApproveAssessment", "body": {"assessmentId": "%1$s"}}]}""".formatted(hypothesis, entry));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).at("/results/1/status").asInt()).isEqualTo(200);
        assertThat(json(answer).at("/results/2/problem/code").asString()).isEqualTo("ROLE_MISSING");
    }
}
