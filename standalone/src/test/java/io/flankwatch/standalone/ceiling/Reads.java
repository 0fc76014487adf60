package io.flankwatch.standalone.ceiling;

import io.flankwatch.events.Marking;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every GET of the API document, asked for everything that is planted, in every way and form that the document names.
///
/// A variable or a parameter that nothing is known to ask by is an error: whoever adds one says here how a reader could come by a secret with it.
final class Reads {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private final JsonNode document;
    private final Planted planted;
    private final List<Long> positions;

    /// @param positions of the ledger, all of them
    Reads(String document, Planted planted, List<Long> positions) {
        this.document = JsonMapper.shared().readTree(document);
        this.planted = planted;
        this.positions = positions;
    }

    /// @param operation the path as the document has it
    /// @param accept    the media type that is asked for
    record Read(String operation, String url, String accept) {

        boolean streams() {
            return accept.equals("text/event-stream");
        }
    }

    List<String> operations() {
        return document.required("paths").propertyStream().filter(path -> path.getValue().has("get")).map(Map.Entry::getKey).toList();
    }

    /// @param asOf the positions that are asked for where a read takes them
    List<Read> all(List<Long> asOf) {
        return operations().stream().flatMap(operation -> of(operation, asOf)).toList();
    }

    private Stream<Read> of(String operation, List<Long> asOf) {
        JsonNode get = document.required("paths").required(operation).required("get");
        List<JsonNode> parameters = get.path("parameters").valueStream().filter(parameter -> parameter.required("in").stringValue().equals("query")).toList();
        List<String> queries = queries(operation, parameters, asOf);
        List<String> types = get.at("/responses/200/content").propertyStream().map(Map.Entry::getKey).toList();
        return paths(operation).stream().flatMap(path -> queries.stream().flatMap(query -> types.stream().map(type -> new Read(operation, path + query, type))));
    }

    private List<String> paths(String operation) {
        Matcher variable = VARIABLE.matcher(operation);
        if (!variable.find()) {
            return List.of(operation);
        }
        return values(variable.group(1)).stream()
                .flatMap(value -> paths(operation.replace(variable.group(), encoded(value))).stream())
                .toList();
    }

    private List<String> values(String variable) {
        return switch (variable) {
            case "caseId" -> texts(List.of(planted.caseId, planted.other));
            case "entryId" -> texts(List.of(planted.open, planted.otherEntry, planted.incursion, planted.claim, planted.meeting, planted.change, planted.reaction, planted.note));
            case "personId" -> texts(List.of(planted.person));
            case "sourceId" -> texts(List.of(planted.source));
            case "indicatorId" -> texts(List.of(planted.watched, planted.ruled, planted.across, planted.concluding));
            case "hypothesisId" -> texts(List.of(planted.hypothesis));
            case "assessmentId" -> texts(List.of(planted.assessment));
            case "briefId" -> texts(List.of(planted.brief));
            case "jurisdiction" -> List.of("LV", "RO");
            case "position" -> positions.stream().map(String::valueOf).toList();
            case "type" -> List.of("io.flankwatch.incursion.reported");
            case "version" -> List.of("v1");
            default -> throw new AssertionError("what is to be asked for " + variable + "?");
        };
    }

    /// None, then each parameter by itself with each of its values; what is required stands in all of them.
    private List<String> queries(String operation, List<JsonNode> parameters, List<Long> asOf) {
        String always = parameters.stream()
                .filter(parameter -> parameter.path("required").asBoolean(false))
                .map(parameter -> pair(parameter, asked(operation, parameter, asOf).getFirst()))
                .reduce("", (before, pair) -> before + (before.isEmpty() ? "?" : "&") + pair);
        List<String> queries = new ArrayList<>(List.of(always));
        for (JsonNode parameter : parameters) {
            String name = parameter.required("name").stringValue();
            for (String value : asked(operation, parameter, asOf)) {
                String others = Stream.of(always.replaceFirst("^\\?", "").split("&", -1))
                        .filter(pair -> !pair.isEmpty() && !pair.startsWith(name + "="))
                        .reduce("", (before, pair) -> before + "&" + pair);
                queries.add("?" + pair(parameter, value) + others);
            }
        }
        return queries;
    }

    private static String pair(JsonNode parameter, String value) {
        return parameter.required("name").stringValue() + "=" + encoded(value);
    }

    private List<String> asked(String operation, JsonNode parameter, List<Long> asOf) {
        JsonNode schema = resolved(parameter.required("schema"));
        JsonNode choices = schema.has("items") ? resolved(schema.required("items")).path("enum") : schema.path("enum");
        if (!choices.isMissingNode()) {
            return choices.valueStream().map(JsonNode::stringValue).toList();
        }
        String name = parameter.required("name").stringValue();
        return switch (name) {
            case "asOf" -> asOf.stream().map(String::valueOf).toList();
            case "q" -> List.of(Planted.WORD, Planted.WORD.toLowerCase(Locale.ROOT), "seen");
            case "country" -> List.of("LV", "RO");
            case "jurisdiction" -> List.of("LV", "RO");
            case "ref" -> List.of("plain:" + Planted.WORD);
            case "from", "at" -> ofKnowledge(operation) ? List.of("0") : List.of("2019-02-01T00:00:00Z", "2019-04-01T00:00:00Z");
            case "to" -> ofKnowledge(operation) ? asOf.stream().map(String::valueOf).toList() : List.of("2019-04-01T00:00:00Z");
            case "dueBefore", "deadline" -> List.of("2091-01-01T00:00:00Z");
            case "by" -> operation.endsWith("/incursions") ? List.of("month", "country", "object") : List.of("month", "country");
            case "sort" -> List.of("changed", "-changed");
            case "order" -> List.of("occurred", "recorded");
            case "standing" -> List.of("true", "false");
            case "after" -> schema.path("type").asString("").equals("integer") ? List.of("-1", "5") : List.of("2019-01-01T00:00:00Z");
            case "type" -> List.of("io.flankwatch.incursion.reported.v1");
            case "caseId" -> texts(List.of(planted.caseId, planted.other));
            case "lead", "subject" -> List.of("ana");
            case "marking", "under" -> Stream.of(Marking.values()).map(Marking::toString).toList();
            case "object" -> List.of("DECOY_UAV");
            case "outcome" -> List.of("IMPACT_UNEXPLODED");
            case "near" -> List.of("56.93,24.12,50");
            case "bbox" -> List.of("24,56,25,57");
            case "condition" -> List.of("{\"type\":\"incursions\",\"country\":\"LV\",\"atLeast\":1}");
            case "since" -> asOf.stream().map(String::valueOf).toList();
            case "tag", "code" -> List.of("NONE");
            case "view" -> List.of("timeline");
            case "limit" -> List.of("1", "200");
            case "cursor" -> List.of();
            default -> throw new AssertionError("what is to be asked for by " + name + " of " + operation + "?");
        };
    }

    /// Whether it is asked from when to when something was known, and not when it happened.
    private static boolean ofKnowledge(String operation) {
        return operation.endsWith("/diff");
    }

    private JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.required("$ref").stringValue().substring(1)) : schema;
    }

    private static List<String> texts(List<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
