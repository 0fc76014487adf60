package io.flankwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.Marking;
import io.flankwatch.events.SourceEvent.CaptureAdded;
import io.flankwatch.events.SourceEvent.SourceGraded;
import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.platform.access.Role;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SourceTest extends CommandApi {

    private static final String SHA_256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private final UUID source = UUID.randomUUID();

    private String below(String path) {
        return path("/sources/" + source + path);
    }

    private void cite(String more) {
        created(post(TOKENS.analyst(), path("/sources"), """
                {"sourceId": "%s", "url": "https://example.org/%s", "title": "t"%s}""".formatted(source, source, more)));
    }

    @Test
    void a_capture_has_an_id_of_its_own_and_is_read_with_its_source() {
        cite("");
        HttpResponse<String> answer = post(TOKENS.analyst(), below("/captures"), """
                {"kind": "HTML", "sha256": "%s", "length": 4, "mediaType": "text/html; charset=utf-8"}""".formatted(SHA_256));
        JsonNode receipt = created(answer);
        assertThat(answer.headers().firstValue("Location")).hasValue(below(""));
        assertThat(receipt.required("events").get(0).asString()).isEqualTo("io.flankwatch.capture.added.v1");
        CaptureAdded added = (CaptureAdded) events().getLast().envelope().event();
        assertThat(receipt.required("entryId").asString()).isEqualTo(added.captureId().toString());
        assertThat(added.capture().sha256()).isEqualTo(SHA_256);

        assertThat(post(TOKENS.analyst(), below("/custody"), """
                {"captureId": "%s", "action": "SEALED", "custodian": "store", "reason": "kept"}""".formatted(added.captureId())).statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_capture_is_of_a_form_that_can_be_relied_on() {
        cite("");
        for (String wrong : List.of(
                "\"kind\": \"HTML\"",
                "\"kind\": \"HTML\", \"sha256\": \"9F86\"",
                "\"kind\": \"PAGE\", \"sha256\": \"" + SHA_256 + "\"",
                "\"sha256\": \"" + SHA_256 + "\"",
                "\"kind\": \"HTML\", \"sha256\": \"" + SHA_256.toUpperCase(java.util.Locale.ROOT) + "\"",
                "\"kind\": \"HTML\", \"sha256\": \"" + SHA_256 + "\", \"length\": -1",
                "\"kind\": \"HTML\", \"sha256\": \"" + SHA_256 + "\", \"mediaType\": \"html\"",
                "\"kind\": \"HTML\", \"sha256\": \"" + SHA_256 + "\", \"httpStatus\": 42",
                "\"kind\": \"HTML\", \"sha256\": \"" + SHA_256 + "\", \"toolVersion\": \"1\"",
                "\"kind\": \"HTML\", \"sha256\": \"" + SHA_256 + "\", \"archiveUrl\": \"ftp://example.org\"",
                "\"kind\": \"HTML\", \"sha256\": \"" + SHA_256 + "\", \"timestampToken\": \"bm90IERFUg==\"",
                "\"kind\": \"HTML\", \"sha256\": \"" + SHA_256 + "\", \"timestampToken\": \"?\"")) {
            problem(post(TOKENS.analyst(), below("/captures"), "{" + wrong + "}"), 400, "MALFORMED");
        }
        problem(post(TOKENS.analyst(), below("/captures"), """
                {"kind": "HTML", "sha256": "%s", "size": 4}""".formatted(SHA_256)), 400, "UNKNOWN_FIELD");
        assertThat(events()).hasSize(2);
    }

    @Test
    void the_axes_of_a_grade_are_kept_apart() {
        cite(", \"reliability\": \"B\"");
        HttpResponse<String> answer = post(TOKENS.analyst(), below("/grade"), "{\"credibility\": 2}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        SourceGraded graded = (SourceGraded) events().getLast().envelope().event();
        assertThat(graded.reliability()).isEqualTo(graded.previousReliability());
        assertThat(graded.previousCredibility()).isNull();
        problem(post(TOKENS.analyst(), below("/grade"), "{\"reliability\": \"B\", \"credibility\": 2}"), 409, "NOTHING_CHANGED");
        for (String wrong : List.of("{}", "{\"reliability\": \"G\"}", "{\"credibility\": 0}", "{\"credibility\": 7}")) {
            problem(post(TOKENS.analyst(), below("/grade"), wrong), 400, "MALFORMED");
        }
        // What an entry says of the source is held against the grade that it has now.
        String body = development("").replace("\"unsourced\": \"told\"", "\"sources\": [{\"sourceId\": \"" + source + "\", \"url\": \"https://example.org/" + source + "\", \"credibility\": %d}]");
        problem(post(TOKENS.analyst(), path("/developments"), body.formatted(3)), 409, "SOURCE_EXISTS");
        created(post(TOKENS.analyst(), path("/developments"), body.formatted(2)));
    }

    @Test
    void what_is_done_with_a_source_is_marked_like_it() {
        cite(", \"marking\": \"RED\"");
        created(post(TOKENS.analyst(), below("/captures"), """
                {"captureId": "%s", "kind": "HTML", "sha256": "%s", "marking": "CLEAR"}""".formatted(UUID.randomUUID(), SHA_256)));
        post(TOKENS.analyst(), below("/checks"), "{\"result\": \"GONE\"}");
        post(TOKENS.analyst(), below("/grade"), "{\"reliability\": \"A\"}");
        post(TOKENS.analyst(), below("/custody"), "{\"action\": \"COPIED\", \"custodian\": \"c\", \"reason\": \"r\"}");
        assertThat(events()).hasSize(6);
        assertThat(events().stream().skip(1).map(LedgerEntry::envelope).map(envelope -> envelope.marking())).containsOnly(Marking.RED);
        String amber = TOKENS.token("amy", Marking.AMBER, Role.ANALYST);
        problem(post(amber, below("/checks"), "{\"result\": \"GONE\"}"), 404, "NO_SUCH_SOURCE");
        assertThat(events()).hasSize(6);
    }

    @Test
    void a_closed_case_takes_checks_and_custody_and_nothing_else_about_sources() {
        cite("");
        assertThat(post(TOKENS.supervisor(), path("/closure"), "{}").statusCode()).isEqualTo(200);
        assertThat(post(TOKENS.analyst(), below("/checks"), "{\"result\": \"GONE\"}").statusCode()).isEqualTo(200);
        assertThat(post(TOKENS.analyst(), below("/custody"), "{\"action\": \"DISPOSED\", \"custodian\": \"c\", \"reason\": \"r\"}").statusCode())
                .isEqualTo(200);
        problem(post(TOKENS.analyst(), below("/grade"), "{\"reliability\": \"A\"}"), 409, "CASE_CLOSED");
        problem(post(TOKENS.analyst(), below("/captures"), "{\"kind\": \"HTML\", \"sha256\": \"" + SHA_256 + "\"}"), 409, "CASE_CLOSED");
        assertThat(events()).hasSize(5);
    }

    @Test
    void all_of_it_can_be_sent_in_a_bulk() {
        cite("");
        HttpResponse<String> answer = post(TOKENS.analyst(), path("/commands"), """
                {"mode": "ATOMIC", "commands": [
                  {"type": "AddCapture", "body": {"sourceId": "%1$s", "kind": "HTML", "sha256": "%2$s"}},
                  {"type": "CheckSource", "body": {"sourceId": "%1$s", "result": "CHANGED"}},
                  {"type": "GradeSource", "body": {"sourceId": "%1$s", "reliability": "C"}},
                  {"type": "TransferCustody", "body": {"sourceId": "%1$s", "action": "COPIED", "custodian": "c", "reason": "r"}}]}""".formatted(source, SHA_256));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(events()).hasSize(6);
    }
}
