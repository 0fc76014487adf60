package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.CaseFileEvent.AnalystAssigned;
import io.flankwatch.events.CaseFileEvent.AnalystRemoved;
import io.flankwatch.events.CaseFileEvent.CaseClosed;
import io.flankwatch.events.CaseFileEvent.CaseDetailsChanged;
import io.flankwatch.events.CaseFileEvent.CaseMarkingChanged;
import io.flankwatch.events.CaseFileEvent.CaseReopened;
import io.flankwatch.events.CaseFileEvent.CasesLinked;
import io.flankwatch.events.CaseFileEvent.CasesUnlinked;
import io.flankwatch.events.CaseLink.Relation;
import io.flankwatch.events.Change;
import io.flankwatch.events.Marking;
import io.flankwatch.platform.access.Role;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What happens to a case as a file, as readers see it.
class CaseFileTest extends QueryApi {

    private static final String MIA = TOKENS.token("mia", Marking.RED, Role.ANALYST);

    private final UUID caseId = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

    private static String path(UUID caseId, String below) {
        return "/cases/" + caseId + below;
    }

    private JsonNode summary(String token, UUID of, long position) {
        return read(token, path(of, ""), position);
    }

    private long opened(UUID id, String title, Marking marking) {
        return CHRONICLE.append(id, marking, Told.opened(id, title, marking));
    }

    @Test
    void a_case_is_found_and_shown_as_its_details_were_changed() {
        String before = UUID.randomUUID().toString();
        String after = UUID.randomUUID().toString();
        long first = opened(caseId, before, Marking.AMBER);
        long last = CHRONICLE.append(
                caseId,
                Marking.AMBER,
                new CaseDetailsChanged(
                        new Change<>(before, after), new Change<>(null, "s"), new Change<>(List.of("RO"), List.of("PL")), null, new Change<>("lead", "mia"), null));

        assertThat(read(TOKENS.analyst(), "/cases?q=" + after + "&country=PL&lead=mia", last).required("items")).hasSize(1);
        assertThat(ok(get(TOKENS.analyst(), "/cases?q=" + before)).required("items")).isEmpty();
        JsonNode summary = summary(TOKENS.analyst(), caseId, last);
        assertThat(summary.required("title").asString()).isEqualTo(after);
        assertThat(summary.required("summary").asString()).isEqualTo("s");
        assertThat(summary.required("members").valueStream().map(JsonNode::asString)).containsExactly("analyst", "mia");
        assertThat(ok(get(TOKENS.analyst(), path(caseId, "") + "?asOf=" + first)).required("title").asString()).isEqualTo(before);
    }

    @Test
    void a_tightened_case_is_gone_for_whoever_may_not_see_it_and_so_is_what_it_was() {
        long open = opened(caseId, "t", Marking.GREEN);
        ok(get(TOKENS.integrator(), path(caseId, "/history")));
        long last = CHRONICLE.append(caseId, Marking.AMBER, new CaseMarkingChanged(Marking.GREEN, Marking.AMBER, null));

        for (String below : List.of("", "/timeline", "/history", "?asOf=" + open, "/history?asOf=" + open)) {
            problem(get(TOKENS.integrator(), path(caseId, below)), 404, "NO_SUCH_CASE");
        }
        assertThat(ok(get(TOKENS.integrator(), "/events/" + open)).propertyNames()).containsExactly("position", "marking", "leafHash");
        assertThat(summary(TOKENS.analyst(), caseId, last).required("marking").asString()).isEqualTo("AMBER");
    }

    @Test
    void a_loosened_case_is_shown_as_it_is_and_not_as_it_was() {
        long then = opened(caseId, "t", Marking.AMBER);
        CHRONICLE.append(caseId, Marking.AMBER, Told.development(UUID.randomUUID(), Told.UNKNOWN));
        long last = CHRONICLE.append(caseId, Marking.AMBER, new CaseMarkingChanged(Marking.AMBER, Marking.GREEN, "published"));

        JsonNode summary = summary(TOKENS.integrator(), caseId, last);
        assertThat(summary.required("marking").asString()).isEqualTo("GREEN");
        assertThat(summary.at("/counts/restricted").asInt()).as("what was recorded before keeps its marking").isEqualTo(1);
        assertThat(summary.at("/lastChange").propertyNames()).containsExactlyInAnyOrder("position", "marking");
        for (String below : List.of("?asOf=" + then, "/timeline?asOf=" + then, "/history?asOf=" + then)) {
            problem(get(TOKENS.integrator(), path(caseId, below)), 404, "NO_SUCH_CASE");
            ok(get(TOKENS.analyst(), path(caseId, below)));
        }
        ok(get(TOKENS.integrator(), path(caseId, "?asOf=" + last)));
    }

    @Test
    void a_red_case_is_seen_by_its_team_of_today() {
        long open = opened(caseId, "t", Marking.RED);
        problem(get(MIA, path(caseId, "")), 404, "NO_SUCH_CASE");
        long assigned = CHRONICLE.append(caseId, Marking.RED, new AnalystAssigned("mia"));
        assertThat(summary(MIA, caseId, assigned).required("members").valueStream().map(JsonNode::asString)).containsExactly("analyst", "lead", "mia");
        ok(get(MIA, path(caseId, "?asOf=" + open)));
        CHRONICLE.append(caseId, Marking.RED, new AnalystRemoved("mia"));
        problem(get(MIA, path(caseId, "")), 404, "NO_SUCH_CASE");
        problem(get(MIA, path(caseId, "?asOf=" + assigned)), 404, "NO_SUCH_CASE");
    }

