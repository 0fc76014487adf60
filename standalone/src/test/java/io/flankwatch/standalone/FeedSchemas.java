package io.flankwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.flankwatch.standalone.demo.Client;
import io.flankwatch.wire.Json;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Holds every event that was recorded to the schema that it names, both as anybody gets them.
public final class FeedSchemas {

    private final Client client;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> schemas = new HashMap<>();

    public FeedSchemas(Client client) {
        this.client = client;
    }

    /// @return how many events there are
    public long hold() {
        long position = -1;
        List<String> lines;
        do {
            HttpResponse<String> page = client.get("auditor", "/events?limit=1000&after=" + position);
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            lines = page.body().lines().toList();
            for (String line : lines) {
                JsonNode entry = Json.MAPPER.readTree(line);
                JsonNode event = entry.required("event");
                assertThat(schema(event.required("dataschema").stringValue())
                                .validate(
                                        event.required("data").toString(),
                                        InputFormat.JSON,
                                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true))))
                        .as(line)
                        .isEmpty();
                position = entry.required("position").longValue();
            }
        } while (!lines.isEmpty());
        return position + 1;
    }

    private Schema schema(String path) {
        return schemas.computeIfAbsent(path, served -> registry.getSchema(client.ask("auditor", served).toString()));
    }
}
