package io.flankwatch.query.meetings;

import static io.flankwatch.platform.access.Role.ANALYST;
import static io.flankwatch.platform.access.Role.AUDITOR;
import static io.flankwatch.platform.access.Role.INTEGRATOR;
import static io.flankwatch.platform.access.Role.SUPERVISOR;

import io.flankwatch.events.Entry;
import io.flankwatch.events.Marking;
import io.flankwatch.events.MeetingCourse;
import io.flankwatch.events.Place;
import io.flankwatch.events.When;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.platform.security.Needs;
import io.flankwatch.query.meetings.MeetingsAhead.Ahead;
import io.flankwatch.query.projection.Recording;
import io.flankwatch.query.reading.Answers;
import io.flankwatch.query.reading.CaseReads;
import io.flankwatch.query.reading.Instants;
import io.flankwatch.query.reading.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Across cases")
class MeetingsController {

    private static final int USUAL = 100;
    private static final int MAXIMUM = 500;

    private final MeetingsAhead ahead;
    private final MeetingsView view;
    private final CaseReads reads;

    MeetingsController(MeetingsAhead ahead, MeetingsView view, CaseReads reads) {
        this.ahead = ahead;
        this.view = view;
        this.reads = reads;
    }

    @Schema(description = "A meeting that is still to be held or resumed; its entry, below its case, has the rest")
    record MeetingAhead(
            UUID caseId,
            UUID entryId,
            @Nullable String title,
            String body,
            @Schema(description = "PLANNED or ADJOURNED") MeetingCourse.State state,
            @Schema(description = "Absent where it is not known") @Nullable When scheduled,
            List<String> agenda,
            List<UUID> triggeredBy,
            List<Place> places,
            Marking marking,
            Instant recordedAt,
            long position) {}

    /// @param position up to where the view has read the ledger
    /// @param ceiling  the clearance under which it was computed
    record MeetingsShown(
            long position, String ceiling, @Schema(description = CaseReads.INCOMPLETE) long incomplete, Instant after, List<MeetingAhead> items, @Nullable String next) {}

    @GetMapping("/meetings")
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Operation(summary = "Meetings ahead, of all cases that the reader may see: first those whose time is known")
    ResponseEntity<MeetingsShown> meetings(
            @Parameter(description = "Only what may be at or after this instant (what has no known time may be); usually now") @RequestParam(required = false)
                    @Nullable String after,
            @Parameter(description = "From the Link header or `next` of the page before") @RequestParam(required = false) @Nullable String cursor,
            @Parameter(description = "1 to 500, usually 100") @RequestParam(required = false) @Nullable Integer limit,
            @Parameter(description = "Wait until the answer reflects at least this position") @RequestHeader(name = Answers.LEDGER_POSITION, required = false)
                    @Nullable Long ledgerPosition,
            @Parameter(hidden = true) Ceiling ceiling,
            HttpServletRequest request) {
        Instant from = Objects.requireNonNullElseGet(Instants.parse(after, "after"), () -> Instant.now().truncatedTo(ChronoUnit.MILLIS));
        int most = Paging.limit(limit, USUAL, MAXIMUM);
        long position = reads.reached(view, ledgerPosition);
        MeetingsAhead.Page page = ahead.find(from, cursor, most, ceiling);
        MeetingsShown shown = new MeetingsShown(
                position,
                ceiling.auditor() ? "AUDITOR" : ceiling.clearance().toString(),
                reads.incomplete(ceiling, view),
                from,
                page.meetings().stream().map(MeetingsController::show).toList(),
                page.next());
        return Answers.list(request, shown, page.next(), position);
    }

    private static MeetingAhead show(Ahead ahead) {
        Entry entry = ahead.meeting().convened().entry();
        Recording recording = ahead.meeting().recording();
        return new MeetingAhead(
                ahead.caseId(),
                entry.entryId(),
                entry.title(),
                ahead.meeting().convened().body(),
                ahead.course().state(),
                ahead.course().scheduled(),
                ahead.meeting().convened().agenda(),
                ahead.meeting().convened().triggeredBy(),
                entry.places(),
                ahead.marking(),
                recording.recordedAt(),
                recording.position());
    }
}
