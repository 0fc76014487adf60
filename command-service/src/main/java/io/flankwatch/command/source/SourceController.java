package io.flankwatch.command.source;

import io.flankwatch.command.desk.Intake;
import io.flankwatch.command.desk.Takes;
import io.flankwatch.command.desk.WriteRequest;
import io.flankwatch.command.vocabulary.SourceCommand.CiteSource;
import io.flankwatch.platform.access.Role;
import io.flankwatch.platform.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Sources")
class SourceController {

    private final Intake intake;

    SourceController(Intake intake) {
        this.intake = intake;
    }

    @PostMapping("/cases/{caseId}/sources")
    @Needs(Role.ANALYST)
    @Takes(CiteSource.class)
    @Operation(summary = "Cite a source")
    ResponseEntity<Object> cite(WriteRequest request) {
        return intake.take(request, CiteSource.class);
    }
}
