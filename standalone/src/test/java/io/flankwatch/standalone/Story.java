package io.flankwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.standalone.demo.Client;
import io.flankwatch.standalone.demo.DemoCase;
import io.flankwatch.wire.Json;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The worked example as its users see it, wherever the services run.
final class Story {

    private static final String CASE = "/cases/" + DemoCase.ID;

    private final Client client;

    Story(Client client) {
        this.client = client;
    }

    void holds() {
        List<JsonNode> answers = new DemoCase(client).load();
        JsonNode conclusion = answer(answers, "io.flankwatch.meeting.concluded.v1");
        JsonNode change = answer(answers, "io.flankwatch.indicator.met.v1");
        the_indicator_is_met_in_the_commit_of_the_protocol_change(change);
        before_the_conclusion_it_looks_as_it_looked_then(conclusion.required("position").longValue() - 1, change);
        the_figures_claim_no_more_than_the_sources(change);
        the_likelihoods_move(conclusion.required("position").longValue() - 1, answers.getLast());
        the_assessment_is_approved_by_somebody_else(answers.getLast());
        the_brief_that_was_issued_comes_out_again(answers.getLast());
        what_undoes_its_cause_reopens_the_indicator_in_that_commit(change);
        a_second_post_records_nothing_new();
        who_may_not_is_refused(change);
        what_may_not_be_seen_is_a_placeholder_or_not_there();
        a_supervisor_closes_the_case();
    }

    private static JsonNode answer(List<JsonNode> answers, String type) {
        return answers.stream().filter(answer -> answer.required("events").toString().contains(type)).findFirst().orElseThrow();
    }

    private void the_indicator_is_met_in_the_commit_of_the_protocol_change(JsonNode change) {
        List<JsonNode> lines = feed("auditor");
        int at = Math.toIntExact(change.required("position").longValue() - lines.getFirst().required("position").longValue());
        JsonNode changed = lines.get(at - 1);
        JsonNode met = lines.get(at);
        assertThat(changed.required("event").required("type").stringValue()).isEqualTo("io.flankwatch.protocol.changed.v1");
        assertThat(met.required("event").required("type").stringValue()).isEqualTo("io.flankwatch.indicator.met.v1");
        assertThat(met.required("event").required("commandid")).isEqualTo(changed.required("event").required("commandid"));
        assertThat(met.required("position").longValue()).isEqualTo(changed.required("position").longValue() + 1);
        assertThat(change.required("position")).isEqualTo(met.required("position"));
        assertThat(change.required("events")).hasSize(2);
    }

    private void before_the_conclusion_it_looks_as_it_looked_then(long before, JsonNode change) {
        JsonNode then = client.ask("analyst", CASE + "?asOf=" + before);
        assertThat(posture(then)).isEqualTo("IDENTIFY");
        assertThat(then.required("indicators").path("open")).hasSize(1);
        assertThat(then.required("indicators").path("met")).isEmpty();
        JsonNode now = client.ask("analyst", CASE, "Ledger-Position", change.required("position").asString());
        assertThat(posture(now)).isEqualTo("KINETIC_ENGAGE");
        assertThat(now.required("indicators").path("met")).hasSize(1);
        assertThat(now.required("indicators").path("open")).isEmpty();
        JsonNode meeting = client.ask("analyst", CASE + "/entries/" + DemoCase.MEETING + "?asOf=" + before);
        assertThat(meeting.required("meeting").get("conclusion")).isNull();
        JsonNode byInstant = client.ask("analyst", CASE + "?asOf=" + change.required("appendedAt").stringValue());
        assertThat(posture(byInstant)).isEqualTo("KINETIC_ENGAGE");
    }

    private static String posture(JsonNode summary) {
        return summary.required("posture")
                .required("jurisdictions")
                .get(0)
                .required("inForce")
                .required("posture")
                .stringValue();
    }

    private void the_figures_claim_no_more_than_the_sources(JsonNode change) {
        JsonNode figure = client.ask("analyst", CASE, "Ledger-Position", change.required("position").asString())
                .required("casualties")
                .required("metrics")
                .get(0)
                .required("all")
                .required("figure");
        assertThat(figure.required("low").longValue()).isEqualTo(2);
        assertThat(figure.get("high")).isNull();
    }

    private void the_likelihoods_move(long before, JsonNode last) {
        JsonNode then = client.ask("analyst2", CASE + "/hypotheses?asOf=" + before);
        assertThat(texts(then.required("items"), "hypothesisId")).containsExactly(DemoCase.BUFFER, DemoCase.THEATRE);
        assertThat(texts(then.required("items"), "inconsistency")).containsExactly("0", "1");
        JsonNode foreseen = then.at("/items/1/estimates");
        assertThat(texts(foreseen, "analyst")).containsExactly("analyst", "analyst", "analyst2");
        assertThat(texts(foreseen, "likelihood")).containsExactly("LIKELY", "UNLIKELY", "ROUGHLY_EVEN_CHANCE");
        assertThat(texts(foreseen, "holds")).containsExactly("NOT_YET", "NOT_YET", "NOT_YET");
        JsonNode now = client.ask("analyst2", CASE + "/hypotheses", "Ledger-Position", last.required("position").asString());
        assertThat(texts(now.required("items"), "inconsistency")).containsExactly("2", "1");
        assertThat(texts(now.at("/items/1/estimates"), "holds")).containsExactly("YES", "NO", "YES", "YES");
        assertThat(now.at("/items/1/estimates/3/likelihood").stringValue()).isEqualTo("VERY_LIKELY");
        assertThat(texts(now.required("matrix"), "diagnostic")).contains("true");
    }

