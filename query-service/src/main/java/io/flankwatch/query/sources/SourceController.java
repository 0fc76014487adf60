package io.flankwatch.query.sources;

import static io.flankwatch.platform.access.Role.ANALYST;
import static io.flankwatch.platform.access.Role.AUDITOR;
import static io.flankwatch.platform.access.Role.INTEGRATOR;
import static io.flankwatch.platform.access.Role.SUPERVISOR;

import io.flankwatch.events.ExternalRef;
import io.flankwatch.events.Marking;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.events.Reliability;
import io.flankwatch.events.SourceEvent.SourceCited;
import io.flankwatch.events.When;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.platform.security.Needs;
import io.flankwatch.query.projection.Recording;
import io.flankwatch.query.reading.Answers;
import io.flankwatch.query.reading.Asked;
import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.reading.CaseReads;
import io.flankwatch.query.reading.CaseState;
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
class SourceController {

    private final SourcesView view;
    private final CaseReads reads;

    SourceController(SourcesView view, CaseReads reads) {
        this.view = view;
        this.reads = reads;
    }

    @Schema(description = "A source with its Admiralty grades: reliability A to F, credibility 1 to 6")
    record SourceShown(
            UUID sourceId,
            @Nullable String url,
            @Nullable String documentRef,
            String title,
            @Nullable String publisher,
            @Nullable String author,
            @Nullable When published,
            @Nullable String language,
            @Nullable Reliability reliability,
            @Nullable Integer credibility,
            @Schema(description = "The source that this one takes over: it is not independent of it") @Nullable UUID copiesFrom,
            List<ExternalRef> externalRefs,
            Marking marking,
            String leafHash,
            long position,
            Instant recordedAt,
            Instant appendedAt,
            String recordedBy,
            String client,
            UUID commandId) {}

    @GetMapping("/cases/{caseId}/sources/{sourceId}")
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Operation(summary = "One source")
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
                .filter(found -> gate.shows(found.marking()))
                .orElseThrow(() -> new Refused(RefusalCode.NO_SUCH_SOURCE, "There is no source " + sourceId + ", or it may not be seen"));
        return Answers.of(state, request, show(source, gate));
    }

    private static SourceShown show(SourceDocument source, CaseGate gate) {
        SourceCited cited = source.cited();
        Recording recording = source.recording();
        return new SourceShown(
                cited.sourceId(),
                cited.url(),
                cited.documentRef(),
                cited.title(),
                cited.publisher(),
                cited.author(),
                cited.published(),
                cited.language(),
                cited.reliability(),
                cited.credibility(),
                cited.copiesFrom(),
                cited.externalRefs(),
                gate.effective(source.marking()),
                source.leafHash(),
                recording.position(),
                recording.recordedAt(),
                recording.appendedAt(),
                recording.by(),
                recording.client(),
                recording.commandId());
    }
}
