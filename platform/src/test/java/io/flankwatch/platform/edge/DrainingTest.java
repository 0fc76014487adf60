package io.flankwatch.platform.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.platform.TestTokens;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

class DrainingTest {

    private static final TestTokens TOKENS = new TestTokens();
    private static final Duration DRAIN = Duration.ofSeconds(1);

    @Test
    void what_is_told_to_end_says_that_it_is_not_ready_and_answers_for_a_while() throws Exception {
        List<String> arguments = new ArrayList<>(TOKENS.asArguments());
        arguments.addAll(List.of("--server.port=0", "--flankwatch.drain=" + DRAIN.toMillis() + "ms"));
        ConfigurableApplicationContext service = SpringApplication.run(TinyService.class, arguments.toArray(String[]::new));
        URI url = URI.create("http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port"));
        assertThat(get(url, "/actuator/health/readiness")).isEqualTo(200);

        long told = System.nanoTime();
        Thread ending = Thread.ofPlatform().start(service::close);
        Awaitility.await().atMost(DRAIN).until(() -> get(url, "/actuator/health/readiness") == 503);
        assertThat(get(url, "/actuator/health/liveness")).isEqualTo(200);
        assertThat(get(url, "/me")).isEqualTo(200);

        ending.join();
        assertThat(Duration.ofNanos(System.nanoTime() - told)).isGreaterThanOrEqualTo(DRAIN);
        assertThat(refused(url)).isTrue();
    }

    private static boolean refused(URI url) throws IOException, InterruptedException {
        try {
            get(url, "/me");
            return false;
        } catch (ConnectException gone) {
            return true;
        }
    }

    private static int get(URI url, String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(url.resolve(path)).header("Authorization", "Bearer " + TOKENS.analyst());
            return http.send(request.build(), BodyHandlers.discarding()).statusCode();
        }
    }
}
