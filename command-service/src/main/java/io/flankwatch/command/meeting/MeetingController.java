package io.flankwatch.command.meeting;

import io.flankwatch.command.desk.Intake;
import io.flankwatch.command.desk.Takes;
import io.flankwatch.command.desk.WriteRequest;
import io.flankwatch.command.vocabulary.EntryCommand.CancelMeeting;
import io.flankwatch.command.vocabulary.EntryCommand.ConcludeMeeting;
import io.flankwatch.command.vocabulary.EntryCommand.ConveneMeeting;
import io.flankwatch.command.vocabulary.EntryCommand.RescheduleMeeting;
import io.flankwatch.platform.access.Role;
import io.flankwatch.platform.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Entries")
class MeetingController {

    private final Intake intake;

    MeetingController(Intake intake) {
        this.intake = intake;
    }

    @PostMapping("/cases/{caseId}/meetings")
    @Needs(Role.ANALYST)
    @Takes(ConveneMeeting.class)
    @Operation(summary = "Record that a meeting was called")
    ResponseEntity<Object> convene(WriteRequest request) {
        return intake.take(request, ConveneMeeting.class);
    }

    @PostMapping("/cases/{caseId}/meetings/{entryId}/schedule")
    @Needs(Role.ANALYST)
    @Takes(RescheduleMeeting.class)
    @Operation(summary = "Record that a meeting is to be held or resumed at another time")
    ResponseEntity<Object> reschedule(WriteRequest request) {
        return intake.take(request, RescheduleMeeting.class);
    }

    @PostMapping("/cases/{caseId}/meetings/{entryId}/cancellation")
    @Needs(Role.ANALYST)
    @Takes(CancelMeeting.class)
    @Operation(summary = "Record that a meeting is not held, or not resumed")
    ResponseEntity<Object> cancel(WriteRequest request) {
        return intake.take(request, CancelMeeting.class);
    }

    @PostMapping("/cases/{caseId}/meetings/{entryId}/conclusion")
    @Needs(Role.ANALYST)
    @Takes(ConcludeMeeting.class)
    @Operation(summary = "Record how a meeting ended, or that it was adjourned")
    ResponseEntity<Object> conclude(WriteRequest request) {
        return intake.take(request, ConcludeMeeting.class);
    }
}
