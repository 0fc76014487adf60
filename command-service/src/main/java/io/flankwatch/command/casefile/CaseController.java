package io.flankwatch.command.casefile;

import io.flankwatch.command.desk.Intake;
import io.flankwatch.command.desk.Takes;
import io.flankwatch.command.desk.WriteRequest;
import io.flankwatch.command.vocabulary.CaseFileCommand.CloseCase;
import io.flankwatch.command.vocabulary.CaseFileCommand.OpenCase;
import io.flankwatch.platform.access.Role;
import io.flankwatch.platform.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
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

    @PostMapping("/cases/{caseId}/closure")
    @Needs(Role.SUPERVISOR)
    @Takes(CloseCase.class)
    @Operation(summary = "Close a case; refused while indicators are open unless forced with a reason, which withdraws them")
    ResponseEntity<Object> close(WriteRequest request) {
        return intake.take(request, CloseCase.class);
    }
}
