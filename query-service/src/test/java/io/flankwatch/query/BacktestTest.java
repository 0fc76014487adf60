package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.Condition;
import io.flankwatch.events.EntryEvent.EntriesLinked;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryEvent.EntryReinstated;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryLink.Relation;
import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.Marking;
import io.flankwatch.events.ObjectType;
import io.flankwatch.wire.Json;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// When conditions would have been met, over cases that nothing watched.
class BacktestTest extends QueryApi {

    private final UUID one = UUID.randomUUID();
    private final UUID two = UUID.randomUUID();
    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();
    private final UUID third = UUID.randomUUID();

    private static IncursionReported raid(UUID entryId, String country) {
        return Told.raid(entryId, Told.day("1998-02-03"), ObjectType.BALLOON, List.of(Told.place(country)));
    }

    private static String asked(Condition condition, String more) {
        return "/indicators/backtest?condition="
                + URLEncoder.encode(Json.MAPPER.writerFor(Condition.class).writeValueAsString(condition), StandardCharsets.UTF_8) + more;
    }

    private static Condition raids(String country, int atLeast) {
        return new Condition.IncursionsReach(country, List.of(ObjectType.BALLOON), atLeast, 48L);
    }

    private long opened(UUID caseId, Marking marking) {
        return CHRONICLE.append(caseId, marking, Told.opened(caseId, "t", marking));
    }

    /// All of it, in however many requests: the last answer, with the turns of all.
    private JsonNode run(String token, Condition condition, String more) {
        HttpResponse<String> answer = get(token, asked(condition, more));
        ArrayNode turns = Json.MAPPER.createArrayNode();
        ok(answer).path("turns").forEach(turns::add);
        while (ok(answer).required("more").asBoolean()) {
            long reached = ok(answer).required("position").asLong();
            answer = get(token, next(answer));
            assertThat(ok(answer).required("position").asLong()).isGreaterThan(reached);
            ok(answer).path("turns").forEach(turns::add);
        }
        assertThat(answer.headers().firstValue("Link")).isEmpty();
        return ((ObjectNode) ok(answer)).set("turns", turns);
    }

