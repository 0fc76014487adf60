package io.flankwatch.query.casesummary;

import io.flankwatch.events.Casualty;
import io.flankwatch.events.Marking;
import io.flankwatch.events.figures.StandingClaims;
import io.flankwatch.events.figures.StandingClaims.MetricFigure;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// People harmed, for one reader: every claim, and what they come to.
///
/// @param ceiling under which it was computed
/// @param claims  in the order recorded
@Schema(description = "People harmed, by the named rule and under the reader's ceiling: the figures, and every claim with what became of it")
public record CaseCasualties(
        UUID caseId,
        long position,
        long version,
        @Schema(example = StandingClaims.RULE) String rule,
        String ceiling,
        List<MetricFigure> metrics,
        List<ClaimShown> claims) {

    /// @param min     as it counts, which is as stated unless bounds contradict each other; absent is not 0
    /// @param leftOut why it does not count; absent where it does
    public record ClaimShown(
            UUID entryId,
            long position,
            Marking marking,
            Casualty.Metric metric,
            Casualty.Scope scope,
            List<UUID> about,
            @Nullable Long min,
            @Nullable Long best,
            @Nullable Long max,
            @Nullable String asStated,
            Casualty.@Nullable Grade grade,
            StandingClaims.@Nullable Why leftOut) {

        static ClaimShown of(
                Contribution entry, StandingClaims.Claim claim, Marking marking, StandingClaims.@Nullable Why leftOut) {
            return new ClaimShown(
                    entry.entryId(),
                    entry.position(),
                    marking,
                    claim.metric(),
                    claim.scope(),
                    claim.about(),
                    claim.bounds().min(),
                    claim.bounds().best(),
                    claim.bounds().max(),
                    entry.asStated(),
                    claim.grade(),
                    leftOut);
        }
    }
}
