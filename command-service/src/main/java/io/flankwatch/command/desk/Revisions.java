package io.flankwatch.command.desk;

import io.flankwatch.command.vocabulary.CaseCommand;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.platform.json.Bodies;
import io.flankwatch.wire.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads a revision as the body that would record anew what is revised: so it goes through everything that a new one does.
public final class Revisions {

    private Revisions() {}

    /// @param changes pointers of refusals begin in them
    /// @throws Refused MALFORMED or UNKNOWN_FIELD
    public static <C extends CaseCommand> C revised(CaseEvent before, Class<C> command, Map<String, @Nullable Object> changes) {
        ObjectNode entry = Json.MAPPER.valueToTree(before);
        // Filled in by the ledger, not said by anybody.
        entry.remove("previous");
        changes.forEach((member, value) -> {
            switch (member) {
                case "entryId", "hypothesisId" -> throw Refused.at("/" + member, RefusalCode.MALFORMED, "can't be changed");
                case "marking" -> throw Refused.at("/marking", RefusalCode.MALFORMED, "is changed by a command of its own");
                default -> merge(entry, member, Json.MAPPER.valueToTree(value));
            }
        });
        return Bodies.read(entry, command);
    }

    /// RFC 7396.
    private static void merge(ObjectNode target, String member, JsonNode patch) {
        if (patch.isNull()) {
            target.remove(member);
        } else if (patch instanceof ObjectNode members) {
            ObjectNode inner = target.get(member) instanceof ObjectNode there ? there : target.putObject(member);
            members.properties().forEach(each -> merge(inner, each.getKey(), each.getValue()));
        } else {
            target.set(member, patch);
        }
    }
}
