package io.flankwatch.command.indicator;

import io.flankwatch.command.desk.Intake;
import io.flankwatch.command.desk.Takes;
import io.flankwatch.command.desk.WriteRequest;
import io.flankwatch.command.vocabulary.IndicatorCommand.DefineIndicator;
import io.flankwatch.command.vocabulary.IndicatorCommand.JudgeIndicator;
import io.flankwatch.command.vocabulary.IndicatorCommand.WithdrawIndicator;
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

    @PostMapping("/cases/{caseId}/indicators/{indicatorId}/ruling")
    @Needs(Role.ANALYST)
    @Takes(JudgeIndicator.class)
    @Operation(
            summary = "Rule an indicator met or not met, with evidence",
            description = "A ruling over a rule, the deadline or an earlier ruling needs a reason. No rule and no deadline changes what was ruled on, as long as any of"
                    + " the evidence stands.")
    ResponseEntity<Object> judge(WriteRequest request) {
        return intake.take(request, JudgeIndicator.class);
    }

    @PostMapping("/cases/{caseId}/indicators/{indicatorId}/withdrawal")
    @Needs(Role.ANALYST)
    @Takes(WithdrawIndicator.class)
    @Operation(summary = "Withdraw an open indicator: it is not watched any more")
    ResponseEntity<Object> withdraw(WriteRequest request) {
        return intake.take(request, WithdrawIndicator.class);
    }
}
