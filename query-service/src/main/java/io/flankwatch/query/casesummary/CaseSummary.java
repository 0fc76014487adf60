package io.flankwatch.query.casesummary;

import io.flankwatch.events.CaseLink;
import io.flankwatch.events.Condition;
import io.flankwatch.events.EntryKind;
import io.flankwatch.events.ExternalRef;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Protocol;
import io.flankwatch.events.Vector;
import io.flankwatch.events.figures.StandingClaims.MetricFigure;
import io.flankwatch.query.links.CaseLinks;
import io.flankwatch.query.projection.Recording;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a case comes to, for one reader.
@Schema(description = "What a case comes to under the reader's ceiling: figures count what the reader may see, and nothing else")
public record CaseSummary(
        UUID caseId,
        String title,
        @Nullable String summary,
        Status status,
        Marking marking,
        List<String> countries,
        List<String> tags,
        @Nullable String lead,
        @Schema(description = "Its team: the lead, the opener and the analysts who were assigned, but for those who were removed") List<String> members,
        @Schema(description = "To cases that the reader may see, whichever of the two was linked to the other") List<Linked> links,
        List<ExternalRef> externalRefs,
        long version,
        @Schema(description = "The last event of the case that this reflects") long position,
        @Schema(description = "The ceiling under which this was computed", example = "GREEN") String ceiling,
        Recording opened,
        @Nullable Closed closed,
        Counts counts,
        Casualties casualties,
        PostureThen posture,
        Indicators indicators,
        LastChange lastChange) {

    public enum Status {
        OPEN,
        CLOSED
    }

    /// @param caseId     the other case
    /// @param relation   of this case to the other
    /// @param recordedIn the case that was linked, which is where the link can be taken away
    public record Linked(UUID caseId, LinkRelation relation, UUID recordedIn, Recording recorded) {

        static Linked of(CaseLinks.Link link) {
            return new Linked(link.other(), link.incoming() ? inverse(link.relation()) : own(link.relation()), link.recordedIn(), link.recorded());
        }

        private static LinkRelation own(CaseLink.Relation relation) {
            return switch (relation) {
                case RELATED -> LinkRelation.RELATED;
                case DUPLICATE_OF -> LinkRelation.DUPLICATE_OF;
                case PART_OF -> LinkRelation.PART_OF;
            };
        }

        private static LinkRelation inverse(CaseLink.Relation relation) {
            return switch (relation) {
                case RELATED -> LinkRelation.RELATED;
                case DUPLICATE_OF -> LinkRelation.HAS_DUPLICATE;
                case PART_OF -> LinkRelation.HAS_PART;
            };
        }
    }

    public enum LinkRelation {
        RELATED,
        DUPLICATE_OF,
        HAS_DUPLICATE,
        PART_OF,
        HAS_PART
    }

    public record Closed(@Nullable String reason, boolean forced, Recording recorded) {}

    /// @param incidents   incursions and developments that count
    /// @param counted     entries that stand and are no false alarm
    /// @param restricted  entries that the reader may not see
    /// @param byKind      of those that count
    /// @param byVector    of those that count
    @Schema(description = "Entries: incidents are incursions and developments; byKind and byVector are of those that stand and are no false alarm; notes count nowhere")
    public record Counts(
            int incidents,
            int recorded,
            int counted,
            int retracted,
            int superseded,
            int falseAlarms,
            int restricted,
            int sources,
            @Schema(description = "Distinct ends of the chains of copiesFrom: ten prints of one wire story are one source") int independentSources,
            Map<EntryKind, Integer> byKind,
            Map<Vector, Integer> byVector) {}

    @Schema(description = "People harmed, by the named rule; what was left out is named with its reason")
    public record Casualties(@Schema(example = "standing-claims/v1") String rule, String ceiling, List<MetricFigure> metrics) {}

    /// @param at the time in the world that this is about
    public record PostureThen(Instant at, List<JurisdictionPosture> jurisdictions) {}

    /// @param inForce absent where nothing is known to be
    /// @param beside  rumoured, proposed, adopted, or still to come into force
    public record JurisdictionPosture(
            String jurisdiction, Protocol.TargetClass targetClass, @Nullable ProtocolState inForce, List<ProtocolState> beside) {}

    public record ProtocolState(
            UUID protocolId,
            UUID entryId,
            long position,
            Protocol.Posture posture,
            Protocol.Status status,
            @Nullable String authority,
            Protocol.@Nullable LegalBasis legalBasis,
            Protocol.Bound effectiveFrom,
            Protocol.Bound effectiveUntil,
            List<String> conditions,
            @Nullable UUID decidedBy,
            @Nullable UUID replaces) {}

    /// @param notMet  as an analyst ruled
    /// @param expired open at their deadline: missed
    public record Indicators(
            List<IndicatorLine> open,
            List<IndicatorLine> met,
            List<IndicatorLine> notMet,
            List<IndicatorLine> expired,
            List<IndicatorLine> withdrawn) {}

    /// @param metBy     only while it is met by rule
    /// @param metByCase the case of that entry, where it is another one
    /// @param evidence  what a ruling rests on
    /// @param since     what made it so
    public record IndicatorLine(
            UUID indicatorId,
            String statement,
            @Nullable String owner,
            Condition condition,
            @Nullable Instant deadline,
            @Nullable UUID metBy,
            @Nullable UUID metByCase,
            boolean late,
            List<UUID> evidence,
            @Nullable String reason,
            Recording since) {}

    /// @param type     absent, like who it was, where the reader may not see it
    public record LastChange(long position, Marking marking, @Nullable String type, @Nullable Recording recorded) {}
}
