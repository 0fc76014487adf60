package io.flankwatch.standalone.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.standalone.JavaProcess;
import io.flankwatch.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/// A Prometheus with the alarms of the repository, that asks often and does not wait before it tells.
final class Prometheus implements AutoCloseable {

    static final String NOT_THERE = "there is no /usr/bin/prometheus with its promtool; -Dprometheus=PATH names another";
    static final Path ALARMS = Path.of("..", "prometheus", "alarms.yml");
    private static final Path PROGRAM = Path.of(System.getProperty("prometheus", "/usr/bin/prometheus"));

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI url;
    private final Path log;

    private Prometheus(Process process, URI url, Path log) {
        this.process = process;
        this.url = url;
        this.log = log;
    }

    /// Whether there is one; one that was named must be.
    static boolean there() {
        return System.getProperty("prometheus") != null || Files.isExecutable(PROGRAM);
    }

    /// @param jobs the port of the process that each asks
    static Prometheus start(Path directory, String token, Map<String, Integer> jobs) throws IOException {
        Files.writeString(directory.resolve("token"), token);
        Files.writeString(directory.resolve("alarms.yml"), Files.readString(ALARMS).replaceAll("for: \\d+[sm]", "for: 0s"));
        Path settings = Files.writeString(directory.resolve("prometheus.yml"), """
                global: {scrape_interval: 8s, scrape_timeout: 8s, evaluation_interval: 1s}
                rule_files: [alarms.yml]
                scrape_configs:
                """ + jobs.entrySet().stream().map(job -> """
                  - job_name: %s
                    metrics_path: /actuator/prometheus
                    authorization: {credentials_file: token}
                    static_configs: [{targets: ["127.0.0.1:%d"]}]
                """.formatted(job.getKey(), job.getValue())).collect(Collectors.joining()));
        int port = JavaProcess.freePort();
        Path log = directory.resolve("prometheus.log");
        var prometheus = new ProcessBuilder(
                PROGRAM.toString(), "--config.file=" + settings, "--storage.tsdb.path=" + directory.resolve("data"), "--web.listen-address=127.0.0.1:" + port);
        return new Prometheus(prometheus.redirectErrorStream(true).redirectOutput(log.toFile()).start(), URI.create("http://127.0.0.1:" + port), log);
    }

    /// Waits until it can be asked.
    void ready() {
        HttpRequest known = HttpRequest.newBuilder(url.resolve("/-/ready")).build();
        Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptionsInstanceOf(IOException.class).until(() -> {
            assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
            return http.send(known, BodyHandlers.discarding()).statusCode() == 200;
        });
    }

    /// What its own tool says of a file.
    static void checks(String what, Path file) throws IOException, InterruptedException {
        Process tool = new ProcessBuilder(PROGRAM.resolveSibling("promtool").toString(), "check", what, file.toString()).redirectErrorStream(true).start();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(tool.waitFor()).as(said).isZero();
    }

    /// The names of the alarms that are on.
    Set<String> firing() {
        return ask("/api/v1/alerts").at("/data/alerts").valueStream()
                .filter(alarm -> alarm.required("state").stringValue().equals("firing"))
                .map(alarm -> alarm.at("/labels/alertname").stringValue())
                .collect(Collectors.toSet());
    }

    /// Each sample that an expression finds, as a line.
    List<String> find(String expression) {
        return ask("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)).at("/data/result").valueStream()
                .map(sample -> sample.required("metric") + " " + sample.at("/value/1").stringValue())
                .toList();
    }

    private JsonNode ask(String path) {
        try {
            assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
            HttpResponse<String> answer = http.send(HttpRequest.newBuilder(url.resolve(path)).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return Json.MAPPER.readTree(answer.body());
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public void close() {
        process.destroy();
        if (process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join().isAlive()) {
            process.destroyForcibly().onExit().join();
        }
    }
}
