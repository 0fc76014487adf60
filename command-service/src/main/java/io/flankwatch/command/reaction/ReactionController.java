package io.flankwatch.command.reaction;

import io.flankwatch.command.desk.Intake;
import io.flankwatch.command.desk.Takes;
import io.flankwatch.command.desk.WriteRequest;
import io.flankwatch.command.vocabulary.EntryCommand.RecordReaction;
import io.flankwatch.platform.access.Role;
import io.flankwatch.platform.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Entries")
class ReactionController {

    private final Intake intake;

    ReactionController(Intake intake) {
        this.intake = intake;
    }

    @PostMapping("/cases/{caseId}/reactions")
    @Needs(Role.ANALYST)
    @Takes(RecordReaction.class)
    @Operation(summary = "Record a reaction")
    ResponseEntity<Object> record(WriteRequest request) {
        return intake.take(request, RecordReaction.class);
    }
}
