package io.flankwatch.query.assessments;

import io.flankwatch.events.AssessmentEvent.AssessmentApproved;
import io.flankwatch.events.AssessmentEvent.AssessmentDrafted;
import io.flankwatch.events.AssessmentEvent.AssessmentReturned;
import io.flankwatch.query.projection.Step;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An assessment as it was drafted, and what became of it.
///
/// @param replacedBy the draft that took its place
record AssessmentDocument(
        Step<AssessmentDrafted> drafted,
        @Nullable Step<AssessmentApproved> approved,
        @Nullable Step<AssessmentReturned> returned,
        @Nullable Step<AssessmentDrafted> replacedBy) {

    UUID id() {
        return drafted.event().assessmentId();
    }

    AssessmentDocument with(Step<AssessmentApproved> approval) {
        return new AssessmentDocument(drafted, approval, returned, replacedBy);
    }

    AssessmentDocument returned(Step<AssessmentReturned> step) {
        return new AssessmentDocument(drafted, approved, step, replacedBy);
    }

    AssessmentDocument replaced(Step<AssessmentDrafted> by) {
        return new AssessmentDocument(drafted, approved, returned, by);
    }
}
