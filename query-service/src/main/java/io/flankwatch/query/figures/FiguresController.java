package io.flankwatch.query.figures;

import static io.flankwatch.platform.access.Role.ANALYST;
import static io.flankwatch.platform.access.Role.AUDITOR;
import static io.flankwatch.platform.access.Role.INTEGRATOR;
import static io.flankwatch.platform.access.Role.SUPERVISOR;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.events.figures.AcrossCases;
import io.flankwatch.events.figures.AcrossCases.CasualtyRow;
import io.flankwatch.events.figures.AcrossCases.Contribution;
import io.flankwatch.events.figures.AcrossCases.IncursionRow;
import io.flankwatch.events.figures.RowKeys;
import io.flankwatch.events.figures.StandingClaims;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.platform.security.Needs;
import io.flankwatch.query.reading.Answers;
import io.flankwatch.query.reading.CaseReads;
import io.flankwatch.query.reading.Countries;
import io.flankwatch.query.reading.WorldTime;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Across cases")
class FiguresController {

    private final FiguresView view;
    private final Contributions contributions;
    private final CaseReads reads;

    FiguresController(FiguresView view, Contributions contributions, CaseReads reads) {
        this.view = view;
        this.contributions = contributions;
        this.reads = reads;
    }

    /// @param position up to where the figures have read the ledger
    /// @param ceiling  the clearance under which they were computed
    @Schema(description = "People harmed across cases. What belongs to several rows is in each of them: rows are not to be added up")
    record CasualtyFigures(
            @Schema(example = StandingClaims.RULE) String rule,
            String by,
            long position,
            String ceiling,
            @Schema(description = CaseReads.INCOMPLETE) long incomplete,
            List<CasualtyRow> rows) {}

    /// @param position up to where the figures have read the ledger
    /// @param ceiling  the clearance under which they were computed
    @Schema(description = "Incursions across cases. What belongs to several rows is in each of them: rows are not to be added up")
    record IncursionFigures(
            @Schema(example = StandingClaims.RULE) String rule,
            String by,
            long position,
            String ceiling,
            @Schema(description = CaseReads.INCOMPLETE) long incomplete,
            List<IncursionRow> rows) {}

    @GetMapping("/figures/casualties")
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Operation(
            summary = "People harmed, across cases: one incident counts once, and a whole not beside its parts",
            description = "By the time and the places of the incidents that claims are about; `2026-05/2026-06` is what may have been in either month.")
    ResponseEntity<CasualtyFigures> casualties(
            @Parameter(description = "month or country") @RequestParam String by,
            @Parameter(description = "Only what may have been then or later: " + WorldTime.FORM) @RequestParam(required = false) @Nullable String from,
            @Parameter(description = "Only what may have been then or earlier, likewise; a day or a month to its end") @RequestParam(required = false) @Nullable String to,
            @Parameter(description = Countries.FORM, example = "RO") @RequestParam(required = false) @Nullable List<String> country,
            @Parameter(description = "Wait until the answer reflects at least this position") @RequestHeader(name = Answers.LEDGER_POSITION, required = false)
                    @Nullable Long ledgerPosition,
            @Parameter(hidden = true) Ceiling ceiling,
            HttpServletRequest request) {
        RowKeys keys = keys(by, "month", "country");
        Predicate<Contribution> wanted = wanted(from, to, country);
        return answer(ledgerPosition, ceiling, request, (position, seen) ->
                new CasualtyFigures(StandingClaims.RULE, by, position, label(ceiling), reads.incomplete(ceiling, view), AcrossCases.casualties(seen, keys, wanted)));
    }

    @GetMapping("/figures/incursions")
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Operation(
            summary = "Incursions, across cases: one incident counts once, and a whole not beside its parts",
            description = "`objects` is how many objects they were together, as far as that is stated; absent is not 0.")
    ResponseEntity<IncursionFigures> incursions(
            @Parameter(description = "month, country or object") @RequestParam String by,
            @Parameter(description = "Only what may have been then or later: " + WorldTime.FORM) @RequestParam(required = false) @Nullable String from,
            @Parameter(description = "Only what may have been then or earlier, likewise; a day or a month to its end") @RequestParam(required = false) @Nullable String to,
            @Parameter(description = Countries.FORM, example = "RO") @RequestParam(required = false) @Nullable List<String> country,
            @Parameter(description = "Wait until the answer reflects at least this position") @RequestHeader(name = Answers.LEDGER_POSITION, required = false)
                    @Nullable Long ledgerPosition,
            @Parameter(hidden = true) Ceiling ceiling,
            HttpServletRequest request) {
        RowKeys keys = keys(by, "month", "country", "object");
        Predicate<Contribution> wanted = wanted(from, to, country);
        return answer(ledgerPosition, ceiling, request, (position, seen) ->
                new IncursionFigures(StandingClaims.RULE, by, position, label(ceiling), reads.incomplete(ceiling, view), AcrossCases.incursions(seen, keys, wanted)));
    }

    private <F> ResponseEntity<F> answer(
            @Nullable Long asked, Ceiling ceiling, HttpServletRequest request, BiFunction<Long, List<Contribution>, F> figures) {
        long position = reads.reached(view, asked);
        return Answers.list(request, figures.apply(position, contributions.seenBy(ceiling)), null, position);
    }

    private static RowKeys keys(String by, String... known) {
        return switch (List.of(known).contains(by) ? by : "") {
            case "month" -> RowKeys.byMonth();
            case "country" -> RowKeys.byCountry();
            case "object" -> RowKeys.byObject();
            default -> throw new Refused(RefusalCode.MALFORMED, "by must be one of " + String.join(", ", known));
        };
    }

    private static String label(Ceiling ceiling) {
        return ceiling.auditor() ? "AUDITOR" : ceiling.clearance().toString();
    }

    private static Predicate<Contribution> wanted(@Nullable String from, @Nullable String to, @Nullable List<String> country) {
        WorldTime first = WorldTime.parse(from, "from");
        WorldTime last = WorldTime.parse(to, "to");
        Set<String> countries = Countries.of(country, "country");
        return entry -> WorldTime.mayHaveBeen(entry.occurred(), first, last)
                && (countries.isEmpty() || !Collections.disjoint(countries, entry.countries()));
    }
}
