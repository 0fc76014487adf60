package io.flankwatch.command.assessment;

import io.flankwatch.command.desk.Intake;
import io.flankwatch.command.desk.Takes;
import io.flankwatch.command.desk.WriteRequest;
import io.flankwatch.command.vocabulary.AssessmentCommand.ApproveAssessment;
import io.flankwatch.command.vocabulary.AssessmentCommand.DraftAssessment;
import io.flankwatch.command.vocabulary.AssessmentCommand.ReturnAssessment;
import io.flankwatch.platform.access.Role;
import io.flankwatch.platform.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Assessments")
class AssessmentController {

    private final Intake intake;

    AssessmentController(Intake intake) {
        this.intake = intake;
    }

    @PostMapping("/cases/{caseId}/assessments")
    @Needs(Role.ANALYST)
    @Takes(DraftAssessment.class)
    @Operation(
            summary = "Draft an assessment: key judgements, outlook, risks, recommended actions",
            description = "It says what was known at the position of its own event. Whoever must be sure that nothing came between reading and drafting sends If-Match.")
    ResponseEntity<Object> draft(WriteRequest request) {
        return intake.take(request, DraftAssessment.class);
    }

    @PostMapping("/cases/{caseId}/assessments/{assessmentId}/approval")
    @Needs(Role.SUPERVISOR)
    @Takes(ApproveAssessment.class)
    @Operation(
            summary = "Approve an assessment of somebody else",
            description = "Refused with ASSESSMENT_OUTDATED while something that it rests on has changed since it was drafted and is not named in `acknowledge`.")
    ResponseEntity<Object> approve(WriteRequest request) {
        return intake.take(request, ApproveAssessment.class);
    }

    @PostMapping("/cases/{caseId}/assessments/{assessmentId}/return")
    @Needs(Role.SUPERVISOR)
    @Takes(ReturnAssessment.class)
    @Operation(summary = "Return an assessment to its author, who drafts another in its place")
    ResponseEntity<Object> giveBack(WriteRequest request) {
        return intake.take(request, ReturnAssessment.class);
    }
}
