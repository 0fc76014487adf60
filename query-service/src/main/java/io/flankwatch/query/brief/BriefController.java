package io.flankwatch.query.brief;

import static io.flankwatch.platform.access.Role.ANALYST;
import static io.flankwatch.platform.access.Role.AUDITOR;
import static io.flankwatch.platform.access.Role.INTEGRATOR;
import static io.flankwatch.platform.access.Role.SUPERVISOR;

import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.platform.security.Needs;
import io.flankwatch.query.brief.Rendering.Rendered;
import io.flankwatch.query.reading.Answers;
import io.flankwatch.query.reading.Asked;
import io.flankwatch.query.reading.Choices;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Cases: reads")
class BriefController {

    private final Rendering rendering;

    BriefController(Rendering rendering) {
        this.rendering = rendering;
    }

    @GetMapping(path = "/cases/{caseId}/brief", produces = {Form.JSON_TYPE, Form.MARKDOWN_TYPE, Form.HTML_TYPE})
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Operation(
            summary = "What is known of a case, for whoever has to act on it",
            description = "The same bytes for the same position and ceiling, both of which it names; `Repr-Digest` has their SHA-256. It is made from the ledger itself, and never "
                    + "behind it.")
    @ApiResponse(
            responseCode = "200",
            headers = @Header(name = Answers.REPR_DIGEST, description = "SHA-256 of the body (RFC 9530)", schema = @Schema(type = "string")),
            content = {
                @Content(mediaType = Form.JSON_TYPE, schema = @Schema(implementation = Brief.class)),
                @Content(mediaType = Form.MARKDOWN_TYPE, schema = @Schema(type = "string")),
                @Content(mediaType = Form.HTML_TYPE, schema = @Schema(type = "string"))
            })
    ResponseEntity<byte[]> brief(
            @PathVariable UUID caseId,
            @Parameter(description = "Tells as well what has changed since then: an earlier position or instant") @RequestParam(required = false)
                    @Nullable String since,
            @Parameter(description = "Shows no more than somebody cleared for this marking would see; none above what the reader sees. Usually the highest that they do")
                    @RequestParam(required = false)
                    @Nullable String under,
            @Parameter(description = "What was known then: a position or an instant") @RequestParam(required = false) @Nullable String asOf,
            @Parameter(description = "Must not be beyond the ledger's head; a brief is never behind it") @RequestHeader(name = Answers.LEDGER_POSITION, required = false)
                    @Nullable Long ledgerPosition,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, required = false) @Nullable String accept,
            @Parameter(hidden = true) Ceiling ceiling,
            HttpServletRequest request) {
        Form form = Form.accepted(accept);
        var lowered = under == null ? null : Choices.markings(List.of(under), "under").getFirst();
        Rendered rendered = rendering.render(caseId, new Asked(asOf, ledgerPosition), ceiling, lowered, since, form);
        ResponseEntity.BodyBuilder answer = Answers.rendered(rendered.state(), request, form.contentType(), rendered.bytes());
        if (form == Form.HTML) {
            answer.header("Content-Security-Policy", Html.POLICY).header("Referrer-Policy", "no-referrer");
        }
        return answer.body(rendered.bytes());
    }
}
