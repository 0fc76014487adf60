package io.flankwatch.command.brief;

import io.flankwatch.command.desk.Intake;
import io.flankwatch.command.desk.Takes;
import io.flankwatch.command.desk.WriteRequest;
import io.flankwatch.command.vocabulary.BriefCommand.IssueBrief;
import io.flankwatch.platform.access.Role;
import io.flankwatch.platform.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Briefs")
class BriefController {

    private final Intake intake;

    BriefController(Intake intake) {
        this.intake = intake;
    }

    @PostMapping("/cases/{caseId}/briefs")
    @Needs(Role.ANALYST)
    @Takes(IssueBrief.class)
    @Operation(
            summary = "Issue a brief: record who was given which bytes, of which position and under which ceiling",
            description = "Position, ceiling and media type are those of the brief as it was read (`GET /cases/{id}/brief`), `reprDigest` is its `Repr-Digest` header.")
    ResponseEntity<Object> issue(WriteRequest request) {
        return intake.take(request, IssueBrief.class);
    }
}
