package io.flankwatch.query.diff;

import io.flankwatch.events.FieldChange;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(name = "CaseDiff", description = "What differs between two moments of knowledge, as the reader may see either of them today")
public record Diff(
        UUID caseId,
        @Schema(description = "The ceiling under which this was computed") String ceiling,
        Side from,
        Side to,
        @Schema(description = "Of the case as a file") List<FieldChange> details,
        @Schema(description = "How many there are of what") List<FieldChange> counts,
        Part entries,
        @Schema(description = "People harmed, by metric") Part figures,
        @Schema(description = "What may be done to whom by jurisdiction and target class, each at the time of its moment") Part postures,
        Part indicators,
        Part hypotheses,
        Part assessments,
        Part sources) {

    /// @param position   the last event of the case that was known then
    /// @param appendedAt when that event was appended
    @Schema(name = "CaseDiffSide")
    public record Side(long position, long version, Instant appendedAt) {}

    @Schema(name = "CaseDiffPart", description = "How many items differ, and the first of them in the order recorded")
    public record Part(int differing, List<Changed> items, @Schema(description = "Those that differ and are not listed") int leftOut) {}

    @Schema(name = "CaseDiffHow")
    public enum How {
        ADDED,
        /// What it says was corrected.
        REVISED,
        RETRACTED,
        REINSTATED,
        SUPERSEDED,
        /// Something became of it.
        CHANGED,
        /// It is not there any more, as far as the reader sees.
        GONE
    }

    /// @param kind    of an entry
    /// @param says    what it is called by now
    /// @param changes each member that differs, with its value then and now; of what was added, only how it stands where that is not usual
    @Schema(name = "CaseDiffItem")
    public record Changed(String id, How how, @Nullable String kind, String says, List<FieldChange> changes) {}
}
