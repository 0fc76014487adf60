package io.flankwatch.standalone.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.platform.TestTokens;
import io.flankwatch.standalone.demo.Client;
import io.flankwatch.standalone.deployed.Collector.Seen;
import io.flankwatch.wire.Json;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A command is followed from its request to the event, and on to the view that shows it; and its log lines are found by either id.
class TracesTest {

    private static final TestTokens TOKENS = new TestTokens();
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLER = "b7ad6b7169203331";
    private static final String TITLE = "Of which no log may tell";

    @Test
    void one_trace_goes_from_the_command_by_the_event_to_the_view() throws Exception {
        try (Collector collector = new Collector()) {
            var settings = Stream.concat(TOKENS.asArguments().stream(), Stream.of(
                            "--flankwatch.traces.endpoint=" + collector.endpoint(),
                            "--flankwatch.traces.service=of-the-test",
                            "--logging.structured.format.console=logstash",
                            "--logging.level.io.flankwatch.command.desk=debug"))
                    .toList();
            try (Fleet fleet = Fleet.start(1, settings)) {
                Client client = new Client(at(fleet.commands().getFirst()), at(fleet.queries().getFirst()), name -> TOKENS.analyst());
                UUID caseId = UUID.randomUUID();
                HttpResponse<String> answer = client.post(
                        "analyst",
                        "/cases",
                        "{\"caseId\": \"%s\", \"title\": \"%s\"}".formatted(caseId, TITLE),
                        "traceparent", "00-" + TRACE + "-" + CALLER + "-01");
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
                List<Seen> spans = Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> collector.trace(TRACE), found -> found.size() >= 2);
                Seen request = span(spans, "SPAN_KIND_SERVER");
                Seen fold = span(spans, "SPAN_KIND_CONSUMER");
                assertThat(request).extracting(Seen::service, Seen::name, Seen::parent).containsExactly("of-the-test", "POST /cases", CALLER);
                assertThat(fold).extracting(Seen::service, Seen::name, Seen::parent).containsExactly("of-the-test", "fold", request.id());
                String traceparent = "00-" + TRACE + "-" + request.id() + "-01";
                assertThat(answer.headers().firstValue("traceparent")).contains(traceparent);
                JsonNode event = Json.MAPPER.readTree(client.get("analyst", "/events?caseId=" + caseId).body().lines().findFirst().orElseThrow()).required("event");
                assertThat(event.required("traceparent").stringValue()).isEqualTo(traceparent);
                logged(fleet.log(fleet.commands().getFirst()), Json.MAPPER.readTree(answer.body()).required("commandId").stringValue());
            }
        }
    }

    private static void logged(String log, String commandId) {
        List<JsonNode> lines = log.lines().filter(line -> line.startsWith("{")).map(Json.MAPPER::readTree).toList();
        assertThat(lines).anySatisfy(line -> {
            assertThat(line.path("traceId").asString("")).isEqualTo(TRACE);
            assertThat(line.path("commandId").asString("")).isEqualTo(commandId);
        });
        assertThat(log).doesNotContain(TITLE);
    }

    private static Seen span(List<Seen> spans, String kind) {
        return spans.stream().filter(span -> span.kind().equals(kind)).findFirst().orElseThrow(() -> new AssertionError(kind + ": " + spans));
    }

    private static URI at(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
