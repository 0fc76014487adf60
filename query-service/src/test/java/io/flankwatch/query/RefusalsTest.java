package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.ops.Refusal;
import io.flankwatch.ops.Refusals;
import io.flankwatch.wire.Ids;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RefusalsTest extends QueryApi {

    private static final Refusals WRITER = new Refusals(LEDGER.opsWriter());

    private static Refusal recorded(UUID caseId, String subject, String code) throws SQLException {
        var refusal = new Refusal(
                Ids.next(), subject, "tool", "POST", "/cases/{caseId}/developments", caseId, "RecordDevelopment", code, List.of("/title"), "0123");
        WRITER.record(List.of(refusal));
        return refusal;
    }

    private List<String> ids(String query) {
        return texts(ok(get(TOKENS.auditor(), "/audit/refusals?" + query)).required("items"), "id");
    }

    @Test
    void an_auditor_reads_who_was_refused_what_and_why() throws SQLException {
        UUID caseId = UUID.randomUUID();
        Refusal refusal = recorded(caseId, "ana", "CASE_CLOSED");
        JsonNode items = ok(get(TOKENS.auditor(), "/audit/refusals?caseId=" + caseId)).required("items");
        assertThat(items).hasSize(1);
        JsonNode item = items.get(0);
        assertThat(item.required("id").stringValue()).isEqualTo(refusal.id().toString());
        assertThat(item.required("at").stringValue()).endsWith("Z");
        assertThat(item.required("number").isNumber()).isTrue();
        assertThat(item.required("subject").stringValue()).isEqualTo("ana");
        assertThat(item.required("client").stringValue()).isEqualTo("tool");
        assertThat(item.required("method").stringValue()).isEqualTo("POST");
        assertThat(item.required("path").stringValue()).isEqualTo("/cases/{caseId}/developments");
        assertThat(item.required("caseId").stringValue()).isEqualTo(caseId.toString());
        assertThat(item.required("command").stringValue()).isEqualTo("RecordDevelopment");
        assertThat(item.required("code").stringValue()).isEqualTo("CASE_CLOSED");
        assertThat(item.required("pointers").get(0).stringValue()).isEqualTo("/title");
        assertThat(item.required("traceId").stringValue()).isEqualTo("0123");
    }

    @Test
    void filters_are_combined_and_repeated_ones_are_alternatives() throws SQLException {
        UUID one = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        String subject = "s," + one;
        String a = recorded(one, subject, "CASE_CLOSED").id().toString();
        String b = recorded(other, subject, "MALFORMED").id().toString();
        String c = recorded(other, "else", "MALFORMED").id().toString();
        assertThat(ids("subject=" + subject)).containsExactly(a, b);
        assertThat(ids("caseId=" + one + "&caseId=" + other)).containsExactly(a, b, c);
        assertThat(ids("caseId=" + other + "&code=MALFORMED&subject=" + subject)).containsExactly(b);
        assertThat(ids("caseId=" + other + "&code=CASE_CLOSED")).isEmpty();
    }

    @Test
    void pages_follow_their_links_to_the_end_and_go_on_from_there() throws SQLException {
        UUID caseId = UUID.randomUUID();
        var recorded = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            recorded.add(recorded(caseId, "ana", "MALFORMED").id().toString());
        }
        var read = new ArrayList<String>();
        HttpResponse<String> page = get(TOKENS.auditor(), "/audit/refusals?limit=2&caseId=" + caseId);
        while (page.headers().firstValue("Link").isPresent()) {
            assertThat(ok(page).required("items")).hasSize(2);
            read.addAll(texts(ok(page).required("items"), "id"));
            page = get(TOKENS.auditor(), next(page));
        }
        assertThat(ok(page).get("next")).isNull();
        JsonNode items = ok(page).required("items");
        read.addAll(texts(items, "id"));
        assertThat(read).isEqualTo(recorded);
        String later = "caseId=" + caseId + "&after=" + items.get(items.size() - 1).required("number");
        assertThat(ids(later)).isEmpty();
        String sixth = recorded(caseId, "ana", "MALFORMED").id().toString();
        assertThat(ids(later)).containsExactly(sixth);
    }

    @Test
    void what_has_not_changed_is_not_sent_again() throws SQLException {
        UUID caseId = UUID.randomUUID();
        recorded(caseId, "ana", "MALFORMED");
        String path = "/audit/refusals?caseId=" + caseId;
        HttpResponse<String> first = get(TOKENS.auditor(), path);
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache, private");
        assertThat(get(TOKENS.auditor(), path, "If-None-Match", tag).statusCode()).isEqualTo(304);
        recorded(caseId, "ana", "MALFORMED");
        assertThat(get(TOKENS.auditor(), path, "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void questions_that_make_no_sense_are_refused() {
        for (String query : List.of("subject=%00", "limit=0", "limit=1001", "after=-2", "after=x", "caseId=x", "code=NONSENSE", "cursor=x", "asOf=1")) {
            problem(get(TOKENS.auditor(), "/audit/refusals?" + query), 400, "MALFORMED");
        }
        for (String token : List.of(TOKENS.analyst(), TOKENS.supervisor(), TOKENS.operator(), TOKENS.integrator())) {
            problem(get(token, "/audit/refusals?nonsense=1"), 403, "ROLE_MISSING");
        }
        problem(get("", "/audit/refusals"), 401, "NOT_AUTHENTICATED");
    }
}
