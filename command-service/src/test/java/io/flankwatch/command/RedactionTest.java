package io.flankwatch.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.EntryEvent.EntryRedacted;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.FieldChange;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Redaction;
import io.flankwatch.ledger.LedgerCheck;
import io.flankwatch.platform.access.Role;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Redactions over HTTP.
class RedactionTest extends CommandApi {

    private static final String NAME = "Ștefan Exemplu";

    private final String entry = UUID.randomUUID().toString();
    private final String sue = TOKENS.token("sue", Marking.RED, Role.SUPERVISOR);
    private final String sam = TOKENS.token("sam", Marking.RED, Role.SUPERVISOR);

    @BeforeEach
    void record_what_should_not_have_been() {
        created(post(TOKENS.analyst(), path("/developments"), """
                {"entryId": "%s", "vector": "MILITARY", "title": "t", "description": "%s lives there", "unsourced": "told by %2$s",
                 "occurred": {"precision": "UNKNOWN"}}""".formatted(entry, NAME)));
        ok(revise("{\"description\": \"" + NAME + " lived there\"}"));
        ok(revise("{\"description\": \"somebody lived there\"}"));
        ok(post(TOKENS.analyst(), path("/entries/" + entry + "/retraction"), "{\"reason\": \"" + NAME + " objects\"}"));
    }

    private HttpResponse<String> revise(String changes) {
        return send("PATCH", TOKENS.analyst(), path("/entries/" + entry), "{\"reason\": \"corrected\", \"changes\": " + changes + "}");
    }

    private HttpResponse<String> propose(String token, String pointers) {
        return post(token, path("/entries/" + entry + "/redaction"), "{\"ground\": \"Art. 17(1)(d) GDPR\", \"pointers\": " + pointers + "}");
    }

    private HttpResponse<String> confirm(String token, String query) {
        return post(token, path("/entries/" + entry + "/redaction/confirmation" + query), "");
    }

    private static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        return json(answer);
    }

    private String stored() {
        var all = new StringBuilder();
        events().forEach(event -> all.append(new String(event.bytes(), UTF_8)).append('\n'));
        return all.toString();
    }

    @Test
    void what_one_supervisor_proposes_and_another_confirms_is_taken_out_of_every_event_of_the_entry() {
        ok(propose(sue, "[\"/description\", \"/unsourced\", \"/reason\"]"));
        assertThat(stored()).contains(NAME);
        JsonNode would = ok(confirm(sam, "?dryRun=true")).required("wouldRecord").get(0).required("data");
        assertThat(would.required("residues").valueStream().map(residue -> residue.required("position").longValue()).toList())
                .containsExactlyElementsOf(events().subList(1, 5).stream().map(event -> event.position()).toList());
        assertThat(stored()).contains(NAME);

        ok(confirm(sam, ""));

        assertThat(stored()).doesNotContain(NAME);
        EntryRedacted redacted = (EntryRedacted) events().getLast().envelope().event();
        assertThat(redacted.proposedBy()).isEqualTo("sue");
        assertThat(events().getLast().envelope().subject()).isEqualTo("sam");
        assertThat(LedgerCheck.run(LEDGER.service())).extracting(LedgerCheck.Report::wrong, LedgerCheck.Report::outstanding).containsExactly(null, List.of());
    }

    /// The process remembers the case, and what was in it: none of that comes back by way of old values.
    @Test
    void what_is_recorded_afterwards_does_not_repeat_what_was_taken_out() {
        ok(propose(sue, "[\"/unsourced\", \"/description\", \"/reason\"]"));
        ok(confirm(sam, ""));
        ok(revise("{\"unsourced\": \"told by a neighbour\", \"description\": \"empty\"}"));
        assertThat(stored()).doesNotContain(NAME);
        EntryRevised revised = (EntryRevised) events().getLast().envelope().event();
        assertThat(revised.changes())
                .containsExactlyInAnyOrder(new FieldChange("unsourced", null, "told by a neighbour"), new FieldChange("description", null, "empty"));
        problem(confirm(sam, ""), 409, "NOT_PROPOSED");
    }

    @Test
    void a_text_that_an_event_can_not_do_without_says_that_it_was_taken_out() {
        String note = UUID.randomUUID().toString();
        created(post(TOKENS.analyst(), path("/notes"), "{\"entryId\": \"%s\", \"text\": \"ask %s\"}".formatted(note, NAME)));
        ok(post(sue, path("/entries/" + note + "/redaction"), "{\"ground\": \"g\", \"pointers\": [\"/text\"]}"));
        ok(post(sam, path("/entries/" + note + "/redaction/confirmation"), ""));
        assertThat(new String(events().get(5).bytes(), UTF_8)).contains("\"text\":\"" + Redaction.BLANK + "\"").doesNotContain(NAME);
    }

    @Test
    void only_supervisors_redact_what_they_see_and_never_alone() {
        problem(propose(TOKENS.analyst(), "[\"/description\"]"), 403, "ROLE_MISSING");
        problem(propose("", "[\"/description\"]"), 401, "NOT_AUTHENTICATED");
        problem(propose(TOKENS.token("sid", Marking.GREEN, Role.SUPERVISOR), "[\"/description\"]"), 404, "NO_SUCH_CASE");
        problem(confirm(sam, ""), 409, "NOT_PROPOSED");
        ok(propose(sue, "[\"/description\"]"));
        problem(confirm(sue, ""), 409, "SELF_APPROVAL");
        problem(confirm(TOKENS.analyst(), ""), 403, "ROLE_MISSING");
        problem(confirm("", ""), 401, "NOT_AUTHENTICATED");
        problem(post(sam, path("/commands"), """
                {"mode": "ATOMIC", "commands": [{"type": "RedactEntry", "body": {"entryId": "%s"}}]}""".formatted(entry)), 400, "MALFORMED");
        assertThat(stored()).contains(NAME);
    }

    @Test
    void what_is_not_there_or_has_to_stay_is_named() {
        assertThat(pointer(problem(propose(sue, "[\"/description\", \"/damage\"]"), 409, "NOT_REDACTABLE"))).isEqualTo("/pointers/1");
        for (String kept : List.of("/entryId", "/vector", "/occurred", "/occurred/precision", "/revised", "/changes/0", "/verification")) {
            assertThat(pointer(problem(propose(sue, "[\"" + kept + "\"]"), 409, "NOT_REDACTABLE"))).as(kept).isEqualTo("/pointers/0");
        }
        assertThat(pointer(problem(propose(sue, "[\"description\"]"), 400, "MALFORMED"))).isEqualTo("/pointers/0");
        assertThat(pointer(problem(propose(sue, "[]"), 400, "MALFORMED"))).isEqualTo("/pointers");
        assertThat(events()).hasSize(5);
    }

    private static String pointer(JsonNode problem) {
        return problem.required("errors").get(0).required("pointer").stringValue();
    }
}
