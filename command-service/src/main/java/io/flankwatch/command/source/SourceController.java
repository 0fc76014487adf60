package io.flankwatch.command.source;

import io.flankwatch.command.desk.Intake;
import io.flankwatch.command.desk.Takes;
import io.flankwatch.command.desk.WriteRequest;
import io.flankwatch.command.vocabulary.SourceCommand.AddCapture;
import io.flankwatch.command.vocabulary.SourceCommand.CheckSource;
import io.flankwatch.command.vocabulary.SourceCommand.CiteSource;
import io.flankwatch.command.vocabulary.SourceCommand.GradeSource;
import io.flankwatch.command.vocabulary.SourceCommand.TransferCustody;
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

    @PostMapping("/cases/{caseId}/sources/{sourceId}/captures")
    @Needs(Role.ANALYST)
    @Takes(AddCapture.class)
    @Operation(summary = "Record a stored form of a source by its hash; the file itself is kept elsewhere. Answers with the capture's id as entryId")
    ResponseEntity<Object> capture(WriteRequest request) {
        return intake.take(request, AddCapture.class);
    }

    @PostMapping("/cases/{caseId}/sources/{sourceId}/checks")
    @Needs(Role.ANALYST)
    @Takes(CheckSource.class)
    @Operation(summary = "Record whether a source is still there and as it was; a closed case takes it too")
    ResponseEntity<Object> check(WriteRequest request) {
        return intake.take(request, CheckSource.class);
    }

    @PostMapping("/cases/{caseId}/sources/{sourceId}/grade")
    @Needs(Role.ANALYST)
    @Takes(GradeSource.class)
    @Operation(summary = "Grade a source by the Admiralty code; an axis that is not named stays as it is")
    ResponseEntity<Object> grade(WriteRequest request) {
        return intake.take(request, GradeSource.class);
    }

    @PostMapping("/cases/{caseId}/sources/{sourceId}/custody")
    @Needs(Role.ANALYST)
    @Takes(TransferCustody.class)
    @Operation(summary = "Record a step of the chain of custody (Berkeley Protocol); a closed case takes it too")
    ResponseEntity<Object> custody(WriteRequest request) {
        return intake.take(request, TransferCustody.class);
    }
}
