package io.flankwatch.query.audit;

import static io.flankwatch.platform.access.Role.AUDITOR;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.ops.Refusal;
import io.flankwatch.ops.Refusals;
import io.flankwatch.ops.Refusals.Filter;
import io.flankwatch.ops.Refusals.Recorded;
import io.flankwatch.platform.security.Needs;
import io.flankwatch.query.reading.Answers;
import io.flankwatch.query.reading.Choices;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Audit")
class RefusalController {

    private static final int USUAL = 100;
    private static final int MAXIMUM = 1_000;

    private final Refusals refusals;

    RefusalController(Refusals refusals) {
        this.refusals = refusals;
    }

    record RefusalShown(
            @Schema(description = "0, 1, 2 … without a gap") long number,
            UUID id,
            @Schema(description = "By the database's clock") Instant at,
            @Schema(description = "Of the token") String subject,
            @Schema(description = "Of the token") String client,
            String method,
            @Schema(description = "The template of the path; absent where there is no such endpoint", example = "/cases/{caseId}/incursions") @Nullable String path,
            @Nullable UUID caseId,
            @Schema(description = "Absent where it is not known", example = "ReportIncursion") @Nullable String command,
            @Schema(implementation = RefusalCode.class) String code,
            @Schema(description = "To the members at fault, up to the first name that the API does not know") List<String> pointers,
            @Nullable String traceId) {

        static RefusalShown of(Recorded recorded) {
            Refusal refusal = recorded.refusal();
            return new RefusalShown(
                    recorded.number(),
                    refusal.id(),
                    recorded.at(),
                    refusal.subject(),
                    refusal.clientId(),
                    refusal.method(),
                    refusal.path(),
                    refusal.caseId(),
                    refusal.command(),
                    refusal.code(),
                    refusal.pointers(),
                    refusal.traceId());
        }
    }

    /// @param next number of the last one, to go on after; absent where there is no more yet
    record RefusalsShown(List<RefusalShown> items, @Nullable Long next) {}

    @GetMapping("/audit/refusals")
    @Needs(AUDITOR)
    @Operation(
            summary = "Refused commands, in the order in which they were refused: who, what and why",
            description = "Nothing of what was sent is kept. Whoever has read up to a number misses none before it.")
    ResponseEntity<RefusalsShown> refusals(
            @Parameter(description = "Number of the last one that was read; usually from the beginning") @RequestParam(defaultValue = "-1") long after,
            @Parameter(description = "1 to 1000, usually 100") @RequestParam(required = false) @Nullable Integer limit,
            @Parameter(description = "Only those about these cases", array = @ArraySchema(schema = @Schema(implementation = UUID.class)))
                    @RequestParam(required = false)
                    @Nullable List<String> caseId,
            @Parameter(description = "Only those of these subjects") @RequestParam(required = false) @Nullable List<String> subject,
            @Parameter(description = "Only those with these codes", array = @ArraySchema(schema = @Schema(implementation = RefusalCode.class)))
                    @RequestParam(required = false)
                    @Nullable List<String> code,
            HttpServletRequest request) {
        if (after < -1) {
            throw new Refused(RefusalCode.MALFORMED, "a number to go on after is -1 or more");
        }
        int size = Paging.limit(limit, USUAL, MAXIMUM);
        var filter = new Filter(
                Choices.ids(caseId, "caseId"),
                Choices.texts(subject),
                Choices.of(RefusalCode.class, code, "code").stream().map(RefusalCode::name).toList());
        List<Recorded> found = refusals.after(after, size + 1, filter);
        List<Recorded> page = found.subList(0, Math.min(size, found.size()));
        Long next = found.size() > size ? page.getLast().number() : null;
        return Answers.records(request, new RefusalsShown(page.stream().map(RefusalShown::of).toList(), next), next);
    }
}
