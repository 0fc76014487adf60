package io.flankwatch.query.feed;

import static io.flankwatch.platform.access.Role.ANALYST;
import static io.flankwatch.platform.access.Role.AUDITOR;
import static io.flankwatch.platform.access.Role.INTEGRATOR;
import static io.flankwatch.platform.access.Role.SUPERVISOR;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.platform.security.Needs;
import io.flankwatch.query.feed.FeedLines.Line;
import io.flankwatch.query.audit.ReadRecorder;
import io.flankwatch.query.projection.FollowedLedger;
import io.flankwatch.query.reading.Answers;
import io.flankwatch.query.reading.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Feed")
class FeedController {

    static final String NDJSON = "application/x-ndjson";

    private static final int USUAL = 500;
    private static final int MAXIMUM = 5_000;
    private static final int BATCH = 512;

    private final LedgerReader ledger;
    private final FeedLines lines;
    private final FeedStream stream;
    private final ReadRecorder recorder;
    private final int scanned;

    /// @param scanned positions that one request looks through at most, whatever it finds
    FeedController(FollowedLedger ledger, FeedLines lines, FeedStream stream, ReadRecorder recorder, @Value("${flankwatch.feed.scanned}") int scanned) {
        this.ledger = ledger.reader();
        this.lines = lines;
        this.stream = stream;
        this.recorder = recorder;
        this.scanned = scanned;
    }

    @Schema(description = "A line of the feed; `event` is the stored bytes as they are, and absent above the reader's ceiling, where `marking` stands instead")
    record FeedLine(
            long position,
            @Schema(description = "SHA-256 of a zero byte and the stored bytes, hex") String leafHash,
            @Schema(description = "CloudEvents 1.0, structured mode") @Nullable Object event,
            @Nullable String marking) {}

    @GetMapping(path = "/events", produces = NDJSON)
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Operation(
            summary = "The complete feed, one event a line, in the order of the ledger",
            description = "One request looks through at most 20,000 positions (unless configured otherwise) and answers what it found, be it nothing: `Ledger-Position` says how far it "
                    + "has come, and there is more for as long as there is a Link with `rel=\"next\"`.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = NDJSON, schema = @Schema(implementation = FeedLine.class)))
    ResponseEntity<byte[]> events(
            @Parameter(description = "Exclusive; usually from the beginning") @RequestParam(defaultValue = "-1") long after,
            @Parameter(description = "1 to 5000, usually 500") @RequestParam(required = false) @Nullable Integer limit,
            @Parameter(description = "Only events of these stored types", example = "io.flankwatch.incursion.reported.v1") @RequestParam(required = false)
                    @Nullable List<String> type,
            @Parameter(description = "Only events of these cases", array = @ArraySchema(schema = @Schema(implementation = UUID.class)))
                    @RequestParam(required = false)
                    @Nullable List<String> caseId,
            @Parameter(hidden = true) Ceiling ceiling,
            HttpServletRequest request) {
        FeedFilter filter = FeedFilter.of(type, caseId);
        int size = Paging.limit(limit, USUAL, MAXIMUM);
        long head = known(after);
        List<Line> found = new ArrayList<>();
        long read = after;
        long end = Math.min(head, after + scanned);
        FeedLines.Reading reading = lines.reading(filter, ceiling);
        while (found.size() <= size && read < end) {
            List<LedgerEntry> batch = ledger.after(read, (int) Math.min(BATCH, end - read));
            found.addAll(reading.lines(batch));
            read = batch.getLast().position();
        }
        boolean full = found.size() > size;
        List<Line> page = full ? found.subList(0, size) : found;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Line line : page) {
            body.writeBytes(line.json());
            body.write('\n');
        }
        long reached = full ? page.getLast().position() : read;
        return Answers.feed(request, body.toByteArray(), full || read < head, reached);
    }

    @GetMapping(path = "/events/{position}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Operation(summary = "One line of the feed")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = FeedLine.class)))
    ResponseEntity<byte[]> event(@PathVariable long position, @Parameter(hidden = true) Ceiling ceiling) {
        LedgerEntry entry = ledger.at(position)
                .orElseThrow(() -> new Refused(RefusalCode.NO_SUCH_POSITION, "The ledger has no position " + position));
        Line line = lines.reading(FeedFilter.of(null, null), ceiling).lines(List.of(entry)).getFirst();
        return Answers.bytes(line.json(), position).contentType(MediaType.APPLICATION_JSON).body(line.json());
    }

    @GetMapping(path = "/events/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Needs({ANALYST, SUPERVISOR, AUDITOR, INTEGRATOR})
    @Operation(
            summary = "The feed as server-sent events, for as long as the token holds",
            description = "The first message (`event: ledger`) names the oldest and the newest position; after it, `id` is a position and `data` its line. "
                    + "Resume with Last-Event-ID, which goes before `after`. "
                    + "A message `event: recall` names the positions of what was sent of an entry before it was marked more strictly: `{\"position\": …, \"positions\": […]}`, "
                    + "where `position` is that of the change.")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(implementation = FeedLine.class)))
    void stream(
            @Parameter(description = "Exclusive; usually from the beginning") @RequestParam(defaultValue = "-1") long after,
            @Parameter(description = "The last position that was received") @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long lastEventId,
            @Parameter(description = "Only events of these stored types") @RequestParam(required = false) @Nullable List<String> type,
            @Parameter(description = "Only events of these cases", array = @ArraySchema(schema = @Schema(implementation = UUID.class)))
                    @RequestParam(required = false)
                    @Nullable List<String> caseId,
            @Parameter(hidden = true) Ceiling ceiling,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        FeedFilter filter = FeedFilter.of(type, caseId);
        long from = lastEventId == null ? after : lastEventId;
        long head = known(from);
        recorder.begins(request, from);
        stream.run(from, head, filter, ceiling, request, response);
    }

    private long known(long after) {
        long head = ledger.head();
        if (after > head) {
            throw new Refused(RefusalCode.POSITION_BEYOND_HEAD, "The ledger's last position is " + head);
        }
        if (after < -1) {
            throw new Refused(RefusalCode.MALFORMED, "a position to go on after is -1 or more");
        }
        return head;
    }
}
