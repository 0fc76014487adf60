package io.flankwatch.command.desk;

import io.flankwatch.command.vocabulary.EntryCommand.ChangeInterceptProtocol;
import io.flankwatch.command.vocabulary.EntryCommand.ConveneMeeting;
import io.flankwatch.command.vocabulary.EntryCommand.RecordCasualty;
import io.flankwatch.command.vocabulary.EntryCommand.RecordDevelopment;
import io.flankwatch.command.vocabulary.EntryCommand.RecordReaction;
import io.flankwatch.command.vocabulary.EntryCommand.Recording;
import io.flankwatch.command.vocabulary.EntryCommand.ReportIncursion;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.EntryRecorded.CasualtyRecorded;
import io.flankwatch.events.EntryRecorded.DevelopmentRecorded;
import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.EntryRecorded.InterceptProtocolChanged;
import io.flankwatch.events.EntryRecorded.MeetingConvened;
import io.flankwatch.events.EntryRecorded.ReactionRecorded;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.platform.json.Bodies;
import io.flankwatch.wire.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads a revision as the body that would record the revised entry anew: so it goes through everything that a new one does.
public final class Revisions {

    private static final String CHANGES = "/changes";

    private Revisions() {}

    /// @throws Refused MALFORMED or UNKNOWN_FIELD
    public static Recording revised(EntryRecorded before, Map<String, @Nullable Object> changes) {
        ObjectNode entry = Json.MAPPER.valueToTree(before);
        // Filled in by the ledger, not said by anybody.
        entry.remove("previous");
        changes.forEach((member, value) -> {
            switch (member) {
                case "entryId" -> throw Refused.at(CHANGES + "/entryId", RefusalCode.MALFORMED, "an entry keeps its id");
                case "marking" -> throw Refused.at(CHANGES + "/marking", RefusalCode.MALFORMED, "is changed by a command of its own");
                default -> merge(entry, member, Json.MAPPER.valueToTree(value));
            }
        });
        return Bodies.read(entry, type(before), CHANGES);
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

    private static Class<? extends Recording> type(EntryRecorded entry) {
        return switch (entry) {
            case IncursionReported _ -> ReportIncursion.class;
            case CasualtyRecorded _ -> RecordCasualty.class;
            case DevelopmentRecorded _ -> RecordDevelopment.class;
            case ReactionRecorded _ -> RecordReaction.class;
            case MeetingConvened _ -> ConveneMeeting.class;
            case InterceptProtocolChanged _ -> ChangeInterceptProtocol.class;
        };
    }
}
