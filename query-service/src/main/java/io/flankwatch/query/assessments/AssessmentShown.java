package io.flankwatch.query.assessments;

import io.flankwatch.events.AssessmentEvent.AssessmentApproved;
import io.flankwatch.events.AssessmentEvent.AssessmentDrafted;
import io.flankwatch.events.AssessmentEvent.AssessmentReturned;
import io.flankwatch.events.Judgement.KeyJudgement;
import io.flankwatch.events.Judgement.Level;
import io.flankwatch.events.Judgement.Risk;
import io.flankwatch.events.Likelihood;
import io.flankwatch.events.Marking;
import io.flankwatch.query.projection.Recording;
import io.flankwatch.query.projection.Step;
import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.reading.CaseState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

@Schema(description = "An assessment, and what became of it as far as the reader may see")
public record AssessmentShown(
        UUID assessmentId,
        State state,
        @Nullable String title,
        String author,
        List<KeyJudgement> keyJudgements,
        @Nullable String outlook,
        List<RiskShown> risks,
        List<String> recommendedActions,
        @Schema(description = "What was known there is what it says: any read of the case with this as `asOf`") long pinnedTo,
        @Nullable UUID replaces,
        @Nullable UUID replacedBy,
        @Nullable Approval approval,
        @Nullable Return returned,
        Marking marking,
        String leafHash,
        Recording drafted) {

    public enum State {
        DRAFTED,
        APPROVED,
        RETURNED,
        REPLACED
    }

    public record RiskShown(
            String description,
            @Schema(description = "ICD 203") Likelihood likelihood,
            Level impact,
            @Schema(description = "What the two come to by NIST SP 800-30 Rev. 1, table I-2") Level level) {

        static RiskShown of(Risk risk) {
            return new RiskShown(risk.description(), risk.likelihood(), risk.impact(), risk.level());
        }
    }

    public record Approval(
            String approver,
            @Nullable String comment,
            @Schema(description = "What it rests on and had changed since it was drafted") List<UUID> acknowledged,
            String leafHash,
            Recording recorded) {}

    public record Return(String reason, String leafHash, Recording recorded) {}

    /// In the order drafted.
    ///
    /// @param state of [AssessmentsView]
    public static List<AssessmentShown> all(CaseState state) {
        return state.inOrder(AssessmentsView.drafted(state.gate().caseId()), AssessmentsView::assessment, AssessmentDocument.class).stream()
                .flatMap(document -> Stream.ofNullable(of(document, state.gate())))
                .toList();
    }

    /// @return null where the reader may not see it
    static @Nullable AssessmentShown of(AssessmentDocument document, CaseGate gate) {
        Step<AssessmentDrafted> step = document.drafted();
        Marking today = gate.today(step.marking(), step.event());
        if (!gate.shows(today)) {
            return null;
        }
        AssessmentDrafted drafted = step.event();
        Step<AssessmentApproved> approved = shown(document.approved(), gate);
        Step<AssessmentReturned> returned = shown(document.returned(), gate);
        Step<AssessmentDrafted> replacedBy = shown(document.replacedBy(), gate);
        return new AssessmentShown(
                drafted.assessmentId(),
                replacedBy != null ? State.REPLACED : approved != null ? State.APPROVED : returned != null ? State.RETURNED : State.DRAFTED,
                drafted.title(),
                drafted.author(),
                drafted.keyJudgements(),
                drafted.outlook(),
                drafted.risks().stream().map(RiskShown::of).toList(),
                drafted.recommendedActions(),
                step.recording().position(),
                drafted.replaces(),
                replacedBy == null ? null : replacedBy.event().assessmentId(),
                approved == null
                        ? null
                        : new Approval(
                                approved.event().approver(),
                                approved.event().comment(),
                                approved.event().acknowledged(),
                                approved.leafHash(),
                                approved.recording()),
                returned == null ? null : new Return(returned.event().reason(), returned.leafHash(), returned.recording()),
                gate.effective(today),
                step.leafHash(),
                step.recording());
    }

    private static <S extends Step<?>> @Nullable S shown(@Nullable S step, CaseGate gate) {
        return step != null && gate.shows(gate.today(step.marking(), step.event())) ? step : null;
    }
}
