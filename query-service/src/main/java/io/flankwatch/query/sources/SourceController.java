package io.flankwatch.query.sources;

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
import io.flankwatch.query.reading.Paging;
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
class SourceController {

    private static final int USUAL = 100;
    private static final int MAXIMUM = 500;

    private final SourcesView view;
    private final CaseReads reads;

    SourceController(SourcesView view, CaseReads reads) {
        this.view = view;
        this.reads = reads;
    }

    /// @param position    the last event of the case
    record SourcesShown(
            UUID caseId,
            long position,
            long version,
            String ceiling,
            @Schema(description = "Sources of the case that the reader sees") int count,
            @Schema(description = "Those of them that are independent of each other: the distinct ends of the chains of copiesFrom") int independent,
            List<SourceShown> items,
            @Nullable String next) {}

    @GetMapping("/cases/{caseId}/sources")
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Operation(summary = "The sources of a case in the order cited, and how many are independent")
    ResponseEntity<SourcesShown> sources(
            @PathVariable UUID caseId,
            @Parameter(description = "From the Link header or `next` of the page before") @RequestParam(required = false) @Nullable String cursor,
            @Parameter(description = "1 to 500, usually 100") @RequestParam(required = false) @Nullable Integer limit,
            @Parameter(description = "What was known then: a position or an instant") @RequestParam(required = false) @Nullable String asOf,
            @Parameter(description = "Wait until the answer reflects at least this position") @RequestHeader(name = Answers.LEDGER_POSITION, required = false)
                    @Nullable Long ledgerPosition,
            @Parameter(hidden = true) Ceiling ceiling,
            HttpServletRequest request) {
        int size = Paging.limit(limit, USUAL, MAXIMUM);
        CaseState state = reads.open(view, caseId, new Asked(asOf, ledgerPosition), ceiling);
        Showing showing = Showing.of(state);
        List<UUID> all = showing.ids();
        int from = cursor == null ? 0 : after(all, Paging.parts(cursor, 1).getFirst());
        List<UUID> page = all.subList(from, Math.min(from + size, all.size()));
        String next = from + page.size() < all.size() ? Paging.cursor(page.getLast().toString()) : null;
        List<SourceShown> items = showing.shown(state, page);
        SourcesShown shown = new SourcesShown(
                caseId, state.position(), state.version(), state.gate().ceilingKey(), all.size(), showing.independent(), items, next);
        return Answers.page(state, request, shown, next);
    }

    private static int after(List<UUID> all, String last) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).toString().equals(last)) {
                return i + 1;
            }
        }
        throw Paging.malformed();
    }

    @GetMapping("/cases/{caseId}/sources/{sourceId}")
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Operation(summary = "One source: its captures, checks, grades over time, chain of custody, and what it goes back to")
    ResponseEntity<SourceShown> source(
            @PathVariable UUID caseId,
            @PathVariable UUID sourceId,
            @Parameter(description = "What was known then: a position or an instant") @RequestParam(required = false) @Nullable String asOf,
            @Parameter(description = "Wait until the answer reflects at least this position") @RequestHeader(name = Answers.LEDGER_POSITION, required = false)
                    @Nullable Long ledgerPosition,
            @Parameter(hidden = true) Ceiling ceiling,
            HttpServletRequest request) {
        CaseState state = reads.open(view, caseId, new Asked(asOf, ledgerPosition), ceiling);
        CaseGate gate = state.gate();
        SourceDocument source = state.find(SourcesView.source(gate.caseId(), sourceId), SourceDocument.class)
                .filter(found -> gate.shows(found.cited().marking()))
                .orElseThrow(() -> new Refused(RefusalCode.NO_SUCH_SOURCE, "There is no source " + sourceId + ", or it may not be seen"));
        return Answers.of(state, request, Showing.of(state).show(source));
    }
}
