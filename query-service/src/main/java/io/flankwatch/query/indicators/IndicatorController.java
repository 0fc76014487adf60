package io.flankwatch.query.indicators;

import static io.flankwatch.platform.access.Role.ANALYST;
import static io.flankwatch.platform.access.Role.AUDITOR;
import static io.flankwatch.platform.access.Role.INTEGRATOR;
import static io.flankwatch.platform.access.Role.SUPERVISOR;

import io.flankwatch.events.Condition;
import io.flankwatch.events.IndicatorEvent.IndicatorDefined;
import io.flankwatch.events.Marking;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.platform.security.Needs;
import io.flankwatch.query.projection.Recording;
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
import java.time.Instant;
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
class IndicatorController {

    private final IndicatorsView view;
    private final CaseReads reads;

    IndicatorController(IndicatorsView view, CaseReads reads) {
        this.view = view;
        this.reads = reads;
    }

    @Schema(description = "A warning indicator: something to watch for (not an indicator of compromise), with everything that became of it")
    record IndicatorShown(
            UUID indicatorId,
            String statement,
            @Nullable String owner,
            IndicatorDefined.Scope scope,
            Condition condition,
            @Nullable Instant deadline,
            WatchedIndicator.State state,
            @Schema(description = "The entry that fulfils it, while it is met by rule") @Nullable UUID metBy,
            @Schema(description = "The case of that entry, where it is another one") @Nullable UUID metByCase,
            @Schema(description = "Met before the deadline and recorded after it") boolean late,
            Marking marking,
            @Schema(description = "Ids of the hypotheses of the case that it bears on") List<UUID> hypotheses,
            String leafHash,
            Recording defined,
            @Schema(description = "Every change of it that the reader may see, in the order recorded") List<WatchedIndicator.Change> changes) {}

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
                .map(indicator -> indicator.today(gate))
                .filter(indicator -> gate.shows(indicator.marking()))
                .map(indicator -> show(indicator, gate))
                .orElseThrow(() ->
                        new Refused(RefusalCode.NO_SUCH_INDICATOR, "There is no indicator " + indicatorId + ", or it may not be seen"));
        // What another case did to it is shown to whoever may see that today.
        return Answers.of(state, request, shown, shown.changes());
    }

    private static IndicatorShown show(WatchedIndicator indicator, CaseGate gate) {
        WatchedIndicator.Change fulfilment = indicator.fulfilment(gate::shows);
        return new IndicatorShown(
                indicator.indicatorId(),
                indicator.statement(),
                indicator.owner(),
                indicator.scope(),
                indicator.condition(),
                indicator.deadline(),
                indicator.state(gate::shows),
                fulfilment == null ? null : fulfilment.metBy(),
                fulfilment == null ? null : fulfilment.metByCase(),
                fulfilment != null && fulfilment.late(),
                gate.effective(indicator.marking()),
                indicator.hypotheses(),
                indicator.leafHash(),
                indicator.defined(),
                indicator.changes(gate::shows));
    }
}
