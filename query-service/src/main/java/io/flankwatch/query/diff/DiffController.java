package io.flankwatch.query.diff;

import static io.flankwatch.platform.access.Role.ANALYST;
import static io.flankwatch.platform.access.Role.AUDITOR;
import static io.flankwatch.platform.access.Role.INTEGRATOR;
import static io.flankwatch.platform.access.Role.SUPERVISOR;

import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.platform.security.Needs;
import io.flankwatch.query.moment.Moments;
import io.flankwatch.query.reading.Answers;
import io.flankwatch.query.reading.Asked;
import io.flankwatch.query.reading.CaseReads;
import io.flankwatch.query.reading.CaseTold;
import io.flankwatch.query.reading.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
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
class DiffController {

    /// Of how it is told; changes with it.
    private static final String FORM = "diff/1";

    private static final int USUAL = 100;
    private static final int MAXIMUM = 500;

    private final CaseReads reads;
    private final Moments moments;

    DiffController(CaseReads reads, Moments moments) {
        this.reads = reads;
        this.moments = moments;
    }

    @GetMapping("/cases/{caseId}/diff")
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Operation(
            summary = "What differs between two moments of knowledge of a case",
            description = "Both are seen under today's rights. It is made from the ledger itself, and never behind it.")
    ResponseEntity<Diff> diff(
            @PathVariable UUID caseId,
            @Parameter(description = "The earlier moment: a position or an instant; usually the opening of the case") @RequestParam(required = false) @Nullable String from,
            @Parameter(description = "The later one: a position or an instant; usually now") @RequestParam(required = false) @Nullable String to,
            @Parameter(description = "Items that are listed of each part: 1 to 500, usually 100") @RequestParam(required = false) @Nullable Integer limit,
            @Parameter(description = "Must not be beyond the ledger's head; a diff is never behind it") @RequestHeader(name = Answers.LEDGER_POSITION, required = false)
                    @Nullable Long ledgerPosition,
            @Parameter(hidden = true) Ceiling ceiling,
            HttpServletRequest request) {
        int size = Paging.limit(limit, USUAL, MAXIMUM);
        CaseTold later = reads.told(caseId, new Asked(to, ledgerPosition), ceiling);
        CaseTold earlier = reads.before(later, from == null ? Long.toString(later.facts().getFirst().position()) : from, "from");
        Diff diff = Comparing.compare(moments.of(earlier), moments.of(later), later.gate().ceilingKey(), size);
        // What another case did to an indicator is shown to whoever may see that today.
        return Answers.of(later.as(FORM), request, diff, diff.indicators(), diff.hypotheses());
    }
}
