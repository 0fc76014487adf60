package io.flankwatch.command.vocabulary;

import io.flankwatch.events.Check;
import io.flankwatch.events.Judgement.KeyJudgement;
import io.flankwatch.events.Judgement.Risk;
import io.flankwatch.events.Marking;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What can be asked of assessments.
public sealed interface AssessmentCommand extends CaseCommand {

    /// @param assessmentId       any RFC 9562 UUID; absent: the service makes a UUIDv7
    /// @param keyJudgements      at least one, and together they name what they follow from: hypotheses or standing entries of the case
    /// @param outlook            what is expected to come
    /// @param recommendedActions what to do next
    /// @param replaces           the assessment whose place it takes: one that was returned, say
    record DraftAssessment(
            @Nullable UUID assessmentId,
            @Nullable String title,
            List<KeyJudgement> keyJudgements,
            @Nullable String outlook,
            @Nullable List<Risk> risks,
            @Nullable List<String> recommendedActions,
            @Nullable UUID replaces,
            @Nullable Marking marking)
            implements AssessmentCommand {

        public DraftAssessment {
            Check.optionalText(title, "title");
            keyJudgements = Check.list(Check.required(keyJudgements, "keyJudgements"), "keyJudgements");
            Check.that(!keyJudgements.isEmpty(), "keyJudgements", "must not be empty");
            Check.that(
                    keyJudgements.stream().anyMatch(judgement -> !judgement.hypotheses().isEmpty() || !judgement.evidence().isEmpty()),
                    "keyJudgements",
                    "must name hypotheses or evidence that they follow from");
            Check.optionalText(outlook, "outlook");
            risks = Check.list(risks, "risks");
            recommendedActions = Check.texts(recommendedActions, "recommendedActions");
        }
    }

    /// @param assessmentId given by the path where there is one
    /// @param acknowledge  what has changed since it was drafted and does not keep it from being approved: entries, sources, hypotheses and indicators
    record ApproveAssessment(UUID assessmentId, @Nullable String comment, @Nullable List<UUID> acknowledge)
            implements AssessmentCommand {

        public ApproveAssessment {
            Check.required(assessmentId, "assessmentId");
            Check.optionalText(comment, "comment");
            acknowledge = Check.list(acknowledge, "acknowledge");
        }
    }

    /// @param assessmentId given by the path where there is one
    record ReturnAssessment(UUID assessmentId, String reason) implements AssessmentCommand {

        public ReturnAssessment {
            Check.required(assessmentId, "assessmentId");
            Check.text(reason, "reason");
        }
    }
}
