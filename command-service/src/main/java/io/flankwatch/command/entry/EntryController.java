package io.flankwatch.command.entry;

import io.flankwatch.command.desk.Intake;
import io.flankwatch.command.desk.Takes;
import io.flankwatch.command.desk.WriteRequest;
import io.flankwatch.command.vocabulary.EntryCommand.RetractEntry;
import io.flankwatch.platform.access.Role;
import io.flankwatch.platform.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Entries")
class EntryController {

    private final Intake intake;

    EntryController(Intake intake) {
        this.intake = intake;
    }

    @PostMapping("/cases/{caseId}/entries/{entryId}/retraction")
    @Needs(Role.ANALYST)
    @Takes(RetractEntry.class)
    @Operation(summary = "Retract an entry; it stays visible as retracted and counts nowhere")
    ResponseEntity<Object> retract(WriteRequest request) {
        return intake.take(request, RetractEntry.class);
    }
}
