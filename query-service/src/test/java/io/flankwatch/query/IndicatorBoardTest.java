package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.Casualty;
import io.flankwatch.events.Condition;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.IndicatorEvent.IndicatorDefined;
import io.flankwatch.events.IndicatorEvent.IndicatorExpired;
import io.flankwatch.events.IndicatorEvent.IndicatorMet;
import io.flankwatch.events.IndicatorEvent.IndicatorWithdrawn;
import io.flankwatch.events.Marking;
import io.flankwatch.events.ObjectType;
import io.flankwatch.events.Protocol;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The indicators of a case, and those of all cases.
class IndicatorBoardTest extends QueryApi {

    private final UUID one = UUID.randomUUID();
    private final UUID two = UUID.randomUUID();
    private final UUID early = UUID.randomUUID();
    private final UUID late = UUID.randomUUID();
    private final UUID open = UUID.randomUUID();
    private final UUID entry = UUID.randomUUID();

    private static IndicatorDefined defined(UUID id, Condition condition, @Nullable String deadline) {
        return new IndicatorDefined(
                id, "It comes about", "ana", IndicatorDefined.Scope.CASE, condition, deadline == null ? null : Instant.parse(deadline), null, List.of());
    }

    private static Condition protocol(String jurisdiction) {
        return new Condition.ProtocolReaches(jurisdiction, Protocol.Posture.WARN, Protocol.Status.IN_FORCE, null, null);
    }

    private static Condition either(String country) {
        return new Condition.AnyOf(List.of(
                new Condition.IncursionsReach(country, List.of(ObjectType.UAV), 3, 24L), new Condition.CasualtiesReach(Casualty.Metric.KILLED, 1, null)));
    }

    private long told() {
        CHRONICLE.append(one, Marking.GREEN, Told.opened(one, "t", Marking.GREEN), Told.development(entry, Told.UNKNOWN), defined(late, protocol("LT"), "1999-06-01T00:00:00Z"));
        return CHRONICLE.append(
                two, Marking.AMBER, Told.opened(two, "t", Marking.AMBER), defined(early, either("PL"), "1999-05-01T00:00:00.5Z"), defined(open, new Condition.Manual(), null));
    }

    private List<JsonNode> board(String token, String asked, long position) {
        List<JsonNode> own = new ArrayList<>();
        read(token, "/indicators" + asked, position).path("items").forEach(item -> {
            if (List.of(one.toString(), two.toString()).contains(item.required("caseId").asString())) {
                own.add(item);
            }
        });
        return own;
    }

    private List<String> ids(String asked, long position) {
        return board(TOKENS.analyst(), asked, position).stream().map(item -> item.at("/indicator/indicatorId").asString()).toList();
    }

    @Test
    void the_board_has_the_indicators_of_all_cases_by_their_deadlines() {
        long last = told();
        assertThat(ids("?limit=500", last)).containsExactly(early.toString(), late.toString(), open.toString());
        assertThat(ids("?limit=500&jurisdiction=LT", last)).containsExactly(late.toString());
        assertThat(ids("?limit=500&jurisdiction=LT&jurisdiction=PL", last)).containsExactly(early.toString(), late.toString());
        assertThat(ids("?limit=500&jurisdiction=BALTIC_STATES", last)).containsExactly(late.toString());
        assertThat(ids("?limit=500&dueBefore=1999-05-01T00:00:00.5Z", last)).as("exclusive").isEmpty();
        assertThat(ids("?limit=500&dueBefore=1999-05-01T00:00:01Z", last)).containsExactly(early.toString());
        assertThat(ids("?limit=500&state=MET", last)).isEmpty();

        long after = CHRONICLE.append(two, Marking.AMBER, new IndicatorExpired(early, Instant.parse("1999-05-01T00:00:00.5Z")), new IndicatorWithdrawn(open, "moot"));
        assertThat(ids("?limit=500&state=EXPIRED&dueBefore=1999-12-31T00:00:00Z", after)).containsExactly(early.toString());
        assertThat(ids("?limit=500&state=EXPIRED&state=WITHDRAWN", after)).containsExactly(early.toString(), open.toString());
        assertThat(ids("?limit=500&state=OPEN", after)).containsExactly(late.toString());
    }

    @Test
    void the_board_is_paged() {
        long last = told();
        HttpResponse<String> page = get(TOKENS.analyst(), "/indicators?limit=1", "Ledger-Position", Long.toString(last));
        List<String> all = new ArrayList<>();
        page(page, all);
        while (page.headers().firstValue("Link").isPresent()) {
            page = get(TOKENS.analyst(), next(page));
            page(page, all);
        }
        assertThat(all).doesNotHaveDuplicates().contains(two + "/" + early, one + "/" + late, two + "/" + open);
        List<String> whole = new ArrayList<>();
        page(get(TOKENS.analyst(), "/indicators?limit=500"), whole);
        assertThat(all).isEqualTo(whole);
    }

    /// With its case, within which alone an indicator's id is unique.
    private static void page(HttpResponse<String> page, List<String> all) {
        ok(page).required("items").forEach(item -> all.add(item.required("caseId").asString() + "/" + item.at("/indicator/indicatorId").asString()));
    }

    @Test
    void the_board_has_what_the_reader_may_see_and_says_so() {
        long last = told();
        assertThat(read(TOKENS.integrator(), "/indicators", last).required("ceiling").asString()).isEqualTo("GREEN");
        assertThat(board(TOKENS.integrator(), "?limit=500", last)).extracting(item -> item.at("/indicator/indicatorId").asString()).containsExactly(late.toString());
        long met = CHRONICLE.append(one, Marking.GREEN, new IndicatorMet(late, entry, false, null));
        assertThat(board(TOKENS.integrator(), "?limit=500&state=MET", met)).hasSize(1);
        CHRONICLE.append(one, Marking.AMBER, new EntryMarkingChanged(entry, null, Marking.AMBER, Marking.AMBER, List.of(), null));
        assertThat(board(TOKENS.integrator(), "?limit=500&state=MET", met)).as("by what they may not see any more").isEmpty();
        assertThat(board(TOKENS.integrator(), "?limit=500&state=OPEN", met)).hasSize(1);
    }

    @Test
    void a_case_has_its_indicators_now_and_as_of() {
        long last = told();
        JsonNode now = read(TOKENS.analyst(), "/cases/" + two + "/indicators", last);
        assertThat(texts(now.required("items"), "indicatorId")).containsExactly(early.toString(), open.toString());
        assertThat(now.required("items").get(0)).isEqualTo(read(TOKENS.analyst(), "/cases/" + two + "/indicators/" + early, last));
        assertThat(texts(ok(get(TOKENS.analyst(), "/cases/" + two + "/indicators?asOf=" + (last - 1))).required("items"), "indicatorId")).containsExactly(early.toString());
        problem(get(TOKENS.integrator(), "/cases/" + two + "/indicators"), 404, "NO_SUCH_CASE");
    }

    @Test
    void what_is_asked_for_wrongly_is_refused() {
        for (String wrong : List.of("state=DONE", "jurisdiction=XX", "dueBefore=2026", "limit=501", "cursor=x", "asOf=0")) {
            problem(get(TOKENS.analyst(), "/indicators?" + wrong), 400, "MALFORMED");
        }
    }
}
