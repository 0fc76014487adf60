package io.flankwatch.query.views;

import static io.flankwatch.platform.access.Role.AUDITOR;
import static io.flankwatch.platform.access.Role.OPERATOR;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.platform.access.Actor;
import io.flankwatch.platform.security.Needs;
import io.flankwatch.query.audit.Unrecorded;
import io.flankwatch.query.projection.Digests;
import io.flankwatch.query.projection.ViewOperations;
import io.flankwatch.query.projection.ViewOperations.Progress;
import io.flankwatch.query.projection.ViewOperations.State;
import io.flankwatch.query.projection.ViewOperations.Status;
import io.flankwatch.query.projection.Views;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Operations")
class ViewsController {

    private final Views views;
    private final ViewOperations operations;

    ViewsController(Views views, ViewOperations operations) {
        this.views = views;
        this.operations = operations;
    }

    record ViewShown(
            @Schema(example = "timeline") String view,
            @Schema(description = "Of its fold in this build") int version,
            @Schema(description = "LIVE: it follows the ledger. REBUILDING: the same, while what takes its place is being filled. FILLING: nothing can be answered from it before it is "
                            + "filled. PAUSED: its filling is to wait. FAILING: it can't go on, and the log says why")
                    State state,
            @Schema(description = "Up to where it has read the ledger; absent where that is not known") @Nullable Long position,
            @Schema(description = "How many positions it lacks") @Nullable Long behind,
            @Schema(description = "For how long what it lacks has been in the ledger, in seconds") @Nullable Double lagSeconds,
            @Schema(description = "Cases that it could not fold and has put aside") long parked) {

        static ViewShown of(Status status) {
            return new ViewShown(
                    status.view(),
                    status.version(),
                    status.state(),
                    status.position(),
                    status.behind(),
                    status.lag() == null ? null : status.lag().toMillis() / 1_000.0,
                    status.parked());
        }
    }

    record RebuildShown(
            List<String> views,
            @Schema(description = "RUNNING, PAUSED, or WAITING for a process that takes it up") String state,
            @Schema(description = "Whether nothing can be answered from these views before it is done") boolean needed,
            @Schema(description = "Up to where the ledger has been read for it; -1 where it begins") long position,
            @Schema(description = "The ledger's last position, as this last looked") long head,
            Instant begunAt) {

        static RebuildShown of(Progress progress) {
            String state = progress.paused() ? "PAUSED" : progress.taken() ? "RUNNING" : "WAITING";
            return new RebuildShown(progress.views(), state, progress.needed(), progress.position(), progress.head(), progress.begun());
        }
    }

    record ViewsShown(List<ViewShown> views, @Nullable RebuildShown rebuild) {}

    record DigestsShown(List<Digests.Digest> views) {}

    @GetMapping("/views")
    @Unrecorded
    @Needs(OPERATOR)
    @Operation(summary = "The views: what they do, how far each has read the ledger, and what they have put aside")
    ViewsShown views() {
        return new ViewsShown(
                operations.all().stream().map(ViewShown::of).toList(),
                operations.progress().map(RebuildShown::of).orElse(null));
    }

    @GetMapping("/views/digests")
    @Needs({AUDITOR, OPERATOR})
    @Operation(summary = "What the documents of each view come to: the same before and after they were dropped and came back")
    DigestsShown digests() {
        return new DigestsShown(Digests.of(views));
    }

    @PostMapping("/views/{name}/rebuild")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Needs(OPERATOR)
    @Operation(
            summary = "Fill the views anew from the ledger by one scan: all of them, whichever is named (`all` names none)",
            description = "Answers are given from what is there until the new documents have come as far; then they take its place, and the old ones are dropped. One rebuild at a time.")
    RebuildShown rebuild(@Parameter(example = "all") @PathVariable String name, @Parameter(hidden = true) Actor actor) {
        return RebuildShown.of(operations.rebuild(name, actor.subject()));
    }

    @GetMapping("/views/rebuild")
    @Unrecorded
    @Needs(OPERATOR)
    @Operation(summary = "How far the rebuild has come")
    RebuildShown progress() {
        return operations.progress()
                .map(RebuildShown::of)
                .orElseThrow(() -> new Refused(RefusalCode.NOT_FOUND, RefusalCode.NO_REBUILD.meaning()));
    }

    @PostMapping("/views/rebuild/pause")
    @Needs(OPERATOR)
    @Operation(summary = "Let the rebuild wait, after the batch that it is at")
    RebuildShown pause(@Parameter(hidden = true) Actor actor) {
        return RebuildShown.of(operations.pause(actor.subject()));
    }

    @PostMapping("/views/rebuild/resume")
    @Needs(OPERATOR)
    @Operation(summary = "Let the rebuild go on from where it waits")
    RebuildShown resume(@Parameter(hidden = true) Actor actor) {
        return RebuildShown.of(operations.resume(actor.subject()));
    }

    @PostMapping("/views/rebuild/abort")
    @Needs(OPERATOR)
    @Operation(summary = "Give the rebuild up; the views stay as they are")
    RebuildShown abort(@Parameter(hidden = true) Actor actor) {
        return RebuildShown.of(operations.abort(actor.subject()));
    }
}
