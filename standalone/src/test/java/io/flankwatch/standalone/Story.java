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
        JsonNode conclusion = answers.get(answers.size() - 2);
        JsonNode change = answers.getLast();
        the_indicator_is_met_in_the_commit_of_the_protocol_change(change);
        before_the_conclusion_it_looks_as_it_looked_then(conclusion.required("position").longValue() - 1, change);
        the_figures_claim_no_more_than_the_sources(change);
        a_second_post_records_nothing_new();
        who_may_not_is_refused(change);
        what_may_not_be_seen_is_a_placeholder_or_not_there();
    }

    private void the_indicator_is_met_in_the_commit_of_the_protocol_change(JsonNode change) {
        List<JsonNode> lines = feed("auditor");
        JsonNode changed = lines.get(lines.size() - 2);
        JsonNode met = lines.getLast();
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
