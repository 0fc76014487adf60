package io.flankwatch.command.casefile;

import io.flankwatch.command.desk.Intake;
import io.flankwatch.command.desk.Takes;
import io.flankwatch.command.desk.WriteRequest;
import io.flankwatch.command.vocabulary.CaseFileCommand.AssignAnalyst;
import io.flankwatch.command.vocabulary.CaseFileCommand.ChangeCaseDetails;
import io.flankwatch.command.vocabulary.CaseFileCommand.ChangeCaseMarking;
import io.flankwatch.command.vocabulary.CaseFileCommand.CloseCase;
import io.flankwatch.command.vocabulary.CaseFileCommand.LinkCases;
import io.flankwatch.command.vocabulary.CaseFileCommand.OpenCase;
import io.flankwatch.command.vocabulary.CaseFileCommand.RemoveAnalyst;
import io.flankwatch.command.vocabulary.CaseFileCommand.ReopenCase;
import io.flankwatch.command.vocabulary.CaseFileCommand.UnlinkCases;
import io.flankwatch.platform.access.Role;
import io.flankwatch.platform.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Cases")
class CaseController {

    private final Intake intake;

    CaseController(Intake intake) {
        this.intake = intake;
    }

    @PostMapping("/cases")
    @Needs(Role.ANALYST)
    @Takes(OpenCase.class)
    @Operation(summary = "Open a case")
    ResponseEntity<Object> open(WriteRequest request) {
        return intake.open(request);
    }

    @PatchMapping("/cases/{caseId}")
    @Needs(Role.ANALYST)
    @Takes(ChangeCaseDetails.class)
    @Operation(
            summary = "Change a case's details",
            description = "Members that are absent stay as they are, lists are replaced whole, and null takes summary or lead away (or name them in `clear`). "
                    + "Who leads a case is for its members and for supervisors to change. No change at all is refused.")
    ResponseEntity<Object> details(WriteRequest request) {
        return intake.take(request, ChangeCaseDetails.class);
    }

    @PutMapping("/cases/{caseId}/marking")
    @Needs(Role.ANALYST)
    @Takes(ChangeCaseMarking.class)
    @Operation(
            summary = "Change a case's marking: to a stricter one by a member or a supervisor, to a looser one by a supervisor with a reason",
            description = "What was recorded under the marking before keeps it: what is loosened is the case, and not its entries.")
    ResponseEntity<Object> marking(WriteRequest request) {
        return intake.take(request, ChangeCaseMarking.class);
    }

    @PutMapping("/cases/{caseId}/analysts/{subject}")
    @Needs(Role.ANALYST)
    @Takes(AssignAnalyst.class)
    @Operation(summary = "Assign an analyst to a case's team, by a member or a supervisor; RED is for the team")
    ResponseEntity<Object> assign(WriteRequest request) {
        return intake.take(request, AssignAnalyst.class);
    }

    @DeleteMapping("/cases/{caseId}/analysts/{subject}")
    @Needs(Role.ANALYST)
    @Takes(RemoveAnalyst.class)
    @Operation(summary = "Remove an analyst from a case's team, by a member or a supervisor; the lead stays, and so does the last member")
    ResponseEntity<Object> remove(WriteRequest request) {
        return intake.take(request, RemoveAnalyst.class);
    }

    @PostMapping("/cases/{caseId}/links")
    @Needs(Role.ANALYST)
    @Takes(LinkCases.class)
    @Operation(summary = "Link a case to another one; both show it to whoever may see both")
    ResponseEntity<Object> link(WriteRequest request) {
        return intake.take(request, LinkCases.class);
    }

    @DeleteMapping("/cases/{caseId}/links/{otherId}")
    @Needs(Role.ANALYST)
    @Takes(UnlinkCases.class)
    @Operation(summary = "Take a link away, on the case that was linked")
    ResponseEntity<Object> unlink(WriteRequest request) {
        return intake.take(request, UnlinkCases.class);
    }

    @PostMapping("/cases/{caseId}/reopening")
    @Needs(Role.SUPERVISOR)
    @Takes(ReopenCase.class)
    @Operation(summary = "Reopen a closed case; indicators that its closure withdrew stay withdrawn")
    ResponseEntity<Object> reopen(WriteRequest request) {
        return intake.take(request, ReopenCase.class);
    }

    @PostMapping("/cases/{caseId}/closure")
    @Needs(Role.SUPERVISOR)
    @Takes(CloseCase.class)
    @Operation(summary = "Close a case; refused while indicators are open unless forced with a reason, which withdraws them")
    ResponseEntity<Object> close(WriteRequest request) {
        return intake.take(request, CloseCase.class);
    }
}
