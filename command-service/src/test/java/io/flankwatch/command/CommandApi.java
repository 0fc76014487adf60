package io.flankwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.ledger.LedgerReader;
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
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/// The command-service over HTTP, with real tokens, on a real ledger.
@SpringBootTest(classes = CommandServiceApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class CommandApi {

    static final TestTokens TOKENS = new TestTokens();
    static final TestLedger LEDGER = TestLedger.create();
    static final LedgerReader READER = LEDGER.reader();

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Map<Integer, ApiContract> CONTRACTS = new ConcurrentHashMap<>();

    @LocalServerPort
    int port;

    String caseId = "";

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry registry) {
        TOKENS.trustedBy(registry);
        registry.add("flankwatch.ledger.url", LEDGER::jdbcUrl);
        registry.add("flankwatch.ledger.username", () -> TestLedger.SERVICE);
        registry.add("flankwatch.ledger.password", () -> TestLedger.PASSWORD);
        registry.add("flankwatch.ops.writer.username", () -> TestLedger.OPS_WRITER);
        registry.add("flankwatch.ops.writer.password", () -> TestLedger.PASSWORD);
        Path keyFile = TestKeyFile.path();
        registry.add("flankwatch.persons.key-file", keyFile::toString);
        registry.add("flankwatch.idempotency.secret", () -> Base64.getEncoder().encodeToString(new byte[32]));
    }

    @BeforeEach
    void open_a_case() {
        caseId = UUID.randomUUID().toString();
        created(post(TOKENS.analyst(), "/cases", """
                {"caseId": "%s", "title": "t", "marking": "AMBER", "countries": ["RO"]}""".formatted(caseId)));
    }

    String path(String below) {
        return "/cases/" + caseId + below;
    }

    HttpResponse<String> post(String token, String path, String body, String... headers) {
        return send("POST", token, path, body, headers);
    }

    HttpResponse<String> send(String method, String token, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!body.isEmpty()) {
            request.setHeader("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        HttpResponse<String> answer = send(request.build());
        contract().holds(answer);
        return answer;
    }

    private ApiContract contract() {
        return CONTRACTS.computeIfAbsent(port, each -> new ApiContract(get("/v3/api-docs").body()));
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    static JsonNode created(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer);
    }

    static JsonNode json(HttpResponse<String> answer) {
        return Json.MAPPER.readTree(answer.body());
    }

    static JsonNode problem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = json(answer);
        assertThat(problem.required("code").stringValue()).isEqualTo(code);
        assertThat(problem.required("traceId").stringValue()).isNotBlank();
        return problem;
    }

    List<LedgerEntry> events() {
        return READER.stream(caseId, Long.MAX_VALUE);
    }

    static String development(String more) {
        return """
                {"vector": "MILITARY", "title": "t", "occurred": {"precision": "UNKNOWN"}, "unsourced": "told"%s}""".formatted(more);
    }
}
