package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.Marking;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.ledger.TestLedger;
import io.flankwatch.platform.TestKeyFile;
import io.flankwatch.platform.TestTokens;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.query.projection.CaseView;
import io.flankwatch.query.reading.Asked;
import io.flankwatch.query.reading.CaseReads;
import io.flankwatch.query.reading.CaseState;
import io.flankwatch.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/// The query-service as a process: stores that are lost or away, and its end.
class ProcessTest {

    private final TestTokens tokens = new TestTokens();
    private final TestLedger ledger = TestLedger.create();
    private final TestViews views = new TestViews();
    private final Chronicle chronicle = new Chronicle(ledger);
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        http.close();
        views.close();
        ledger.close();
    }

    @Test
    void every_view_comes_back_identical_after_its_database_was_dropped() {
        long head = histories();
        String before;
        try (ConfigurableApplicationContext service = started(views.uri())) {
            before = digests(service, head);
        }
        views.dropEverything();
        try (ConfigurableApplicationContext service = started(views.uri())) {
            assertThat(digests(service, head)).isEqualTo(before);
            views.dropEverything();
            await("dropped while the service runs")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> get(service, "/views/digests").body().equals(before));
            views.of("timeline").drop();
            await("one collection dropped")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> get(service, "/views/digests").body().equals(before));
        }
        views.of("figures").drop();
        try (ConfigurableApplicationContext service = started(views.uri())) {
            assertThat(digests(service, head)).isEqualTo(before);
            UUID another = UUID.randomUUID();
            long more = chronicle.append(another, Marking.GREEN, Told.opened(another, "t", Marking.GREEN));
            assertThat(digests(service, more)).as("goes on where it was").isNotEqualTo(before);
        }
    }

    @Test
    void a_server_of_views_that_was_away_is_told_and_its_return_is_noticed() {
        long head = histories();
        MongoServer server = new MongoServer(new MemoryBackend());
        InetSocketAddress address = server.bind();
        try (ConfigurableApplicationContext service = started("mongodb://127.0.0.1:" + address.getPort() + "/views")) {
            String before = digests(service, head);
            server.shutdownNow();
            await().atMost(Duration.ofSeconds(10)).until(() -> get(service, "/views/digests").statusCode() == 503);
            assertThat(get(service, "/views/digests").body()).contains("STORE_AWAY");
            await().atMost(Duration.ofSeconds(10)).until(() -> get(service, "/actuator/health/readiness").statusCode() == 503);
            assertThat(get(service, "/actuator/health/liveness").statusCode()).isEqualTo(200);

            server = new MongoServer(new MemoryBackend());
            server.bind(address);
            await().atMost(Duration.ofSeconds(20)).until(() -> get(service, "/views/digests").body().equals(before));
            await().until(() -> get(service, "/actuator/health/readiness").statusCode() == 200);
        } finally {
            server.shutdownNow();
        }
    }

    @Test
    void a_server_of_views_that_comes_back_empty_is_never_taken_for_an_empty_ledger() {
        UUID caseId = UUID.randomUUID();
        chronicle.append(caseId, Marking.GREEN, Told.opened(caseId, "t", Marking.GREEN));
        long head = -1;
        for (int entries = 0; entries < 5; entries++) {
            head = chronicle.append(caseId, Marking.GREEN, Told.development(UUID.randomUUID(), Told.UNKNOWN));
        }
        String timeline = "/cases/" + caseId + "/timeline?";
        String asOf = "&asOf=" + head;
        MongoServer server = new MongoServer(new MemoryBackend());
        InetSocketAddress address = server.bind();
        try (ConfigurableApplicationContext service = started("mongodb://127.0.0.1:" + address.getPort() + "/views")) {
            digests(service, head);
            Map<String, String> before = new LinkedHashMap<>();
            before.put(timeline + "limit=5", ok(service, timeline + "limit=5" + asOf));
            // From here on, one entry is held in memory, and the others are not.
            List.of(timeline + "limit=1", "/cases", "/incursions").forEach(path -> before.put(path, ok(service, path)));
            server.shutdownNow();
            server = new MongoServer(new MemoryBackend());
            server.bind(address);
            do {
                before.forEach((path, body) -> {
                    HttpResponse<String> answer = get(service, path);
                    if (answer.statusCode() == 200) {
                        assertThat(answer.body()).as(path).isEqualTo(body);
                    } else {
                        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(503);
                    }
                });
            } while (get(service, "/views/digests").statusCode() != 200);
        } finally {
            server.shutdownNow();
        }
    }

    @Test
    @Timeout(30)
    void a_stream_ends_when_the_service_stops() throws Exception {
        histories();
        ConfigurableApplicationContext service = started(views.uri());
        HttpResponse<InputStream> stream = http.send(request(service, tokens.auditor(), "/events/stream"), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        Instant asked = Instant.now();
        service.close();
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(new String(stream.body().readAllBytes(), StandardCharsets.UTF_8)).startsWith("event: ledger\n").endsWith("\n\n");
    }

    @Test
    void what_this_build_cant_read_is_passed_on_as_it_is_and_stops_the_views_loudly() throws Exception {
        UUID caseId = UUID.randomUUID();
        UUID sealed = UUID.randomUUID();
        chronicle.append(caseId, Marking.GREEN, Told.opened(caseId, "t", Marking.GREEN));
        try (ConfigurableApplicationContext service = started(views.uri())) {
            await().until(() -> get(service, "/actuator/health/readiness").statusCode() == 200);
            long foreign = chronicle.appendForeign(caseId, Marking.GREEN, "io.flankwatch.entry.praised.v9", "{\"praise\":\"high\"}");
            chronicle.appendForeign(sealed, Marking.CLEAR, "io.flankwatch.case.opened.v1", "{\"title\":[\"not one\"]}");
            long last = chronicle.appendForeign(UUID.randomUUID(), Marking.CLEAR, "io.flankwatch.case.opened.v9", "{}");

            String line = get(service, tokens.integrator(), "/events/" + foreign).body();
            assertThat(line).contains("\"type\":\"io.flankwatch.entry.praised.v9\"").contains("{\"praise\":\"high\"}");
            String feed = get(service, tokens.integrator(), "/events").body();
            assertThat(feed.lines()).hasSize((int) last + 1).contains(line);
            assertThat(feed.lines().skip(foreign + 1)).as("a case that nobody can open").allMatch(hidden -> hidden.contains("\"marking\":\"RED\",\"leafHash\""));
            assertThat(get(service, tokens.auditor(), "/events").body().lines()).noneMatch(hidden -> hidden.contains("\"marking\":\"RED\",\"leafHash\""));
            assertThat(get(service, tokens.analyst(), "/cases/" + sealed + "/history").statusCode()).isEqualTo(404);
            try (InputStream stream = http.send(request(service, tokens.integrator(), "/events/stream"), HttpResponse.BodyHandlers.ofInputStream()).body()) {
                BufferedReader received = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
                assertThat(received.lines().anyMatch(("data: " + line)::equals)).isTrue();
            }

            await().atMost(Duration.ofSeconds(20)).until(() -> get(service, "/actuator/health/readiness").statusCode() == 503);
            assertThat(get(service, "/actuator/health/readiness").body()).contains("OUT_OF_SERVICE");
            assertThat(get(service, "/actuator/health/liveness").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_case_that_a_view_cant_fold_is_parked_and_everything_else_goes_on() {
        UUID caseId = UUID.randomUUID();
        UUID another = UUID.randomUUID();
        chronicle.append(caseId, Marking.AMBER, Told.opened(caseId, "t", Marking.AMBER));
        chronicle.append(another, Marking.AMBER, Told.opened(another, "t", Marking.AMBER));
        try (ConfigurableApplicationContext service = started(views.uri())) {
            long poison = chronicle.append(caseId, Marking.AMBER, new EntryRetracted(UUID.randomUUID(), "of what was never recorded"));
            long after = chronicle.append(another, Marking.AMBER, Told.development(UUID.randomUUID(), Told.UNKNOWN));
            chronicle.append(caseId, Marking.AMBER, Told.development(UUID.randomUUID(), Told.UNKNOWN));

            await().until(() -> get(service, "/cases/" + caseId + "/timeline").body().contains("CASE_PARKED"));
            HttpResponse<String> refused = get(service, "/cases/" + caseId + "/timeline");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(get(service, "/cases/" + caseId + "/timeline?asOf=" + poison).body()).contains("CASE_PARKED");
            assertThat(get(service, "/cases/" + caseId + "/timeline?asOf=" + (poison - 2)).statusCode()).as("before it").isEqualTo(200);
            assertThat(get(service, "/cases/" + caseId + "/history").statusCode()).isEqualTo(200);
            await().until(() -> get(service, "/cases/" + another + "/timeline").body().contains("\"position\":" + after));
            assertThat(get(service, "/actuator/health/readiness").statusCode()).isEqualTo(200);

            Document parked = views.database().getCollection("parked").find(new Document("view", "timeline")).first();
            assertThat(parked).containsEntry("view", "timeline").containsEntry("case", caseId.toString()).containsEntry("position", poison);
            assertThat(parked).containsEntry("error", "java.lang.IllegalStateException");
            assertThat(parked.toJson()).doesNotContain("never recorded");
        }
    }

    @Test
    void a_parked_case_is_folded_again_from_the_ledger_when_the_service_starts() {
        UUID caseId = UUID.randomUUID();
        Planted planted = new Planted(1, "planted");
        planted.fault = caseId.toString();
        chronicle.append(caseId, Marking.AMBER, Told.opened(caseId, "t", Marking.AMBER));
        try (ConfigurableApplicationContext service = started(views.uri(), planted)) {
            await().until(() -> get(service, "/actuator/health/readiness").statusCode() == 200);
            assertThat(refusal(service, planted, caseId)).isEqualTo(RefusalCode.CASE_PARKED);
            planted.fault = "";
            long skipped = chronicle.append(caseId, Marking.AMBER, Told.development(UUID.randomUUID(), Told.UNKNOWN));
            digests(service, skipped);
            assertThat(refusal(service, planted, caseId)).isEqualTo(RefusalCode.CASE_PARKED);
        }
        try (ConfigurableApplicationContext service = started(views.uri(), planted)) {
            await().until(() -> get(service, "/actuator/health/readiness").statusCode() == 200);
            CaseState state = service.getBean(CaseReads.class).open(planted, caseId, new Asked(null, null), EVERYTHING);
            assertThat(state.version()).isEqualTo(1);
            assertThat(views.documents("parked")).isZero();
            long more = chronicle.append(caseId, Marking.AMBER, Told.development(UUID.randomUUID(), Told.UNKNOWN));
            assertThat(service.getBean(CaseReads.class).open(planted, caseId, new Asked(null, more), EVERYTHING).version()).isEqualTo(2);
        }
    }

    private static final Ceiling EVERYTHING = new Ceiling("auditor", Marking.RED, true);

    private static @Nullable RefusalCode refusal(ConfigurableApplicationContext service, CaseView view, UUID caseId) {
        try {
            var unused = service.getBean(CaseReads.class).open(view, caseId, new Asked(null, null), EVERYTHING);
            return null;
        } catch (Refused refused) {
            return refused.code();
        }
    }

    private long histories() {
        long head = -1;
        for (long seed = 1; seed <= 5; seed++) {
            UUID caseId = UUID.randomUUID();
            for (Step step : RandomHistory.of(seed, caseId, 80)) {
                head = chronicle.append(caseId, step);
            }
        }
        return head;
    }

    private ConfigurableApplicationContext started(String viewsUri, CaseView... more) {
        List<String> arguments = new ArrayList<>(tokens.asArguments());
        arguments.addAll(List.of(
                "--server.port=0",
                "--flankwatch.ledger.url=" + ledger.jdbcUrl(),
                "--flankwatch.ledger.username=" + TestLedger.SERVICE,
                "--flankwatch.ledger.password=" + TestLedger.PASSWORD,
                "--flankwatch.persons.key-file=" + TestKeyFile.path(),
                "--flankwatch.ops.reader.username=" + TestLedger.OPS_READER,
                "--flankwatch.ops.reader.password=" + TestLedger.PASSWORD,
                "--flankwatch.ops.recorder.username=" + TestLedger.OPS_RECORDER,
                "--flankwatch.ops.recorder.password=" + TestLedger.PASSWORD,
                "--flankwatch.views.uri=" + viewsUri));
        return new SpringApplicationBuilder(QueryServiceApplication.class)
                .initializers(service -> List.of(more).forEach(view -> service.getBeanFactory().registerSingleton(view.name(), view)))
                .run(arguments.toArray(String[]::new));
    }

    /// Once every view has read up to a position.
    private String digests(ConfigurableApplicationContext service, long position) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> get(service, "/views/digests"), answer -> answer.statusCode() == 200 && reached(answer.body(), position))
                .body();
    }

    private static boolean reached(String digests, long position) {
        for (JsonNode view : Json.MAPPER.readTree(digests).required("views")) {
            if (view.path("position").asLong(-1) < position) {
                return false;
            }
        }
        return true;
    }

    private String ok(ConfigurableApplicationContext service, String path) {
        HttpResponse<String> answer = get(service, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> get(ConfigurableApplicationContext service, String path) {
        return get(service, tokens.auditor(), path);
    }

    private HttpResponse<String> get(ConfigurableApplicationContext service, String token, String path) {
        try {
            return http.send(request(service, token, path), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private HttpRequest request(ConfigurableApplicationContext service, String token, String path) {
        String port = service.getEnvironment().getRequiredProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token)
                .build();
    }
}
