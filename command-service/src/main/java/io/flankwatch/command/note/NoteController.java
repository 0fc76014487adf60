package io.flankwatch.command.note;

import io.flankwatch.command.desk.Intake;
import io.flankwatch.command.desk.Takes;
import io.flankwatch.command.desk.WriteRequest;
import io.flankwatch.command.vocabulary.EntryCommand.AddNote;
import io.flankwatch.platform.access.Role;
import io.flankwatch.platform.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Entries")
class NoteController {

    private final Intake intake;

    NoteController(Intake intake) {
        this.intake = intake;
    }

    @PostMapping("/cases/{caseId}/notes")
    @Needs(Role.ANALYST)
    @Takes(AddNote.class)
    @Operation(summary = "Add a working note; unless its author says otherwise it is AMBER+STRICT")
    ResponseEntity<Object> add(WriteRequest request) {
        return intake.take(request, AddNote.class);
    }
}