    @Test
    void a_reopened_case_is_open() {
        String title = UUID.randomUUID().toString();
        opened(caseId, title, Marking.AMBER);
        long closed = CHRONICLE.append(caseId, Marking.AMBER, new CaseClosed("done", false));
        assertThat(read(TOKENS.analyst(), "/cases?status=CLOSED&q=" + title, closed).required("items")).hasSize(1);
        assertThat(summary(TOKENS.analyst(), caseId, closed).at("/closed/reason").asString()).isEqualTo("done");
        long reopened = CHRONICLE.append(caseId, Marking.AMBER, new CaseReopened("news"));
        assertThat(read(TOKENS.analyst(), "/cases?status=CLOSED&q=" + title, reopened).required("items")).isEmpty();
        JsonNode summary = summary(TOKENS.analyst(), caseId, reopened);
        assertThat(summary.required("status").asString()).isEqualTo("OPEN");
        assertThat(summary.has("closed")).isFalse();
    }

    @Test
    void both_cases_show_a_link_now_and_as_of() {
        opened(caseId, "t", Marking.AMBER);
        long before = opened(other, "u", Marking.AMBER);
        long linked = CHRONICLE.append(caseId, Marking.AMBER, new CasesLinked(other, Relation.DUPLICATE_OF));

        JsonNode own = summary(TOKENS.analyst(), caseId, linked).at("/links/0");
        assertThat(own.required("caseId").asString()).isEqualTo(other.toString());
        assertThat(own.required("relation").asString()).isEqualTo("DUPLICATE_OF");
        HttpResponse<String> answer = get(TOKENS.analyst(), path(other, ""), "Ledger-Position", Long.toString(linked));
        JsonNode theirs = ok(answer).at("/links/0");
        assertThat(theirs.required("caseId").asString()).isEqualTo(caseId.toString());
        assertThat(theirs.required("relation").asString()).isEqualTo("HAS_DUPLICATE");
        assertThat(theirs.required("recordedIn").asString()).isEqualTo(caseId.toString());

        long unlinked = CHRONICLE.append(caseId, Marking.AMBER, new CasesUnlinked(other, Relation.DUPLICATE_OF));
        HttpResponse<String> gone = get(
                TOKENS.analyst(), path(other, ""), "Ledger-Position", Long.toString(unlinked), "If-None-Match", answer.headers().firstValue("ETag").orElseThrow());
        assertThat(ok(gone).required("links")).isEmpty();
        assertThat(summary(TOKENS.analyst(), caseId, unlinked).required("links")).isEmpty();
        for (UUID either : List.of(caseId, other)) {
            assertThat(ok(get(TOKENS.analyst(), path(either, "?asOf=" + linked))).required("links")).hasSize(1);
            assertThat(ok(get(TOKENS.analyst(), path(either, "?asOf=" + before))).required("links")).isEmpty();
        }
    }

    @Test
    void a_link_tells_nothing_to_whoever_may_not_see_the_other_case() {
        opened(caseId, "t", Marking.GREEN);
        opened(other, "u", Marking.GREEN);
        long linked = CHRONICLE.append(caseId, Marking.GREEN, new CasesLinked(other, Relation.RELATED));
        assertThat(summary(TOKENS.integrator(), caseId, linked).required("links")).hasSize(1);
        long last = CHRONICLE.append(other, Marking.AMBER, new CaseMarkingChanged(Marking.GREEN, Marking.AMBER, null));

        JsonNode summary = summary(TOKENS.integrator(), caseId, last);
        assertThat(summary.required("links")).isEmpty();
        assertThat(summary.at("/lastChange").propertyNames()).containsExactlyInAnyOrder("position", "marking");
        assertThat(ok(get(TOKENS.integrator(), path(caseId, "/history"))).at("/items/1").has("restricted")).isTrue();
        for (String body : List.of(
                summary.toString(),
                get(TOKENS.integrator(), path(caseId, "/history")).body(),
                get(TOKENS.integrator(), path(caseId, "?asOf=" + linked)).body(),
                get(TOKENS.integrator(), "/events/" + linked).body(),
                get(TOKENS.integrator(), "/events?after=" + (linked - 1) + "&caseId=" + caseId).body())) {
            assertThat(body).doesNotContain(other.toString());
        }
        assertThat(summary(TOKENS.analyst(), other, last).required("links")).hasSize(1);

        // The other way round: the case that was linked is the hidden one.
        long back = CHRONICLE.append(other, Marking.AMBER, new CasesLinked(caseId, Relation.PART_OF));
        assertThat(summary(TOKENS.integrator(), caseId, back).toString()).doesNotContain(other.toString());
        assertThat(summary(TOKENS.analyst(), caseId, back).required("links")).hasSize(2);
    }
}
