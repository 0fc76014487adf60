package io.flankwatch.query.hypotheses;

import static io.flankwatch.platform.access.Role.ANALYST;
import static io.flankwatch.platform.access.Role.AUDITOR;
import static io.flankwatch.platform.access.Role.INTEGRATOR;
import static io.flankwatch.platform.access.Role.SUPERVISOR;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.platform.security.Needs;
import io.flankwatch.query.hypotheses.Showing.MatrixRow;
import io.flankwatch.query.reading.Answers;
import io.flankwatch.query.reading.Asked;
import io.flankwatch.query.reading.CaseReads;
import io.flankwatch.query.reading.CaseState;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Cases: reads")
class HypothesisController {

    /// By which the inconsistency of a hypothesis is counted.
    private static final String RULE = "ach-inconsistency/v1";

    private final HypothesesView view;
    private final CaseReads reads;

    HypothesisController(HypothesesView view, CaseReads reads) {
        this.view = view;
        this.reads = reads;
    }

    /// @param position the last event of the case
    record HypothesesShown(
            UUID caseId,
            long position,
            long version,
            String ceiling,
            @Schema(example = RULE) String rule,
            @Schema(description = "In the order proposed") List<HypothesisShown> items,
            @Schema(description = "The last weighing of each entry against each hypothesis (analysis of competing hypotheses). An entry that is not `diagnostic` goes as well with one as with the other, and can't tell them apart")
                    List<MatrixRow> matrix) {}

    @GetMapping("/cases/{caseId}/hypotheses")
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Operation(summary = "The hypotheses of a case with their estimates, and the matrix of what speaks against each")
    ResponseEntity<HypothesesShown> hypotheses(
            @PathVariable UUID caseId,
            @Parameter(description = "What was known then: a position or an instant") @RequestParam(required = false) @Nullable String asOf,
            @Parameter(description = "Wait until the answer reflects at least this position") @RequestHeader(name = Answers.LEDGER_POSITION, required = false)
                    @Nullable Long ledgerPosition,
            @Parameter(hidden = true) Ceiling ceiling,
            HttpServletRequest request) {
        CaseState state = reads.open(view, caseId, new Asked(asOf, ledgerPosition), ceiling);
        Showing showing = Showing.all(state);
        List<HypothesisShown> items = showing.hypotheses();
        HypothesesShown shown = new HypothesesShown(
                caseId, state.position(), state.version(), state.gate().ceilingKey(), RULE, items, showing.matrix(items));
        // What another case did to an indicator is shown to whoever may see that today.
        return Answers.of(state, request, shown, items);
    }

    @GetMapping("/cases/{caseId}/hypotheses/{hypothesisId}")
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Operation(summary = "One hypothesis: its estimates, what was weighed against it, and how it turned out")
    ResponseEntity<HypothesisShown> hypothesis(
            @PathVariable UUID caseId,
            @PathVariable UUID hypothesisId,
            @Parameter(description = "What was known then: a position or an instant") @RequestParam(required = false) @Nullable String asOf,
            @Parameter(description = "Wait until the answer reflects at least this position") @RequestHeader(name = Answers.LEDGER_POSITION, required = false)
                    @Nullable Long ledgerPosition,
            @Parameter(hidden = true) Ceiling ceiling,
            HttpServletRequest request) {
        CaseState state = reads.open(view, caseId, new Asked(asOf, ledgerPosition), ceiling);
        HypothesisShown shown = Showing.one(state, hypothesisId).hypotheses().stream()
                .findFirst()
                .orElseThrow(() ->
                        new Refused(RefusalCode.NO_SUCH_HYPOTHESIS, "There is no hypothesis " + hypothesisId + ", or it may not be seen"));
        return Answers.of(state, request, shown, shown);
    }
}
