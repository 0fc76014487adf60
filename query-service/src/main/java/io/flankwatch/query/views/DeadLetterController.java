package io.flankwatch.query.views;

import static io.flankwatch.platform.access.Role.OPERATOR;

import io.flankwatch.platform.access.Actor;
import io.flankwatch.platform.security.Needs;
import io.flankwatch.query.audit.Unrecorded;
import io.flankwatch.query.projection.ViewOperations;
import io.flankwatch.query.projection.ViewOperations.DeadLetter;
import io.flankwatch.query.reading.Answers;
import io.flankwatch.query.reading.Choices;
import io.flankwatch.query.reading.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Operations")
class DeadLetterController {

    private static final int USUAL = 100;
    private static final int MAXIMUM = 1_000;

    private final ViewOperations operations;

    DeadLetterController(ViewOperations operations) {
        this.operations = operations;
    }

    record DeadLetterShown(
            String id,
            @Schema(example = "timeline") String view,
            UUID caseId,
            @Schema(description = "The position from which on the case's events are missing in the view") long from,
            @Schema(description = "The class of what was thrown", example = "java.lang.IllegalStateException") String error,
            @Schema(description = "Where in the service it was thrown") String where,
            Instant since,
            @Schema(description = "How often it was tried to fold it") long tries) {

        static DeadLetterShown of(DeadLetter letter) {
            return new DeadLetterShown(
                    letter.id(), letter.view(), letter.caseId(), letter.from(), letter.error(), letter.where(), letter.since(), letter.tries());
        }
    }

    record DeadLettersShown(List<DeadLetterShown> items, @Nullable String next) {}

    @GetMapping("/dead-letters")
    @Unrecorded
    @Needs(OPERATOR)
    @Operation(
            summary = "Cases that a view could not fold and has put aside, in the order of their ids",
            description = "Nothing of what was recorded is told: errors are named by their class and place.")
    ResponseEntity<DeadLettersShown> deadLetters(
            @Parameter(description = "Only those of these views") @RequestParam(required = false) @Nullable List<String> view,
            @Parameter(description = "From the Link header or `next` of the page before") @RequestParam(required = false) @Nullable String cursor,
            @Parameter(description = "1 to 1000, usually 100") @RequestParam(required = false) @Nullable Integer limit,
            HttpServletRequest request) {
        int size = Paging.limit(limit, USUAL, MAXIMUM);
        String after = cursor == null ? "" : Paging.parts(cursor, 1).getFirst();
        List<String> wanted = Choices.texts(view);
        List<DeadLetterShown> found = operations.deadLetters().stream()
                .filter(letter -> wanted.isEmpty() || wanted.contains(letter.view()))
                .filter(letter -> letter.id().compareTo(after) > 0)
                .limit(size + 1L)
                .map(DeadLetterShown::of)
                .toList();
        List<DeadLetterShown> page = found.subList(0, Math.min(size, found.size()));
        String next = found.size() > size ? Paging.cursor(page.getLast().id()) : null;
        return Answers.records(request, new DeadLettersShown(page, next), "cursor", next);
    }

    @PostMapping("/dead-letters/{id}/retry")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs(OPERATOR)
    @Operation(summary = "Fold the case from the ledger again; from then on the view has it, and follows it")
    void retry(@PathVariable String id, @Parameter(hidden = true) Actor actor) {
        operations.retry(id, actor.subject());
    }
}
