package io.flankwatch.platform.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.Marking;
import io.flankwatch.platform.TestTokens;
import io.flankwatch.platform.access.Role;
import io.flankwatch.wire.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

@SpringBootTest(classes = TinyService.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class EdgeTest {

    private static final TestTokens TOKENS = new TestTokens();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String NOTE_7 = "/notes/00000000-0000-4000-8000-000000000007";

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry registry) {
        TOKENS.trustedBy(registry);
        registry.add("flankwatch.max-body", () -> "64KB");
    }

    @Test
    void without_a_token_nobody_gets_in() throws Exception {
        var answer = get("/me", null);
        assertProblem(answer, 401, "NOT_AUTHENTICATED");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
    }

    @Test
    void a_path_that_is_not_there_is_told_to_nobody_without_a_token() throws Exception {
        assertProblem(get("/nowhere", null), 401, "NOT_AUTHENTICATED");
    }

    @Test
    void a_good_token_names_subject_client_roles_and_ceiling() throws Exception {
        var answer = get("/me", TOKENS.token("ana", "desk", Marking.AMBER_STRICT, Role.SUPERVISOR));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("""
                        {"subject":"ana","clientId":"desk","roles":["ANALYST","SUPERVISOR"],\
                        "ceiling":{"subject":"ana","clearance":"AMBER+STRICT","auditor":false}}""");
    }

    @Test
    void an_expired_token_is_no_token() throws Exception {
        assertProblem(
                get("/me", TOKENS.token(claims -> claims.subject("ana")
                        .claim("azp", "desk")
                        .claim("roles", List.of("analyst"))
                        .issuedAt(Instant.now().minusSeconds(7200))
                        .expiresAt(Instant.now().minusSeconds(3600)))),
                401,
                "NOT_AUTHENTICATED");
    }

    @Test
    void a_token_of_another_key_is_no_token() throws Exception {
        assertProblem(get("/me", new TestTokens().analyst()), 401, "NOT_AUTHENTICATED");
    }

    @Test
    void a_token_for_another_audience_is_no_token() throws Exception {
        var token = TOKENS.token(
                claims -> claims.subject("ana").claim("azp", "desk").claim("roles", List.of("analyst")).audience(List.of("another")));
        assertProblem(get("/me", token), 401, "NOT_AUTHENTICATED");
    }

    @Test
    void a_token_without_subject_or_client_is_no_token() throws Exception {
        assertProblem(get("/me", TOKENS.token(claims -> claims.claim("azp", "desk"))), 401, "NOT_AUTHENTICATED");
        assertProblem(get("/me", TOKENS.token(claims -> claims.subject("ana"))), 401, "NOT_AUTHENTICATED");
    }

    @Test
    void what_is_no_token_at_all_is_told_in_the_same_form() throws Exception {
        assertProblem(get("/me", "a.b.c"), 401, "NOT_AUTHENTICATED");
        assertProblem(get("/me", "ä b"), 401, "NOT_AUTHENTICATED");
    }

    @Test
    void roles_are_read_where_keycloak_writes_them() throws Exception {
        var token = TOKENS.token(claims -> claims.subject("ana")
                .claim("client_id", "desk")
                .claim("realm_access", Map.of("roles", List.of("offline_access", "integrator"))));
        var answer = get("/me", token);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).at("/roles/0").stringValue()).isEqualTo("INTEGRATOR");
        assertThat(json(answer).at("/ceiling/clearance").stringValue()).isEqualTo("CLEAR");
    }

    @Test
    void an_access_token_may_say_that_it_is_one() throws Exception {
        // RFC 9068, section 2.1
        var token = TOKENS.token("at+jwt", claims -> claims.subject("ana").claim("client_id", "desk").claim("roles", List.of("analyst")));
        assertThat(get("/me", token).statusCode()).isEqualTo(200);
    }

    @Test
    void an_unknown_clearance_is_clear() throws Exception {
        var token = TOKENS.token(claims -> claims.subject("ana")
                .claim("azp", "desk")
                .claim("roles", List.of("analyst"))
                .claim("clearance", "COSMIC"));
        assertThat(json(get("/me", token)).at("/ceiling/clearance").stringValue()).isEqualTo("CLEAR");
    }

    @Test
    void another_role_is_refused_before_the_body_is_read() throws Exception {
        var answer = post("/notes", TOKENS.analyst(), "{not json");
        assertProblem(answer, 403, "ROLE_MISSING");
        assertThat(json(answer).at("/detail").stringValue()).isEqualTo("This needs the role supervisor");
        assertProblem(get("/me", TOKENS.operator()), 403, "ROLE_MISSING");
        assertProblem(get("/notes/no-uuid", TOKENS.integrator()), 403, "ROLE_MISSING");
    }

    @Test
    void health_is_open_and_the_rest_of_the_actuator_is_for_operators() throws Exception {
        for (String path : List.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness", "/v3/api-docs")) {
            assertThat(get(path, null).statusCode()).as(path).isEqualTo(200);
        }
        assertProblem(get("/actuator/metrics", null), 401, "NOT_AUTHENTICATED");
        assertProblem(get("/actuator/metrics", TOKENS.analyst()), 403, "ROLE_MISSING");
        assertThat(get("/actuator/metrics", TOKENS.operator()).statusCode()).isEqualTo(200);
    }

    @Test
    void a_refusal_has_code_type_title_and_trace_id() throws Exception {
        var answer = send(request(NOTE_7 + "?limit=409", TOKENS.analyst())
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("traceparent")).hasValueSatisfying(value -> assertThat(value).startsWith("00-0af7651916cd43dd8448eb211c80319c-"));
        assertThat(answer.body())
                .isEqualTo("""
                        {"type":"urn:flankwatch:problem:case-closed","title":"The case is closed and takes no new facts","status":409,\
                        "detail":"The case 00000000-0000-4000-8000-000000000007 was closed at position 7",\
                        "instance":"/notes/00000000-0000-4000-8000-000000000007","code":"CASE_CLOSED",\
                        "traceId":"0af7651916cd43dd8448eb211c80319c"}""");
    }

    @Test
    void a_fault_of_the_service_tells_nothing_of_its_inner_workings() throws Exception {
        var answer = get(NOTE_7 + "?limit=1", TOKENS.analyst());
        assertProblem(answer, 500, "INTERNAL");
        assertThat(answer.body()).doesNotContain("secret", "Exception", "java");
    }

    @Test
    void when_trying_again_helps_the_answer_says_when() throws Exception {
        var answer = get(NOTE_7 + "?limit=429", TOKENS.analyst());
        assertProblem(answer, 503, "STORE_AWAY");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void what_spring_refuses_is_told_in_the_same_form() throws Exception {
        assertProblem(get("/nowhere", TOKENS.analyst()), 404, "NOT_FOUND");
        assertProblem(get("/error", TOKENS.analyst()), 404, "NOT_FOUND");
        var method = send(request("/me", TOKENS.analyst()).DELETE());
        assertProblem(method, 405, "METHOD_NOT_ALLOWED");
        assertThat(method.headers().firstValue("Allow")).hasValue("GET");
        assertProblem(send(request("/notes", TOKENS.supervisor()).header("Content-Type", "text/csv").POST(BodyPublishers.ofString("a,b"))), 415, "UNSUPPORTED_MEDIA_TYPE");
        assertProblem(send(request(NOTE_7 + "?limit=1", TOKENS.analyst()).header("Accept", "image/png")), 406, "NOT_ACCEPTABLE");
        assertProblem(get("/notes/seven?limit=1", TOKENS.analyst()), 400, "MALFORMED");
        assertThat(json(get("/notes/seven?limit=1", TOKENS.analyst())).at("/detail").stringValue()).isEqualTo("id must be a UUID");
        assertThat(json(get(NOTE_7 + "?limit=many", TOKENS.analyst())).at("/detail").stringValue()).isEqualTo("limit must be a whole number");
        assertThat(json(get(NOTE_7, TOKENS.analyst())).at("/detail").stringValue()).isEqualTo("The parameter limit is required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/me;x=1", "/%2e%2e/me", "//me", "/me%00"})
    void a_path_that_the_firewall_rejects_is_told_in_the_same_form(String path) throws Exception {
        assertProblem(get(path, TOKENS.analyst()), 400, "MALFORMED");
    }

    @Test
    void a_request_line_that_is_none_is_answered_with_a_problem_too() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("GET /a|b<> HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json").contains("\"code\":\"MALFORMED\"").doesNotContain("<html");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Transfer-Encoding: chunked | 400 | MALFORMED",
        "Content-Length: 100 | 400 | MALFORMED",
        "Content-Length: -1 | 400 | MALFORMED",
        "Transfer-Encoding: nonsense | 405 | METHOD_NOT_ALLOWED",
        "Expect: nonsense | 400 | MALFORMED",
        "Content-Type: multipart/form-data | 415 | UNSUPPORTED_MEDIA_TYPE",
    })
    void a_head_that_its_body_does_not_fit_is_the_callers_fault(String header, int status, String code) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String type = header.startsWith("Content-Type") ? "" : "Content-Type: application/json\r\n";
            socket.getOutputStream().write(("POST /notes HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + TOKENS.supervisor() + "\r\n" + type + header
                            + "\r\n\r\n{\"title\": \"a\"}")
                    .getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 " + status).contains("application/problem+json").contains("\"code\":\"" + code + "\"");
        }
    }

    @Test
    void bodies_are_told_where_they_are_wrong() throws Exception {
        assertThat(faults("{\"title\": \"a\", \"marking\": \"AMBER+STRICT\", \"colour\": 1}"))
                .isEqualTo("UNKNOWN_FIELD /colour is not known here");
        assertThat(faults("{\"title\": \"a\", \"marking\": \"PURPLE\"}"))
                .isEqualTo("MALFORMED /marking must be one of CLEAR, GREEN, AMBER, AMBER+STRICT, RED");
        assertThat(faults("{\"title\": \" \"}")).isEqualTo("MALFORMED /title must not be blank");
        assertThat(faults("{\"title\": 7}")).isEqualTo("MALFORMED /title must be a text");
        assertThat(faults("{\"title\": \"a\", \"tags\": [\"b\", null]}")).isEqualTo("MALFORMED /tags/1 is required");
        assertThat(faults("{\"title\": \"a\", \"occurred\": {\"precision\": \"DAY\"}}")).startsWith("MALFORMED /occurred/earliest is required");
        assertThat(faults("{\"title\": \"a\", \"occurred\": {\"precision\": \"EXACT\", \"earliest\": \"yesterday\"}}"))
                .isEqualTo("MALFORMED /occurred/earliest must be an instant such as 2026-05-28T22:00:00Z");
        assertThat(faults("{\"title\": \"a\", \"title\": \"b\"}")).startsWith("MALFORMED /title ");
        assertThat(faults("{\"title\": \"a\"} x")).startsWith("MALFORMED ");
        assertThat(faults("[]")).isEqualTo("MALFORMED  must be an object");
    }

    @Test
    void a_body_that_is_no_json_is_told_where() throws Exception {
        var answer = post("/notes", TOKENS.supervisor(), "{\"title\": \"a\",\n \"tags\": [x]}");
        assertProblem(answer, 400, "MALFORMED");
        assertThat(json(answer).at("/detail").stringValue()).startsWith("The body is not JSON at line 2");
        assertProblem(post("/notes", TOKENS.supervisor(), ""), 400, "MALFORMED");
    }

    @Test
    void a_body_beyond_the_limit_is_refused_whatever_length_it_claims() throws Exception {
        byte[] large = " ".repeat(70_000).getBytes(StandardCharsets.US_ASCII);
        assertProblem(send(json("/notes").POST(BodyPublishers.ofByteArray(large))), 413, "TOO_LARGE");
        assertProblem(
                send(json("/notes").POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)))), 413, "TOO_LARGE");
    }

    @Test
    void answers_are_written_as_the_ledger_writes_with_their_empty_lists() throws Exception {
        var answer = post("/notes", TOKENS.supervisor(), """
                {"tags": [], "title": "a", "marking": "AMBER+STRICT", "occurred": {"precision": "EXACT", "earliest": "2026-05-28T22:00:00Z", "latest": "2026-05-28T22:00:00Z"}}""");
        assertThat(answer.body())
                .isEqualTo("""
                        {"title":"a","marking":"AMBER+STRICT","occurred":{"earliest":"2026-05-28T22:00:00Z","latest":"2026-05-28T22:00:00Z","precision":"EXACT"},"tags":[]}""");
    }

    private String faults(String body) throws Exception {
        var answer = post("/notes", TOKENS.supervisor(), body);
        JsonNode problem = json(answer);
        assertProblem(answer, 400, problem.at("/code").stringValue());
        assertThat(problem.at("/errors").size()).isEqualTo(1);
        return problem.at("/code").stringValue() + " " + problem.at("/errors/0/pointer").stringValue() + " " + problem.at("/errors/0/detail").stringValue();
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        var problem = json(answer);
        assertThat(problem.at("/status").intValue()).isEqualTo(status);
        assertThat(problem.at("/code").stringValue()).isEqualTo(code);
        assertThat(problem.at("/traceId").stringValue()).matches("[0-9a-f]{32}");
        assertThat(problem.at("/instance").stringValue()).startsWith("/");
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.MAPPER.readTree(answer.body());
    }

    private HttpResponse<String> get(String path, @Nullable String token) throws Exception {
        return send(request(path, token));
    }

    private HttpResponse<String> post(String path, String token, String body) throws Exception {
        return send(request(path, token).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder json(String path) {
        return request(path, TOKENS.supervisor()).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder request(String path, @Nullable String token) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
