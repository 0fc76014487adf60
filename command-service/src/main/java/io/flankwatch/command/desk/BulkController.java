package io.flankwatch.command.desk;

import io.flankwatch.platform.access.Role;
import io.flankwatch.platform.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Bulk")
class BulkController {

    private final BulkIntake intake;

    BulkController(BulkIntake intake) {
        this.intake = intake;
    }

    @PostMapping("/cases/{caseId}/commands")
    @Needs(Role.ANALYST)
    @Operation(summary = "Up to 1,000 commands about one case: ATOMIC is one commit, all or none; EACH is every command on its own")
    ResponseEntity<Bulk.Results> take(WriteRequest request) {
        return intake.take(request);
    }
}
