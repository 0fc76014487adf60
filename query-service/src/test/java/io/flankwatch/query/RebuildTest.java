package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flankwatch.events.Marking;
import io.flankwatch.ledger.TestLedger;
import io.flankwatch.platform.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// What becomes of the views when their database is lost.
class RebuildTest {

    private final TestTokens tokens = new TestTokens();
    private final TestLedger ledger = TestLedger.create();
    private final TestViews views = new TestViews();
    private final Chronicle chronicle = new Chronicle(ledger);

    @AfterEach
    void close() {
        views.close();
        ledger.close();
    }

    @Test
    void every_view_comes_back_identical_after_its_database_was_dropped() {
        long head = histories();
        String before;
        try (ConfigurableApplicationContext service = started()) {
            before = digests(service, head);
        }
        views.dropEverything();
        try (ConfigurableApplicationContext service = started()) {
            assertThat(digests(service, head)).isEqualTo(before);
            views.dropEverything();
            assertThat(views.documents("timeline")).isZero();
            assertThat(digests(service, head)).as("dropped while the service runs").isEqualTo(before);
        }
        try (ConfigurableApplicationContext service = started()) {
            UUID another = UUID.randomUUID();
            long more = chronicle.append(another, Marking.GREEN, Told.opened(another, "t", Marking.GREEN));
            assertThat(digests(service, more)).as("goes on where it was").isNotEqualTo(before);
        }
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

    private ConfigurableApplicationContext started() {
        List<String> arguments = new ArrayList<>(tokens.asArguments());
        arguments.addAll(List.of(
                "--server.port=0",
                "--flankwatch.ledger.url=" + ledger.jdbcUrl(),
                "--flankwatch.ledger.username=" + TestLedger.SERVICE,
                "--flankwatch.ledger.password=" + TestLedger.PASSWORD,
                "--flankwatch.views.uri=" + views.uri()));
        return new SpringApplicationBuilder(QueryServiceApplication.class).run(arguments.toArray(String[]::new));
    }

    /// Once every view has read up to a position.
    private String digests(ConfigurableApplicationContext service, long position) {
        await().atMost(Duration.ofSeconds(30)).until(() -> views.reflect(position));
        return get(service, "/views/digests");
    }

    private String get(ConfigurableApplicationContext service, String path) {
        String port = service.getEnvironment().getRequiredProperty("local.server.port");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("Authorization", "Bearer " + tokens.operator())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
