package io.flankwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.FieldChange;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.Marking;
import io.flankwatch.platform.access.Role;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Corrections over HTTP.
class CorrectionTest extends CommandApi {

    private final String entry = UUID.randomUUID().toString();

    @BeforeEach
    void record_an_entry() {
        created(post(TOKENS.analyst(), path("/developments"), """
                {"entryId": "%s", "vector": "MILITARY", "title": "t", "description": "d", "unsourced": "told", "occurred": {
                 "earliest": "2026-05-28T21:00:00Z", "latest": "2026-05-29T20:59:59Z", "precision": "DAY", "asStated": "on Friday", "zone": "Europe/Bucharest"}}"""
                .formatted(entry)));
    }

    private HttpResponse<String> revise(String token, String changes) {
        return send("PATCH", token, path("/entries/" + entry), "{\"reason\": \"corrected\", \"changes\": " + changes + "}");
    }

    @Test
    void only_what_is_sent_changes_also_within_a_member() {
        HttpResponse<String> answer = revise(TOKENS.analyst(), """
                {"title": "u", "description": null, "occurred": {"asStated": "on the Friday"}, "places": [{"role": "SITE", "country": "RO"}]}""");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).required("entryId").stringValue()).isEqualTo(entry);
        assertThat(answer.headers().firstValue("Location")).hasValue(path("/entries/" + entry));
        EntryRevised revised = (EntryRevised) events().getLast().envelope().event();
        assertThat(revised.changes()).extracting(FieldChange::field).containsExactlyInAnyOrder("title", "description", "occurred", "places");
        assertThat(revised.revised().entry().title()).isEqualTo("u");
        assertThat(revised.revised().entry().description()).isNull();
        assertThat(revised.revised().entry().occurred().asStated()).isEqualTo("on the Friday");
        assertThat(revised.revised().entry().occurred().zone()).isEqualTo("Europe/Bucharest");
        assertThat(revised.revised().entry().places()).hasSize(1);
    }

    @Test
    void a_list_can_be_emptied_and_a_member_within_a_member_be_taken_away() {
        assertThat(revise(TOKENS.analyst(), "{\"places\": [{\"role\": \"SITE\", \"country\": \"RO\"}]}").statusCode()).isEqualTo(200);
        assertThat(revise(TOKENS.analyst(), "{\"places\": [], \"occurred\": {\"asStated\": null}}").statusCode()).isEqualTo(200);
        EntryRevised revised = (EntryRevised) events().getLast().envelope().event();
        assertThat(revised.revised().entry().places()).isEmpty();
        assertThat(revised.revised().entry().occurred().asStated()).isNull();
    }

    @Test
    void what_is_wrong_in_a_revision_is_named_by_a_pointer_and_changes_nothing() {
        String token = TOKENS.analyst();
        assertThat(pointer(problem(revise(token, "{\"titel\": \"u\"}"), 400, "UNKNOWN_FIELD"))).isEqualTo("/changes/titel");
        assertThat(pointer(problem(revise(token, "{\"places\": [{\"role\": \"SITE\", \"country\": \"RUMANIA\"}]}"), 400, "MALFORMED")))
                .isEqualTo("/changes/places/0/country");
        assertThat(pointer(problem(revise(token, "{\"vector\": \"NAVAL\"}"), 400, "MALFORMED"))).isEqualTo("/changes/vector");
        assertThat(pointer(problem(revise(token, "{\"title\": null}"), 400, "MALFORMED"))).startsWith("/changes");
        assertThat(pointer(problem(revise(token, "{\"entryId\": \"" + UUID.randomUUID() + "\"}"), 400, "MALFORMED"))).isEqualTo("/changes/entryId");
        assertThat(pointer(problem(revise(token, "{\"marking\": \"CLEAR\"}"), 400, "MALFORMED"))).isEqualTo("/changes/marking");
        assertThat(pointer(problem(revise(token, "{\"previous\": {}}"), 400, "UNKNOWN_FIELD"))).isEqualTo("/changes/previous");
        assertThat(pointer(problem(revise(token, "{\"unsourced\": null}"), 409, "UNSOURCED"))).isEqualTo("/changes/sources");
        problem(revise(token, "{\"title\": \"t\"}"), 409, "NOTHING_CHANGED");
        problem(revise(token, "5"), 400, "MALFORMED");
        problem(send("PATCH", token, path("/entries/" + entry), "{\"changes\": {\"title\": \"u\"}}"), 400, "MALFORMED");
        problem(send("PATCH", token, path("/entries/" + UUID.randomUUID()), "{\"reason\": \"r\", \"changes\": {}}"), 404, "NO_SUCH_ENTRY");
        assertThat(events()).hasSize(2);
    }

    @Test
    void a_revision_is_recorded_under_the_strictest_marking_of_what_it_tells() {
        assertThat(revise(TOKENS.analyst(), """
                {"sources": [{"url": "https://example.org/%s", "title": "t", "marking": "AMBER+STRICT"}], "unsourced": null}""".formatted(entry)).statusCode())
                .isEqualTo(200);
        assertThat(events().getLast().envelope().marking()).isEqualTo(Marking.AMBER_STRICT);
        problem(revise(TOKENS.token("amy", Marking.AMBER, Role.ANALYST), "{\"title\": \"u\"}"), 404, "NO_SUCH_ENTRY");
    }

    @Test
    void a_dry_run_of_a_revision_records_nothing() {
        HttpResponse<String> answer = send(
                "PATCH", TOKENS.analyst(), path("/entries/" + entry + "?dryRun=true"), "{\"reason\": \"r\", \"changes\": {\"title\": \"u\"}}");
        JsonNode would = json(answer).required("wouldRecord").get(0);
        assertThat(would.required("type").stringValue()).isEqualTo("io.flankwatch.entry.revised.v1");
        assertThat(would.required("data").required("changes").get(0).required("after").stringValue()).isEqualTo("u");
        assertThat(events()).hasSize(2);
    }

    @Test
    void a_bulk_records_and_revises_in_one_commit() {
        String other = UUID.randomUUID().toString();
        HttpResponse<String> answer = post(TOKENS.analyst(), path("/commands"), """
                {"mode": "ATOMIC", "commands": [
                  {"type": "RecordCasualty", "body": {"entryId": "%1$s", "about": ["%2$s"], "metric": "INJURED", "min": 2, "unsourced": "told", "occurred": {"precision": "UNKNOWN"}}},
                  {"type": "ReviseEntry", "body": {"entryId": "%1$s", "reason": "r", "changes": {"max": 1}}},
                  {"type": "RetractEntry", "body": {"entryId": "%1$s", "reason": "r"}},
                  {"type": "ReinstateEntry", "body": {"entryId": "%1$s", "reason": "r"}}]}""".formatted(other, entry));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode warning = json(answer).required("results").get(1).required("warnings").get(0);
        assertThat(warning.required("code").stringValue()).isEqualTo("BOUNDS_INVERTED");
        assertThat(warning.required("pointer").stringValue()).isEqualTo("/changes");
        EntryRevised revised = (EntryRevised) events().get(3).envelope().event();
        assertThat(revised.changes()).containsExactly(new FieldChange("max", null, 1));
        assertThat(List.of(events().get(2).envelope().commandId())).isNotEqualTo(List.of(events().get(3).envelope().commandId()));
        problem(post(TOKENS.analyst(), path("/entries/" + other + "/reinstatement"), "{\"reason\": \"r\"}"), 409, "NOT_RETRACTED");
    }

    private static String pointer(JsonNode problem) {
        return problem.required("errors").get(0).required("pointer").stringValue();
    }
}
