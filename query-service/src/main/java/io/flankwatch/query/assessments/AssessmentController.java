package io.flankwatch.query.assessments;

import static io.flankwatch.platform.access.Role.ANALYST;
import static io.flankwatch.platform.access.Role.AUDITOR;
import static io.flankwatch.platform.access.Role.INTEGRATOR;
import static io.flankwatch.platform.access.Role.SUPERVISOR;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.platform.security.Needs;
import io.flankwatch.query.reading.Answers;
import io.flankwatch.query.reading.Asked;
import io.flankwatch.query.reading.CaseReads;
import io.flankwatch.query.reading.CaseState;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Cases: reads")
class AssessmentController {

    private final AssessmentsView view;
    private final CaseReads reads;

    AssessmentController(AssessmentsView view, CaseReads reads) {
        this.view = view;
        this.reads = reads;
    }

    /// @param position the last event of the case
    record AssessmentsShown(
            UUID caseId,
            long position,
            long version,
            String ceiling,
            @Schema(description = "In the order drafted") List<AssessmentShown> items) {}

    @GetMapping("/cases/{caseId}/assessments")
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Operation(summary = "The assessments of a case in the order drafted")
    ResponseEntity<AssessmentsShown> assessments(
            @PathVariable UUID caseId,
            @Parameter(description = "What was known then: a position or an instant") @RequestParam(required = false) @Nullable String asOf,
            @Parameter(description = "Wait until the answer reflects at least this position") @RequestHeader(name = Answers.LEDGER_POSITION, required = false)
                    @Nullable Long ledgerPosition,
            @Parameter(hidden = true) Ceiling ceiling,
            HttpServletRequest request) {
        CaseState state = reads.open(view, caseId, new Asked(asOf, ledgerPosition), ceiling);
        List<AssessmentShown> items = AssessmentShown.all(state);
        return Answers.of(
                state, request, new AssessmentsShown(caseId, state.position(), state.version(), state.gate().ceilingKey(), items));
    }

    @GetMapping("/cases/{caseId}/assessments/{assessmentId}")
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Operation(summary = "One assessment: DRAFTED, APPROVED, RETURNED or REPLACED, by whom and when")
    ResponseEntity<AssessmentShown> assessment(
            @PathVariable UUID caseId,
            @PathVariable UUID assessmentId,
            @Parameter(description = "What was known then: a position or an instant") @RequestParam(required = false) @Nullable String asOf,
            @Parameter(description = "Wait until the answer reflects at least this position") @RequestHeader(name = Answers.LEDGER_POSITION, required = false)
                    @Nullable Long ledgerPosition,
            @Parameter(hidden = true) Ceiling ceiling,
            HttpServletRequest request) {
        CaseState state = reads.open(view, caseId, new Asked(asOf, ledgerPosition), ceiling);
        AssessmentShown shown = state.find(AssessmentsView.assessment(state.gate().caseId(), assessmentId), AssessmentDocument.class)
                .flatMap(document -> Stream.ofNullable(AssessmentShown.of(document, state.gate())).findFirst())
                .orElseThrow(() ->
                        new Refused(RefusalCode.NO_SUCH_ASSESSMENT, "There is no assessment " + assessmentId + ", or it may not be seen"));
        return Answers.of(state, request, shown);
    }
}
