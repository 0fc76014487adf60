package io.flankwatch.standalone.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where the gateway sends a request, and when it sends one again.
@EnabledIf(value = "io.flankwatch.standalone.deployed.Gateway#there", disabledReason = Gateway.NOT_THERE)
class GatewayTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger hangUps = new AtomicInteger();
    private List<Upstream> commands = List.of();
    private List<Upstream> queries = List.of();
    private Gateway gateway;

    @BeforeEach
    void start() throws IOException {
        commands = List.of(new Upstream("commands", hangUps), new Upstream("commands", hangUps));
        queries = List.of(new Upstream("queries", hangUps), new Upstream("queries", hangUps));
        gateway = Gateway.start(ports(commands), ports(queries));
        gateway.ready();
    }

    @AfterEach
    void stop() {
        gateway.close();
        Stream.of(commands, queries).flatMap(List::stream).forEach(Upstream::close);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /cases, queries",
        "HEAD, /cases/1, queries",
        "GET, /views, queries",
        "POST, /views/all/rebuild, queries",
        "POST, /dead-letters/1/retry, queries",
        "POST, /cases, commands",
        "POST, /viewsandmore, commands",
        "PATCH, /cases/1, commands",
        "PUT, /cases/1/marking, commands",
        "DELETE, /cases/1/analysts/2, commands"
    })
    void what_asks_goes_to_one_and_what_changes_something_to_the_other(String method, String path, String service) throws Exception {
        HttpResponse<String> answer = send(method, path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Served-By")).contains(service);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void a_command_without_a_key_that_may_have_arrived_is_not_sent_again(String method) throws Exception {
        hangUps.set(1);
        refused(send(method, "/cases/1/notes"), 504, "OUTCOME_UNKNOWN");
        assertThat(sent(commands)).isEqualTo(1);
    }

    @Test
    void a_command_with_a_key_is_sent_again() throws Exception {
        hangUps.set(1);
        assertThat(send("POST", "/cases", "Idempotency-Key", "one").statusCode()).isEqualTo(200);
        assertThat(sent(commands)).isEqualTo(2);
    }

    @Test
    void a_question_is_asked_again() throws Exception {
        hangUps.set(1);
        assertThat(send("GET", "/cases?q=x").statusCode()).isEqualTo(200);
        assertThat(sent(queries)).isEqualTo(2);
    }

    @Test
    void what_operators_tell_a_query_service_is_told_once() throws Exception {
        hangUps.set(1);
        refused(send("POST", "/views/all/rebuild"), 503, "SERVICE_AWAY");
        assertThat(sent(queries)).isEqualTo(1);
    }

    @Test
    void a_service_that_has_gone_is_not_noticed() throws Exception {
        commands.getFirst().close();
        queries.getLast().close();
        for (int i = 0; i < 10; i++) {
            assertThat(send("POST", "/cases").statusCode()).isEqualTo(200);
            assertThat(send("GET", "/cases").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void where_there_is_none_callers_are_asked_to_come_back() throws Exception {
        Stream.of(commands, queries).flatMap(List::stream).forEach(Upstream::close);
        refused(send("POST", "/cases"), 503, "SERVICE_AWAY");
        refused(send("GET", "/cases"), 503, "SERVICE_AWAY");
    }

    @Test
    void events_come_when_they_are_sent() throws Exception {
        HttpResponse<InputStream> stream = http.send(HttpRequest.newBuilder(gateway.url().resolve("/events/stream")).build(), BodyHandlers.ofInputStream());
        try (InputStream body = stream.body()) {
            assertThat(new String(body.readNBytes(7), StandardCharsets.US_ASCII)).isEqualTo("id: 1\n\n");
            queries.forEach(each -> each.read.countDown());
            assertThat(new String(body.readAllBytes(), StandardCharsets.US_ASCII)).isEqualTo("id: 2\n\n");
        }
    }

    @Test
    void a_request_has_one_id_all_the_way_and_nobody_says_where_it_came_from_but_the_gateway() throws Exception {
        String own = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        var unused = send("GET", "/cases?q=secret", "traceparent", own, "X-Forwarded-For", "192.0.2.1");
        unused = send("GET", "/cases", "traceparent", "nonsense");
        List<String> heads = queries.stream().map(Upstream::heads).flatMap(List::stream).toList();
        assertThat(heads).hasSize(2).contains(own + " [127.0.0.1]").anyMatch(head -> head.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00 \\[127\\.0\\.0\\.1]"));
        assertThat(gateway.log()).contains(" 0af7651916cd43dd8448eb211c80319c GET /cases 200 ").doesNotContain("secret");
    }

    @Test
    void the_file_that_says_where_services_are_goes_with_it() throws Exception {
        Process check = Gateway.check();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(check.waitFor()).as(said).isZero();
    }

    private HttpResponse<String> send(String method, String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.url().resolve(path))
                .method(method, method.equals("GET") || method.equals("HEAD") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
        return http.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    private static void refused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Json.MAPPER.readTree(answer.body()).required("code").stringValue()).isEqualTo(code);
        assertThat(Json.MAPPER.readTree(answer.body()).required("status").intValue()).isEqualTo(status);
        assertThat(Json.MAPPER.readTree(answer.body()).required("traceId").stringValue()).hasSize(32);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    private static int sent(List<Upstream> to) {
        return to.stream().mapToInt(upstream -> (int) upstream.requests().stream().filter(request -> !request.contains("/actuator/")).count()).sum();
    }

    private static List<Integer> ports(List<Upstream> upstreams) {
        return upstreams.stream().map(Upstream::port).toList();
    }
}
