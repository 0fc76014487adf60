package io.flankwatch.query.cases;

import static io.flankwatch.platform.access.Role.ANALYST;
import static io.flankwatch.platform.access.Role.AUDITOR;
import static io.flankwatch.platform.access.Role.INTEGRATOR;
import static io.flankwatch.platform.access.Role.SUPERVISOR;

import io.flankwatch.events.CaseFile;
import io.flankwatch.events.ExternalRef;
import io.flankwatch.events.Marking;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.platform.security.Needs;
import io.flankwatch.query.cases.CaseList.Question;
import io.flankwatch.query.cases.CaseList.Sort;
import io.flankwatch.query.projection.Stored;
import io.flankwatch.query.reading.Answers;
import io.flankwatch.query.reading.CaseReads;
import io.flankwatch.query.reading.Choices;
import io.flankwatch.query.reading.Countries;
import io.flankwatch.query.reading.Instants;
import io.flankwatch.query.reading.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Cases: reads")
class CaseListController {

    private static final int USUAL = 50;
    private static final int MAXIMUM = 200;

    private final CaseList list;
    private final CasesView view;
    private final CaseReads reads;

    CaseListController(CaseList list, CasesView view, CaseReads reads) {
        this.list = list;
        this.view = view;
        this.reads = reads;
    }

    /// @param version of the last event
    record CaseListed(
            UUID caseId,
            String title,
            @Nullable String summary,
            CaseDocument.Status status,
            Marking marking,
            List<String> countries,
            List<String> tags,
            @Nullable String lead,
            List<ExternalRef> externalRefs,
            long version,
            @Schema(description = "Position of its last event") long position,
            Instant openedAt,
            Instant changedAt) {}

    /// @param position up to where the list has read the ledger
    /// @param ceiling  the clearance under which it was computed
    record CasesShown(long position, String ceiling, @Schema(description = CaseReads.INCOMPLETE) long incomplete, List<CaseListed> items, @Nullable String next) {}

    @GetMapping("/cases")
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Operation(summary = "Cases, found by what they are called and marked with; those that the reader may not see are not there")
    ResponseEntity<CasesShown> cases(
            @Parameter(description = "Words that title, summary or tags contain, whatever their case and diacritics", example = "galati")
                    @RequestParam(required = false)
                    @Nullable String q,
            @Parameter(array = @ArraySchema(schema = @Schema(implementation = CaseDocument.Status.class))) @RequestParam(required = false)
                    @Nullable List<String> status,
            @Parameter(description = Countries.FORM, example = "RO") @RequestParam(required = false) @Nullable List<String> country,
            @RequestParam(required = false) @Nullable List<String> tag,
            @Parameter(description = "TLP labels without prefix: CLEAR, GREEN, AMBER, AMBER+STRICT, RED") @RequestParam(required = false)
                    @Nullable List<String> marking,
            @Parameter(description = "Subject of the analyst who leads it") @RequestParam(required = false) @Nullable List<String> lead,
            @Parameter(description = "What another system calls it: system:ref") @RequestParam(required = false) @Nullable List<String> ref,
            @Parameter(description = "Only cases that have entries of then or later; entries of one marking count as one span from the first to the last "
                            + "of them, retracted ones among them, and entries without a known time not at all")
                    @RequestParam(required = false)
                    @Nullable String from,
            @Parameter(description = "Only cases that have entries of then or earlier, likewise") @RequestParam(required = false) @Nullable String to,
            @Parameter(description = "opened, changed or title, with - before it for the reverse") @RequestParam(defaultValue = "-changed") String sort,
            @Parameter(description = "From the Link header or `next` of the page before") @RequestParam(required = false) @Nullable String cursor,
            @Parameter(description = "1 to 200, usually 50") @RequestParam(required = false) @Nullable Integer limit,
            @Parameter(description = "Wait until the answer reflects at least this position") @RequestHeader(name = Answers.LEDGER_POSITION, required = false)
                    @Nullable Long ledgerPosition,
            @Parameter(hidden = true) Ceiling ceiling,
            HttpServletRequest request) {
        Question question = new Question(
                q == null || q.isBlank() ? null : q,
                Choices.of(CaseDocument.Status.class, status, "status"),
                Countries.of(country, "country"),
                Choices.texts(tag),
                Choices.markings(marking, "marking"),
                Choices.texts(lead),
                Choices.texts(ref),
                Instants.parse(from, "from"),
                Instants.parse(to, "to"),
                Sort.of(sort),
                cursor,
                Paging.limit(limit, USUAL, MAXIMUM));
        long position = reads.reached(view, ledgerPosition);
        CaseList.Page page = list.find(question, ceiling);
        CasesShown shown = new CasesShown(
                position,
                ceiling.auditor() ? "AUDITOR" : ceiling.clearance().toString(),
                reads.incomplete(ceiling, view),
                page.cases().stream().map(CaseListController::show).toList(),
                page.next());
        return Answers.list(request, shown, page.next(), position);
    }

    private static CaseListed show(Stored<CaseDocument> found) {
        CaseDocument document = found.content();
        CaseFile file = document.file();
        return new CaseListed(
                file.id(),
                file.title(),
                file.summary(),
                document.status(),
                file.marking(),
                file.countries(),
                file.tags(),
                file.lead(),
                file.externalRefs(),
                found.version(),
                found.position(),
                document.openedAt(),
                document.changedAt());
    }
}
