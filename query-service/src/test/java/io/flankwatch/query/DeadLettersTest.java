package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flankwatch.events.Marking;
import io.flankwatch.platform.access.Role;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.query.projection.Stumbling;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// Cases that a view can't fold.
@Timeout(120)
class DeadLettersTest {

    private final Services services = new Services();

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void a_poisonous_event_parks_one_case_in_one_view_until_it_can_be_folded_and_is_tried_again() {
        List<UUID> cases = services.histories(3, 30);
        UUID caseId = cases.getFirst();
        Planted view = new Planted(1, "it");
        try (var service = services.start(Map.of("planted", view)).untilReady()) {
            String operator = services.tokens.operator();
            service.digests();
            assertThat(QueryApi.ok(service.get(operator, "/dead-letters")).required("items")).isEmpty();
            view.fault = caseId.toString();
            long poison = services.chronicle.append(caseId, Marking.AMBER, Told.note(UUID.randomUUID(), "of which nobody else may hear"));
            services.chronicle.append(cases.getLast(), Marking.AMBER, Told.development(UUID.randomUUID(), Told.UNKNOWN));
            JsonNode letter = await().until(() -> QueryApi.ok(service.get(operator, "/dead-letters?view=planted")).required("items"), items -> items.size() == 1).get(0);
            assertThat(letter.required("caseId").stringValue()).isEqualTo(caseId.toString());
            assertThat(letter.required("view").stringValue()).isEqualTo("planted");
            assertThat(letter.required("from").asLong()).isEqualTo(poison);
            assertThat(letter.required("error").stringValue()).isEqualTo("java.lang.UnsupportedOperationException");
            assertThat(letter.required("tries").asLong()).isEqualTo(1);
            assertThat(letter.toString()).doesNotContain("nobody else");
            assertThat(QueryApi.ok(service.get(operator, "/dead-letters?view=timeline")).required("items")).isEmpty();
            service.digests();
            assertThat(service.ready()).isTrue();
            assertThat(service.get(services.tokens.auditor(), "/cases/" + caseId + "/timeline").statusCode()).isEqualTo(200);
            assertThat(folded(cases.getLast())).isEqualTo(replayed(view, cases.getLast()));
            assertThat(parked(service)).isEqualTo(1);
            await("health tells, and does not fail").untilAsserted(
                    () -> assertThat(service.get(operator, "/actuator/health").body()).contains("\"parked\":1").contains("\"status\":\"UP\""));
            assertThat(service.get(operator, "/actuator/metrics/flankwatch.views.parked?tag=view:planted").body()).contains("\"value\":1.0");

            String retry = "/dead-letters/" + letter.required("id").stringValue() + "/retry";
            QueryApi.problem(service.post(operator, retry), 409, "STILL_UNREADABLE");
            assertThat(QueryApi.ok(service.get(operator, "/dead-letters")).at("/items/0/tries").asLong()).isEqualTo(2);
            view.fault = "";
            assertThat(service.post(operator, retry).statusCode()).isEqualTo(204);
            QueryApi.problem(service.post(operator, retry), 404, "NO_SUCH_DEAD_LETTER");
            assertThat(folded(caseId)).isEqualTo(replayed(view, caseId));
            assertThat(parked(service)).isZero();
            services.chronicle.append(caseId, Marking.AMBER, Told.development(UUID.randomUUID(), Told.UNKNOWN));
            await().untilAsserted(() -> assertThat(folded(caseId)).isEqualTo(replayed(view, caseId)));
        }
    }

    private static long parked(Services.Running service) {
        long parked = 0;
        for (JsonNode view : service.views().required("views")) {
            parked += view.required("parked").asLong();
        }
        return parked;
    }

    private Map<String, String> folded(UUID caseId) {
        Map<String, Document> found = new HashMap<>();
        services.views.of("planted").find(new Document("caseId", caseId.toString())).forEach(document -> found.put(document.getString("_id"), document));
        return texts(found);
    }

    private Map<String, String> replayed(Planted view, UUID caseId) {
        return texts(Stumbling.straight(
                view, services.ledger.reader().stream(caseId.toString(), Long.MAX_VALUE).stream().map(Fact::of).toList()));
    }

    private static Map<String, String> texts(Map<String, Document> documents) {
        Map<String, String> texts = new HashMap<>();
        documents.forEach((id, document) -> texts.put(id, TestViews.text(document)));
        return texts;
    }

    @Test
    void answers_across_cases_say_how_many_cases_they_lack_that_their_reader_may_see() {
        UUID parked = UUID.randomUUID();
        UUID another = UUID.randomUUID();
        for (UUID caseId : List.of(parked, another)) {
            services.chronicle.append(caseId, Marking.AMBER, Told.opened(caseId, "t", Marking.AMBER));
        }
        List<String> lists = List.of("/cases", "/meetings", "/figures/casualties?by=month", "/figures/incursions?by=month", "/postures", "/incursions", "/indicators", "/entries?ref=a:b");
        try (var service = services.start(Map.of()).untilReady()) {
            service.digests();
            for (String list : lists) {
                assertThat(incomplete(service, services.tokens.auditor(), list)).as(list).isZero();
            }
            // As if each of these views had stumbled over the case.
            String generation = services.views.generation();
            for (String view : List.of("cases", "meetings", "figures", "postures", "incursions", "indicators", "references")) {
                services.views.database().getCollection("parked").insertOne(new Document("_id", generation + "/" + view + "/" + parked)
                        .append("generation", generation).append("view", view).append("case", parked.toString())
                        .append("position", 0L).append("error", "x").append("message", "y").append("since", 0L).append("tries", 1L));
            }
            String low = services.tokens.token("low", Marking.GREEN, Role.ANALYST);
            for (String list : lists) {
                assertThat(incomplete(service, services.tokens.auditor(), list)).as(list).isEqualTo(1);
                assertThat(incomplete(service, low, list)).as(list).isZero();
            }
            assertThat(QueryApi.ok(service.get(services.tokens.operator(), "/dead-letters?limit=6")).required("items").size()).isEqualTo(6);
            String next = QueryApi.next(service.get(services.tokens.operator(), "/dead-letters?limit=6"));
            assertThat(QueryApi.texts(QueryApi.ok(service.get(services.tokens.operator(), next)).required("items"), "view")).containsExactly("references");
        }
    }

    private static long incomplete(Services.Running service, String token, String list) {
        return QueryApi.ok(service.get(token, list)).required("incomplete").asLong();
    }
}
