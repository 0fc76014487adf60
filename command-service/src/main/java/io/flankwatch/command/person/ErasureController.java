package io.flankwatch.command.person;

import io.flankwatch.command.desk.Intake;
import io.flankwatch.command.desk.Takes;
import io.flankwatch.command.desk.WriteRequest;
import io.flankwatch.command.sealing.Erasures;
import io.flankwatch.command.vocabulary.PersonCommand.ErasePerson;
import io.flankwatch.platform.access.Role;
import io.flankwatch.platform.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Privacy")
class ErasureController {

    private final Intake intake;
    private final Erasures erasures;

    ErasureController(Intake intake, Erasures erasures) {
        this.intake = intake;
        this.erasures = erasures;
    }

    /// Answered once it is done.
    @PostMapping("/persons/{personId}/erasure")
    @Needs(Role.SUPERVISOR)
    @Takes(ErasePerson.class)
    @Operation(
            summary = "Make what is sealed of a person unreadable for ever, in every case and every copy",
            description = "Their key is destroyed, and they never get another one: nothing is sealed about them any more. Also for a person of whom nothing is recorded."
                    + " Text outside of sealed parts is redacted, entry by entry.")
    ResponseEntity<Object> erase(WriteRequest request) {
        Intake.AboutPerson answer = intake.takeAboutPerson(request, ErasePerson.class);
        erasures.settle(answer.personId());
        return answer.answer();
    }
}
