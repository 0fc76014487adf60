package io.flankwatch.query.timeline;

import io.flankwatch.events.Casualty;
import io.flankwatch.events.FieldChange;
import io.flankwatch.events.Confidence;
import io.flankwatch.events.EntryKind;
import io.flankwatch.events.ExternalRef;
import io.flankwatch.events.Incursion;
import io.flankwatch.events.Marking;
import io.flankwatch.events.ObjectType;
import io.flankwatch.events.Place;
import io.flankwatch.events.Protocol;
import io.flankwatch.events.Quantity;
import io.flankwatch.events.Quotation;
import io.flankwatch.events.Reaction;
import io.flankwatch.events.Reliability;
import io.flankwatch.events.Vector;
import io.flankwatch.events.Verification;
import io.flankwatch.events.When;
import io.flankwatch.query.links.LinkedEntry;
import io.flankwatch.query.persons.PersonShown;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An entry as readers see it: what happened, on both time axes, who said so and how well it stands.
@Schema(description = "An entry with both of its times: when it happened (occurred), and when it became known (recordedAt, appendedAt, position)")
record EntryShown(
        long position,
        Marking marking,
        String leafHash,
        UUID entryId,
        EntryKind kind,
        @Schema(description = "Stored type of the event that recorded it", example = "io.flankwatch.incursion.reported.v1") String type,
        Vector vector,
        @Nullable String title,
        @Nullable String description,
        @Schema(description = "When it happened in the world: a closed interval with a precision") When occurred,
        @Schema(description = "When it was recorded, by the service's clock") Instant recordedAt,
        @Schema(description = "When it was appended, by the ledger's clock") Instant appendedAt,
        @Schema(description = "Subject of the token under which it was recorded") String recordedBy,
        @Schema(description = "Client of that token") String client,
        UUID commandId,
        List<SourceShown> sources,
        @Nullable String unsourced,
        List<Place> places,
        List<Quotation> quotations,
        Verification verification,
        @Nullable Confidence confidence,
        @Schema(description = "Neither retracted nor superseded by an entry that stands, as far as the reader sees") boolean standing,
        @Nullable Retracted retracted,
        @Schema(description = "Who reinstated it; absent where it was never retracted, or is now") @Nullable Reinstated reinstated,
        @Schema(description = "Every correction of it, in the order recorded; the entry is shown as it is after the last one") List<Revised> revisions,
        @Nullable UUID supersedes,
        List<UUID> supersededBy,
        List<ExternalRef> externalRefs,
        @Schema(description = "To entries of this case and of others, whichever side was linked; only where an entry is read by itself")
                @Nullable List<LinkedEntry> links,
        @Schema(description = "What it has about persons; only where an entry is read by itself") @Nullable List<PersonShown> persons,
        @Nullable IncursionDetails incursion,
        @Nullable CasualtyDetails casualty,
        @Nullable ReactionDetails reaction,
        @Nullable MeetingShown meeting,
        @Nullable ProtocolDetails protocolChange,
        @Nullable NoteDetails note)
        implements TimelineItem {

    /// @param sourceId absent, as everything but the marking, where the reader may not see the source
    @Schema(description = "A source with its Admiralty grades: reliability A to F, credibility 1 to 6")
    record SourceShown(
            @Nullable UUID sourceId,
            @Nullable String locator,
            @Nullable String title,
            @Nullable String publisher,
            @Nullable String url,
            @Nullable String documentRef,
            @Nullable Reliability reliability,
            @Nullable Integer credibility,
            @Nullable UUID copiesFrom,
            Marking marking) {}

    record Retracted(String reason, String by, String client, Instant recordedAt, Instant appendedAt, long position) {}

    record Reinstated(String reason, String by, String client, Instant recordedAt, Instant appendedAt, long position) {}

    @Schema(description = "A correction: each changed member with its value before and after")
    record Revised(
            String reason, List<FieldChange> changes, String by, String client, Instant recordedAt, Instant appendedAt, long position) {}

    record IncursionDetails(
            ObjectType objectType,
            @Nullable String model,
            @Nullable Quantity count,
            List<Incursion.OutcomeCount> outcomes,
            Incursion.@Nullable Target target,
            @Nullable String damage,
            List<Incursion.Attribution> attributions,
            List<Incursion.ResponseStep> response,
            List<Incursion.Effect> effects) {}

    record CasualtyDetails(
            Casualty.Scope scope,
            List<UUID> about,
            Casualty.Metric metric,
            @Nullable Long min,
            @Nullable Long best,
            @Nullable Long max,
            @Nullable String asStated,
            List<Casualty.Part> breakdown,
            Casualty.@Nullable Grade grade) {}

    record ReactionDetails(
            String actor,
            @Nullable String speaker,
            @Nullable String speakerRole,
            @Nullable String towards,
            @Nullable UUID inResponseTo,
            Reaction.Stance stance,
            Reaction.Act act) {}

    record ProtocolDetails(
            UUID protocolId,
            String jurisdiction,
            Protocol.TargetClass targetClass,
            Protocol.Posture posture,
            Protocol.Status status,
            @Nullable String authority,
            Protocol.@Nullable LegalBasis legalBasis,
            Protocol.Bound effectiveFrom,
            Protocol.Bound effectiveUntil,
            List<String> conditions,
            @Nullable UUID decidedBy,
            @Nullable UUID replaces,
            @Nullable String reason,
            Protocol.@Nullable State previous) {}

    @Schema(description = "What an analyst thinks; it counts in no figure")
    record NoteDetails(String text, List<UUID> about) {}
}
