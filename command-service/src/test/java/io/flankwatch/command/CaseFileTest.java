package io.flankwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.CaseFileEvent.CaseDetailsChanged;
import io.flankwatch.events.Change;
import io.flankwatch.events.Marking;
import io.flankwatch.platform.access.Role;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The case as a file, over HTTP.
class CaseFileTest extends CommandApi {

    private static final String MEMBER = TOKENS.token("mia", Marking.RED, Role.ANALYST);
    private static final String STRANGER = TOKENS.token("eve", Marking.RED, Role.ANALYST);

    private static JsonNode recorded(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private HttpResponse<String> patch(String token, String body) {
        return send("PATCH", token, path(""), body);
    }

    private HttpResponse<String> mark(String token, String body) {
        return send("PUT", token, path("/marking"), body);
    }

    private HttpResponse<String> assign(String token, String subject) {
        return send("PUT", token, path("/analysts/" + subject), "");
    }

    private HttpResponse<String> remove(String token, String subject) {
        return send("DELETE", token, path("/analysts/" + subject), "");
    }

    private String another(String marking) {
        String other = UUID.randomUUID().toString();
        created(post(TOKENS.analyst(), "/cases", "{\"caseId\": \"%s\", \"title\": \"u\", \"marking\": \"%s\"}".formatted(other, marking)));
        return other;
    }

    private HttpResponse<String> link(String token, String other) {
        return post(token, path("/links"), "{\"otherId\": \"%s\", \"relation\": \"RELATED\"}".formatted(other));
    }

    @Test
    void details_are_changed_and_null_takes_away() {
        JsonNode receipt = recorded(patch(TOKENS.analyst(), "{\"summary\": \"s\", \"title\": \"t\"}"));
        assertThat(receipt.required("events").get(0).stringValue()).isEqualTo("io.flankwatch.case.details.changed.v1");
        assertThat(events().getLast().envelope().event())
                .isEqualTo(new CaseDetailsChanged(null, new Change<>(null, "s"), null, null, null, null));
        recorded(patch(TOKENS.analyst(), "{\"summary\": null}"));
        assertThat(events().getLast().envelope().event())
                .isEqualTo(new CaseDetailsChanged(null, new Change<>("s", null), null, null, null, null));
        problem(patch(TOKENS.analyst(), "{\"title\": null}"), 400, "MALFORMED");
        problem(patch(TOKENS.analyst(), "{\"clear\": \"summary\", \"lead\": null}"), 400, "MALFORMED");
        problem(patch(TOKENS.analyst(), "{\"titel\": \"t\"}"), 400, "UNKNOWN_FIELD");
        problem(patch(TOKENS.analyst(), "{}"), 409, "NOTHING_CHANGED");
        problem(patch(STRANGER, "{\"lead\": \"eve\"}"), 403, "MEMBERS_ONLY");
        assertThat(events()).hasSize(3);
    }

    @Test
    void a_marking_is_tightened_by_members_and_loosened_by_supervisors() {
        problem(mark(STRANGER, "{\"marking\": \"AMBER+STRICT\"}"), 403, "MEMBERS_ONLY");
        recorded(mark(TOKENS.analyst(), "{\"marking\": \"AMBER+STRICT\"}"));
        assertThat(events().getLast().envelope().marking()).isEqualTo(Marking.AMBER_STRICT);
        problem(post(TOKENS.token("amy", Marking.AMBER, Role.ANALYST), path("/developments"), development("")), 404, "NO_SUCH_CASE");
        problem(mark(TOKENS.analyst(), "{\"marking\": \"GREEN\", \"reason\": \"r\"}"), 403, "ROLE_MISSING");
        problem(mark(TOKENS.supervisor(), "{\"marking\": \"GREEN\"}"), 409, "REASON_REQUIRED");
        recorded(mark(TOKENS.supervisor(), "{\"marking\": \"GREEN\", \"reason\": \"r\"}"));
        assertThat(events().getLast().envelope().marking()).as("it tells of the marking before").isEqualTo(Marking.AMBER_STRICT);
        created(post(TOKENS.token("gus", Marking.GREEN, Role.ANALYST), path("/developments"), development("")));
        assertThat(events().getLast().envelope().marking()).isEqualTo(Marking.GREEN);
    }

    @Test
    void a_red_case_is_for_its_team() {
        recorded(mark(TOKENS.analyst(), "{\"marking\": \"RED\"}"));
        problem(post(MEMBER, path("/developments"), development("")), 404, "NO_SUCH_CASE");
        problem(assign(STRANGER, "eve"), 404, "NO_SUCH_CASE");
        recorded(assign(TOKENS.analyst(), "mia"));
        created(post(MEMBER, path("/developments"), development("")));
        recorded(remove(TOKENS.analyst(), "mia"));
        problem(post(MEMBER, path("/developments"), development("")), 404, "NO_SUCH_CASE");
        problem(remove(TOKENS.analyst(), "mia"), 404, "NO_SUCH_ANALYST");
        problem(remove(TOKENS.analyst(), "analyst"), 409, "LAST_MEMBER");
    }

    @Test
    void whoever_is_remembered_to_see_a_case_is_told_nothing_of_it_once_they_may_not() {
        created(post(STRANGER, path("/developments"), development("")));
        recorded(mark(TOKENS.analyst(), "{\"marking\": \"RED\"}"));
        // What the service remembers of the case is from before that.
        problem(post(STRANGER, path("/developments"), development(""), "If-Match", "\"0\""), 404, "NO_SUCH_CASE");
        assertThat(events()).hasSize(3);
    }

    @Test
    void nobody_joins_a_team_by_themselves() {
        problem(assign(STRANGER, "eve"), 403, "MEMBERS_ONLY");
        problem(remove(STRANGER, "analyst"), 403, "MEMBERS_ONLY");
        recorded(assign(TOKENS.supervisor(), "mia"));
        problem(assign(MEMBER, "mia"), 409, "NOTHING_CHANGED");
        recorded(assign(MEMBER, "auth0%7Ceve"));
        assertThat(new String(events().getLast().bytes(), StandardCharsets.UTF_8)).contains("\"subject\":\"auth0|eve\"");
    }

    @Test
    void a_case_is_reopened_by_supervisors() {
        problem(post(TOKENS.supervisor(), path("/reopening"), ""), 409, "CASE_OPEN");
        recorded(post(TOKENS.supervisor(), path("/closure"), ""));
        problem(post(TOKENS.analyst(), path("/reopening"), ""), 403, "ROLE_MISSING");
        problem(patch(TOKENS.analyst(), "{\"title\": \"u\"}"), 409, "CASE_CLOSED");
        recorded(mark(TOKENS.analyst(), "{\"marking\": \"AMBER+STRICT\"}"));
        recorded(post(TOKENS.supervisor(), path("/reopening"), "{\"reason\": \"news\"}"));
        created(post(TOKENS.analyst(), path("/developments"), development("")));
    }

    @Test
    void a_case_that_may_not_be_seen_is_linked_to_no_more_than_one_that_is_not_there() {
        String hidden = another("RED");
        String nowhere = UUID.randomUUID().toString();
        assertThat(detail(problem(link(STRANGER, hidden), 404, "NO_SUCH_CASE")).replace(hidden, nowhere))
                .isEqualTo(detail(problem(link(STRANGER, nowhere), 404, "NO_SUCH_CASE")));
        recorded(link(TOKENS.analyst(), hidden));
        assertThat(events().getLast().envelope().marking()).as("it tells of the other case").isEqualTo(Marking.RED);
        problem(link(STRANGER, hidden), 404, "NO_SUCH_CASE");
        assertThat(detail(problem(send("DELETE", STRANGER, path("/links/" + hidden), ""), 404, "NO_SUCH_LINK")).replace(hidden, nowhere))
                .isEqualTo(detail(problem(send("DELETE", STRANGER, path("/links/" + nowhere), ""), 404, "NO_SUCH_LINK")));
        problem(link(TOKENS.analyst(), hidden), 409, "ALREADY_LINKED");
        recorded(send("DELETE", TOKENS.analyst(), path("/links/" + hidden), ""));
        problem(link(TOKENS.analyst(), caseId), 400, "MALFORMED");
    }

    private static String detail(JsonNode problem) {
        return problem.required("detail").stringValue();
    }
}