    @Test
    void what_is_too_much_for_one_request_goes_on_in_the_next_and_comes_to_the_same() {
        opened(one, Marking.GREEN);
        List<UUID> raids = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            raids.add(UUID.randomUUID());
        }
        CHRONICLE.append(one, Marking.GREEN, raids.stream().map(id -> raid(id, "LI")).toList());
        long last = -1;
        for (UUID id : raids.subList(0, 40)) {
            CHRONICLE.append(one, Marking.GREEN, new EntryRetracted(id, "wrong"));
            last = CHRONICLE.append(one, Marking.GREEN, new EntryReinstated(id, "right"));
        }
        assertThat(ok(get(TOKENS.analyst(), asked(raids("LI", 200), "&caseId=" + one))).required("more").asBoolean()).isTrue();
        JsonNode told = run(TOKENS.analyst(), raids("LI", 200), "&caseId=" + one);
        assertThat(told.required("turns")).hasSize(81);
        assertThat(told.at("/turns/80/position").asLong()).isEqualTo(last);
        assertThat(told.at("/turns/80/facts")).hasSize(100);
        assertThat(told.at("/turns/80/factsInAll").asInt()).isEqualTo(200);
    }

    @Test
    void it_says_when_it_would_have_been_met_by_what_and_when_reopened() {
        opened(one, Marking.GREEN);
        CHRONICLE.append(one, Marking.GREEN, raid(first, "RO"), raid(third, "PL"));
        long met = CHRONICLE.append(one, Marking.GREEN, raid(second, "RO"));
        CHRONICLE.append(one, Marking.GREEN, raid(UUID.randomUUID(), "PL"));
        long reopened = CHRONICLE.append(one, Marking.GREEN, new EntryRetracted(first, "birds"));
        long again = CHRONICLE.append(one, Marking.GREEN, new EntryReinstated(first, "no birds"));

        JsonNode told = run(TOKENS.analyst(), raids("RO", 2), "&caseId=" + one);
        assertThat(texts(told.required("turns"), "state")).containsExactly("MET", "OPEN", "MET");
        assertThat(told.required("turns").valueStream().map(turn -> turn.required("position").asLong())).containsExactly(met, reopened, again);
        JsonNode turn = told.required("turns").get(0);
        assertThat(turn.at("/metBy/entryId").asString()).isEqualTo(second.toString());
        assertThat(texts(turn.required("facts"), "entryId")).containsExactlyInAnyOrder(first.toString(), second.toString());
        assertThat(turn.required("factsInAll").asInt()).isEqualTo(2);
        assertThat(turn.required("appendedAt").asString()).isEqualTo(LEDGER.reader().at(met).orElseThrow().appendedAt().toString());
        assertThat(told.required("met").asBoolean()).isTrue();
        assertThat(told.required("more").asBoolean()).isFalse();
        assertThat(told.at("/condition/type").asString()).isEqualTo("incursions");

        assertThat(run(TOKENS.analyst(), raids("RO", 3), "&caseId=" + one).path("turns")).isEmpty();
        assertThat(run(TOKENS.analyst(), raids("RO", 2), "&caseId=" + one + "&deadline=1998-02-02T00:00:00Z").path("turns")).as("it happened after that").isEmpty();
        JsonNode later = run(TOKENS.analyst(), raids("RO", 2), "&caseId=" + one + "&after=" + met);
        assertThat(texts(later.required("turns"), "state")).as("what came before counts, and is not told").containsExactly("OPEN", "MET");
        assertThat(run(TOKENS.analyst(), raids("RO", 2), "&caseId=" + one + "&after=" + again).required("met").asBoolean()).isTrue();
    }

    @Test
    void over_all_cases_it_counts_one_incident_once() {
        opened(one, Marking.GREEN);
        opened(two, Marking.GREEN);
        CHRONICLE.append(one, Marking.GREEN, raid(first, "VA"));
        long met = CHRONICLE.append(two, Marking.GREEN, raid(second, "VA"));
        long reopened = CHRONICLE.append(two, Marking.GREEN, new EntriesLinked(second, Relation.SAME_INCIDENT, one, first, null));
        JsonNode told = run(TOKENS.analyst(), raids("VA", 2), "");
        assertThat(texts(told.required("turns"), "state")).containsExactly("MET", "OPEN");
        assertThat(told.at("/turns/0/position").asLong()).isEqualTo(met);
        assertThat(told.at("/turns/0/caseId").asString()).isEqualTo(two.toString());
        assertThat(told.at("/turns/1/position").asLong()).isEqualTo(reopened);
        assertThat(run(TOKENS.analyst(), raids("VA", 2), "&caseId=" + two).path("turns")).as("a case alone").isEmpty();
    }

    @Test
    void nothing_is_met_by_what_the_reader_may_not_see_then_or_now() {
        opened(one, Marking.GREEN);
        opened(two, Marking.AMBER);
        CHRONICLE.append(two, Marking.AMBER, raid(third, "SM"));
        CHRONICLE.append(one, Marking.AMBER, raid(second, "SM"));
        assertThat(run(TOKENS.integrator(), raids("SM", 1), "").path("turns")).isEmpty();
        assertThat(run(TOKENS.analyst(), raids("SM", 2), "").path("turns")).hasSize(1);
        problem(get(TOKENS.integrator(), asked(raids("SM", 1), "&caseId=" + two)), 404, "NO_SUCH_CASE");

        long last = CHRONICLE.append(one, Marking.GREEN, raid(first, "SM"));
        JsonNode low = run(TOKENS.integrator(), raids("SM", 1), "");
        assertThat(low.at("/turns/0/position").asLong()).isEqualTo(last);
        assertThat(low.required("ceiling").asString()).isEqualTo("GREEN");
        assertThat(low.toString()).doesNotContain(second.toString()).doesNotContain(third.toString()).doesNotContain(two.toString());

        CHRONICLE.append(one, Marking.AMBER, new EntryMarkingChanged(first, null, Marking.AMBER, Marking.AMBER, List.of(), null));
        assertThat(run(TOKENS.integrator(), raids("SM", 1), "").path("turns")).as("rights are those of today").isEmpty();
    }

    @Test
    void a_condition_that_is_none_is_refused_with_pointers() {
        JsonNode problem = problem(backtest("{\"type\":\"incursions\",\"atLeast\":0}"), 400, "MALFORMED");
        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo("/atLeast");
        assertThat(problem.required("detail").asString()).startsWith("condition: ");
        JsonNode part = problem(
                backtest("{\"type\":\"anyOf\",\"of\":[{\"type\":\"incursions\",\"atLeast\":1},{\"type\":\"reaction\",\"actor\":\"a\",\"stance\":\"WARNS\",\"stanze\":\"WARNS\"}]}"), 400, "UNKNOWN_FIELD");
        assertThat(part.at("/errors/0/pointer").asString()).isEqualTo("/of/1/stanze");
        problem(backtest("{\"type\":\"manual\"}"), 400, "MALFORMED");
        for (String wrong : List.of("", "null", "[]", "\"manual\"", "{", "{\"type\":\"sometimes\"}", "{\"type\":\"incursions\",\"atLeast\":1}x")) {
            problem(backtest(wrong), 400, "MALFORMED");
        }
        problem(get(TOKENS.analyst(), "/indicators/backtest"), 400, "MALFORMED");
        String good = asked(raids("RO", 1), "");
        for (String wrong : List.of("&caseId=x", "&after=-2", "&deadline=tomorrow", "&asOf=0")) {
            problem(get(TOKENS.analyst(), good + wrong), 400, "MALFORMED");
        }
        problem(get(TOKENS.analyst(), good + "&after=999999999"), 400, "POSITION_BEYOND_HEAD");
        problem(get(TOKENS.analyst(), good + "&caseId=" + UUID.randomUUID()), 404, "NO_SUCH_CASE");
    }

    private HttpResponse<String> backtest(String condition) {
        return get(TOKENS.analyst(), "/indicators/backtest?condition=" + URLEncoder.encode(condition, StandardCharsets.UTF_8));
    }
}
