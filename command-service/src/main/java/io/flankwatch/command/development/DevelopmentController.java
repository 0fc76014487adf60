package io.flankwatch.command.development;

import io.flankwatch.command.desk.Intake;
import io.flankwatch.command.desk.Takes;
import io.flankwatch.command.desk.WriteRequest;
import io.flankwatch.command.vocabulary.EntryCommand.RecordDevelopment;
import io.flankwatch.platform.access.Role;
import io.flankwatch.platform.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Entries")
class DevelopmentController {

    private final Intake intake;

    DevelopmentController(Intake intake) {
        this.intake = intake;
    }

    @PostMapping("/cases/{caseId}/developments")
    @Needs(Role.ANALYST)
    @Takes(RecordDevelopment.class)
    @Operation(summary = "Record anything else that happened")
    ResponseEntity<Object> record(WriteRequest request) {
        return intake.take(request, RecordDevelopment.class);
    }
}
