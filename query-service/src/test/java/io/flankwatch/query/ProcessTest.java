package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.flankwatch.events.Marking;
import io.flankwatch.ledger.TestLedger;
import io.flankwatch.platform.TestTokens;
import io.flankwatch.wire.Json;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.List;
import java.util.UUID;
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
            assertThat(views.documents("timeline")).isZero();
            await("dropped while the service runs")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> get(service, "/views/digests").body().equals(before));
        }
        try (ConfigurableApplicationContext service = started(views.uri())) {
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

            server = new MongoServer(new MemoryBackend());
            server.bind(address);
            await().atMost(Duration.ofSeconds(20)).until(() -> get(service, "/views/digests").body().equals(before));
        } finally {
            server.shutdownNow();
        }
    }

    @Test
    @Timeout(30)
    void a_stream_ends_when_the_service_stops() throws Exception {
        histories();
        ConfigurableApplicationContext service = started(views.uri());
        HttpResponse<InputStream> stream = http.send(request(service, "/events/stream"), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        Instant asked = Instant.now();
        service.close();
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(new String(stream.body().readAllBytes(), StandardCharsets.UTF_8)).startsWith("event: ledger\n").endsWith("\n\n");
    }

    private long histories() {
        long head = -1;
        for (long seed = 1; seed <= 5; seed++) {
            UUID caseId = UUID.randomUUID();
            for (RandomHistory.Step step : RandomHistory.of(seed, caseId, 80)) {
                head = chronicle.append(caseId, step.marking(), step.event());
            }
        }
        return head;
    }

    private ConfigurableApplicationContext started(String viewsUri) {
        List<String> arguments = new ArrayList<>(tokens.asArguments());
        arguments.addAll(List.of(
                "--server.port=0",
                "--flankwatch.ledger.url=" + ledger.jdbcUrl(),
                "--flankwatch.ledger.username=" + TestLedger.SERVICE,
                "--flankwatch.ledger.password=" + TestLedger.PASSWORD,
                "--flankwatch.views.uri=" + viewsUri));
        return new SpringApplicationBuilder(QueryServiceApplication.class).run(arguments.toArray(String[]::new));
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

    private HttpResponse<String> get(ConfigurableApplicationContext service, String path) {
        try {
            return http.send(request(service, path), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private HttpRequest request(ConfigurableApplicationContext service, String path) {
        String port = service.getEnvironment().getRequiredProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + tokens.auditor())
                .build();
    }
}
