package io.flankwatch.command.desk;

import io.flankwatch.command.sealing.Sealer;
import io.flankwatch.command.vocabulary.CaseCommand;
import io.flankwatch.command.vocabulary.EntryCommand.Recording;
import io.flankwatch.command.vocabulary.EntryCommand.ReviseEntry;
import io.flankwatch.events.Refused;
import io.flankwatch.platform.json.Bodies;
import io.flankwatch.platform.persons.PersonPart;
import io.flankwatch.wire.Ids;
import io.flankwatch.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the bodies of commands about cases, whose parts about persons are sealed before there is a command: nothing that is decided, stored, refused or
/// logged ever has them.
final class SealedBodies {

    private static final String PERSONS = "persons";
    private static final String CHANGES = "changes";

    private final Sealer sealer;

    SealedBodies(Sealer sealer) {
        this.sealer = sealer;
    }

    /// A part, and the member of the body that holds it.
    private record Plain(PersonPart part, ObjectNode member, String pointer) {}

    /// @param given  members that the path gives
    /// @param dryRun no key is made, and what is sealed is never opened
    <C extends CaseCommand> C read(JsonNode body, Class<C> type, Map<String, String> given, UUID caseId, boolean dryRun) {
        List<Plain> plain = plain(body, type);
        if (plain.isEmpty()) {
            return CommandBodies.read(body, type, given);
        }
        ObjectNode members = (ObjectNode) body;
        if (type != ReviseEntry.class && members.get("entryId") == null) {
            // A part is sealed for its entry and for no other.
            members.put("entryId", Ids.next().toString());
        }
        // First of all the shape of the whole: no key is made for what is refused anyway.
        plain.forEach(each -> each.member().put("sealed", sealer.likeness(each.part())));
        C shape = CommandBodies.read(body, type, given);
        UUID entryId = entryId(shape);
        for (Plain each : plain) {
            try {
                if (dryRun) {
                    sealer.admit(each.part().personId());
                } else {
                    each.member().put("sealed", sealer.seal(caseId, entryId, each.part()));
                }
            } catch (Refused erased) {
                throw Refused.at(each.pointer() + "/personId", erased.code(), erased.detail());
            }
        }
        return dryRun ? shape : CommandBodies.read(body, type, given);
    }

    /// What was sent, with a mark in place of what it says about persons: whoever keeps a fingerprint of it can't try guesses on it once they are erased.
    byte[] marked(byte[] sent, Class<? extends CaseCommand> type) {
        if (sent.length == 0) {
            return sent;
        }
        JsonNode body = Bodies.tree(sent);
        return mark(body, type) ? Json.MAPPER.writeValueAsBytes(body) : sent;
    }

    /// @return whether there was anything to be marked
    boolean mark(JsonNode body, @Nullable Class<?> type) {
        if (!(holder(body, type) instanceof ObjectNode holder) || holder.get(PERSONS) == null) {
            return false;
        }
        List<Plain> plain;
        try {
            plain = plain(body, type);
        } catch (Refused malformed) {
            plain = List.of();
        }
        if (plain.isEmpty()) {
            // Refused, or nothing is said; but other commands of the same request may be recorded.
            holder.putArray(PERSONS);
        }
        for (Plain each : plain) {
            byte[] said = Json.MAPPER.writeValueAsBytes(each.part().content());
            each.member().put("mark", sealer.mark(each.part().personId(), said));
        }
        return true;
    }

    /// Takes the parts out of a body; the ids of the persons stay in it.
    private static List<Plain> plain(JsonNode body, @Nullable Class<?> type) {
        if (!(holder(body, type).path(PERSONS) instanceof ArrayNode persons)) {
            return List.of();
        }
        String below = type == ReviseEntry.class ? "/" + CHANGES : "";
        List<Plain> plain = new ArrayList<>();
        for (int i = 0; i < persons.size(); i++) {
            String pointer = below + "/" + PERSONS + "/" + i;
            PersonPart part = Bodies.read(persons.get(i), PersonPart.class, pointer);
            ObjectNode member = persons.objectNode().put("personId", part.personId().toString());
            persons.set(i, member);
            if (part.saysSomething()) {
                plain.add(new Plain(part, member, pointer));
            }
        }
        return plain;
    }

    /// Where a body of that type has its parts about persons, if it has some.
    private static JsonNode holder(JsonNode body, @Nullable Class<?> type) {
        return type == null
                ? MissingNode.getInstance()
                : type == ReviseEntry.class ? body.path(CHANGES) : Recording.class.isAssignableFrom(type) ? body : MissingNode.getInstance();
    }

    private static UUID entryId(CaseCommand command) {
        return command instanceof ReviseEntry revise ? revise.entryId() : Objects.requireNonNull(((Recording) command).entry().entryId());
    }
}
