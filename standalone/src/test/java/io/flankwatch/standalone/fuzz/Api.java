package io.flankwatch.standalone.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The endpoints that the API document names, and bodies as its schemas describe them.
final class Api {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /// What a member of that name has to look like; the schema says only that it is a text.
    private static final Map<String, String> FORMS = Map.ofEntries(
            Map.entry("url", "https://example.org/%d"), Map.entry("archiveUrl", "https://example.org/archived/%d"), Map.entry("country", "RO"),
            Map.entry("jurisdiction", "RO"), Map.entry("nationality", "RO"), Map.entry("subdivision", "RO-TL"), Map.entry("zone", "Europe/Bucharest"), Map.entry("lang", "ro"),
            Map.entry("language", "ro"), Map.entry("mediaType", "image/png"), Map.entry("sha256", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
            Map.entry("textHash", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"), Map.entry("earliest", "2026-05-28T22:00:00Z"),
            Map.entry("latest", "2026-05-29T02:00:00Z"), Map.entry("deadline", "2090-01-01T00:00:00Z"));

    /// Ids that a body may choose; all others must be there.
    private static final Set<String> NEW = Set.of("caseId", "entryId", "sourceId", "captureId", "indicatorId", "hypothesisId", "assessmentId", "subscriptionId");

    private final JsonNode document;
    private final Random random;
    private long made;

    Api(String document, Random random) {
        this.document = JsonMapper.shared().readTree(document);
        this.random = random;
    }

    record Operation(String method, String path, JsonNode says) {

        boolean writes() {
            return !method.equals("GET");
        }

        List<String> parameters(String in) {
            return says.path("parameters").valueStream().filter(p -> p.required("in").stringValue().equals(in)).map(p -> p.required("name").stringValue()).toList();
        }

        /// Whoever may call it; the roles are named as the standalone's clients are.
        List<String> clients() {
            String description = says.path("description").asString("");
            int roles = description.lastIndexOf("Roles: ");
            return roles < 0 ? List.of("analyst") : List.of(description.substring(roles + "Roles: ".length()).strip().toLowerCase(Locale.ROOT).split(", "));
        }

        @Nullable JsonNode example() {
            return says.at("/requestBody/content/application~1json").get("example");
        }
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.required("paths").propertyStream().forEach(path -> path.getValue().propertyStream()
                .forEach(method -> operations.add(new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))));
        return operations;
    }

    /// The documented table: the codes, each under its status.
    Map<String, Integer> codes() {
        String table = document.at("/components/schemas/Problem/description").stringValue();
        return table.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\s*\\|\\s*"))
                .collect(Collectors.toMap(columns -> columns[1].replace("`", ""), columns -> Integer.valueOf(columns[2])));
    }

    /// As the schema describes it, with some of what is optional.
    ///
    /// @param ids of what is there already
    JsonNode body(Operation operation, List<String> ids) {
        JsonNode schema = operation.says().at("/requestBody/content/application~1json/schema");
        return schema.isMissingNode() ? NODES.objectNode() : value(schema, "", ids, 0);
    }

    private JsonNode value(JsonNode schema, String name, List<String> ids, int depth) {
        if (schema.has("$ref")) {
            return value(document.at(schema.required("$ref").stringValue().substring(1)), name, ids, depth);
        }
        for (String several : List.of("oneOf", "anyOf")) {
            if (schema.has(several)) {
                JsonNode one = schema.get(several);
                return value(one.get(random.nextInt(one.size())), name, ids, depth);
            }
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
        }
        return switch (schema.path("type").asString("object")) {
            case "string" -> text(schema, name, ids);
            case "integer", "number" -> NODES.numberNode(1 + random.nextInt(6));
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "array" -> depth > 6 ? NODES.arrayNode() : NODES.arrayNode().add(value(schema.required("items"), name, ids, depth + 1));
            default -> object(schema, ids, depth);
        };
    }

    private JsonNode object(JsonNode schema, List<String> ids, int depth) {
        ObjectNode object = NODES.objectNode();
        Set<String> required = schema.path("required").valueStream().map(JsonNode::stringValue).collect(Collectors.toSet());
        for (JsonNode part : schema.path("allOf")) {
            if (value(part, "", ids, depth) instanceof ObjectNode members) {
                object.setAll(members);
            }
        }
        schema.path("properties").propertyStream().forEach(member -> {
            if (required.contains(member.getKey()) || (depth < 6 && random.nextInt(10) < (member.getKey().endsWith("Id") ? 2 : 6))) {
                object.set(member.getKey(), value(member.getValue(), member.getKey(), ids, depth + 1));
            }
        });
        return object;
    }

    private JsonNode text(JsonNode schema, String name, List<String> ids) {
        if (schema.path("format").asString("").equals("uuid")) {
            return NODES.stringNode(NEW.contains(name) || ids.isEmpty() ? UUID.randomUUID().toString() : Hostile.any(ids, random));
        }
        String form = FORMS.get(name);
        if (form != null) {
            return NODES.stringNode(form.formatted(made++));
        }
        return NODES.stringNode(schema.path("format").asString("").equals("date-time") ? "2026-05-29T05:00:00Z" : name + " " + made++);
    }
}
