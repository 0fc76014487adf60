package io.flankwatch.command.hypothesis;

import io.flankwatch.command.desk.Intake;
import io.flankwatch.command.desk.Takes;
import io.flankwatch.command.desk.WriteRequest;
import io.flankwatch.command.vocabulary.HypothesisCommand.EstimateLikelihood;
import io.flankwatch.command.vocabulary.HypothesisCommand.ProposeHypothesis;
import io.flankwatch.command.vocabulary.HypothesisCommand.ResolveHypothesis;
import io.flankwatch.command.vocabulary.HypothesisCommand.ReviseHypothesis;
import io.flankwatch.command.vocabulary.HypothesisCommand.WeighEvidence;
import io.flankwatch.platform.access.Role;
import io.flankwatch.platform.security.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Hypotheses")
class HypothesisController {

    private final Intake intake;

    HypothesisController(Intake intake) {
        this.intake = intake;
    }

    @PostMapping("/cases/{caseId}/hypotheses")
    @Needs(Role.ANALYST)
    @Takes(ProposeHypothesis.class)
    @Operation(summary = "Propose a hypothesis: one of several explanations or outlooks that compete")
    ResponseEntity<Object> propose(WriteRequest request) {
        return intake.take(request, ProposeHypothesis.class);
    }

    @PatchMapping("/cases/{caseId}/hypotheses/{hypothesisId}")
    @Needs(Role.ANALYST)
    @Takes(ReviseHypothesis.class)
    @Operation(
            summary = "Say a hypothesis otherwise",
            description = "`changes` has the members that change, as in the body that proposes one (JSON merge patch, RFC 7396). What was weighed and estimated stays.")
    ResponseEntity<Object> revise(WriteRequest request) {
        return intake.take(request, ReviseHypothesis.class);
    }

    @PostMapping("/cases/{caseId}/hypotheses/{hypothesisId}/evidence")
    @Needs(Role.ANALYST)
    @Takes(WeighEvidence.class)
    @Operation(summary = "Weigh an entry against a hypothesis (analysis of competing hypotheses); weighed again, the last time counts")
    ResponseEntity<Object> weigh(WriteRequest request) {
        return intake.take(request, WeighEvidence.class);
    }

    @PostMapping("/cases/{caseId}/hypotheses/{hypothesisId}/estimates")
    @Needs(Role.ANALYST)
    @Takes(EstimateLikelihood.class)
    @Operation(
            summary = "Estimate how likely a hypothesis is, in a term of ICD 203",
            description = "`given` makes it hold only where an indicator comes out so. It takes the place of the same analyst's own under the same condition; those of others stay beside it.")
    ResponseEntity<Object> estimate(WriteRequest request) {
        return intake.take(request, EstimateLikelihood.class);
    }

    @PostMapping("/cases/{caseId}/hypotheses/{hypothesisId}/resolution")
    @Needs(Role.ANALYST)
    @Takes(ResolveHypothesis.class)
    @Operation(summary = "Resolve a hypothesis as borne out, refuted or moot; UNRESOLVED takes that back")
    ResponseEntity<Object> resolve(WriteRequest request) {
        return intake.take(request, ResolveHypothesis.class);
    }
}
