package io.flankwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.EntryRecorded.InterceptProtocolChanged;
import io.flankwatch.events.Marking;
import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.platform.access.Role;
import io.flankwatch.wire.Envelope;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class WriteTest extends CommandApi {

    @Test
    void an_id_that_is_no_text_is_refused() {
        for (String id : List.of("{\"@class\": \"java.lang.Object\"}", "[]", "7", "true")) {
            problem(post(TOKENS.analyst(), "/cases", "{\"caseId\": " + id + ", \"title\": \"t\"}"), 400, "MALFORMED");
        }
    }

    @Test
    void a_write_answers_where_it_can_be_read_and_where_it_is_in_the_ledger() {
        HttpResponse<String> answer = post(TOKENS.analyst(), path("/developments"), development(""));
        JsonNode receipt = created(answer);
        LedgerEntry last = events().getLast();
        assertThat(receipt.required("position").longValue()).isEqualTo(last.position());
        assertThat(receipt.required("version").longValue()).isEqualTo(1);
        assertThat(receipt.required("appendedAt").stringValue()).isEqualTo(last.appendedAt().toString());
        assertThat(receipt.required("events").get(0).stringValue()).isEqualTo("io.flankwatch.development.recorded.v1");
        assertThat(answer.headers().firstValue("Location"))
                .hasValue(path("/entries/" + receipt.required("entryId").stringValue()));
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(answer.headers().firstValue("Ledger-Position")).hasValue(Long.toString(last.position()));
    }

    @Test
    void the_same_key_gives_the_same_answer_and_no_new_event() {
        String body = development("");
        JsonNode first = created(post(TOKENS.analyst(), path("/developments"), body, "Idempotency-Key", "k-" + caseId));
        JsonNode again = created(post(TOKENS.analyst(), path("/developments"), body, "Idempotency-Key", "\"k-" + caseId + "\""));
        assertThat(again.required("entryId")).isEqualTo(first.required("entryId"));
        assertThat(again.required("position")).isEqualTo(first.required("position"));
        assertThat(again.required("appendedAt")).isEqualTo(first.required("appendedAt"));
        assertThat(again.required("replayed").booleanValue()).isTrue();
        assertThat(events()).hasSize(2);
        problem(post(TOKENS.analyst(), path("/developments"), development(", \"description\": \"d\""), "Idempotency-Key", "k-" + caseId), 422, "KEY_REUSED");
        // Another client's equal key is another command.
        created(post(TOKENS.token("ana", "other-tool", Marking.RED, Role.ANALYST), path("/developments"), body, "Idempotency-Key", "k-" + caseId));
        assertThat(events()).hasSize(3);
    }

    @Test
    void a_refusal_uses_up_no_key() {
        String retraction = "{\"reason\": \"r\"}";
        UUID entry = UUID.randomUUID();
        problem(post(TOKENS.analyst(), path("/entries/" + entry + "/retraction"), retraction, "Idempotency-Key", "r-" + caseId), 404, "NO_SUCH_ENTRY");
        created(post(TOKENS.analyst(), path("/developments"), development(", \"entryId\": \"" + entry + "\"")));
        assertThat(post(TOKENS.analyst(), path("/entries/" + entry + "/retraction"), retraction, "Idempotency-Key", "r-" + caseId).statusCode())
                .isEqualTo(200);
        assertThat(post(TOKENS.analyst(), path("/entries/" + entry + "/retraction"), retraction, "Idempotency-Key", "r-" + caseId).statusCode())
                .isEqualTo(200);
        problem(post(TOKENS.analyst(), path("/entries/" + entry + "/retraction"), retraction), 409, "ALREADY_RETRACTED");
        assertThat(events()).hasSize(3);
    }

    @Test
    void one_key_sent_many_times_at_once_is_recorded_once() throws InterruptedException, ExecutionException {
        var together = new CountDownLatch(8);
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(threads.submit(() -> {
                    together.countDown();
                    together.await();
                    return post(TOKENS.analyst(), path("/developments"), development(""), "Idempotency-Key", "race-" + caseId);
                }));
            }
            var entries = new ArrayList<String>();
            for (var answer : answers) {
                entries.add(created(answer.get()).required("entryId").stringValue());
            }
            assertThat(entries).containsOnly(entries.getFirst());
        }
        assertThat(events()).hasSize(2);
    }

    @Test
    void a_stale_version_is_refused_and_the_right_one_is_not() {
        problem(post(TOKENS.analyst(), path("/developments"), development(""), "If-Match", "\"7\""), 412, "STALE_VERSION");
        created(post(TOKENS.analyst(), path("/developments"), development(""), "If-Match", "\"0\""));
        problem(post(TOKENS.analyst(), path("/developments"), development(""), "If-Match", "\"0\""), 412, "STALE_VERSION");
        created(post(TOKENS.analyst(), path("/developments"), development(""), "If-Match", "\"1-abcDEF_-gzip\""));
        problem(post(TOKENS.analyst(), path("/developments"), development(""), "If-Match", "W/\"2\""), 400, "MALFORMED");
        assertThat(events()).hasSize(3);
    }

    @Test
    void a_dry_run_shows_what_would_be_recorded_and_records_nothing() {
        HttpResponse<String> answer = post(TOKENS.analyst(), path("/developments?dryRun=true"), development(""), "Idempotency-Key", "d-" + caseId);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode would = json(answer).required("wouldRecord").get(0);
        assertThat(would.required("type").stringValue()).isEqualTo("io.flankwatch.development.recorded.v1");
        assertThat(would.required("data").required("title").stringValue()).isEqualTo("t");
        assertThat(events()).hasSize(1);
        created(post(TOKENS.analyst(), path("/developments"), development(""), "Idempotency-Key", "d-" + caseId));
        problem(post(TOKENS.analyst(), path("/entries/" + UUID.randomUUID() + "/retraction?dryRun=true"), "{\"reason\": \"r\"}"), 404, "NO_SUCH_ENTRY");
    }

    @Test
    void what_is_malformed_is_named_by_a_pointer_and_changes_nothing() {
        assertThat(pointer(problem(post(TOKENS.analyst(), path("/developments"), development(", \"titel\": \"t\"")), 400, "UNKNOWN_FIELD"))).isEqualTo("/titel");
        assertThat(pointer(problem(post(TOKENS.analyst(), path("/developments"), development(", \"entryId\": 5")), 400, "MALFORMED"))).isEqualTo("/entryId");
        assertThat(pointer(problem(
                        post(TOKENS.analyst(), path("/developments"), development(", \"places\": [{\"role\": \"SITE\", \"country\": \"RUMANIA\"}]")), 400, "MALFORMED")))
                .isEqualTo("/places/0/country");
        problem(post(TOKENS.analyst(), path("/developments"), "{"), 400, "MALFORMED");
        problem(post(TOKENS.analyst(), path("/developments"), ""), 400, "MALFORMED");
        problem(post(TOKENS.analyst(), path("/developments"), development("").replace("\"MILITARY\"", "\"NAVAL\"")), 400, "MALFORMED");
        problem(post(TOKENS.analyst(), path("/developments"), development(", \"description\": \"" + "ü".repeat(8200) + "\"")), 413, "TOO_LARGE");
        problem(post(TOKENS.analyst(), path("/developments"), " ".repeat(8 * 1024 * 1024 + 1)), 413, "TOO_LARGE");
        problem(post(TOKENS.analyst(), path("/developments"), "x=1", "Idempotency-Key", "k".repeat(256)), 400, "MALFORMED");
        assertThat(events()).hasSize(1);
    }

    @Test
    void whoever_does_not_take_the_answer_is_refused_before_anything_is_recorded() {
        for (String accepted : List.of("text/html", "image/png, text/*;q=0.5", "nonsense", "application/problem+json")) {
            problem(post(TOKENS.analyst(), path("/developments"), development(""), "Accept", accepted), 406, "NOT_ACCEPTABLE");
        }
        assertThat(events()).hasSize(1);
        created(post(TOKENS.analyst(), path("/developments"), development(""), "Accept", "text/html, */*;q=0.1"));
    }

    @Test
    void a_case_that_may_not_be_seen_is_not_there() {
        String green = TOKENS.token("gus", Marking.GREEN, Role.ANALYST);
        problem(post(green, path("/developments"), "{"), 404, "NO_SUCH_CASE");
        problem(post(TOKENS.analyst(), "/cases/" + UUID.randomUUID() + "/developments", development("")), 404, "NO_SUCH_CASE");
        problem(post(TOKENS.analyst(), "/cases/nonsense/developments", development("")), 404, "NO_SUCH_CASE");
    }

    @Test
    void an_analyst_may_not_close_a_case_and_a_supervisor_may() {
        problem(post(TOKENS.analyst(), path("/closure"), ""), 403, "ROLE_MISSING");
        HttpResponse<String> closed = post(TOKENS.supervisor(), path("/closure"), "");
        assertThat(closed.statusCode()).as(closed.body()).isEqualTo(200);
        problem(post(TOKENS.analyst(), path("/developments"), development("")), 409, "CASE_CLOSED");
    }

    @Test
    void an_indicator_is_met_in_the_commit_of_its_cause() {
        created(post(TOKENS.analyst(), path("/indicators"), """
                {"statement": "s", "condition": {"type": "protocolReaches", "jurisdiction": "RO", "posture": "KINETIC_ENGAGE", "status": "ADOPTED"}}"""));
        JsonNode change = created(post(TOKENS.analyst(), path("/protocol-changes"), """
                {"occurred": {"precision": "UNKNOWN"}, "unsourced": "told", "jurisdiction": "RO", "targetClass": "UNCREWED", "posture": "KINETIC_ENGAGE", "status": "IN_FORCE"}"""));
        List<LedgerEntry> entries = events();
        Envelope changed = entries.get(2).envelope();
        Envelope met = entries.get(3).envelope();
        assertThat(met.type()).isEqualTo("io.flankwatch.indicator.met.v1");
        assertThat(met.commandId()).isEqualTo(changed.commandId());
        assertThat(met.causationId()).isEqualTo(changed.id());
        assertThat(changed.causationId()).isEqualTo(changed.commandId());
        assertThat(entries.get(3).position()).isEqualTo(entries.get(2).position() + 1);
        assertThat(List.of(changed.commitIndex(), changed.commitSize(), met.commitIndex(), met.commitSize())).containsExactly(0, 2, 1, 2);
        assertThat(change.required("position").longValue()).isEqualTo(entries.get(3).position());

        String entry = change.required("entryId").stringValue();
        HttpResponse<String> retraction = post(TOKENS.analyst(), path("/entries/" + entry + "/retraction"), "{\"reason\": \"r\"}");
        assertThat(json(retraction).required("events")).hasSize(2);
        assertThat(events().getLast().type()).isEqualTo("io.flankwatch.indicator.reopened.v1");
    }

    @Test
    void an_answer_tells_of_nothing_that_who_asked_may_not_see() {
        caseId = UUID.randomUUID().toString();
        created(post(TOKENS.analyst(), "/cases", "{\"caseId\": \"" + caseId + "\", \"title\": \"t\", \"marking\": \"GREEN\"}"));
        created(post(TOKENS.analyst(), path("/indicators"), """
                {"statement": "s", "marking": "AMBER", "condition": {"type": "protocolReaches", "jurisdiction": "RO", "posture": "TRACK", "status": "ADOPTED"}}"""));
        String green = TOKENS.token("gus", Marking.GREEN, Role.ANALYST);
        String change = """
                {"occurred": {"precision": "UNKNOWN"}, "unsourced": "told", "jurisdiction": "RO", "targetClass": "UNCREWED", "posture": "TRACK", "status": "IN_FORCE"}""";
        assertThat(post(green, path("/protocol-changes?dryRun=true"), change).body()).doesNotContain("indicator");
        JsonNode receipt = created(post(green, path("/protocol-changes"), change));
        assertThat(receipt.required("events")).hasSize(1);
        assertThat(events()).hasSize(4);
        assertThat(receipt.required("position").longValue()).isEqualTo(events().getLast().position());
        String hidden = created(post(TOKENS.analyst(), path("/sources"), "{\"url\": \"https://example.org/x\", \"title\": \"t\", \"marking\": \"AMBER\"}"))
                .required("entryId")
                .stringValue();
        problem(
                post(green, path("/developments"), development(", \"quotations\": [{\"original\": \"q\", \"sourceId\": \"" + hidden + "\"}]")),
                404,
                "NO_SUCH_SOURCE");
        // A public page can be cited by whoever does not know that somebody else has.
        assertThat(created(post(green, path("/sources"), "{\"url\": \"https://example.org/x\", \"title\": \"t\"}")).required("entryId").stringValue())
                .isNotEqualTo(hidden);
    }

    @Test
    void what_tells_of_a_hidden_state_is_hidden_itself() {
        String protocol = UUID.randomUUID().toString();
        String change = """
                {"occurred": {"precision": "UNKNOWN"}, "unsourced": "told", "protocolId": "%s", "jurisdiction": "RO", "targetClass": "UNCREWED", "posture": "%s", "status": "IN_FORCE"%s}""";
        created(post(TOKENS.analyst(), path("/protocol-changes"), change.formatted(protocol, "TRACK", ", \"marking\": \"AMBER+STRICT\"")));
        created(post(TOKENS.analyst(), path("/protocol-changes"), change.formatted(protocol, "WARN", "")));
        assertThat(events().getLast().envelope().marking()).isEqualTo(Marking.AMBER_STRICT);
        // Who sees neither of them is not told by a refusal that there is something, and records no state that they did not know.
        created(post(TOKENS.token("amy", Marking.AMBER, Role.ANALYST), path("/protocol-changes"), change.formatted(protocol, "WARN", "")));
        Envelope third = events().getLast().envelope();
        assertThat(third.marking()).isEqualTo(Marking.AMBER);
        assertThat(((InterceptProtocolChanged) third.event()).previous()).isNull();
    }

    @Test
    void what_could_not_be_read_back_is_refused_at_the_door() {
        String nil = "00000000-0000-0000-0000-000000000000";
        problem(post(TOKENS.analyst(), "/cases", "{\"title\": \"t\", \"caseId\": \"" + nil + "\"}"), 400, "MALFORMED");
        problem(post(TOKENS.analyst(), path("/developments"), development(", \"entryId\": \"" + nil + "\"")), 400, "MALFORMED");
        problem(post(TOKENS.analyst(), path("/developments"), development(", \"supersedes\": \"1-1-1-1-1\"")), 400, "MALFORMED");
        for (String when : List.of(
                "{\"precision\": \"EXACT\", \"earliest\": \"-1000000000-01-01T00:00:00Z\", \"latest\": \"-1000000000-01-01T00:00:00Z\"}",
                "{\"precision\": \"APPROXIMATE\", \"latest\": \"+1000000000-12-31T00:00:00Z\"}",
                "{\"precision\": \"APPROXIMATE\", \"earliest\": 1700000000}")) {
            problem(post(TOKENS.analyst(), path("/developments"), development("").replace("{\"precision\": \"UNKNOWN\"}", when)), 400, "MALFORMED");
        }
        problem(post(TOKENS.analyst(), path("/casualties"), """
                {"occurred": {"precision": "UNKNOWN"}, "unsourced": "told", "scope": "CASE", "metric": "KILLED", "min": 9223372036854775807}"""), 400, "MALFORMED");
        assertThat(events()).hasSize(1);
    }

    @Test
    void a_request_is_taken_as_it_is_meant_or_not_at_all() {
        problem(post(TOKENS.supervisor(), path("/closure"), "{\"reason\": \"x\"}", "Content-Type", "application/x-www-form-urlencoded"), 415, "UNSUPPORTED_MEDIA_TYPE");
        problem(post(TOKENS.supervisor(), path("/closure"), "{\"reason\": \"x\"}", "Content-Type", "garbage"), 415, "UNSUPPORTED_MEDIA_TYPE");
        problem(post(TOKENS.analyst(), path("/developments?dryrun=true"), development("")), 400, "MALFORMED");
        problem(post(TOKENS.analyst(), path("/developments?dryRun=yes"), development("")), 400, "MALFORMED");
        assertThat(events()).hasSize(1);
    }

    @Test
    void a_repeat_is_the_same_answer_but_that_it_says_so() {
        String claim = """
                {"occurred": {"precision": "UNKNOWN"}, "unsourced": "told", "scope": "CASE", "metric": "KILLED", "min": 1}""";
        ObjectNode first = (ObjectNode) created(post(TOKENS.analyst(), path("/casualties"), claim, "Idempotency-Key", "same-" + caseId));
        ObjectNode again = (ObjectNode) created(post(TOKENS.analyst(), path("/casualties"), claim, "Idempotency-Key", "same-" + caseId));
        again.remove("replayed");
        assertThat(again).isEqualTo(first);
    }

    @Test
    void nobody_marks_what_they_could_not_see_afterwards() {
        problem(post(TOKENS.token("stranger", Marking.RED, Role.ANALYST), path("/developments"), development(", \"marking\": \"RED\"")), 403, "MARKING_ABOVE_CLEARANCE");
        created(post(TOKENS.analyst(), path("/developments"), development(", \"marking\": \"RED\"")));
    }

    @Test
    void what_is_said_of_a_source_that_the_case_has_is_not_dropped() {
        created(post(TOKENS.analyst(), path("/sources"), "{\"url\": \"https://example.org/y\", \"title\": \"t\", \"reliability\": \"B\"}"));
        String body = development("").replace("\"unsourced\": \"told\"", "\"sources\": [{\"url\": \"https://example.org/y\"%s}]");
        created(post(TOKENS.analyst(), path("/developments"), body.formatted(", \"title\": \"t\"")));
        assertThat(pointer(problem(post(TOKENS.analyst(), path("/developments"), body.formatted(", \"reliability\": \"A\"")), 409, "SOURCE_EXISTS")))
                .isEqualTo("/sources/0/reliability");
    }

    @Test
    void contradicting_bounds_are_kept_and_warned_of() {
        JsonNode claim = created(post(TOKENS.analyst(), path("/casualties"), """
                {"occurred": {"precision": "UNKNOWN"}, "unsourced": "told", "scope": "CASE", "metric": "KILLED", "min": 5, "best": 5, "max": 2}"""));
        assertThat(claim.required("warnings").get(0).required("code").stringValue()).isEqualTo("BOUNDS_INVERTED");
    }

    private static String pointer(JsonNode problem) {
        return problem.required("errors").get(0).required("pointer").stringValue();
    }
}
