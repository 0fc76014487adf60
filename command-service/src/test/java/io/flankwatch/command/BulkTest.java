package io.flankwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.wire.Envelope;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BulkTest extends CommandApi {

    private static String item(String key, String entryId) {
        return "{\"type\": \"RecordDevelopment\"" + (key.isEmpty() ? "" : ", \"idempotencyKey\": \"" + key + "\"") + ", \"body\": "
                + development(", \"entryId\": \"" + entryId + "\"") + "}";
    }

    private static String bulk(String mode, String... items) {
        return "{\"mode\": \"" + mode + "\", \"commands\": [" + String.join(",", items) + "]}";
    }

    @Test
    void an_atomic_bulk_is_one_commit() {
        String one = UUID.randomUUID().toString();
        String other = UUID.randomUUID().toString();
        HttpResponse<String> answer = post(TOKENS.analyst(), path("/commands"), bulk("ATOMIC", item("", one), item("", other)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode results = json(answer).required("results");
        assertThat(results.get(0).required("status").intValue()).isEqualTo(201);
        Envelope first = events().get(1).envelope();
        Envelope second = events().get(2).envelope();
        assertThat(results.get(0).required("position").longValue()).isEqualTo(events().get(1).position());
        assertThat(results.get(1).required("position").longValue()).isEqualTo(events().get(2).position());
        assertThat(first.commitSize()).isEqualTo(2);
        assertThat(second.commitIndex()).isEqualTo(1);
        assertThat(first.correlationId()).isEqualTo(second.correlationId());
    }

    @Test
    void an_atomic_bulk_with_a_refused_command_records_nothing_and_names_it() {
        String one = UUID.randomUUID().toString();
        JsonNode problem = problem(
                post(TOKENS.analyst(), path("/commands"), bulk("ATOMIC", item("", one), item("", one))), 409, "ENTRY_EXISTS");
        assertThat(problem.required("errors").get(0).required("pointer").stringValue()).isEqualTo("/commands/1/body/entryId");
        assertThat(events()).hasSize(1);
    }

    @Test
    void a_bulk_of_one_command_names_it_too() {
        String one = UUID.randomUUID().toString();
        post(TOKENS.analyst(), path("/commands"), bulk("ATOMIC", item("", one)));
        for (String dryRun : List.of("", "?dryRun=true")) {
            JsonNode problem = problem(post(TOKENS.analyst(), path("/commands" + dryRun), bulk("ATOMIC", item("", one))), 409, "ENTRY_EXISTS");
            assertThat(problem.required("errors").get(0).required("pointer").stringValue()).isEqualTo("/commands/0/body/entryId");
        }
        assertThat(events()).hasSize(2);
    }

    @Test
    void the_problem_of_each_command_points_into_its_own_body_tried_or_rehearsed() {
        String one = UUID.randomUUID().toString();
        String twice = bulk("EACH", item("", one), item("", one));
        for (String dryRun : List.of("?dryRun=true", "")) {
            JsonNode problem = json(post(TOKENS.analyst(), path("/commands" + dryRun), twice)).required("results").get(1).required("problem");
            assertThat(problem.required("errors").get(0).required("pointer").stringValue()).isEqualTo("/entryId");
        }
    }

    @Test
    void each_command_on_its_own_has_its_own_result() {
        String one = UUID.randomUUID().toString();
        HttpResponse<String> answer = post(
                TOKENS.analyst(),
                path("/commands"),
                bulk("EACH", item("", one), item("", one), "{\"type\": \"CloseCase\", \"body\": {}}", "{\"type\": \"Nonsense\", \"body\": {}}"));
        JsonNode results = json(answer).required("results");
        assertThat(results.get(0).required("status").intValue()).isEqualTo(201);
        assertThat(results.get(1).required("problem").required("code").stringValue()).isEqualTo("ENTRY_EXISTS");
        assertThat(results.get(2).required("problem").required("code").stringValue()).isEqualTo("ROLE_MISSING");
        assertThat(results.get(3).required("problem").required("code").stringValue()).isEqualTo("MALFORMED");
        assertThat(events()).hasSize(2);
        assertThat(answer.headers().firstValue("Ledger-Position")).hasValue(Long.toString(events().getLast().position()));
    }

    @Test
    void every_command_of_a_bulk_is_recorded_once() {
        String[] ids = {UUID.randomUUID().toString(), UUID.randomUUID().toString(), UUID.randomUUID().toString()};
        String k = caseId;
        post(TOKENS.analyst(), path("/commands"), bulk("EACH", item(k + "0", ids[0]), item(k + "1", ids[1])));
        HttpResponse<String> more =
                post(TOKENS.analyst(), path("/commands"), bulk("ATOMIC", item(k + "0", ids[0]), item(k + "1", ids[1]), item(k + "2", ids[2])));
        JsonNode results = json(more).required("results");
        assertThat(results.get(0).required("replayed").booleanValue()).isTrue();
        assertThat(results.get(2).get("replayed")).isNull();
        assertThat(results.get(2).required("position").longValue()).isEqualTo(events().getLast().position());
        assertThat(events()).hasSize(4);
    }

    @Test
    void the_requests_key_covers_all_of_its_commands() {
        String body = bulk("ATOMIC", item("", UUID.randomUUID().toString()), item("", UUID.randomUUID().toString()));
        post(TOKENS.analyst(), path("/commands"), body, "Idempotency-Key", "b-" + caseId);
        JsonNode again = json(post(TOKENS.analyst(), path("/commands"), body, "Idempotency-Key", "b-" + caseId));
        assertThat(again.required("results").get(1).required("replayed").booleanValue()).isTrue();
        assertThat(events()).hasSize(3);
        String shorter = bulk("ATOMIC", item("", UUID.randomUUID().toString()));
        problem(post(TOKENS.analyst(), path("/commands"), shorter, "Idempotency-Key", "b-" + caseId), 422, "KEY_REUSED");
    }

    @Test
    void a_bulk_may_open_its_case() {
        caseId = UUID.randomUUID().toString();
        HttpResponse<String> answer = post(
                TOKENS.analyst(),
                path("/commands"),
                bulk("ATOMIC", "{\"type\": \"OpenCase\", \"body\": {\"title\": \"t\"}}", item("", UUID.randomUUID().toString())));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(events()).hasSize(2);
        caseId = UUID.randomUUID().toString();
        problem(post(TOKENS.analyst(), path("/commands"), bulk("ATOMIC", item("", UUID.randomUUID().toString()))), 404, "NO_SUCH_CASE");
    }

    @Test
    void a_dry_run_of_a_bulk_sees_its_earlier_commands_and_records_nothing() {
        String one = UUID.randomUUID().toString();
        String retraction = "{\"type\": \"RetractEntry\", \"body\": {\"entryId\": \"" + one + "\", \"reason\": \"r\"}}";
        JsonNode results = json(post(TOKENS.analyst(), path("/commands?dryRun=true"), bulk("ATOMIC", item("", one), retraction))).required("results");
        assertThat(results.get(1).required("wouldRecord").get(0).required("type").stringValue()).isEqualTo("io.flankwatch.entry.retracted.v1");
        assertThat(events()).hasSize(1);
    }

    @Test
    void each_command_of_a_dry_run_sees_those_before_it() {
        String one = UUID.randomUUID().toString();
        String retraction = "{\"type\": \"RetractEntry\", \"body\": {\"entryId\": \"" + one + "\", \"reason\": \"r\"}}";
        JsonNode results =
                json(post(TOKENS.analyst(), path("/commands?dryRun=true"), bulk("EACH", item("", one), item("", one), retraction))).required("results");
        assertThat(results.get(1).required("problem").required("code").stringValue()).isEqualTo("ENTRY_EXISTS");
        assertThat(results.get(2).required("wouldRecord")).hasSize(1);
        assertThat(events()).hasSize(1);
    }

    @Test
    void a_key_is_of_one_command() {
        String key = "twice-" + caseId;
        JsonNode problem = problem(
                post(TOKENS.analyst(), path("/commands"), bulk("ATOMIC", item(key, UUID.randomUUID().toString()), item(key, UUID.randomUUID().toString()))),
                400,
                "MALFORMED");
        assertThat(problem.required("errors").get(0).required("pointer").stringValue()).isEqualTo("/commands/1");
        assertThat(events()).hasSize(1);
    }
}
