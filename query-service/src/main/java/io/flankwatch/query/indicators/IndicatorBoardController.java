package io.flankwatch.query.indicators;

import static io.flankwatch.platform.access.Role.ANALYST;
import static io.flankwatch.platform.access.Role.AUDITOR;
import static io.flankwatch.platform.access.Role.INTEGRATOR;
import static io.flankwatch.platform.access.Role.SUPERVISOR;

import io.flankwatch.events.Condition;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.platform.json.Bodies;
import io.flankwatch.platform.security.Needs;
import io.flankwatch.query.indicators.IndicatorBoard.OnBoard;
import io.flankwatch.query.indicators.IndicatorBoard.Question;
import io.flankwatch.query.reading.Answers;
import io.flankwatch.query.reading.CaseReads;
import io.flankwatch.query.reading.Choices;
import io.flankwatch.query.reading.Countries;
import io.flankwatch.query.reading.Instants;
import io.flankwatch.query.reading.Paging;
import io.flankwatch.query.watch.WatchedIndicator;
import io.flankwatch.wire.Json;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Across cases")
class IndicatorBoardController {

    private static final int USUAL = 100;
    private static final int MAXIMUM = 500;

    private final IndicatorBoard board;
    private final Backtest backtest;
    private final IndicatorsView view;
    private final CaseReads reads;

    IndicatorBoardController(IndicatorBoard board, Backtest backtest, IndicatorsView view, CaseReads reads) {
        this.board = board;
        this.backtest = backtest;
        this.view = view;
        this.reads = reads;
    }

    @Schema(description = "A warning indicator and the case that it is of")
    record IndicatorOnBoard(UUID caseId, IndicatorShown indicator) {}

    /// @param position up to where the board has read the ledger
    /// @param ceiling  the clearance under which it was computed
    record BoardShown(long position, String ceiling, @Schema(description = CaseReads.INCOMPLETE) long incomplete, List<IndicatorOnBoard> items, @Nullable String next) {}

    @GetMapping("/indicators")
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Operation(summary = "The warning indicators of all cases that the reader may see: first those that are due first, those without a deadline last")
    ResponseEntity<BoardShown> indicators(
            @Parameter(array = @ArraySchema(schema = @Schema(implementation = WatchedIndicator.State.class))) @RequestParam(required = false)
                    @Nullable List<String> state,
            @Parameter(description = "Only those whose condition names one of these: " + Countries.FORM, example = "RO") @RequestParam(required = false)
                    @Nullable List<String> jurisdiction,
            @Parameter(description = "Only those with a deadline before this instant") @RequestParam(required = false) @Nullable String dueBefore,
            @Parameter(description = "From the Link header or `next` of the page before") @RequestParam(required = false) @Nullable String cursor,
            @Parameter(description = "1 to 500, usually 100") @RequestParam(required = false) @Nullable Integer limit,
            @Parameter(description = "Wait until the answer reflects at least this position") @RequestHeader(name = Answers.LEDGER_POSITION, required = false)
                    @Nullable Long ledgerPosition,
            @Parameter(hidden = true) Ceiling ceiling,
            HttpServletRequest request) {
        Question question = new Question(
                Set.copyOf(Choices.of(WatchedIndicator.State.class, state, "state")),
                Countries.of(jurisdiction, "jurisdiction"),
                Instants.parse(dueBefore, "dueBefore"),
                cursor,
                Paging.limit(limit, USUAL, MAXIMUM));
        long position = reads.reached(view, ledgerPosition);
        IndicatorBoard.Page page = board.find(question, ceiling);
        BoardShown shown = new BoardShown(
                position,
                label(ceiling),
                reads.incomplete(ceiling, view),
                page.indicators().stream().map(IndicatorBoardController::show).toList(),
                page.next());
        return Answers.list(request, shown, page.next(), position);
    }

    private static IndicatorOnBoard show(OnBoard found) {
        return new IndicatorOnBoard(found.caseId(), found.indicator());
    }

    /// @param position up to where the ledger was looked through
    /// @param ceiling  the clearance under which that was done
    /// @param met      whether it would be met there
    @Schema(description = "When a condition would have been met, as the ledger came to know of it, and when that was undone")
    record BacktestShown(
            Condition condition,
            @Nullable UUID caseId,
            long position,
            String ceiling,
            boolean met,
            @Schema(description = "In the order of the ledger") List<Backtest.Turn> turns,
            @Schema(description = "There is more of the ledger: ask again with `after`") boolean more) {}

    @GetMapping(path = "/indicators/backtest", produces = MediaType.APPLICATION_JSON_VALUE)
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Operation(
            summary = "When would a condition have been met? What the ledger has recorded is gone through as if an indicator had watched it from the beginning",
            description = "By the rules that indicators are decided by, from what the reader may see today. With `caseId` as an indicator of that case with the scope CASE, "
                    + "without it as one with the scope LEDGER. One request evaluates the condition over at most 5,000,000 entries (unless configured otherwise), all evaluations together, and goes on with `after`.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = BacktestShown.class)))
    ResponseEntity<byte[]> backtest(
            @Parameter(description = "The condition as JSON, in the form that indicators are defined with", example = "{\"type\":\"incursions\",\"country\":\"RO\",\"atLeast\":3,\"withinHours\":72}")
                    @RequestParam
                    String condition,
            @Parameter(description = "Only what is recorded in this case", schema = @Schema(implementation = UUID.class)) @RequestParam(required = false) @Nullable String caseId,
            @Parameter(description = "What happened only after this instant does not count") @RequestParam(required = false) @Nullable String deadline,
            @Parameter(description = "Exclusive; usually from the beginning. What came before it counts, and is not told again") @RequestParam(defaultValue = "-1") long after,
            @Parameter(hidden = true) Ceiling ceiling,
            HttpServletRequest request) {
        List<UUID> cases = Choices.ids(caseId == null ? null : List.of(caseId), "caseId");
        Condition asked = condition(condition);
        Backtest.Result result = backtest.run(asked, cases.isEmpty() ? null : cases.getFirst(), Instants.parse(deadline, "deadline"), after, ceiling);
        BacktestShown shown = new BacktestShown(
                asked, cases.isEmpty() ? null : cases.getFirst(), result.position(), label(ceiling), result.met(), result.turns(), result.more());
        return Answers.feed(request, Json.MAPPER.writeValueAsBytes(shown), result.more(), result.position());
    }

    /// @throws Refused MALFORMED or UNKNOWN_FIELD, with pointers into the condition
    private static Condition condition(String text) {
        Condition condition;
        try {
            condition = Bodies.read(text.getBytes(StandardCharsets.UTF_8), Condition.class);
        } catch (Refused refused) {
            throw new Refused(refused.code(), "condition: " + refused.detail(), refused.faults());
        }
        if (condition instanceof Condition.Manual) {
            throw Refused.at("/type", RefusalCode.MALFORMED, "must be one that a rule can fulfil");
        }
        return condition;
    }

    private static String label(Ceiling ceiling) {
        return ceiling.auditor() ? "AUDITOR" : ceiling.clearance().toString();
    }
}
