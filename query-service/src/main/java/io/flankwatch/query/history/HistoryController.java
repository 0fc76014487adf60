package io.flankwatch.query.history;

import static io.flankwatch.platform.access.Role.ANALYST;
import static io.flankwatch.platform.access.Role.AUDITOR;
import static io.flankwatch.platform.access.Role.INTEGRATOR;
import static io.flankwatch.platform.access.Role.SUPERVISOR;

import io.flankwatch.events.Marking;
import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.platform.security.Needs;
import io.flankwatch.query.reading.Answers;
import io.flankwatch.query.reading.Asked;
import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.reading.CaseGates;
import io.flankwatch.query.reading.CaseReads;
import io.flankwatch.query.reading.CaseReads.Events;
import io.flankwatch.query.reading.Paging;
import io.flankwatch.wire.Envelope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
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
class HistoryController {

    private static final int USUAL = 100;
    private static final int MAXIMUM = 1_000;

    private final CaseReads reads;
    private final CaseGates gates;

    HistoryController(CaseReads reads, CaseGates gates) {
        this.reads = reads;
        this.gates = gates;
    }

    /// @param position the last event of the case
    record HistoryShown(UUID caseId, long position, long version, String ceiling, List<HistoryItem> items, @Nullable String next) {}

    @GetMapping("/cases/{caseId}/history")
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Operation(summary = "Every event of a case in the order recorded: who, when, under which command, and what")
    ResponseEntity<HistoryShown> history(
            @PathVariable UUID caseId,
            @Parameter(description = "From the Link header or `next` of the page before") @RequestParam(required = false) @Nullable String cursor,
            @Parameter(description = "1 to 1000, usually 100") @RequestParam(required = false) @Nullable Integer limit,
            @Parameter(description = "What was known then: a position or an instant") @RequestParam(required = false) @Nullable String asOf,
            @Parameter(description = "Must not be beyond the ledger's head; a history is never behind it") @RequestHeader(name = Answers.LEDGER_POSITION, required = false)
                    @Nullable Long ledgerPosition,
            @Parameter(hidden = true) Ceiling ceiling,
            HttpServletRequest request) {
        int size = Paging.limit(limit, USUAL, MAXIMUM);
        long after = cursor == null ? -1 : position(Paging.parts(cursor, 1).getFirst());
        Events events = reads.events(caseId, new Asked(asOf, ledgerPosition), ceiling);
        List<LedgerEntry> rest = events.entries().stream().filter(entry -> entry.position() > after).toList();
        List<LedgerEntry> page = rest.subList(0, Math.min(size, rest.size()));
        String next = rest.size() > page.size() ? Paging.cursor(Long.toString(page.getLast().position())) : null;
        CaseGate gate = events.state().gate();
        List<Long> hidden = page.stream().filter(entry -> gates.hidesOther(entry, ceiling)).map(LedgerEntry::position).toList();
        HistoryShown shown = new HistoryShown(
                caseId,
                events.state().position(),
                events.state().version(),
                gate.ceilingKey(),
                page.stream().map(entry -> item(entry, gate, hidden.contains(entry.position()))).toList(),
                next);
        return Answers.page(events.state(), request, shown, next, hidden);
    }

    private static HistoryItem item(LedgerEntry entry, CaseGate gate, boolean hidesOther) {
        Envelope envelope = entry.envelope();
        Marking marking = gate.today(envelope.marking(), envelope.caseEvent());
        return gate.shows(marking) && !hidesOther
                ? HistoryItem.Happened.of(entry, envelope, gate.effective(marking))
                : HistoryItem.Hidden.of(entry, gate.effective(marking));
    }

    private static long position(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException wrong) {
            throw Paging.malformed();
        }
    }
}
