package io.flankwatch.query.brief;

import io.flankwatch.events.Casualty;
import io.flankwatch.events.Confidence;
import io.flankwatch.events.EntryKind;
import io.flankwatch.events.Evidence;
import io.flankwatch.events.HypothesisEvent.Given;
import io.flankwatch.events.HypothesisEvent.Resolution;
import io.flankwatch.events.Judgement.Level;
import io.flankwatch.events.Likelihood;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Protocol;
import io.flankwatch.events.Vector;
import io.flankwatch.events.Verification;
import io.flankwatch.events.When;
import io.flankwatch.events.figures.StandingClaims;
import io.flankwatch.query.casesummary.CaseSummary;
import io.flankwatch.query.diff.Diff.How;
import io.flankwatch.query.hypotheses.HypothesisShown.Holds;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// @param position the last event of the case that it reflects
/// @param knownAt  when that event was appended: the time that everything in it is told for
/// @param ceiling  what is marked above it has not been looked at
/// @param marking  the strictest of what it is made from
@Schema(description = "What is known of a case at a position, under a ceiling: the same bytes for the same of both, unless something of it was restricted or redacted since. "
        + "What no event says is absent; lists are as long as `limits` allow, and `leftOut` says how many are not in them")
record Brief(
        @Schema(example = Brief.FORM) String form,
        UUID caseId,
        long position,
        long version,
        Instant knownAt,
        Marking ceiling,
        @Schema(description = "How to mark it: the strictest marking of what it is made from") Marking marking,
        Situation situation,
        @Schema(description = "Only where `since` was asked for") @Nullable Changes changes,
        List<VectorPart> vectors,
        Posture posture,
        Casualties casualties,
        Indicators indicators,
        Hypotheses hypotheses,
        @Schema(description = "The last one that was approved") @Nullable Assessment assessment,
        Sources sources,
        Limits limits) {

    /// Changes with every change of how a brief is made or written.
    static final String FORM = "brief/1";

    @Schema(name = "BriefSituation")
    record Situation(
            String title,
            @Nullable String summary,
            CaseSummary.Status status,
            List<String> countries,
            List<String> tags,
            Instant opened,
            @Nullable Instant closed,
            @Nullable String closedBecause,
            Counted counts) {}

    /// @param restricted entries above the ceiling
    @Schema(name = "BriefCounts", description = "Entries, working notes aside; `counted` are those that stand and are no false alarm")
    record Counted(int counted, int recorded, int retracted, int superseded, int falseAlarms, int restricted) {}

    /// @param since the last event of the case that was known before
    @Schema(name = "BriefChanges", description = "What differs from what was known at an earlier position; `GET /cases/{id}/diff` has it all")
    record Changes(
            long since,
            Instant knownAt,
            List<FieldLine> details,
            ChangedPart entries,
            ChangedPart figures,
            ChangedPart postures,
            ChangedPart indicators,
            ChangedPart hypotheses,
            ChangedPart assessments,
            ChangedPart sources) {}

    @Schema(name = "BriefChangedPart")
    record ChangedPart(List<ChangedLine> items, int leftOut) {}

    @Schema(name = "BriefChange")
    record ChangedLine(String id, How how, @Nullable String kind, String says, List<FieldLine> changes) {}

    /// @param before absent where there was none, or where it is no short text
    /// @param after  absent where there is none any more, or where it is no short text
    @Schema(name = "BriefFieldChange")
    record FieldLine(String field, @Nullable String before, @Nullable String after) {}

    /// @param entries the latest ones, by when they happened, in the order in which they did
    @Schema(name = "BriefVector", description = "Entries that stand and are no false alarm")
    record VectorPart(Vector vector, int counted, List<EntryLine> entries, int leftOut) {}

    /// @param sources what it rests on, as they are called in `sources`
    @Schema(name = "BriefEntry")
    record EntryLine(
            UUID entryId,
            long position,
            EntryKind kind,
            @Nullable String title,
            @Nullable String description,
            When occurred,
            List<String> places,
            List<Detail> details,
            Verification verification,
            @Nullable Confidence confidence,
            List<String> sources,
            @Nullable String unsourced,
            Marking marking) {}

    /// @param label one of a fixed vocabulary
    /// @param text  what the event says
    @Schema(name = "BriefDetail")
    record Detail(String label, String text) {}

    /// @param at the time in the world that it is about
    @Schema(name = "BriefPosture", description = "What may be done to whom")
    record Posture(Instant at, List<PostureLine> jurisdictions, int leftOut) {}

    /// @param now    what is in force; absent where nothing is known to be
    /// @param before what was in force before that; absent where nothing is known to have been, or the start is not known
    /// @param beside rumoured, proposed, adopted, or still to come into force
    @Schema(name = "BriefPostureLine")
    record PostureLine(
            String jurisdiction,
            Protocol.TargetClass targetClass,
            @Nullable ProtocolLine now,
            @Nullable ProtocolLine before,
            List<ProtocolLine> beside) {}

    @Schema(name = "BriefProtocol")
    record ProtocolLine(
            UUID protocolId,
            UUID entryId,
            Protocol.Posture posture,
            Protocol.Status status,
            @Nullable String authority,
            @Nullable String legalBasis,
            Protocol.Bound effectiveFrom,
            Protocol.Bound effectiveUntil,
            List<String> conditions) {}

    @Schema(name = "BriefCasualties", description = "People harmed, by the named rule")
    record Casualties(@Schema(example = StandingClaims.RULE) String rule, List<MetricLine> metrics, List<ClaimLine> claims, int leftOut) {}

    @Schema(name = "BriefFigure")
    record MetricLine(
            Casualty.Metric metric,
            StandingClaims.@Nullable Figure all,
            StandingClaims.@Nullable Figure confirmed,
            @Schema(description = "Claims that count") int used,
            @Schema(description = "Claims that do not") int notUsed) {}

    @Schema(name = "BriefClaim")
    record ClaimLine(
            UUID entryId,
            Casualty.Metric metric,
            @Nullable Long min,
            @Nullable Long best,
            @Nullable Long max,
            @Nullable String asStated,
            Casualty.@Nullable Grade grade,
            StandingClaims.@Nullable Why notUsed,
            List<String> sources) {}

    /// @param missed open at their deadline
    /// @param notMet as an analyst ruled
    @Schema(name = "BriefIndicators")
    record Indicators(
            List<IndicatorLine> met,
            List<IndicatorLine> open,
            List<IndicatorLine> missed,
            List<IndicatorLine> notMet,
            List<IndicatorLine> withdrawn,
            int leftOut) {}

    @Schema(name = "BriefIndicator")
    record IndicatorLine(
            UUID indicatorId,
            String statement,
            @Nullable Instant deadline,
            @Schema(description = "Of an open one, from `knownAt` to the deadline, in the form of ISO 8601") @Nullable String timeLeft,
            @Nullable UUID metBy,
            @Schema(description = "What the entry that fulfils it is called") @Nullable String metBySays,
            boolean late,
            @Nullable String reason,
            @Schema(description = "When what made it so was appended") Instant since) {}

    @Schema(name = "BriefHypotheses")
    record Hypotheses(@Schema(example = "ach-inconsistency/v1") String rule, List<HypothesisLine> items, int leftOut) {}

    @Schema(name = "BriefHypothesis")
    record HypothesisLine(
            UUID hypothesisId,
            String statement,
            @Nullable String description,
            Resolution resolution,
            int inconsistency,
            List<EstimateLine> estimates,
            int leftOut) {}

    /// @param words      of the likelihood; confidence is told apart from it
    @Schema(name = "BriefEstimate", description = "The last of an analyst under a condition; dissent stands beside it")
    record EstimateLine(
            String analyst,
            Likelihood likelihood,
            String words,
            @Nullable Confidence confidence,
            @Nullable Condition given,
            Holds holds,
            @Nullable When horizon,
            String rationale) {}

    @Schema(name = "BriefCondition")
    record Condition(UUID indicatorId, @Nullable String statement, Given.Outcome outcome) {}

    /// @param pinnedTo   the position up to which its author knew
    @Schema(name = "BriefAssessment")
    record Assessment(
            UUID assessmentId,
            @Nullable String title,
            String author,
            String approver,
            long pinnedTo,
            Instant approved,
            List<JudgementLine> keyJudgements,
            @Nullable String outlook,
            List<RiskLine> risks,
            List<String> recommendedActions,
            int leftOut) {}

    @Schema(name = "BriefJudgement")
    record JudgementLine(String statement, @Nullable Likelihood likelihood, @Nullable Confidence confidence) {}

    @Schema(name = "BriefRisk")
    record RiskLine(
            String description,
            Likelihood likelihood,
            Level impact,
            @Schema(description = "What the two come to by NIST SP 800-30 Rev. 1, table I-2") Level level) {}

    /// @param independent distinct ends of the chains of copiesFrom
    @Schema(name = "BriefSources")
    record Sources(int count, int independent, List<SourceLine> items, int leftOut) {}

    /// @param ref   what entries of this brief call it by: S and its place among those cited
    /// @param grade Admiralty code, such as B2; of an axis that was not graded, a hyphen
    @Schema(name = "BriefSource")
    record SourceLine(
            String ref,
            UUID sourceId,
            String title,
            @Nullable String publisher,
            @Nullable String author,
            @Nullable String url,
            @Nullable String documentRef,
            @Nullable When published,
            String grade,
            @Nullable String copiesFrom,
            Evidence.@Nullable CheckResult lastCheck,
            Marking marking) {}

    /// @param text code points of a text, beyond which it is cut and ends in an ellipsis
    @Schema(name = "BriefLimits", description = "How many of each a brief lists at most")
    record Limits(int entriesOfVector, int changesOfPart, int claims, int indicatorsOfState, int listed, int sources, int title, int text) {

        static final Limits USUAL = new Limits(20, 50, 50, 50, 50, 100, 300, 2_000);
    }
}
