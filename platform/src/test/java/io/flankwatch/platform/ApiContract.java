package io.flankwatch.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds answers to what the service's own API document says of them: the status, the media type and the form of the body.
public final class ApiContract {

    private static final String DOCUMENT = "https://flankwatch.example/openapi.json";

    private final JsonNode api;
    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    /// @param document as the service tells it
    public ApiContract(String document) {
        api = JsonMapper.shared().readTree(document);
        registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(DOCUMENT, document)));
    }

    /// Of a path that the document does not name nothing is asked.
    public void holds(HttpResponse<String> answer) {
        String method = answer.request().method().toLowerCase(Locale.ROOT);
        Optional<String> path = template(answer.uri().getRawPath(), method);
        if (path.isEmpty()) {
            return;
        }
        String call = method + " " + path.get() + " → " + answer.statusCode();
        String pointer = "/paths/" + escaped(path.get()) + "/" + method + "/responses/" + answer.statusCode();
        JsonNode response = api.at(pointer);
        assertThat(response.isMissingNode()).as(call + " is not documented: " + answer.body()).isFalse();
        if (response.has("$ref")) {
            pointer = response.required("$ref").stringValue().substring(1);
            response = api.at(pointer);
        }
        if (answer.body().isEmpty()) {
            return;
        }
        String type = answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
        assertThat(response.path("content").propertyNames()).as(call + ": media types").contains(type);
        if ((type.equals("application/json") || type.endsWith("+json")) && response.at("/content/" + escaped(type) + "/schema").isObject()) {
            Schema schema = schemas.computeIfAbsent(
                    pointer + "/content/" + escaped(type) + "/schema", at -> registry.getSchema(SchemaLocation.of(DOCUMENT + "#" + at.replace("{", "%7B").replace("}", "%7D"))));
            assertThat(schema.validate(answer.body(), InputFormat.JSON)).as(call + ": " + answer.body()).isEmpty();
        }
    }

    private Optional<String> template(String path, String method) {
        return api.required("paths").propertyStream()
                .filter(entry -> entry.getValue().has(method))
                .map(Map.Entry::getKey)
                .filter(template -> Pattern.matches(template.replaceAll("\\{[^}]+}", "[^/]+"), path))
                // What is named outranks what may be anything.
                .min(Comparator.comparingLong(template -> template.chars().filter(c -> c == '{').count()));
    }

    private static String escaped(String segment) {
        return segment.replace("~", "~0").replace("/", "~1");
    }
}
