package io.flankwatch.query.references;

import static io.flankwatch.platform.access.Role.ANALYST;
import static io.flankwatch.platform.access.Role.AUDITOR;
import static io.flankwatch.platform.access.Role.INTEGRATOR;
import static io.flankwatch.platform.access.Role.SUPERVISOR;

import io.flankwatch.events.EntryKind;
import io.flankwatch.events.ExternalRef;
import io.flankwatch.events.Marking;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.platform.security.Needs;
import io.flankwatch.query.projection.Stored;
import io.flankwatch.query.projection.Views;
import io.flankwatch.query.reading.Answers;
import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.reading.CaseGates;
import io.flankwatch.query.reading.CaseReads;
import io.flankwatch.query.reading.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Across cases")
class ReferenceController {

    private static final int USUAL = 100;
    private static final int MAXIMUM = 500;

    private final ReferencesView view;
    private final Views views;
    private final CaseGates gates;
    private final CaseReads reads;

    ReferenceController(ReferencesView view, Views views, CaseGates gates, CaseReads reads) {
        this.view = view;
        this.views = views;
        this.gates = gates;
        this.reads = reads;
    }

    record EntryFound(UUID caseId, UUID entryId, EntryKind kind, @Nullable String title, List<ExternalRef> externalRefs, Marking marking) {}

    /// @param position up to where the view has read the ledger
    /// @param ceiling  the clearance under which it was computed
    record EntriesFound(long position, String ceiling, @Schema(description = CaseReads.INCOMPLETE) long incomplete, List<EntryFound> items, @Nullable String next) {}

    @GetMapping("/entries")
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Operation(summary = "Entries of all cases that the reader may see, by what another system calls them; retracted ones are among them")
    ResponseEntity<EntriesFound> entries(
            @Parameter(description = "system:ref, as in `externalRefs`", example = "ucdp-ged:512345") @RequestParam List<String> ref,
            @Parameter(description = "From the Link header or `next` of the page before") @RequestParam(required = false) @Nullable String cursor,
            @Parameter(description = "1 to 500, usually 100") @RequestParam(required = false) @Nullable Integer limit,
            @Parameter(description = "Wait until the answer reflects at least this position") @RequestHeader(name = Answers.LEDGER_POSITION, required = false)
                    @Nullable Long ledgerPosition,
            @Parameter(hidden = true) Ceiling ceiling,
            HttpServletRequest request) {
        long beyond = cursor == null ? -1 : position(cursor);
        int most = Paging.limit(limit, USUAL, MAXIMUM);
        long position = reads.reached(view, ledgerPosition);
        List<Found> found = found(ref, beyond, most, ceiling);
        // What was restricted is restricted, whatever the view lags behind.
        long restricted = found.stream().mapToLong(each -> each.gate().remarkedAt()).max().orElse(-1);
        if (restricted > position) {
            position = reads.reached(view, restricted);
            found = found(ref, beyond, most, ceiling);
        }
        List<Found> page = found.subList(0, Math.min(most, found.size()));
        String next = found.size() > page.size() ? Paging.cursor(Long.toString(page.getLast().entry().position())) : null;
        String label = ceiling.auditor() ? "AUDITOR" : ceiling.clearance().toString();
        return Answers.list(request, new EntriesFound(position, label, reads.incomplete(ceiling, view), page.stream().map(Found::show).toList(), next), next, position);
    }

    /// One more than is asked for, where there are.
    private List<Found> found(List<String> refs, long beyond, int most, Ceiling ceiling) {
        List<Found> found = new ArrayList<>();
        for (Stored<ReferencedEntry> stored : stored(refs, beyond)) {
            ReferencedEntry entry = stored.content();
            if (found.size() <= most) {
                gates.find(stored.caseId(), ceiling)
                        .filter(gate -> gate.shows(gate.today(entry.marking(), entry.entryId())))
                        .ifPresent(gate -> found.add(new Found(entry, gate)));
            }
        }
        return found;
    }

    private record Found(ReferencedEntry entry, CaseGate gate) {

        EntryFound show() {
            return new EntryFound(
                    UUID.fromString(gate.caseId()),
                    entry.entryId(),
                    entry.kind(),
                    entry.title(),
                    entry.externalRefs(),
                    gate.effective(gate.today(entry.marking(), entry.entryId())));
        }
    }

    private List<Stored<ReferencedEntry>> stored(List<String> refs, long beyond) {
        return views.ask(view, collection -> collection
                .find(new Document(ReferencesView.REFS, new Document("$in", refs)).append("body.position", new Document("$gt", beyond)))
                .sort(new Document("body.position", 1))
                .map(document -> Stored.read(document, ReferencedEntry.class))
                .into(new ArrayList<>()));
    }

    private static long position(String cursor) {
        try {
            return Long.parseLong(Paging.parts(cursor, 1).getFirst());
        } catch (NumberFormatException wrong) {
            throw Paging.malformed();
        }
    }
}
