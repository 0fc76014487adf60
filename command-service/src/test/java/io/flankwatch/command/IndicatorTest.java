package io.flankwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.IndicatorEvent.IndicatorJudged;
import io.flankwatch.events.IndicatorEvent.IndicatorMet;
import io.flankwatch.events.Marking;
import io.flankwatch.platform.access.Role;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class IndicatorTest extends CommandApi {

    private static final String AMY = TOKENS.token("amy", Marking.AMBER, Role.ANALYST);

    private String defined(String more) {
        return created(post(TOKENS.analyst(), path("/indicators"), "{\"statement\": \"s\"%s}".formatted(more))).required("entryId").stringValue();
    }

    private String entry() {
        return created(post(TOKENS.analyst(), path("/developments"), development(""))).required("entryId").stringValue();
    }

    private String ruling(String indicator) {
        return path("/indicators/" + indicator + "/ruling");
    }

    private String withdrawal(String indicator) {
        return path("/indicators/" + indicator + "/withdrawal");
    }

    @Test
    void a_manual_indicator_is_ruled_on_with_evidence() {
        String hypothesis = created(post(TOKENS.analyst(), path("/hypotheses"), "{\"statement\": \"h\"}")).required("entryId").stringValue();
        String indicator = defined(", \"condition\": {\"type\": \"manual\"}, \"hypotheses\": [\"" + hypothesis + "\"]");
        problem(post(TOKENS.analyst(), ruling(indicator), "{\"ruling\": \"MET\"}"), 409, "EVIDENCE_REQUIRED");
        String evidence = entry();
        var answer = post(TOKENS.analyst(), ruling(indicator), "{\"ruling\": \"MET\", \"evidence\": [\"%s\"]}".formatted(evidence));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Location")).hasValue("/cases/" + caseId + "/indicators/" + indicator);
        assertThat(events().getLast().envelope().event()).isInstanceOfSatisfying(IndicatorJudged.class, judged -> {
            assertThat(judged.ruling()).isEqualTo(IndicatorJudged.Ruling.MET);
            assertThat(judged.evidence()).containsExactly(UUID.fromString(evidence));
        });
        problem(post(TOKENS.analyst(), ruling(indicator), "{\"ruling\": \"NOT_MET\"}"), 409, "REASON_REQUIRED");
        problem(post(TOKENS.analyst(), withdrawal(indicator), "{\"reason\": \"moot\"}"), 409, "INDICATOR_SETTLED");
    }

    @Test
    void it_bears_on_hypotheses_of_its_case_and_is_as_strict_as_they_are() {
        String secret = created(post(TOKENS.analyst(), path("/hypotheses"), "{\"statement\": \"h\", \"marking\": \"AMBER+STRICT\"}")).required("entryId").stringValue();
        String body = "{\"statement\": \"s\", \"condition\": {\"type\": \"manual\"}, \"hypotheses\": [\"%s\"]}";
        assertThat(problem(post(AMY, path("/indicators"), body.formatted(secret)), 404, "NO_SUCH_HYPOTHESIS").at("/errors/0/pointer").asString()).isEqualTo("/hypotheses/0");
        problem(post(TOKENS.analyst(), path("/indicators"), body.formatted(UUID.randomUUID())), 404, "NO_SUCH_HYPOTHESIS");
        var unused = created(post(TOKENS.analyst(), path("/indicators"), body.formatted(secret)));
        assertThat(events().getLast().envelope().marking()).isEqualTo(Marking.AMBER_STRICT);
    }

    @Test
    void an_open_indicator_is_withdrawn_once() {
        String indicator = defined(", \"condition\": {\"type\": \"manual\"}");
        problem(post(TOKENS.analyst(), withdrawal(indicator), "{}"), 400, "MALFORMED");
        assertThat(post(TOKENS.analyst(), withdrawal(indicator), "{\"reason\": \"moot\"}").statusCode()).isEqualTo(200);
        problem(post(TOKENS.analyst(), withdrawal(indicator), "{\"reason\": \"moot\"}"), 409, "INDICATOR_WITHDRAWN");
        problem(post(TOKENS.analyst(), ruling(indicator), "{\"ruling\": \"NOT_MET\", \"reason\": \"r\"}"), 409, "INDICATOR_WITHDRAWN");
    }

    @Test
    void who_may_not_rule_is_told_so() {
        String indicator = defined(", \"condition\": {\"type\": \"manual\"}");
        String hidden = defined(", \"condition\": {\"type\": \"manual\"}, \"marking\": \"AMBER+STRICT\"");
        String body = "{\"ruling\": \"NOT_MET\"}";
        problem(post("", ruling(indicator), body), 401, "NOT_AUTHENTICATED");
        problem(post(TOKENS.auditor(), ruling(indicator), body), 403, "ROLE_MISSING");
        problem(post(AMY, ruling(hidden), body), 404, "NO_SUCH_INDICATOR");
        problem(post(AMY, ruling(UUID.randomUUID().toString()), body), 404, "NO_SUCH_INDICATOR");
        problem(post("", withdrawal(indicator), "{\"reason\": \"r\"}"), 401, "NOT_AUTHENTICATED");
        problem(post(TOKENS.auditor(), withdrawal(indicator), "{\"reason\": \"r\"}"), 403, "ROLE_MISSING");
        problem(post(AMY, withdrawal(hidden), "{\"reason\": \"r\"}"), 404, "NO_SUCH_INDICATOR");
    }

    @Test
    void several_conditions_are_met_together_in_the_commit_of_the_last() {
        String indicator = defined("""
                , "condition": {"type": "allOf", "of": [
                    {"type": "incursions", "country": "RO", "objectTypes": ["UAV"], "atLeast": 3, "withinHours": 24},
                    {"type": "reaction", "actor": "NATO", "stance": "CONDEMNS"}]}""");
        var unused = created(post(TOKENS.analyst(), path("/reactions"), """
                {"occurred": {"precision": "UNKNOWN"}, "unsourced": "told", "actor": "NATO", "stance": "CONDEMNS", "act": "STATEMENT"}"""));
        JsonNode receipt = created(post(TOKENS.analyst(), path("/incursions"), """
                {"occurred": {"earliest": "2026-05-28T20:00:00Z", "latest": "2026-05-29T03:00:00Z", "precision": "APPROXIMATE"}, "unsourced": "told",
                 "places": [{"role": "ENTRY", "country": "RO"}], "objectType": "UAV", "count": {"min": 3, "asStated": "three or four"}}"""));
        assertThat(receipt.required("events").get(1).stringValue()).isEqualTo("io.flankwatch.indicator.met.v1");
        assertThat(events().getLast().envelope().event())
                .isEqualTo(new IndicatorMet(
                        UUID.fromString(indicator), UUID.fromString(receipt.required("entryId").stringValue()), false, null));
    }

    @Test
    void a_condition_that_can_never_be_fulfilled_is_malformed() {
        for (String condition : new String[] {
            "{\"type\": \"incursions\", \"atLeast\": 0}",
            "{\"type\": \"reaction\", \"actor\": \"NATO\"}",
            "{\"type\": \"anyOf\", \"of\": [{\"type\": \"manual\"}, {\"type\": \"incursions\", \"atLeast\": 1}]}",
            "{\"type\": \"allOf\", \"of\": []}",
            "{\"type\": \"weather\"}"
        }) {
            problem(post(TOKENS.analyst(), path("/indicators"), "{\"statement\": \"s\", \"condition\": " + condition + "}"), 400, "MALFORMED");
        }
    }

    @Test
    void what_the_service_asks_by_itself_nobody_else_can() {
        String body = "{\"mode\": \"EACH\", \"commands\": [{\"type\": \"ExpireIndicator\", \"body\": {\"indicatorId\": \"" + UUID.randomUUID() + "\"}}]}";
        assertThat(post(TOKENS.analyst(), path("/commands"), body).body()).contains("MALFORMED");
    }
}
