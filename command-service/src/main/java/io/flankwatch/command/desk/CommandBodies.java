package io.flankwatch.command.desk;

import io.flankwatch.command.vocabulary.CaseFileCommand.ChangeCaseDetails;
import io.flankwatch.command.vocabulary.CaseFileCommand.ChangeCaseDetails.Detail;
import io.flankwatch.command.vocabulary.Command;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.platform.json.Bodies;
import io.flankwatch.wire.Ids;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the bodies of commands.
final class CommandBodies {

    /// All text of one command. Larger things are evidence files, referred to by hash.
    private static final int MAX_TEXT = 16 * 1024;

    private CommandBodies() {}

    /// @param given members that the path gives; the body may repeat them and must not contradict them
    static <C extends Command> C read(JsonNode body, Class<C> type, Map<String, String> given) {
        if (!(body instanceof ObjectNode members)) {
            throw Refused.at("", RefusalCode.MALFORMED, "must be a JSON object");
        }
        if (text(members) > MAX_TEXT) {
            throw new Refused(RefusalCode.TOO_LARGE, "all text of one command has at most " + MAX_TEXT + " bytes");
        }
        given.forEach((name, value) -> {
            JsonNode own = members.get(name);
            if (own == null) {
                members.put(name, value);
            } else if (!own.isString() || !same(name, own.stringValue(), value)) {
                throw Refused.at("/" + name, RefusalCode.MALFORMED, "is not that of the path");
            }
        });
        if (type == ChangeCaseDetails.class) {
            nullClears(members);
        }
        return Bodies.read(members, type);
    }

    /// Where absent means unchanged, null can't mean absent: it takes a member away, as in RFC 7396.
    private static void nullClears(ObjectNode members) {
        List<String> nulls = members.properties().stream()
                .filter(member -> member.getValue().isNull() && !member.getKey().equals("clear"))
                .map(Map.Entry::getKey)
                .toList();
        for (String name : nulls) {
            if (Stream.of(Detail.values()).noneMatch(detail -> detail.toString().equals(name))) {
                throw Refused.at("/" + name, RefusalCode.MALFORMED, "can't be taken away");
            }
            members.remove(name);
        }
        if (!nulls.isEmpty()) {
            JsonNode given = members.get("clear");
            if (given == null || given.isNull()) {
                given = members.putArray("clear");
            }
            if (given instanceof ArrayNode clear) {
                nulls.forEach(clear::add);
            }
        }
    }

    /// An id may be written in either case.
    private static boolean same(String name, String one, String other) {
        return name.endsWith("Id") ? one.equalsIgnoreCase(other) : one.equals(other);
    }

    private static long text(@Nullable JsonNode node) {
        if (node == null) {
            return 0;
        }
        if (node.isString()) {
            return node.stringValue().getBytes(StandardCharsets.UTF_8).length;
        }
        long bytes = 0;
        for (JsonNode child : node.values()) {
            bytes += text(child);
        }
        return bytes;
    }

    static UUID caseId(ObjectNode body, UUID otherwise) {
        JsonNode given = body.get("caseId");
        if (given == null) {
            body.put("caseId", otherwise.toString());
            return otherwise;
        }
        try {
            return Ids.parse(given.stringValue(""));
        } catch (IllegalArgumentException noUuid) {
            throw Refused.at("/caseId", RefusalCode.MALFORMED, "must be a UUID");
        }
    }
}
