package io.flankwatch.command.indicator;

import io.flankwatch.command.desk.Intake;
import io.flankwatch.command.desk.Takes;
import io.flankwatch.command.desk.WriteRequest;
import io.flankwatch.command.vocabulary.IndicatorCommand.DefineIndicator;
import io.flankwatch.platform.access.Role;
import io.flankwatch.platform.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Indicators")
class IndicatorController {

    private final Intake intake;

    IndicatorController(Intake intake) {
        this.intake = intake;
    }

    @PostMapping("/cases/{caseId}/indicators")
    @Needs(Role.ANALYST)
    @Takes(DefineIndicator.class)
    @Operation(summary = "Define a warning indicator: something to watch, with a deadline (not an indicator of compromise)")
    ResponseEntity<Object> define(WriteRequest request) {
        return intake.take(request, DefineIndicator.class);
    }
}
