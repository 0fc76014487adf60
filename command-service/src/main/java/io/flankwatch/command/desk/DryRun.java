package io.flankwatch.command.desk;

import io.flankwatch.command.vocabulary.Decision.Decided;
import io.flankwatch.command.vocabulary.Outcome;
import io.flankwatch.command.vocabulary.Warning;
import io.flankwatch.events.Marking;
import io.flankwatch.events.PersonEvent;
import io.flankwatch.wire.EventTypes;
import io.flankwatch.wire.Json;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The answer to a dry run: what would be recorded. Nothing was, and no key was used up.
///
/// @param caseId   absent where the command is about a person
/// @param personId the person, where the command is about one
/// @param version  of the case, or of what is recorded of the person, after it, if it were recorded now
public record DryRun(@Nullable UUID caseId, @Nullable UUID personId, long version, List<WouldRecord> wouldRecord, List<Warning> warnings) {

    /// @param type    full type of the event
    /// @param marking its effective marking
    /// @param data    as it would be stored
    public record WouldRecord(String type, Marking marking, JsonNode data) {}

    /// The query of a request for one.
    static boolean isAsked(@Nullable String query) {
        return "dryRun=true".equals(query);
    }

    static DryRun of(UUID about, Outcome outcome) {
        boolean person = outcome.decision().events().get(outcome.decision().primary()).event() instanceof PersonEvent;
        return new DryRun(
                person ? null : about,
                person ? about : null,
                outcome.version(),
                outcome.shown().stream().map(DryRun::would).toList(),
                outcome.decision().warnings());
    }

    private static WouldRecord would(Decided decided) {
        return new WouldRecord(EventTypes.nameOf(decided.event().getClass()), decided.marking(), Json.MAPPER.valueToTree(decided.event()));
    }
}
