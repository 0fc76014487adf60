package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.ledger.TestLedger;
import io.flankwatch.platform.ApiContract;
import io.flankwatch.platform.TestKeyFile;
import io.flankwatch.platform.TestTokens;
import io.flankwatch.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/// The query-service over HTTP, with real tokens, on a real ledger that tests write into.
@SpringBootTest(classes = QueryServiceApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class QueryApi {

    static final TestTokens TOKENS = new TestTokens();
    static final TestLedger LEDGER = TestLedger.create();
    static final TestViews VIEWS = new TestViews();
    static final Chronicle CHRONICLE = new Chronicle(LEDGER);
    static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final Map<Integer, ApiContract> CONTRACTS = new ConcurrentHashMap<>();

    static final int SCANNED = 50;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry registry) {
        TOKENS.trustedBy(registry);
        registry.add("flankwatch.ledger.url", LEDGER::jdbcUrl);
        registry.add("flankwatch.ledger.username", () -> TestLedger.SERVICE);
        registry.add("flankwatch.ledger.password", () -> TestLedger.PASSWORD);
        registry.add("flankwatch.ops.reader.username", () -> TestLedger.OPS_READER);
        registry.add("flankwatch.ops.reader.password", () -> TestLedger.PASSWORD);
        registry.add("flankwatch.ops.recorder.username", () -> TestLedger.OPS_RECORDER);
        registry.add("flankwatch.ops.recorder.password", () -> TestLedger.PASSWORD);
        Path keyFile = TestKeyFile.path();
        registry.add("flankwatch.persons.key-file", keyFile::toString);
        registry.add("flankwatch.views.uri", VIEWS::uri);
        registry.add("flankwatch.stream.heartbeat", () -> "500ms");
        registry.add("flankwatch.feed.scanned", () -> SCANNED);
        registry.add("flankwatch.backtest.evaluated", () -> 10_000);
        registry.add("flankwatch.views.wait", () -> "10s");
    }

    HttpRequest.Builder request(String token, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    HttpResponse<String> get(String token, String path, String... headers) {
        HttpRequest.Builder request = request(token, path);
        HttpResponse<String> answer = send(headers.length == 0 ? request.build() : request.headers(headers).build());
        CONTRACTS.computeIfAbsent(port, each -> new ApiContract(send(request("", "/v3/api-docs").build()).body())).holds(answer);
        return answer;
    }

    /// What is read once the view has come to a position.
    JsonNode read(String token, String path, long position) {
        return ok(get(token, path, "Ledger-Position", Long.toString(position)));
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.MAPPER.readTree(answer.body());
    }

    static JsonNode problem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode problem = Json.MAPPER.readTree(answer.body());
        assertThat(problem.required("code").stringValue()).isEqualTo(code);
        return problem;
    }

    static String next(HttpResponse<String> answer) {
        String link = answer.headers().firstValue("Link").orElseThrow();
        return URI.create(link.substring(1, link.indexOf('>'))).toString().replaceFirst("^http://[^/]*", "");
    }

    static List<String> texts(JsonNode items, String member) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path(member).asString(""))
                .toList();
    }

    static List<JsonNode> lines(String ndjson) {
        List<JsonNode> lines = new ArrayList<>();
        ndjson.lines().forEach(line -> lines.add(Json.MAPPER.readTree(line)));
        return lines;
    }
}
