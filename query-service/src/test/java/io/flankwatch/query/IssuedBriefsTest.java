package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.BriefEvent.BriefIssued;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.Marking;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Briefs that were issued, read.
class IssuedBriefsTest extends QueryApi {

    private final UUID caseId = UUID.randomUUID();
    private final UUID entry = UUID.randomUUID();

    private long open() {
        return CHRONICLE.append(caseId, Marking.GREEN, Told.opened(caseId, "t", Marking.GREEN), Told.development(entry, Told.UNKNOWN));
    }

    private String hex(String query, String type) {
        HttpResponse<String> brief = get(TOKENS.analyst(), "/cases/" + caseId + "/brief" + query, "Accept", type);
        assertThat(brief.statusCode()).isEqualTo(200);
        assertThat(brief.headers().firstValue("Content-Type")).hasValueSatisfying(told -> assertThat(told).startsWith(type));
        String digest = brief.headers().firstValue("Repr-Digest").orElseThrow().replaceAll("^sha-256=:|:$", "");
        return HexFormat.of().formatHex(Base64.getDecoder().decode(digest));
    }

    private UUID issue(long position, Marking ceiling, String type, String sha256) {
        UUID brief = UUID.randomUUID();
        CHRONICLE.append(caseId, ceiling, new BriefIssued(brief, position, null, ceiling, type, sha256, List.of("crisis centre")));
        return brief;
    }

    private JsonNode read(UUID brief) {
        return read(TOKENS.analyst(), "/cases/" + caseId + "/briefs/" + brief, LEDGER.reader().head());
    }

    @Test
    void what_was_issued_comes_out_again_in_every_form() {
        long position = open();
        for (String type : List.of("application/json", "text/markdown", "text/html")) {
            UUID brief = issue(position, Marking.GREEN, type, hex("?under=GREEN&asOf=" + position, type));
            CHRONICLE.append(caseId, Marking.GREEN, Told.development(UUID.randomUUID(), Told.UNKNOWN));
            JsonNode shown = read(brief);
            assertThat(shown.at("/reproduction/reproduced").asBoolean()).as(type).isTrue();
            assertThat(shown.required("reproduction").has("because")).isFalse();
            assertThat(shown.at("/recipients/0").asString()).isEqualTo("crisis centre");
        }
        JsonNode all = ok(get(TOKENS.analyst(), "/cases/" + caseId + "/briefs"));
        assertThat(texts(all.required("items"), "mediaType")).containsExactly("application/json", "text/markdown", "text/html");
        assertThat(ok(get(TOKENS.analyst(), "/cases/" + caseId + "/briefs?asOf=" + position)).required("items")).isEmpty();
    }

    @Test
    void a_restriction_since_is_named_where_other_bytes_come_out() {
        long position = open();
        UUID brief = issue(position, Marking.GREEN, "text/html", hex("?under=GREEN&asOf=" + position, "text/html"));
        long restricted = CHRONICLE.append(
                caseId, Marking.AMBER, new EntryMarkingChanged(entry, null, Marking.AMBER, Marking.AMBER, List.of(), "closer look"));
        JsonNode reproduction = read(brief).required("reproduction");
        assertThat(reproduction.required("reproduced").asBoolean()).isFalse();
        assertThat(reproduction.required("because").asString()).isEqualTo("RESTRICTED_OR_REDACTED");
        assertThat(reproduction.at("/changedAt/0").asLong()).isEqualTo(restricted);
        assertThat(ok(get(TOKENS.integrator(), "/cases/" + caseId + "/briefs/" + brief)).at("/reproduction/because").asString())
                .as("who may not see the restriction is not told of it")
                .isEqualTo("NOT_KNOWN");
    }

    @Test
    void what_was_never_a_brief_is_not_known() {
        long position = open();
        assertThat(read(issue(position, Marking.GREEN, "text/html", "0".repeat(64))).at("/reproduction/because").asString()).isEqualTo("NOT_KNOWN");
        assertThat(read(issue(position, Marking.GREEN, "application/pdf", "0".repeat(64))).at("/reproduction/because").asString()).isEqualTo("NO_SUCH_FORM");
    }

    @Test
    void a_brief_above_the_ceiling_is_not_there() {
        long position = open();
        UUID brief = issue(position, Marking.AMBER, "text/html", "0".repeat(64));
        var unused = read(brief);
        problem(get(TOKENS.integrator(), "/cases/" + caseId + "/briefs/" + brief), 404, "NO_SUCH_BRIEF");
        assertThat(ok(get(TOKENS.integrator(), "/cases/" + caseId + "/briefs")).required("items")).isEmpty();
        problem(get(TOKENS.analyst(), "/cases/" + caseId + "/briefs/" + UUID.randomUUID()), 404, "NO_SUCH_BRIEF");
    }
}
