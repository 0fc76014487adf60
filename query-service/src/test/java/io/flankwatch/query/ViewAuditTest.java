package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// The views against what the ledger comes to.
@Timeout(120)
class ViewAuditTest {

    private final Services services = new Services();

    @AfterEach
    void close() {
        services.close();
    }

    private JsonNode checked(Services.Running service, String query) {
        return QueryApi.ok(service.get(services.tokens.auditor(), "/audit/views" + query));
    }

    private JsonNode timeline(Services.Running service) {
        return checked(service, "?view=timeline").required("views").get(0);
    }

    @Test
    void views_match_their_replay_until_somebody_has_changed_a_document() {
        List<String> cases = services.histories(4, 60).stream().map(UUID::toString).sorted().toList();
        try (var service = services.start(Map.of()).untilReady()) {
            service.digests();
            JsonNode all = checked(service, "");
            assertThat(all.has("next")).isFalse();
            long events = cases.stream().mapToLong(caseId -> services.ledger.reader().stream(caseId, Long.MAX_VALUE).size()).sum();
            assertThat(all.required("events").asLong()).isEqualTo(events).isGreaterThan(200);
            assertThat(all.required("views").size()).isGreaterThan(10);
            for (JsonNode view : all.required("views")) {
                assertThat(view.required("matches").asBoolean()).as(view.toString()).isTrue();
                assertThat(view.required("cases").asLong()).isEqualTo(4);
                assertThat(view.required("sha256")).isEqualTo(view.required("replayedSha256"));
                assertThat(view.has("firstDiffering")).isFalse();
            }
            for (JsonNode digest : QueryApi.ok(service.get(services.tokens.auditor(), "/views/digests")).required("views")) {
                if (digest.required("view").stringValue().equals("timeline")) {
                    assertThat(timeline(service).required("sha256")).isEqualTo(digest.required("sha256"));
                }
            }

            MongoCollection<Document> documents = services.views.of("timeline");
            Document whole = documents.find(new Document("caseId", cases.get(2)).append("_id", new Document("$ne", cases.get(2)))).into(new ArrayList<>()).getFirst();
            String id = whole.getString("_id");
            documents.replaceOne(new Document("_id", id), new Document(whole).append("position", -7L));
            assertDiffers(service, id);
            documents.deleteOne(new Document("_id", id));
            assertDiffers(service, id);
            documents.insertOne(whole);
            assertThat(timeline(service).required("matches").asBoolean()).isTrue();

            UUID nobody = UUID.fromString("00000000-0000-7000-8000-000000000000");
            documents.insertOne(new Document("_id", nobody.toString()).append("caseId", nobody.toString()).append("position", 1L).append("version", 0L));
            assertDiffers(service, nobody.toString());
            assertThat(checked(service, "?view=cases").at("/views/0/matches").asBoolean()).isTrue();
        }
    }

    private void assertDiffers(Services.Running service, String id) {
        JsonNode timeline = timeline(service);
        assertThat(timeline.required("matches").asBoolean()).isFalse();
        assertThat(timeline.required("firstDiffering").stringValue()).isEqualTo(id);
        assertThat(timeline.required("sha256")).isNotEqualTo(timeline.required("replayedSha256"));
    }

    @Test
    void a_check_costs_no_more_than_is_stated_and_goes_on_where_the_one_before_has_ended() {
        services.developments(5, 40);
        try (var service = services.start(Map.of(), "--flankwatch.audit.events=50").untilReady()) {
            service.digests();
            List<Long> events = new ArrayList<>();
            long cases = 0;
            HttpResponse<String> page = service.get(services.tokens.auditor(), "/audit/views?view=timeline&view=cases");
            while (true) {
                JsonNode checked = QueryApi.ok(page);
                events.add(checked.required("events").asLong());
                cases += checked.at("/views/0/cases").asLong();
                assertThat(checked.at("/views/0/matches").asBoolean()).as(checked.toString()).isTrue();
                assertThat(checked.at("/views/1/matches").asBoolean()).as(checked.toString()).isTrue();
                if (!checked.has("next")) {
                    break;
                }
                page = service.get(services.tokens.auditor(), QueryApi.next(page));
            }
            assertThat(events).containsExactly(80L, 80L, 40L);
            assertThat(cases).isEqualTo(5);
            QueryApi.problem(service.get(services.tokens.auditor(), "/audit/views?view=nonsense"), 404, "NO_SUCH_VIEW");
            for (String query : List.of("cursor=x", "cursor=AAAA", "limit=1")) {
                QueryApi.problem(service.get(services.tokens.auditor(), "/audit/views?" + query), 400, "MALFORMED");
            }
        }
    }
}
