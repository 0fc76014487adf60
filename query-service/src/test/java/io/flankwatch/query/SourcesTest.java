package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.Evidence.Action;
import io.flankwatch.events.Evidence.CheckResult;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Reliability;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SourcesTest extends QueryApi {

    private final UUID caseId = UUID.randomUUID();
    private final UUID wire = UUID.randomUUID();
    private final UUID print = UUID.randomUUID();
    private final UUID witness = UUID.randomUUID();
    private final UUID capture = UUID.randomUUID();
    private final UUID entry = UUID.randomUUID();

    private String path(String below) {
        return "/cases/" + caseId + below;
    }

    private long cited() {
        return CHRONICLE.append(
                caseId,
                Marking.GREEN,
                Told.opened(caseId, "t", Marking.GREEN),
                Told.copied(wire, null),
                Told.copied(print, wire),
                Told.copied(witness, null),
                Told.sourced(entry, Told.UNKNOWN, wire));
    }

    @Test
    void a_source_shows_all_that_became_of_it_and_as_of_then_what_had() {
        long before = cited();
        long after = CHRONICLE.append(
                caseId,
                Marking.GREEN,
                Told.captured(wire, capture),
                Told.checked(wire, CheckResult.GONE),
                Told.graded(wire, Reliability.D, 4),
                Told.handed(wire, Action.SEALED));
        JsonNode now = read(TOKENS.analyst(), path("/sources/" + wire), after);

        assertThat(now.at("/captures/0/captureId").asString()).isEqualTo(capture.toString());
        assertThat(now.at("/captures/0/sha256").asString()).hasSize(64);
        assertThat(now.at("/captures/0/recorded/position").asLong()).isEqualTo(after - 3);
        assertThat(now.at("/checks/0/result").asString()).isEqualTo("GONE");
        assertThat(texts(now.required("grades"), "reliability")).containsExactly("B", "D");
        assertThat(now.at("/grades/1/previousCredibility").asInt()).isEqualTo(2);
        assertThat(now.required("reliability").asString()).isEqualTo("D");
        assertThat(now.at("/custody/0/previousCustodian").asString()).isEqualTo("ana");
        assertThat(now.required("position").asLong()).as("where it was cited").isEqualTo(before - 3);
        JsonNode listed = ok(get(TOKENS.analyst(), path("/sources")));
        assertThat(listed.at("/items/0")).isEqualTo(now);
        assertThat(read(TOKENS.analyst(), path("/entries/" + entry), after).at("/sources/0/reliability").asString()).isEqualTo("D");

        JsonNode then = ok(get(TOKENS.analyst(), path("/sources/" + wire) + "?asOf=" + before));
        for (String part : List.of("captures", "checks", "custody")) {
            assertThat(then.path(part)).as(part).isEmpty();
        }
        assertThat(then.required("reliability").asString()).isEqualTo("B");
        assertThat(ok(get(TOKENS.analyst(), path("/sources") + "?asOf=" + before)).at("/items/0")).isEqualTo(then);
        assertThat(ok(get(TOKENS.analyst(), path("/entries/" + entry) + "?asOf=" + before)).at("/sources/0/reliability").asString()).isEqualTo("B");
        assertThat(ok(get(TOKENS.analyst(), path("/sources") + "?asOf=" + after))).isEqualTo(listed);
    }

    @Test
    void copies_are_not_independent_of_what_they_go_back_to() {
        JsonNode all = read(TOKENS.analyst(), path("/sources"), cited());

        assertThat(all.required("count").asInt()).isEqualTo(3);
        assertThat(all.required("independent").asInt()).isEqualTo(2);
        assertThat(all.at("/items/1/origin").asString()).isEqualTo(wire.toString());
        assertThat(all.at("/items/1/independent").asBoolean()).isFalse();
        assertThat(all.at("/items/0/copies/0").asString()).isEqualTo(print.toString());
        assertThat(all.at("/items/2/independent").asBoolean()).isTrue();
        assertThat(ok(get(TOKENS.analyst(), path(""))).at("/counts/independentSources").asInt()).isEqualTo(2);
        assertThat(ok(get(TOKENS.analyst(), path(""))).at("/counts/sources").asInt()).isEqualTo(3);
    }

    @Test
    void what_is_above_the_ceiling_has_not_become_of_a_source() {
        cited();
        UUID hidden = UUID.randomUUID();
        long last = CHRONICLE.append(
                caseId,
                Marking.AMBER,
                Told.captured(wire, capture),
                Told.checked(wire, CheckResult.GONE),
                Told.graded(wire, Reliability.E, 5),
                Told.handed(wire, Action.SEALED),
                Told.copied(hidden, wire));
        JsonNode low = read(TOKENS.integrator(), path("/sources"), last);

        assertThat(low.required("count").asInt()).isEqualTo(3);
        assertThat(low.at("/items/0/reliability").asString()).isEqualTo("B");
        assertThat(low.at("/items/0/grades")).hasSize(1);
        assertThat(low.toString()).doesNotContain(hidden.toString(), capture.toString(), "GONE", "SEALED");
        assertThat(read(TOKENS.integrator(), path("/entries/" + entry), last).at("/sources/0/reliability").asString()).isEqualTo("B");
        problem(get(TOKENS.integrator(), path("/sources/" + hidden)), 404, "NO_SUCH_SOURCE");

        JsonNode all = ok(get(TOKENS.analyst(), path("/sources")));
        assertThat(all.required("count").asInt()).isEqualTo(4);
        assertThat(all.required("independent").asInt()).isEqualTo(2);
        assertThat(all.at("/items/0/reliability").asString()).isEqualTo("E");
    }

    @Test
    void the_sources_are_paged_in_the_order_cited() {
        long last = cited();
        HttpResponse<String> page = get(TOKENS.analyst(), path("/sources") + "?limit=2", "Ledger-Position", Long.toString(last));
        List<String> paged = new ArrayList<>(texts(ok(page).required("items"), "sourceId"));
        assertThat(paged).containsExactly(wire.toString(), print.toString());
        paged.addAll(texts(ok(get(TOKENS.analyst(), next(page))).required("items"), "sourceId"));
        assertThat(paged).containsExactly(wire.toString(), print.toString(), witness.toString());
        for (String wrong : List.of("limit=0", "limit=501", "cursor=nonsense", "kind=x")) {
            problem(get(TOKENS.analyst(), path("/sources") + "?" + wrong), 400, "MALFORMED");
        }
    }

    @Test
    void a_case_without_sources_has_none() {
        long opened = CHRONICLE.append(caseId, Marking.GREEN, Told.opened(caseId, "t", Marking.GREEN));
        JsonNode none = read(TOKENS.analyst(), path("/sources"), opened);
        assertThat(none.required("independent").asInt()).isZero();
        assertThat(none.path("items")).isEmpty();
    }
}