    private void the_assessment_is_approved_by_somebody_else(JsonNode last) {
        String path = CASE + "/assessments/" + DemoCase.ASSESSMENT;
        JsonNode assessment = client.ask("auditor", path, "Ledger-Position", last.required("position").asString());
        assertThat(assessment.required("state").stringValue()).isEqualTo("APPROVED");
        assertThat(assessment.required("author").stringValue()).isEqualTo("analyst2");
        assertThat(assessment.at("/approval/approver").stringValue()).isEqualTo("supervisor");
        assertThat(texts(assessment.required("risks"), "level")).containsExactly("MODERATE", "MODERATE");
        JsonNode drafted = client.ask("auditor", path + "?asOf=" + assessment.required("pinnedTo"));
        assertThat(drafted.required("state").stringValue()).isEqualTo("DRAFTED");
        assertThat(client.post("analyst", path + "/approval", "{}").statusCode()).isEqualTo(403);
    }

    private void the_brief_that_was_issued_comes_out_again(JsonNode last) {
        JsonNode brief = client.ask("integrator", CASE + "/briefs/" + DemoCase.BRIEF, "Ledger-Position", last.required("position").asString());
        assertThat(brief.at("/reproduction/reproduced").booleanValue()).isTrue();
        String read = CASE + "/brief?under=GREEN&asOf=" + brief.required("position").asString();
        JsonNode told = client.ask("integrator", read);
        assertThat(told.required("marking").stringValue()).isEqualTo("GREEN");
        assertThat(texts(told.required("vectors"), "vector")).contains("MILITARY", "HUMANITARIAN", "DIPLOMATIC");
        assertThat(told.at("/posture/jurisdictions/0/before/posture").stringValue()).isEqualTo("IDENTIFY");
        assertThat(told.at("/posture/jurisdictions/0/now/posture").stringValue()).isEqualTo("KINETIC_ENGAGE");
        assertThat(told.toString()).doesNotContain(DemoCase.INDICATOR);
        JsonNode all = client.ask("analyst", CASE + "/brief?asOf=" + brief.required("position").asString());
        assertThat(all.at("/indicators/met/0/indicatorId").stringValue()).isEqualTo(DemoCase.INDICATOR);
        assertThat(all.at("/assessment/recommendedActions")).hasSize(2);
        String page = client.get("integrator", read, "Accept", "text/html").body();
        assertThat(page).startsWith("<!DOCTYPE html>").contains("TLP:GREEN", "Exercise: drone strike on a residential block in Galați").doesNotContain("<script");
        assertThat(client.get("integrator", read, "Accept", "text/markdown").body()).startsWith("**TLP:GREEN**");
    }

    private void what_undoes_its_cause_reopens_the_indicator_in_that_commit(JsonNode change) {
        String body = "{\"keyJudgements\": [{\"statement\": \"It holds.\", \"evidence\": [\"" + DemoCase.CHANGE + "\"]}], \"replaces\": \""
                + DemoCase.ASSESSMENT + "\"}";
        String assessment = recorded(client.post("analyst", CASE + "/assessments", body)).required("entryId").stringValue();
        String entry = CASE + "/entries/" + DemoCase.CHANGE;
        JsonNode retraction = recorded(client.post("analyst2", entry + "/retraction", "{\"reason\": \"withdrawn\"}"));
        assertThat(retraction.required("events").toString())
                .isEqualTo("[\"io.flankwatch.entry.retracted.v1\",\"io.flankwatch.indicator.reopened.v1\"]");
        JsonNode open = client.ask("analyst", CASE, "Ledger-Position", retraction.required("position").asString());
        assertThat(open.required("indicators").path("open")).hasSize(1);
        assertThat(posture(open)).isEqualTo("IDENTIFY");
        JsonNode before = client.ask("analyst", CASE + "?asOf=" + change.required("position").asString());
        assertThat(before.required("indicators").path("met")).hasSize(1);
        assertThat(posture(before)).isEqualTo("KINETIC_ENGAGE");

        String approval = CASE + "/assessments/" + assessment + "/approval";
        HttpResponse<String> outdated = client.post("supervisor", approval, "{}");
        assertThat(outdated.statusCode()).isEqualTo(409);
        assertThat(outdated.body()).contains("ASSESSMENT_OUTDATED", DemoCase.CHANGE);
        JsonNode again = recorded(client.post("analyst2", entry + "/reinstatement", "{\"reason\": \"it holds after all\"}"));
        assertThat(again.required("events").toString()).contains("io.flankwatch.indicator.met.v1");
        var unused = recorded(client.post("supervisor", approval, "{\"acknowledge\": [\"" + DemoCase.CHANGE + "\"]}"));
    }

