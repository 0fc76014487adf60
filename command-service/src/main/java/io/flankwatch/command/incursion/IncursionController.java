package io.flankwatch.command.incursion;

import io.flankwatch.command.desk.Intake;
import io.flankwatch.command.desk.Takes;
import io.flankwatch.command.desk.WriteRequest;
import io.flankwatch.command.vocabulary.EntryCommand.ReportIncursion;
import io.flankwatch.platform.access.Role;
import io.flankwatch.platform.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Entries")
class IncursionController {

    private final Intake intake;

    IncursionController(Intake intake) {
        this.intake = intake;
    }

    @PostMapping("/cases/{caseId}/incursions")
    @Needs(Role.ANALYST)
    @Takes(ReportIncursion.class)
    @Operation(summary = "Report an incursion")
    ResponseEntity<Object> report(WriteRequest request) {
        return intake.take(request, ReportIncursion.class);
    }
}
