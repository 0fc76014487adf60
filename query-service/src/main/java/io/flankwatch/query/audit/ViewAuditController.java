package io.flankwatch.query.audit;

import static io.flankwatch.platform.access.Role.AUDITOR;

import io.flankwatch.platform.security.Needs;
import io.flankwatch.query.projection.ReplayCheck;
import io.flankwatch.query.projection.ReplayCheck.Checked;
import io.flankwatch.query.projection.ReplayCheck.Report;
import io.flankwatch.query.reading.Answers;
import io.flankwatch.query.reading.Choices;
import io.flankwatch.query.reading.Paging;
import io.flankwatch.wire.Ids;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Audit")
class ViewAuditController {

    private final ReplayCheck check;

    ViewAuditController(ReplayCheck check) {
        this.check = check;
    }

    record ViewChecked(
            @Schema(example = "timeline") String view,
            int version,
            @Schema(description = "Whether every document is what the ledger's events come to") boolean matches,
            long cases,
            long documents,
            @Schema(description = "Cases that the view has put aside, and that are not checked") long parked,
            @Schema(description = "Over the documents in the order of their `_id`, each as JSON with sorted members and a line break") String sha256,
            @Schema(description = "The same of what the replay has made") String replayedSha256,
            @Schema(description = "`_id` of the first document that is not as it should be, is missing, or should not be there") @Nullable String firstDiffering) {

        static ViewChecked of(Checked checked) {
            return new ViewChecked(
                    checked.view(),
                    checked.version(),
                    checked.differs() == null,
                    checked.cases(),
                    checked.documents(),
                    checked.parked(),
                    checked.stored(),
                    checked.replayed(),
                    checked.differs());
        }
    }

    record ViewsChecked(
            List<ViewChecked> views,
            @Schema(description = "That were folded for it, in each view") long events,
            @Nullable String next) {}

    @GetMapping("/audit/views")
    @Needs(AUDITOR)
    @Operation(
            summary = "Whether the views are what the ledger comes to: each case is folded once more, and its documents are compared",
            description = "In the order of the cases' ids. One request folds 100,000 events (unless configured otherwise) and the rest of the case that they end in; there is more for as long as there is a Link with "
                    + "`rel=\"next\"`. One check at a time: 503 `CHECK_RUNNING`.")
    ResponseEntity<ViewsChecked> views(
            @Parameter(description = "Only these views") @RequestParam(required = false) @Nullable List<String> view,
            @Parameter(description = "From the Link header or `next` of the page before") @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        Report report = check.check(Choices.texts(view), cursor == null ? "" : caseId(cursor));
        String next = report.next() == null ? null : Paging.cursor(report.next());
        return Answers.records(request, new ViewsChecked(report.views().stream().map(ViewChecked::of).toList(), report.events(), next), "cursor", next);
    }

    private static String caseId(String cursor) {
        try {
            return Ids.parse(Paging.parts(cursor, 1).getFirst()).toString();
        } catch (IllegalArgumentException noCase) {
            throw Paging.malformed();
        }
    }
}
