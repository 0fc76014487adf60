package io.flankwatch.command.casualty;

import io.flankwatch.command.desk.Intake;
import io.flankwatch.command.desk.Takes;
import io.flankwatch.command.desk.WriteRequest;
import io.flankwatch.command.vocabulary.EntryCommand.RecordCasualty;
import io.flankwatch.platform.access.Role;
import io.flankwatch.platform.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Entries")
class CasualtyController {

    private final Intake intake;

    CasualtyController(Intake intake) {
        this.intake = intake;
    }

    @PostMapping("/cases/{caseId}/casualties")
    @Needs(Role.ANALYST)
    @Takes(RecordCasualty.class)
    @Operation(summary = "Record one source's claim about people harmed")
    ResponseEntity<Object> record(WriteRequest request) {
        return intake.take(request, RecordCasualty.class);
    }
}
