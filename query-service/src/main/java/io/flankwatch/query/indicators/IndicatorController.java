package io.flankwatch.query.indicators;

import static io.flankwatch.platform.access.Role.ANALYST;
import static io.flankwatch.platform.access.Role.AUDITOR;
import static io.flankwatch.platform.access.Role.INTEGRATOR;
import static io.flankwatch.platform.access.Role.SUPERVISOR;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.platform.security.Needs;
import io.flankwatch.query.reading.Answers;
import io.flankwatch.query.reading.Asked;
import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.reading.CaseReads;
import io.flankwatch.query.reading.CaseState;
import io.flankwatch.query.watch.WatchedIndicator;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Cases: reads")
class IndicatorController {

    private final IndicatorsView view;
    private final CaseReads reads;

    IndicatorController(IndicatorsView view, CaseReads reads) {
        this.view = view;
        this.reads = reads;
    }

    /// @param position the last event of the case
    record IndicatorsShown(
            UUID caseId,
            long position,
            long version,
            String ceiling,
            @Schema(description = "In the order defined") List<IndicatorShown> items) {}

    @GetMapping("/cases/{caseId}/indicators")
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Operation(summary = "The warning indicators of a case in the order defined, each with all that became of it")
    ResponseEntity<IndicatorsShown> indicators(
            @PathVariable UUID caseId,
            @Parameter(description = "What was known then: a position or an instant") @RequestParam(required = false) @Nullable String asOf,
            @Parameter(description = "Wait until the answer reflects at least this position") @RequestHeader(name = Answers.LEDGER_POSITION, required = false)
                    @Nullable Long ledgerPosition,
            @Parameter(hidden = true) Ceiling ceiling,
            HttpServletRequest request) {
        CaseState state = reads.open(view, caseId, new Asked(asOf, ledgerPosition), ceiling);
        String id = state.gate().caseId();
        List<IndicatorShown> items = state.inOrder(IndicatorsView.defined(id), IndicatorsView::indicator, WatchedIndicator.class).stream()
                .flatMap(indicator -> Stream.ofNullable(IndicatorShown.of(indicator, state.gate())))
                .toList();
        // What another case did to one is shown to whoever may see that today.
        return Answers.of(
                state, request, new IndicatorsShown(caseId, state.position(), state.version(), state.gate().ceilingKey(), items), items);
    }

    @GetMapping("/cases/{caseId}/indicators/{indicatorId}")
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Operation(summary = "One warning indicator: OPEN, MET, NOT_MET, EXPIRED or WITHDRAWN, by what and when")
    ResponseEntity<IndicatorShown> indicator(
            @PathVariable UUID caseId,
            @PathVariable UUID indicatorId,
            @Parameter(description = "What was known then: a position or an instant") @RequestParam(required = false) @Nullable String asOf,
            @Parameter(description = "Wait until the answer reflects at least this position") @RequestHeader(name = Answers.LEDGER_POSITION, required = false)
                    @Nullable Long ledgerPosition,
            @Parameter(hidden = true) Ceiling ceiling,
            HttpServletRequest request) {
        CaseState state = reads.open(view, caseId, new Asked(asOf, ledgerPosition), ceiling);
        CaseGate gate = state.gate();
        IndicatorShown shown = state.find(IndicatorsView.indicator(gate.caseId(), indicatorId), WatchedIndicator.class)
                .flatMap(indicator -> Optional.ofNullable(IndicatorShown.of(indicator, gate)))
                .orElseThrow(() ->
                        new Refused(RefusalCode.NO_SUCH_INDICATOR, "There is no indicator " + indicatorId + ", or it may not be seen"));
        // What another case did to it is shown to whoever may see that today.
        return Answers.of(state, request, shown, shown.changes());
    }
}
