package io.flankwatch.events;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What happens to an assessment of a case.
public sealed interface AssessmentEvent extends CaseEvent {

    UUID assessmentId();

    /// It says what was known at the position of this event.
    ///
    /// @param author             subject of the token of its author, who never approves it
    /// @param outlook            what is expected to come
    /// @param recommendedActions what to do next
    /// @param replaces           the assessment whose place it takes
    record AssessmentDrafted(
            UUID assessmentId,
            String author,
            @Nullable String title,
            List<Judgement.KeyJudgement> keyJudgements,
            @Nullable String outlook,
            List<Judgement.Risk> risks,
            List<String> recommendedActions,
            @Nullable UUID replaces,
            @Nullable Marking marking)
            implements AssessmentEvent {

        public AssessmentDrafted {
            Check.required(assessmentId, "assessmentId");
            Check.text(author, "author");
            Check.optionalText(title, "title");
            keyJudgements = Check.list(keyJudgements, "keyJudgements");
            Check.that(!keyJudgements.isEmpty(), "keyJudgements", "must not be empty");
            Check.optionalText(outlook, "outlook");
            risks = Check.list(risks, "risks");
            recommendedActions = Check.texts(recommendedActions, "recommendedActions");
        }
    }

    /// @param approver     subject of the token of who approved it
    /// @param acknowledged entries, sources, hypotheses and indicators that it rests on, and that had changed since it was drafted
    record AssessmentApproved(UUID assessmentId, String approver, @Nullable String comment, List<UUID> acknowledged)
            implements AssessmentEvent {

        public AssessmentApproved {
            Check.required(assessmentId, "assessmentId");
            Check.text(approver, "approver");
            Check.optionalText(comment, "comment");
            acknowledged = Check.list(acknowledged, "acknowledged");
        }
    }

    /// Its author is to draft another in its place.
    record AssessmentReturned(UUID assessmentId, String reason) implements AssessmentEvent {

        public AssessmentReturned {
            Check.required(assessmentId, "assessmentId");
            Check.text(reason, "reason");
        }
    }
}
