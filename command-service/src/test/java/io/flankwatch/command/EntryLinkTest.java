package io.flankwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.EntryEvent.EntriesLinked;
import io.flankwatch.events.EntryLink.Relation;
import io.flankwatch.events.Marking;
import io.flankwatch.platform.access.Role;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EntryLinkTest extends CommandApi {

    private static final String AMY = TOKENS.token("amy", Marking.AMBER, Role.ANALYST);

    private String recorded(String inCase, String more) {
        String id = UUID.randomUUID().toString();
        created(post(TOKENS.analyst(), "/cases/" + inCase + "/developments", development(", \"entryId\": \"" + id + "\"" + more)));
        return id;
    }

    private String another(String marking) {
        String other = UUID.randomUUID().toString();
        created(post(TOKENS.analyst(), "/cases", "{\"caseId\": \"%s\", \"title\": \"u\", \"marking\": \"%s\"}".formatted(other, marking)));
        return other;
    }

    private HttpResponse<String> link(String token, String entry, String otherCase, String other) {
        return post(token, path("/entries/" + entry + "/links"), """
                {"relation": "SAME_INCIDENT", "otherCaseId": "%s", "otherId": "%s"}""".formatted(otherCase, other));
    }

    private HttpResponse<String> unlink(String token, String entry, String otherCase, String other) {
        return send("DELETE", token, path("/entries/" + entry + "/links/SAME_INCIDENT/" + otherCase + "/" + other), "");
    }

    @Test
    void entries_of_two_cases_are_linked_in_one_of_them() {
        String other = another("AMBER+STRICT");
        String there = recorded(other, "");
        String here = recorded(caseId, "");
        HttpResponse<String> answer = link(TOKENS.analyst(), here, other, there);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Location")).hasValue("/cases/" + caseId + "/entries/" + here);
        JsonNode receipt = json(answer);
        assertThat(receipt.required("events").get(0).stringValue()).isEqualTo("io.flankwatch.entries.linked.v1");
        assertThat(events().getLast().envelope().event())
                .isEqualTo(new EntriesLinked(
                        UUID.fromString(here), Relation.SAME_INCIDENT, UUID.fromString(other), UUID.fromString(there), null));
        assertThat(events().getLast().envelope().marking()).as("it tells of the other one").isEqualTo(Marking.AMBER_STRICT);

        problem(link(TOKENS.analyst(), here, other, there), 409, "ALREADY_LINKED");
        assertThat(unlink(TOKENS.analyst(), here, other, there).statusCode()).isEqualTo(200);
        problem(unlink(TOKENS.analyst(), here, other, there), 404, "NO_SUCH_LINK");
    }

    @Test
    void what_is_hidden_in_another_case_is_not_there() {
        String here = recorded(caseId, "");
        String open = another("AMBER");
        String hidden = recorded(open, ", \"marking\": \"AMBER+STRICT\"");
        String closed = another("AMBER+STRICT");
        String within = recorded(closed, "");
        String absent = UUID.randomUUID().toString();
        JsonNode answer = problem(link(AMY, here, open, absent), 404, "NO_SUCH_ENTRY");
        for (HttpResponse<String> same : List.of(
                link(AMY, here, open, hidden), link(AMY, here, closed, within), link(AMY, here, UUID.randomUUID().toString(), absent))) {
            assertThat(problem(same, 404, "NO_SUCH_ENTRY").required("title")).isEqualTo(answer.required("title"));
        }
        assertThat(link(TOKENS.analyst(), here, open, hidden).statusCode()).isEqualTo(200);
        problem(unlink(AMY, here, open, hidden), 404, "NO_SUCH_ENTRY");
    }

    @Test
    void the_path_and_the_body_agree_and_are_understood() {
        String here = recorded(caseId, "");
        problem(send("DELETE", TOKENS.analyst(), path("/entries/" + here + "/links/SIMILAR/" + caseId + "/" + here), ""), 400, "MALFORMED");
        problem(post(TOKENS.analyst(), path("/entries/" + here + "/links"), "{\"relation\": \"PART_OF\"}"), 400, "MALFORMED");
        problem(link(TOKENS.analyst(), here, caseId, here), 400, "MALFORMED");
    }
}
