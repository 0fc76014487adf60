package io.flankwatch.query.timeline;

import static io.flankwatch.platform.access.Role.ANALYST;
import static io.flankwatch.platform.access.Role.AUDITOR;
import static io.flankwatch.platform.access.Role.INTEGRATOR;
import static io.flankwatch.platform.access.Role.SUPERVISOR;

import io.flankwatch.events.EntryKind;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.events.Vector;
import io.flankwatch.platform.access.Actor;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.platform.security.Needs;
import io.flankwatch.query.links.EntryLinks;
import io.flankwatch.query.links.LinkedEntry;
import io.flankwatch.query.persons.PersonParts;
import io.flankwatch.query.persons.PersonShown;
import io.flankwatch.query.reading.Answers;
import io.flankwatch.query.reading.Asked;
import io.flankwatch.query.reading.CaseReads;
import io.flankwatch.query.reading.CaseState;
import io.flankwatch.query.reading.Choices;
import io.flankwatch.query.reading.Instants;
import io.flankwatch.query.reading.Paging;
import io.flankwatch.query.timeline.Timeline.Question;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
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
class TimelineController {

    private static final int USUAL = 100;
    private static final int MAXIMUM = 500;

    private final TimelineView view;
    private final CaseReads reads;
    private final EntryLinks links;
    private final PersonParts persons;

    TimelineController(TimelineView view, CaseReads reads, EntryLinks links, PersonParts persons) {
        this.view = view;
        this.reads = reads;
        this.links = links;
        this.persons = persons;
    }

    /// @param position the last event of the case that the answer reflects
    /// @param ceiling  under which it was computed
    record TimelineShown(UUID caseId, long position, long version, String ceiling, List<TimelineItem> items, @Nullable String next) {}

    @GetMapping("/cases/{caseId}/timeline")
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Operation(summary = "What happened, in the order in which it happened or became known; retracted entries stay visible")
    ResponseEntity<TimelineShown> timeline(
            @PathVariable UUID caseId,
            @Parameter(description = "Only entries of these vectors", array = @ArraySchema(schema = @Schema(implementation = Vector.class)))
                    @RequestParam(required = false)
                    @Nullable List<String> vector,
            @Parameter(description = "Only entries of these kinds", array = @ArraySchema(schema = @Schema(implementation = EntryKind.class)))
                    @RequestParam(required = false)
                    @Nullable List<String> type,
            @Parameter(description = "Only what may have been at or after this instant (overlap; what is unknown may have been)")
                    @RequestParam(required = false)
                    @Nullable String from,
            @Parameter(description = "Only what may have been at or before this instant (overlap; what is unknown may have been)")
                    @RequestParam(required = false)
                    @Nullable String to,
            @Parameter(description = "occurred (earliest, latest, position; unknown times last) or recorded (position)")
                    @RequestParam(defaultValue = "occurred")
                    String order,
            @Parameter(description = "true: only what stands; false: only what was retracted or superseded") @RequestParam(required = false)
                    @Nullable Boolean standing,
            @Parameter(description = "From the Link header or `next` of the page before") @RequestParam(required = false) @Nullable String cursor,
            @Parameter(description = "1 to 500, usually 100") @RequestParam(required = false) @Nullable Integer limit,
            @Parameter(description = "What was known then: a position or an instant") @RequestParam(required = false) @Nullable String asOf,
            @Parameter(description = "Wait until the answer reflects at least this position") @RequestHeader(name = Answers.LEDGER_POSITION, required = false)
                    @Nullable Long ledgerPosition,
            @Parameter(hidden = true) Ceiling ceiling,
            HttpServletRequest request) {
        Question question = new Question(
                Set.copyOf(Choices.of(Vector.class, vector, "vector")),
                Set.copyOf(Choices.of(EntryKind.class, type, "type")),
                Instants.parse(from, "from"),
                Instants.parse(to, "to"),
                order(order),
                standing,
                cursor,
                Paging.limit(limit, USUAL, MAXIMUM));
        CaseState state = reads.open(view, caseId, new Asked(asOf, ledgerPosition), ceiling);
        Timeline.Page page = Timeline.page(state, question);
        TimelineShown shown = new TimelineShown(
                caseId, state.position(), state.version(), state.gate().ceilingKey(), page.items(), page.next());
        return Answers.page(state, request, shown, page.next());
    }

    @GetMapping("/cases/{caseId}/entries/{entryId}")
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Operation(summary = "One entry, whatever its kind")
    ResponseEntity<EntryShown> entry(
            @PathVariable UUID caseId,
            @PathVariable UUID entryId,
            @Parameter(description = "What was known then: a position or an instant") @RequestParam(required = false) @Nullable String asOf,
            @Parameter(description = "Wait until the answer reflects at least this position") @RequestHeader(name = Answers.LEDGER_POSITION, required = false)
                    @Nullable Long ledgerPosition,
            @Parameter(hidden = true) Actor actor,
            HttpServletRequest request) {
        Asked asked = new Asked(asOf, ledgerPosition);
        CaseState state = reads.open(view, caseId, asked, actor.ceiling());
        List<LinkedEntry> linked = links.of(state.gate(), entryId, asked);
        EntryShown entry = Timeline.entry(state, entryId, linked, parts -> persons.show(state.gate(), entryId, parts, actor))
                .orElseThrow(() -> new Refused(RefusalCode.NO_SUCH_ENTRY, "There is no entry " + entryId + ", or it may not be seen"));
        // Links change with what happens in other cases, and persons are erased in none. What is opened is no part of a digest.
        return Answers.of(state, request, entry, linked, Objects.requireNonNull(entry.persons()).stream().map(PersonShown::state).toList());
    }

    private static Timeline.Order order(String order) {
        for (Timeline.Order known : Timeline.Order.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(order)) {
                return known;
            }
        }
        throw new Refused(RefusalCode.MALFORMED, "order must be occurred or recorded");
    }
}
