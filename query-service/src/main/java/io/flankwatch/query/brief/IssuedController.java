package io.flankwatch.query.brief;

import static io.flankwatch.platform.access.Role.ANALYST;
import static io.flankwatch.platform.access.Role.AUDITOR;
import static io.flankwatch.platform.access.Role.INTEGRATOR;
import static io.flankwatch.platform.access.Role.SUPERVISOR;

import io.flankwatch.events.BriefEvent.BriefIssued;
import io.flankwatch.events.Marking;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.platform.security.Needs;
import io.flankwatch.query.brief.Reproducing.Reproduction;
import io.flankwatch.query.projection.Recording;
import io.flankwatch.query.projection.Step;
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
class IssuedController {

    private final IssuedView view;
    private final CaseReads reads;
    private final Reproducing reproducing;

    IssuedController(IssuedView view, CaseReads reads, Reproducing reproducing) {
        this.view = view;
        this.reads = reads;
        this.reproducing = reproducing;
    }

    /// @param position the last event of the case
    record BriefsShown(
            UUID caseId,
            long position,
            long version,
            String ceiling,
            @Schema(description = "In the order issued") List<BriefShown> items) {}

    /// @param position   of the case, which it tells the state at
    /// @param ceiling    the highest marking that was looked at for it
    @Schema(description = "A brief that was issued: who was given which bytes")
    record BriefShown(
            UUID briefId,
            long position,
            @Nullable Long since,
            Marking ceiling,
            String mediaType,
            @Schema(description = "Of its bytes, lower-case hex") String sha256,
            List<String> recipients,
            Marking marking,
            String leafHash,
            Recording issued,
            @Schema(description = "Only where it is read by itself: whether the same bytes come out today") @Nullable Reproduction reproduction) {

        static BriefShown of(Step<BriefIssued> step, CaseState state, @Nullable Reproduction reproduction) {
            BriefIssued issued = step.event();
            return new BriefShown(
                    issued.briefId(),
                    issued.position(),
                    issued.since(),
                    issued.ceiling(),
                    issued.mediaType(),
                    issued.sha256(),
                    issued.recipients(),
                    state.gate().effective(step.marking()),
                    step.leafHash(),
                    step.recording(),
                    reproduction);
        }
    }

    @GetMapping("/cases/{caseId}/briefs")
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Operation(summary = "The briefs of a case that were issued, in that order")
    ResponseEntity<BriefsShown> briefs(
            @PathVariable UUID caseId,
            @Parameter(description = "What was known then: a position or an instant") @RequestParam(required = false) @Nullable String asOf,
            @Parameter(description = "Wait until the answer reflects at least this position") @RequestHeader(name = Answers.LEDGER_POSITION, required = false)
                    @Nullable Long ledgerPosition,
            @Parameter(hidden = true) Ceiling ceiling,
            HttpServletRequest request) {
        CaseState state = reads.open(view, caseId, new Asked(asOf, ledgerPosition), ceiling);
        List<BriefShown> items = seen(state).stream().map(step -> BriefShown.of(step, state, null)).toList();
        return Answers.of(
                state, request, new BriefsShown(caseId, state.position(), state.version(), state.gate().ceilingKey(), items));
    }

    @GetMapping("/cases/{caseId}/briefs/{briefId}")
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Operation(
            summary = "One brief that was issued, and whether the same bytes come out today",
            description = "It is made again as of its position and under its ceiling. It can come out otherwise where something of it was restricted or redacted since.")
    ResponseEntity<BriefShown> brief(
            @PathVariable UUID caseId,
            @PathVariable UUID briefId,
            @Parameter(description = "What was known then: a position or an instant") @RequestParam(required = false) @Nullable String asOf,
            @Parameter(description = "Wait until the answer reflects at least this position") @RequestHeader(name = Answers.LEDGER_POSITION, required = false)
                    @Nullable Long ledgerPosition,
            @Parameter(hidden = true) Ceiling ceiling,
            HttpServletRequest request) {
        CaseState state = reads.open(view, caseId, new Asked(asOf, ledgerPosition), ceiling);
        Step<BriefIssued> step = seen(state).stream()
                .filter(issued -> issued.event().briefId().equals(briefId))
                .findFirst()
                .orElseThrow(() -> new Refused(RefusalCode.NO_SUCH_BRIEF, "There is no brief " + briefId + ", or it may not be seen"));
        Reproduction reproduction = reproducing.again(caseId, step.event(), ceiling);
        return Answers.of(state, request, BriefShown.of(step, state, reproduction), reproduction);
    }

    private static List<Step<BriefIssued>> seen(CaseState state) {
        return state.find(IssuedView.issued(state.gate().caseId()), IssuedView.Issued.class).stream()
                .flatMap(issued -> issued.briefs().stream())
                .filter(step -> state.gate().shows(step.marking()))
                .toList();
    }
}
