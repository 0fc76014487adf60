package io.flankwatch.query.sources;

import io.flankwatch.events.Evidence;
import io.flankwatch.events.ExternalRef;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Reliability;
import io.flankwatch.events.When;
import io.flankwatch.query.projection.Recording;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(description = "A source with its Admiralty grades as they are now (reliability A to F, credibility 1 to 6), and all that became of it that the "
        + "reader may see, in the order recorded")
public record SourceShown(
        UUID sourceId,
        @Nullable String url,
        @Nullable String documentRef,
        String title,
        @Nullable String publisher,
        @Nullable String author,
        @Nullable When published,
        @Nullable String language,
        @Nullable Reliability reliability,
        @Nullable Integer credibility,
        @Schema(description = "The source that this one takes over: it is not independent of it") @Nullable UUID copiesFrom,
        @Schema(description = "Where its chain of copiesFrom ends, as far as the reader sees; itself where it copies nothing") UUID origin,
        @Schema(description = "Whether it copies nothing, as far as the reader sees") boolean independent,
        @Schema(description = "The sources that take this one over") List<UUID> copies,
        List<ExternalRef> externalRefs,
        List<CaptureShown> captures,
        List<CheckShown> checks,
        @Schema(description = "As it was cited, where it was graded then, and every change since") List<GradeShown> grades,
        List<CustodyShown> custody,
        Marking marking,
        String leafHash,
        long position,
        Instant recordedAt,
        Instant appendedAt,
        String recordedBy,
        String client,
        UUID commandId) {

    @Schema(description = "A stored form of the source. The file is kept elsewhere and known by its hash")
    public record CaptureShown(
            UUID captureId,
            Evidence.Kind kind,
            String sha256,
            @Nullable Long length,
            @Nullable String mediaType,
            @Nullable When capturedAt,
            @Nullable String tool,
            @Nullable String toolVersion,
            @Nullable Integer httpStatus,
            @Nullable String collector,
            @Nullable String url,
            @Nullable String archiveUrl,
            @Nullable String originalFilename,
            @Nullable UUID derivedFrom,
            @Schema(description = "RFC 3161, DER in base64, as it was handed in") @Nullable String timestampToken,
            Marking marking,
            String leafHash,
            Recording recorded) {}

    public record CheckShown(
            Evidence.CheckResult result,
            Evidence.@Nullable CheckResult previous,
            @Nullable When at,
            @Nullable String note,
            Marking marking,
            String leafHash,
            Recording recorded) {}

    public record GradeShown(
            @Nullable Reliability reliability,
            @Nullable Reliability previousReliability,
            @Nullable Integer credibility,
            @Nullable Integer previousCredibility,
            @Nullable String reason,
            Marking marking,
            String leafHash,
            Recording recorded) {}

    @Schema(description = "A step of the chain of custody (Berkeley Protocol)")
    public record CustodyShown(
            @Schema(description = "The capture that was handled; absent: all that is kept of the source") @Nullable UUID captureId,
            Evidence.Action action,
            String custodian,
            @Nullable String previousCustodian,
            String reason,
            @Nullable When at,
            Marking marking,
            String leafHash,
            Recording recorded) {}
}
