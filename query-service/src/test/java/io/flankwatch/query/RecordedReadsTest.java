package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flankwatch.events.Marking;
import io.flankwatch.platform.access.Role;
import io.flankwatch.wire.Ids;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// Who read what.
@Timeout(120)
class RecordedReadsTest {

    private final Services services = new Services();
    private final UUID caseId = Ids.next();
    private final String analyst = services.tokens.token("ana", "tool", Marking.RED, Role.ANALYST);
    private final String auditor = services.tokens.auditor();

    @AfterEach
    void close() {
        services.close();
    }

    private Services.Running started() {
        services.chronicle.append(caseId, Marking.AMBER, Told.opened(caseId, "t", Marking.AMBER));
        return services.start(Map.of()).untilReady();
    }

    /// What is recorded of a subject, when there is as much.
    private JsonNode recorded(Services.Running service, String query, int count) {
        return await().until(() -> QueryApi.ok(service.get(auditor, "/audit/reads?" + query)).required("items"), items -> items.size() == count);
    }

    @Test
    void an_auditor_reads_who_read_what_and_what_for() {
        try (var service = started()) {
            Instant before = Instant.now().minusSeconds(1);
            assertThat(service.get(analyst, "/cases/" + caseId + "/timeline", "Purpose", "Art. 6(1)(e): daily brief").statusCode()).isEqualTo(200);
            assertThat(service.get(analyst, "/cases/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
            assertThat(service.get(analyst, "/audit/refusals").statusCode()).isEqualTo(403);
            assertThat(service.get(analyst, "/events?caseId=" + caseId).statusCode()).isEqualTo(200);
            // Shows nothing of a case.
            assertThat(service.get(analyst, "/schemas/io.flankwatch.case.opened/v1").statusCode()).isEqualTo(200);
            JsonNode items = recorded(service, "subject=ana", 4);
            JsonNode read = items.get(0);
            assertThat(read.required("client").stringValue()).isEqualTo("tool");
            assertThat(read.required("method").stringValue()).isEqualTo("GET");
            assertThat(read.required("path").stringValue()).isEqualTo("/cases/{caseId}/timeline");
            assertThat(read.required("caseId").stringValue()).isEqualTo(caseId.toString());
            assertThat(read.required("position").asLong()).isZero();
            assertThat(read.required("purpose").stringValue()).isEqualTo("Art. 6(1)(e): daily brief");
            assertThat(read.required("status").asInt()).isEqualTo(200);
            assertThat(Instant.parse(read.required("at").stringValue())).isBetween(before, Instant.now());
            assertThat(read.has("traceId")).isTrue();
            assertThat(items.get(1).required("status").asInt()).isEqualTo(404);
            assertThat(items.get(1).has("purpose")).isFalse();
            assertThat(items.get(2).required("path").stringValue()).isEqualTo("/audit/refusals");
            assertThat(items.get(2).required("status").asInt()).isEqualTo(403);
            assertThat(items.get(3).required("path").stringValue()).isEqualTo("/events");

            recorded(service, "subject=ana&caseId=" + caseId, 1);
            recorded(service, "subject=ana&to=" + before, 0);
            recorded(service, "subject=ana&from=" + before + "&subject=bob", 4);
            HttpResponse<String> page = service.get(auditor, "/audit/reads?subject=ana&limit=3");
            assertThat(QueryApi.texts(QueryApi.ok(service.get(auditor, QueryApi.next(page))).required("items"), "path")).containsExactly("/events");
        }
    }

    @Test
    void an_auditors_own_reads_are_recorded_before_they_are_answered() {
        try (var service = started()) {
            assertThat(service.get(auditor, "/cases/" + caseId).statusCode()).isEqualTo(200);
            HttpResponse<String> first = service.get(auditor, "/audit/reads?subject=auditor");
            assertThat(QueryApi.texts(QueryApi.ok(first).required("items"), "path")).containsExactly("/cases/{caseId}");
            // Itself, too; and what was not told because it has not changed.
            String tag = service.get(auditor, "/cases/" + caseId).headers().firstValue("ETag").orElseThrow();
            assertThat(service.get(auditor, "/cases/" + caseId, "If-None-Match", tag).statusCode()).isEqualTo(304);
            JsonNode items = QueryApi.ok(service.get(auditor, "/audit/reads?subject=auditor&after=0")).required("items");
            assertThat(QueryApi.texts(items, "path")).containsExactly("/audit/reads", "/cases/{caseId}", "/cases/{caseId}");
            assertThat(items.get(2).required("status").asInt()).isEqualTo(304);
        }
    }

    @Test
    void a_stream_is_recorded_as_it_begins() throws Exception {
        try (var service = started()) {
            HttpRequest request = service.request(auditor, "/events/stream").build();
            try (var http = HttpClient.newHttpClient();
                    InputStream stream = http.send(request, HttpResponse.BodyHandlers.ofInputStream()).body()) {
                assertThat(stream.read()).isEqualTo('e');
                JsonNode items = QueryApi.ok(service.get(auditor, "/audit/reads?subject=auditor")).required("items");
                assertThat(QueryApi.texts(items, "path")).containsExactly("/events/stream");
                assertThat(items.get(0).required("position").asLong()).isEqualTo(-1);
            }
        }
    }

    @Test
    void where_reads_cant_be_recorded_auditors_are_told_nothing_and_everybody_else_is_recorded_later() throws SQLException {
        try (var service = started()) {
            assertThat(service.get(auditor, "/cases/" + caseId).statusCode()).isEqualTo(200);
            try (Connection locking = services.ledger.superuser().getConnection();
                    Statement statement = locking.createStatement()) {
                locking.setAutoCommit(false);
                statement.execute("lock table ops.read in access exclusive mode");
                HttpResponse<String> refused = service.get(auditor, "/cases/" + caseId);
                QueryApi.problem(refused, 503, "STORE_AWAY");
                assertThat(refused.body()).doesNotContain("title\":\"t\"");
                assertThat(refused.headers().firstValue("ETag")).isEmpty();
                assertThat(service.get(analyst, "/cases/" + caseId).statusCode()).isEqualTo(200);
                assertThat(service.get(analyst, "/cases/" + caseId + "/timeline").statusCode()).isEqualTo(200);
                locking.rollback();
            }
            assertThat(QueryApi.texts(recorded(service, "subject=ana", 2), "path")).containsExactly("/cases/{caseId}", "/cases/{caseId}/timeline");
            assertThat(service.get(services.tokens.operator(), "/actuator/metrics/flankwatch.reads.lost").body()).contains("\"value\":0.0");
        }
    }

    @Test
    void what_was_read_last_is_recorded_while_the_service_stops() {
        try (var service = started()) {
            for (int i = 0; i < 20; i++) {
                assertThat(service.get(analyst, "/cases/" + caseId).statusCode()).isEqualTo(200);
            }
        }
        try (var service = services.start(Map.of()).untilReady()) {
            assertThat(QueryApi.ok(service.get(auditor, "/audit/reads?subject=ana")).required("items").size()).isEqualTo(20);
        }
    }

    @Test
    void questions_that_make_no_sense_are_refused() {
        try (var service = started()) {
            for (String query : List.of("subject=%00", "limit=0", "limit=1001", "after=-2", "after=x", "caseId=x", "from=yesterday", "cursor=x", "asOf=1")) {
                QueryApi.problem(service.get(auditor, "/audit/reads?" + query), 400, "MALFORMED");
            }
            QueryApi.problem(service.get(analyst, "/cases/" + caseId, "Purpose", "x".repeat(201)), 400, "MALFORMED");
        }
    }
}
