package io.flankwatch.command.entry;

import io.flankwatch.command.desk.Intake;
import io.flankwatch.command.desk.Takes;
import io.flankwatch.command.desk.WriteRequest;
import io.flankwatch.command.vocabulary.EntryCommand.ProposeRedaction;
import io.flankwatch.command.vocabulary.EntryCommand.RedactEntry;
import io.flankwatch.ledger.LedgerRedaction;
import io.flankwatch.platform.access.Role;
import io.flankwatch.platform.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Privacy")
class RedactionController {

    private final Intake intake;
    private final LedgerRedaction redaction;

    RedactionController(Intake intake, LedgerRedaction redaction) {
        this.intake = intake;
        this.redaction = redaction;
    }

    @PostMapping("/cases/{caseId}/entries/{entryId}/redaction")
    @Needs(Role.SUPERVISOR)
    @Takes(ProposeRedaction.class)
    @Operation(
            summary = "Propose that text goes that should never have been recorded of an entry; nothing goes before another supervisor confirms it",
            description = "`pointers` are JSON pointers (RFC 6901) into the data of the events of the entry: its recording, its corrections (what it says since, and the old and"
                    + " new value), its retraction, a meeting's conclusion and so on; `?dryRun=true` on the confirmation lists the positions concerned. A later proposal takes the place of an earlier one."
                    + " `ground` says why, and must not repeat what goes.")
    ResponseEntity<Object> propose(WriteRequest request) {
        return intake.take(request, ProposeRedaction.class);
    }

    /// Answered once it is done.
    @PostMapping("/cases/{caseId}/entries/{entryId}/redaction/confirmation")
    @Needs(Role.SUPERVISOR)
    @Takes(RedactEntry.class)
    @Operation(
            summary = "Take out what another supervisor has proposed; from then on it is nowhere, as of whatever position",
            description = "The stored events keep position and leaf hash; their bytes become what is left, whose SHA-256 the event names. An `If-Match` with the proposal's version"
                    + " makes sure that what is confirmed is what was looked at. Not within a bulk.")
    ResponseEntity<Object> confirm(WriteRequest request) {
        ResponseEntity<Object> answer = intake.take(request, RedactEntry.class);
        redaction.settle(Objects.requireNonNull(request.caseId()).toString());
        return answer;
    }
}
