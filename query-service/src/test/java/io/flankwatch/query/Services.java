package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flankwatch.events.Marking;
import io.flankwatch.ledger.TestLedger;
import io.flankwatch.platform.TestKeyFile;
import io.flankwatch.platform.TestTokens;
import io.flankwatch.wire.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/// Query-services that share a ledger and a database of views, each as its own application.
final class Services implements AutoCloseable {

    final TestTokens tokens = new TestTokens();
    final TestLedger ledger = TestLedger.create();
    final TestViews views = new TestViews();
    final Chronicle chronicle = new Chronicle(ledger);
    private final HttpClient http = HttpClient.newHttpClient();

    /// @param beans of the application besides its own, by their names
    Running start(Map<String, Object> beans, String... arguments) {
        List<String> all = new ArrayList<>(tokens.asArguments());
        all.addAll(List.of(
                "--server.port=0",
                "--flankwatch.ledger.url=" + ledger.jdbcUrl(),
                "--flankwatch.ledger.username=" + TestLedger.SERVICE,
                "--flankwatch.ledger.password=" + TestLedger.PASSWORD,
                "--flankwatch.ops.reader.username=" + TestLedger.OPS_READER,
                "--flankwatch.ops.reader.password=" + TestLedger.PASSWORD,
                "--flankwatch.ops.recorder.username=" + TestLedger.OPS_RECORDER,
                "--flankwatch.ops.recorder.password=" + TestLedger.PASSWORD,
                "--flankwatch.persons.key-file=" + TestKeyFile.path(),
                "--flankwatch.views.uri=" + views.uri()));
        all.addAll(List.of(arguments));
        return new Running(new SpringApplicationBuilder(QueryServiceApplication.class)
                .initializers(service -> beans.forEach(service.getBeanFactory()::registerSingleton))
                .run(all.toArray(String[]::new)));
    }

    /// Random histories of several cases.
    ///
    /// @return the cases
    List<UUID> histories(int cases, int events) {
        List<UUID> all = new ArrayList<>();
        for (long seed = 1; seed <= cases; seed++) {
            UUID caseId = UUID.randomUUID();
            all.add(caseId);
            List<Step> steps = RandomHistory.of(seed, caseId, events);
            steps.forEach(step -> chronicle.append(caseId, step));
        }
        return all;
    }

    /// Cases of so many events each, of which every one is folded once.
    ///
    /// @return the cases
    List<UUID> developments(int cases, int events) {
        List<UUID> all = new ArrayList<>();
        for (int i = 0; i < cases; i++) {
            UUID caseId = UUID.randomUUID();
            all.add(caseId);
            chronicle.append(caseId, Marking.GREEN, Told.opened(caseId, "t", Marking.GREEN));
            for (int event = 1; event < events; event++) {
                chronicle.append(caseId, Marking.GREEN, Told.development(UUID.randomUUID(), Told.UNKNOWN));
            }
        }
        return all;
    }

    @Override
    public void close() {
        http.close();
        views.close();
        ledger.close();
    }

    final class Running implements AutoCloseable {

        final ConfigurableApplicationContext service;

        private Running(ConfigurableApplicationContext service) {
            this.service = service;
        }

        HttpResponse<String> get(String token, String path, String... headers) {
            HttpRequest.Builder request = request(token, path);
            return QueryApi.send(headers.length == 0 ? request.build() : request.headers(headers).build());
        }

        HttpResponse<String> post(String token, String path) {
            return QueryApi.send(request(token, path).POST(HttpRequest.BodyPublishers.noBody()).build());
        }

        HttpRequest.Builder request(String token, String path) {
            String port = service.getEnvironment().getRequiredProperty("local.server.port");
            return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).header("Authorization", "Bearer " + token);
        }

        JsonNode views() {
            return QueryApi.ok(get(tokens.operator(), "/views"));
        }

        boolean ready() {
            return get(tokens.operator(), "/actuator/health/readiness").statusCode() == 200;
        }

        Running untilReady() {
            await().atMost(Duration.ofSeconds(60)).until(this::ready);
            return this;
        }

        void untilRebuilt() {
            await().atMost(Duration.ofSeconds(60)).until(() -> get(tokens.operator(), "/views/rebuild").statusCode() == 404);
        }

        /// Of all views, once each has read up to the ledger's head.
        String digests() {
            long head = ledger.reader().head();
            return await().atMost(Duration.ofSeconds(30))
                    .until(() -> get(tokens.auditor(), "/views/digests"), answer -> answer.statusCode() == 200 && reached(answer.body(), head))
                    .body();
        }

        private static boolean reached(String digests, long position) {
            JsonNode views = Json.MAPPER.readTree(digests).required("views");
            assertThat(views.size()).isGreaterThan(10);
            for (JsonNode view : views) {
                if (view.path("position").asLong(-1) < position) {
                    return false;
                }
            }
            return true;
        }

        void stop() {
            service.close();
        }

        @Override
        public void close() {
            stop();
        }
    }
}
