package io.flankwatch.command.entry;

import io.flankwatch.command.desk.Intake;
import io.flankwatch.command.desk.Takes;
import io.flankwatch.command.desk.WriteRequest;
import io.flankwatch.command.vocabulary.EntryCommand.ChangeEntryMarking;
import io.flankwatch.command.vocabulary.EntryCommand.LinkEntries;
import io.flankwatch.command.vocabulary.EntryCommand.ReinstateEntry;
import io.flankwatch.command.vocabulary.EntryCommand.RetractEntry;
import io.flankwatch.command.vocabulary.EntryCommand.ReviseEntry;
import io.flankwatch.command.vocabulary.EntryCommand.UnlinkEntries;
import io.flankwatch.platform.access.Role;
import io.flankwatch.platform.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
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

    @PostMapping("/cases/{caseId}/entries/{entryId}/reinstatement")
    @Needs(Role.ANALYST)
    @Takes(ReinstateEntry.class)
    @Operation(summary = "Reinstate a retracted entry; everything counts again as if it had never been retracted")
    ResponseEntity<Object> reinstate(WriteRequest request) {
        return intake.take(request, ReinstateEntry.class);
    }

    @PutMapping("/cases/{caseId}/entries/{entryId}/marking")
    @Needs(Role.ANALYST)
    @Takes(ChangeEntryMarking.class)
    @Operation(
            summary = "Change an entry's marking: to a stricter one by a member or a supervisor, to a looser one by a supervisor with a reason",
            description = "A stricter one holds at once for everything that was recorded of the entry, as of whatever position, and for entries that tell of it."
                    + " Events that were recorded under a stricter one keep it.")
    ResponseEntity<Object> marking(WriteRequest request) {
        return intake.take(request, ChangeEntryMarking.class);
    }

    @PostMapping("/cases/{caseId}/entries/{entryId}/links")
    @Needs(Role.ANALYST)
    @Takes(LinkEntries.class)
    @Operation(
            summary = "Link an entry to another one, of this case or of another; both show it to whoever may see both",
            description = "Figures count one SAME_INCIDENT class once, and what is made of parts (PART_OF) not beside its parts.")
    ResponseEntity<Object> link(WriteRequest request) {
        return intake.take(request, LinkEntries.class);
    }

    @DeleteMapping("/cases/{caseId}/entries/{entryId}/links/{relation}/{otherCaseId}/{otherId}")
    @Needs(Role.ANALYST)
    @Takes(UnlinkEntries.class)
    @Operation(summary = "Take a link away, on the entry that was linked; `otherCaseId` is this case's own for two entries of it")
    ResponseEntity<Object> unlink(WriteRequest request) {
        return intake.take(request, UnlinkEntries.class);
    }

    @PatchMapping("/cases/{caseId}/entries/{entryId}")
    @Needs(Role.ANALYST)
    @Takes(ReviseEntry.class)
    @Operation(
            summary = "Correct an entry, whatever its kind",
            description = "`changes` has the members that change, as in the body that records an entry of this kind (JSON merge patch, RFC 7396): null takes a member"
                    + " away, a list is given whole. The corrected entry is checked like a new one; figures, postures and indicators follow. The marking has a path of its own.")
    ResponseEntity<Object> revise(WriteRequest request) {
        return intake.take(request, ReviseEntry.class);
    }
}