    /// By people with three roles: analysts recorded it, a supervisor closes it, an auditor looks.
    private void a_supervisor_closes_the_case() {
        JsonNode closed = recorded(client.post("supervisor", CASE + "/closure", "{\"reason\": \"The exercise is over.\"}"));
        long position = closed.required("position").longValue();
        assertThat(client.ask("auditor", CASE, "Ledger-Position", Long.toString(position)).required("status").stringValue()).isEqualTo("CLOSED");
        assertThat(client.ask("auditor", CASE + "?asOf=" + (position - 1)).required("status").stringValue()).isEqualTo("OPEN");
        HttpResponse<String> late = client.post("analyst", CASE + "/hypotheses", "{\"statement\": \"too late\"}");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("CASE_CLOSED");
    }

    private static JsonNode recorded(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        return Json.MAPPER.readTree(answer.body());
    }

    private static List<String> texts(JsonNode items, String member) {
        return items.valueStream().map(item -> item.required(member).asString()).toList();
    }

    private void a_second_post_records_nothing_new() {
        String key = UUID.randomUUID().toString();
        String body = "{\"vector\": \"INFORMATION\", \"title\": \"t\", \"occurred\": {\"precision\": \"UNKNOWN\"}, \"unsourced\": \"told\"}";
        HttpResponse<String> first = client.post("analyst", CASE + "/developments", body, "Idempotency-Key", key);
        int events = feed("auditor").size();
        HttpResponse<String> again = client.post("analyst", CASE + "/developments", body, "Idempotency-Key", key);
        assertThat(again.statusCode()).isEqualTo(first.statusCode()).isEqualTo(201);
        assertThat(again.headers().firstValue("Location")).isEqualTo(first.headers().firstValue("Location"));
        assertThat(again.headers().firstValue("Ledger-Position")).isEqualTo(first.headers().firstValue("Ledger-Position"));
        HttpResponse<String> other = client.post("analyst", CASE + "/developments", body.replace("\"t\"", "\"u\""), "Idempotency-Key", key);
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(feed("auditor")).hasSize(events);
    }

    private void who_may_not_is_refused(JsonNode change) {
        assertThat(client.post("analyst", CASE + "/notes-that-are-not", "{}").statusCode()).isEqualTo(404);
        String stale = "\"" + (change.required("version").longValue() - 1) + "\"";
        assertThat(client.post("analyst", CASE + "/entries/" + DemoCase.MEETING + "/retraction", "{\"reason\": \"r\"}", "If-Match", stale).statusCode())
                .isEqualTo(412);
        assertThat(client.post("analyst", CASE + "/closure", "{}").statusCode()).isEqualTo(403);
    }

    private void what_may_not_be_seen_is_a_placeholder_or_not_there() {
        List<JsonNode> seen = feed("integrator");
        List<JsonNode> placeholders = seen.stream().filter(line -> line.get("event") == null).toList();
        assertThat(placeholders).isNotEmpty();
        for (JsonNode placeholder : placeholders) {
            assertThat(placeholder.propertyNames()).containsExactlyInAnyOrder("position", "marking", "leafHash");
            assertThat(placeholder.required("marking").stringValue()).isNotEqualTo("GREEN");
        }
        assertThat(seen.toString()).doesNotContain(DemoCase.INDICATOR);
        assertThat(client.get("integrator", CASE + "/indicators/" + DemoCase.INDICATOR).statusCode()).isEqualTo(404);
        assertThat(client.get("integrator", CASE).statusCode()).isEqualTo(200);

        HttpResponse<String> amber = client.post("analyst", "/cases", "{\"title\": \"t\", \"marking\": \"AMBER\"}");
        String hidden = Objects.requireNonNull(amber.headers().firstValue("Location").orElse(null));
        assertThat(client.get("analyst", hidden, "Ledger-Position", amber.headers().firstValue("Ledger-Position").orElse("")).statusCode()).isEqualTo(200);
        assertThat(client.get("integrator", hidden).statusCode()).isEqualTo(404);
        assertThat(client.get("integrator", hidden + "/timeline").statusCode()).isEqualTo(404);
    }

    /// The lines of the feed that are about the demo case, and the placeholders.
    List<JsonNode> feed(String reader) {
        var lines = new ArrayList<JsonNode>();
        Stream.of(client.get(reader, "/events?limit=1000&caseId=" + DemoCase.ID).body().split("\n"))
                .filter(line -> !line.isBlank())
                .forEach(line -> lines.add(Json.MAPPER.readTree(line)));
        return lines;
    }
}
