package io.flankwatch.query.audit;

import static io.flankwatch.platform.access.Role.AUDITOR;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.ops.Read;
import io.flankwatch.ops.Reads;
import io.flankwatch.ops.Reads.Filter;
import io.flankwatch.ops.Reads.Recorded;
import io.flankwatch.platform.security.Needs;
import io.flankwatch.query.reading.Answers;
import io.flankwatch.query.reading.Choices;
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
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Audit")
class ReadController {

    private static final int USUAL = 100;
    private static final int MAXIMUM = 1_000;

    private final Reads reads;

    ReadController(@Qualifier("recordedReads") Reads reads) {
        this.reads = reads;
    }

    record ReadShown(
            @Schema(description = "0, 1, 2 … without a gap") long number,
            UUID id,
            @Schema(description = "When it was answered, by the clock of the service") Instant at,
            @Schema(description = "By the database's clock") Instant recordedAt,
            @Schema(description = "Of the token") String subject,
            @Schema(description = "Of the token") String client,
            String method,
            @Schema(description = "The template of the path", example = "/cases/{caseId}/timeline") String path,
            @Nullable UUID caseId,
            @Schema(description = "What the answer reflects; absent where it is not of a position") @Nullable Long position,
            @Schema(description = "As the reader has stated it") @Nullable String purpose,
            int status,
            @Nullable String traceId) {

        static ReadShown of(Recorded recorded) {
            Read read = recorded.read();
            return new ReadShown(
                    recorded.number(),
                    read.id(),
                    read.at(),
                    recorded.recordedAt(),
                    read.subject(),
                    read.clientId(),
                    read.method(),
                    read.path(),
                    read.caseId(),
                    read.position(),
                    read.purpose(),
                    read.status(),
                    read.traceId());
        }
    }

    /// @param next number of the last one, to go on after; absent where there is no more yet
    record ReadsShown(List<ReadShown> items, @Nullable Long next) {}

    @GetMapping("/audit/reads")
    @Needs(AUDITOR)
    @Operation(
            summary = "Who read what, in the order in which it was recorded",
            description = "Every read of cases, exports and audits, whatever became of it, this one too. Whoever has read up to a number misses none before it.")
    ResponseEntity<ReadsShown> reads(
            @Parameter(description = "Number of the last one that was read; usually from the beginning") @RequestParam(defaultValue = "-1") long after,
            @Parameter(description = "1 to 1000, usually 100") @RequestParam(required = false) @Nullable Integer limit,
            @Parameter(description = "Only those of these cases", array = @ArraySchema(schema = @Schema(implementation = UUID.class)))
                    @RequestParam(required = false)
                    @Nullable List<String> caseId,
            @Parameter(description = "Only those of these subjects") @RequestParam(required = false) @Nullable List<String> subject,
            @Parameter(description = "Only what was answered at or after this instant") @RequestParam(required = false) @Nullable String from,
            @Parameter(description = "Only what was answered at or before this instant") @RequestParam(required = false) @Nullable String to,
            HttpServletRequest request) {
        if (after < -1) {
            throw new Refused(RefusalCode.MALFORMED, "a number to go on after is -1 or more");
        }
        int size = Paging.limit(limit, USUAL, MAXIMUM);
        var filter = new Filter(Choices.ids(caseId, "caseId"), Choices.texts(subject), Instants.parse(from, "from"), Instants.parse(to, "to"));
        List<Recorded> found = reads.after(after, size + 1, filter);
        List<Recorded> page = found.subList(0, Math.min(size, found.size()));
        Long next = found.size() > size ? page.getLast().number() : null;
        return Answers.records(request, new ReadsShown(page.stream().map(ReadShown::of).toList(), next), next);
    }
}
