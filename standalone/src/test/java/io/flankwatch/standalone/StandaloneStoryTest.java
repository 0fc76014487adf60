package io.flankwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.standalone.demo.Client;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The standalone as it starts for a newcomer: the demo case is there, and told again it stays as it is.
class StandaloneStoryTest {

    @TempDir
    Path directory;

    @Test
    void the_first_start_prints_the_demo_case_and_its_story_holds() {
        int port = JavaProcess.freePort();
        List<String> arguments = List.of("--server.port=" + port, "--flankwatch.data=" + directory.resolve("data"));
        try (JavaProcess standalone = JavaProcess.start(Standalone.class, port, arguments).ready()) {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> standalone.log().contains("Recorded"));
            assertThat(standalone.log())
                    .contains("Exercise: drone strike on a residential block in Galați", "NATO condemns the strike", "(B2)", "analyst2");
            Client client = new Client(standalone.url());
            new Story(client).holds();
            assertThat(new FeedSchemas(client).hold()).isPositive();
            JsonNode document = client.ask("operator", "/v3/api-docs");
            assertThat(document.required("openapi").stringValue()).startsWith("3.1");
            assertThat(document.required("paths").propertyNames())
                    .contains("/cases", "/cases/{caseId}/incursions", "/cases/{caseId}/timeline", "/events/stream");
            assertThat(document.required("paths").required("/cases").propertyNames()).contains("get", "post");
            assertThat(client.get("operator", "/swagger-ui.html").statusCode()).isIn(200, 302);
        }
    }
}
