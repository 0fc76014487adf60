package io.flankwatch.query.hypotheses;

import io.flankwatch.events.Confidence;
import io.flankwatch.events.Consistency;
import io.flankwatch.events.FieldChange;
import io.flankwatch.events.HypothesisEvent.Given;
import io.flankwatch.events.HypothesisEvent.Resolution;
import io.flankwatch.events.Likelihood;
import io.flankwatch.events.Marking;
import io.flankwatch.events.When;
import io.flankwatch.query.projection.Recording;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(description = "A hypothesis as it is now, and all that became of it that the reader may see, in the order recorded")
public record HypothesisShown(
        UUID hypothesisId,
        String statement,
        @Nullable String description,
        Resolution resolution,
        @Schema(description = "What speaks against it: 1 for each entry that counts and is INCONSISTENT with it, 2 for each that is VERY_INCONSISTENT. The hypothesis with the least is the one that stands best")
                int inconsistency,
        List<EstimateShown> estimates,
        List<WeighingShown> evidence,
        List<ResolutionShown> resolutions,
        List<RevisionShown> revisions,
        Marking marking,
        String leafHash,
        Recording proposed) {

    @Schema(description = "One analyst's estimate; dissent stands beside it")
    public record EstimateShown(
            String analyst,
            @Schema(description = "ICD 203") Likelihood likelihood,
            @Schema(description = "The term as ICD 203 writes it", example = "very likely") String words,
            @Schema(description = "The band of the term. Bands share their edges: the term is what was said") Percent percent,
            @Schema(description = "Apart from the likelihood; absent: not stated") @Nullable Confidence confidence,
            @Nullable When horizon,
            @Schema(description = "The outcome of an indicator that it is for; absent: it holds in any case") @Nullable Given given,
            Holds holds,
            @Schema(description = "Whether it is this analyst's last under this condition") boolean latest,
            String rationale,
            Marking marking,
            String leafHash,
            Recording recorded) {}

    public record Percent(int least, int most) {}

    @Schema(description = "Whether the condition of an estimate has come about: YES also where it has none, NOT_YET while its indicator is open")
    public enum Holds {
        YES,
        NOT_YET,
        NO
    }

    public record WeighingShown(
            UUID entryId,
            Consistency consistency,
            @Nullable String rationale,
            @Schema(description = "Whether it is the last weighing of this entry, and the entry stands and is no false alarm") boolean counts,
            Marking marking,
            String leafHash,
            Recording recorded) {}

    public record ResolutionShown(
            Resolution resolution,
            Resolution previous,
            List<UUID> evidence,
            String rationale,
            Marking marking,
            String leafHash,
            Recording recorded) {}

    public record RevisionShown(String reason, List<FieldChange> changes, Marking marking, String leafHash, Recording recorded) {}
}
