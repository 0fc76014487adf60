package io.flankwatch.query.casesummary;

import static io.flankwatch.platform.access.Role.ANALYST;
import static io.flankwatch.platform.access.Role.AUDITOR;
import static io.flankwatch.platform.access.Role.INTEGRATOR;
import static io.flankwatch.platform.access.Role.SUPERVISOR;

import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.platform.security.Needs;
import io.flankwatch.query.links.CaseLinks;
import io.flankwatch.query.reading.Answers;
import io.flankwatch.query.reading.Asked;
import io.flankwatch.query.reading.CaseGates;
import io.flankwatch.query.reading.CaseReads;
import io.flankwatch.query.reading.CaseState;
import io.flankwatch.query.reading.Instants;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
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
class CaseSummaryController {

    private final SummaryView view;
    private final CaseReads reads;
    private final CaseLinks links;
    private final CaseGates gates;
    private final Tallies tallies;

    CaseSummaryController(SummaryView view, CaseReads reads, CaseLinks links, CaseGates gates, Tallies tallies) {
        this.view = view;
        this.reads = reads;
        this.links = links;
        this.gates = gates;
        this.tallies = tallies;
    }

    @GetMapping("/cases/{caseId}")
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Operation(summary = "What a case comes to: status, team, links, counts, casualty figures, posture, indicators, last change")
    ResponseEntity<CaseSummary> summary(
            @PathVariable UUID caseId,
            @Parameter(description = "The time in the world for which the posture is told; usually now") @RequestParam(required = false) @Nullable String at,
            @Parameter(description = "What was known then: a position or an instant") @RequestParam(required = false) @Nullable String asOf,
            @Parameter(description = "Wait until the answer reflects at least this position") @RequestHeader(name = Answers.LEDGER_POSITION, required = false)
                    @Nullable Long ledgerPosition,
            @Parameter(hidden = true) Ceiling ceiling,
            HttpServletRequest request) {
        Instant then = Objects.requireNonNullElseGet(Instants.parse(at, "at"), () -> Instant.now().truncatedTo(ChronoUnit.MILLIS));
        Asked asked = new Asked(asOf, ledgerPosition);
        CaseState state = reads.open(view, caseId, asked, ceiling);
        Tally tally = asOf == null ? tallies.now(state) : Summing.of(state).tally();
        CaseSummary summary = Heading.of(state)
                .summary(state, tally, then, links.of(state.gate(), asked), other -> gates.find(other.toString(), ceiling).isPresent());
        // Postures change with time alone, and links with what happens in other cases.
        return Answers.of(state, request, summary, summary.posture().jurisdictions(), summary.links(), summary.indicators(), summary.lastChange());
    }

    @GetMapping("/cases/{caseId}/casualties")
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Operation(summary = "People harmed: what the claims come to, which of them count, and why the others don't")
    ResponseEntity<CaseCasualties> casualties(
            @PathVariable UUID caseId,
            @Parameter(description = "What was known then: a position or an instant") @RequestParam(required = false) @Nullable String asOf,
            @Parameter(description = "Wait until the answer reflects at least this position") @RequestHeader(name = Answers.LEDGER_POSITION, required = false)
                    @Nullable Long ledgerPosition,
            @Parameter(hidden = true) Ceiling ceiling,
            HttpServletRequest request) {
        CaseState state = reads.open(view, caseId, new Asked(asOf, ledgerPosition), ceiling);
        return Answers.of(state, request, Summing.casualties(state));
    }
}
