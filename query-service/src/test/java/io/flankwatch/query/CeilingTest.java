package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.CaseFileEvent.AnalystAssigned;
import io.flankwatch.events.CaseFileEvent.AnalystRemoved;
import io.flankwatch.events.CaseFileEvent.CaseMarkingChanged;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Quantity;
import io.flankwatch.platform.access.Role;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CeilingTest extends QueryApi {

    private final UUID caseId = UUID.randomUUID();
    private final UUID open = UUID.randomUUID();
    private final UUID hidden = UUID.randomUUID();

    private String path(String below) {
        return "/cases/" + caseId + below;
    }

    @Test
    void a_hidden_case_is_not_there_on_any_of_its_paths() {
        CHRONICLE.append(caseId, Marking.AMBER, Told.opened(caseId, "t", Marking.AMBER));
        long position = CHRONICLE.append(caseId, Marking.AMBER, Told.development(open, Told.UNKNOWN));

        for (String below : List.of("", "/timeline", "/history", "/entries/" + open, "/sources", "/sources/" + open, "/indicators/" + open)) {
            problem(get(TOKENS.integrator(), path(below)), 404, "NO_SUCH_CASE");
            problem(get(TOKENS.integrator(), path(below) + "?asOf=" + position), 404, "NO_SUCH_CASE");
        }
        assertThat(texts(read(TOKENS.integrator(), "/cases?limit=200", position).path("items"), "caseId")).doesNotContain(caseId.toString());
        assertThat(texts(read(TOKENS.analyst(), "/cases?limit=200", position).path("items"), "caseId")).contains(caseId.toString());
    }

    @Test
    void a_hidden_entry_leaves_a_placeholder_and_counts_nowhere() {
        CHRONICLE.append(caseId, Marking.GREEN, Told.opened(caseId, "t", Marking.GREEN), Told.development(open, Told.day("2026-05-28")));
        long secret = CHRONICLE.append(caseId, Marking.AMBER, Told.development(hidden, Told.day("2026-05-27")));
        CHRONICLE.append(caseId, Marking.GREEN, Told.injured(UUID.randomUUID(), new Quantity(1L, 1L, 1L, null), open));
        long last = CHRONICLE.append(caseId, Marking.AMBER, Told.injured(UUID.randomUUID(), new Quantity(7L, 7L, 7L, null), hidden));

        JsonNode timeline = read(TOKENS.integrator(), path("/timeline") + "?vector=MILITARY&from=2026-05-28T00:00:00Z", last);
        assertThat(texts(timeline.required("items"), "entryId").getFirst()).isEqualTo(open.toString());
        JsonNode placeholder = timeline.at("/items/1");
        assertThat(placeholder.propertyNames()).containsExactlyInAnyOrder("position", "marking", "leafHash", "restricted");
        assertThat(placeholder.required("position").asLong()).isEqualTo(secret);
        assertThat(placeholder.required("marking").asString()).isEqualTo("AMBER");
        assertThat(timeline.toString()).doesNotContain(hidden.toString());
        problem(get(TOKENS.integrator(), path("/entries/" + hidden)), 404, "NO_SUCH_ENTRY");

        JsonNode low = read(TOKENS.integrator(), path(""), last);
        JsonNode all = read(TOKENS.analyst(), path(""), last);
        assertThat(low.at("/ceiling").asString()).isEqualTo("GREEN");
        assertThat(low.at("/counts/incidents").asInt()).isEqualTo(1);
        assertThat(low.at("/counts/restricted").asInt()).isEqualTo(2);
        assertThat(low.at("/casualties/metrics/0/all/figure/low").asLong()).isEqualTo(1);
        assertThat(low.at("/lastChange").propertyNames()).containsExactlyInAnyOrder("position", "marking");
        assertThat(all.at("/counts/incidents").asInt()).isEqualTo(2);
        assertThat(all.at("/casualties/metrics/0/all/figure/low").asLong()).isEqualTo(8);

        JsonNode history = ok(get(TOKENS.integrator(), path("/history"))).required("items");
        assertThat(history.get(2).propertyNames()).containsExactlyInAnyOrder("position", "marking", "leafHash", "restricted");
        assertThat(history.toString()).doesNotContain(hidden.toString());
    }

    @Test
    void a_hidden_successor_does_not_take_the_place_of_what_the_reader_sees() {
        CHRONICLE.append(caseId, Marking.GREEN, Told.opened(caseId, "t", Marking.GREEN), Told.development(open, Told.UNKNOWN));
        long last = CHRONICLE.append(caseId, Marking.AMBER, Told.instead(hidden, open, Told.UNKNOWN));

        JsonNode low = read(TOKENS.integrator(), path("/entries/" + open), last);
        assertThat(low.required("standing").asBoolean()).isTrue();
        assertThat(low.path("supersededBy")).isEmpty();
        assertThat(read(TOKENS.integrator(), path(""), last).at("/counts/superseded").asInt()).isZero();
        assertThat(ok(get(TOKENS.analyst(), path("/entries/" + open))).required("standing").asBoolean()).isFalse();

        long retracted = CHRONICLE.append(caseId, Marking.AMBER, new EntryRetracted(hidden, "wrong"));
        assertThat(read(TOKENS.analyst(), path("/entries/" + open), retracted).required("standing").asBoolean()).isTrue();
    }

    @Test
    void what_is_red_is_for_members_and_auditors() {
        CHRONICLE.append(caseId, Marking.RED, Told.opened(caseId, "t", Marking.RED));

        ok(get(TOKENS.analyst(), path("/history")));
        ok(get(TOKENS.token("lead", Marking.RED, Role.ANALYST), path("/history")));
        problem(get(TOKENS.token("another", Marking.RED, Role.ANALYST), path("/history")), 404, "NO_SUCH_CASE");
        problem(get(TOKENS.token("lead", Marking.AMBER, Role.ANALYST), path("/history")), 404, "NO_SUCH_CASE");
        ok(get(TOKENS.token("another", Marking.CLEAR, Role.AUDITOR), path("/history")));
    }

    @Test
    void what_was_read_of_who_may_see_a_case_does_not_outlive_a_change_of_it() {
        String other = TOKENS.token("another", Marking.RED, Role.ANALYST);
        String title = UUID.randomUUID().toString();
        long last = CHRONICLE.append(caseId, Marking.GREEN, Told.opened(caseId, title, Marking.GREEN));
        for (int round = 0; round < 3; round++) {
            read(TOKENS.integrator(), path(""), last);
            assertThat(read(TOKENS.integrator(), "/cases?q=" + title, last).path("items")).hasSize(1);
            last = CHRONICLE.append(caseId, Marking.RED, new CaseMarkingChanged(Marking.GREEN, Marking.RED, "what was said is secret"));
            problem(get(TOKENS.integrator(), path("")), 404, "NO_SUCH_CASE");
            problem(get(other, path("")), 404, "NO_SUCH_CASE");
            assertThat(read(other, "/cases?q=" + title, last).path("items")).isEmpty();
            last = CHRONICLE.append(caseId, Marking.RED, new AnalystAssigned("another"));
            read(other, path(""), last);
            assertThat(read(other, "/cases?q=" + title, last).path("items")).hasSize(1);
            CHRONICLE.append(caseId, Marking.RED, new AnalystRemoved("another"));
            problem(get(other, path("")), 404, "NO_SUCH_CASE");
            last = CHRONICLE.append(caseId, Marking.GREEN, new CaseMarkingChanged(Marking.RED, Marking.GREEN, "it is told everywhere"));
        }
    }

    @Test
    void the_feed_leaves_a_placeholder_whatever_is_filtered() {
        CHRONICLE.append(caseId, Marking.GREEN, Told.opened(caseId, "t", Marking.GREEN));
        long secret = CHRONICLE.append(caseId, Marking.AMBER, Told.development(hidden, Told.UNKNOWN));
        CHRONICLE.append(caseId, Marking.GREEN, Told.development(open, Told.UNKNOWN));

        String feed = get(TOKENS.integrator(), "/events?after=" + (secret - 2) + "&type=io.flankwatch.case.opened.v1&caseId=" + caseId).body();
        List<JsonNode> lines = lines(feed);
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst().at("/event/type").asString()).isEqualTo("io.flankwatch.case.opened.v1");
        assertThat(lines.getLast().propertyNames()).containsExactly("position", "marking", "leafHash");
        assertThat(lines.getLast().required("position").asLong()).isEqualTo(secret);
        assertThat(feed).doesNotContain(hidden.toString());

        JsonNode one = ok(get(TOKENS.integrator(), "/events/" + secret));
        assertThat(one).isEqualTo(lines.getLast());
        assertThat(ok(get(TOKENS.analyst(), "/events/" + secret)).at("/event/data/entryId").asString()).isEqualTo(hidden.toString());
    }

    @Test
    void a_case_is_found_by_the_times_of_what_the_reader_may_see() {
        String title = UUID.randomUUID().toString();
        CHRONICLE.append(caseId, Marking.GREEN, Told.opened(caseId, title, Marking.GREEN), Told.development(UUID.randomUUID(), Told.UNKNOWN));
        CHRONICLE.append(caseId, Marking.GREEN, Told.development(open, Told.day("2026-05-28")));
        CHRONICLE.append(caseId, Marking.AMBER, Told.development(hidden, Told.day("2026-06-10")));
        long last = CHRONICLE.append(caseId, Marking.GREEN, Told.development(UUID.randomUUID(), Told.between(null, "2026-05-30T12:00:00Z")));

        String cases = "/cases?q=" + title;
        assertThat(read(TOKENS.integrator(), cases + "&from=2026-05-28T12:00:00Z&to=2026-05-28T13:00:00Z", last).path("items")).hasSize(1);
        assertThat(ok(get(TOKENS.integrator(), cases + "&from=2026-05-30T12:00:00Z")).path("items")).hasSize(1);
        assertThat(ok(get(TOKENS.integrator(), cases + "&from=2026-05-30T12:00:00.000001Z")).path("items")).isEmpty();
        assertThat(ok(get(TOKENS.analyst(), cases + "&from=2026-05-30T12:00:00.000001Z")).path("items")).hasSize(1);
        assertThat(ok(get(TOKENS.analyst(), cases + "&to=2026-05-27T23:59:59.999Z")).path("items")).isEmpty();
        assertThat(ok(get(TOKENS.analyst(), cases + "&from=2026-06-01T00:00:00Z&to=2026-06-09T00:00:00Z")).path("items")).isEmpty();
    }
}
