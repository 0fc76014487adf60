package io.flankwatch.query.links;

import io.flankwatch.events.EntryLink;
import io.flankwatch.query.projection.Recording;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A link of an entry, as one of the two sides shows it.
///
/// @param caseId     the case of the other entry, and
/// @param entryId    the other entry
/// @param relation   of this entry to the other
/// @param recordedIn the case, and
/// @param recordedOn the entry that was linked, which is where the link can be taken away
@Schema(description = "A link to another entry; it can be taken away on the entry that it was recorded on")
public record LinkedEntry(
        UUID caseId, UUID entryId, Relation relation, @Nullable String reason, UUID recordedIn, UUID recordedOn, Recording recorded) {

    @Schema(name = "EntryRelation")
    public enum Relation {
        SAME_INCIDENT,
        PART_OF,
        HAS_PART,
        IN_RESPONSE_TO,
        HAS_RESPONSE,
        CONTRADICTS;

        static Relation own(EntryLink.Relation relation) {
            return switch (relation) {
                case SAME_INCIDENT -> SAME_INCIDENT;
                case PART_OF -> PART_OF;
                case IN_RESPONSE_TO -> IN_RESPONSE_TO;
                case CONTRADICTS -> CONTRADICTS;
            };
        }

        static Relation inverse(EntryLink.Relation relation) {
            return switch (relation) {
                case SAME_INCIDENT -> SAME_INCIDENT;
                case PART_OF -> HAS_PART;
                case IN_RESPONSE_TO -> HAS_RESPONSE;
                case CONTRADICTS -> CONTRADICTS;
            };
        }
    }
}
