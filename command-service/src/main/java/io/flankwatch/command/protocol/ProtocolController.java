package io.flankwatch.command.protocol;

import io.flankwatch.command.desk.Intake;
import io.flankwatch.command.desk.Takes;
import io.flankwatch.command.desk.WriteRequest;
import io.flankwatch.command.vocabulary.EntryCommand.ChangeInterceptProtocol;
import io.flankwatch.platform.access.Role;
import io.flankwatch.platform.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Entries")
class ProtocolController {

    private final Intake intake;

    ProtocolController(Intake intake) {
        this.intake = intake;
    }

    @PostMapping("/cases/{caseId}/protocol-changes")
    @Needs(Role.ANALYST)
    @Takes(ChangeInterceptProtocol.class)
    @Operation(summary = "Record a protocol's new state; the previous one is filled in by the ledger")
    ResponseEntity<Object> change(WriteRequest request) {
        return intake.take(request, ChangeInterceptProtocol.class);
    }
}
