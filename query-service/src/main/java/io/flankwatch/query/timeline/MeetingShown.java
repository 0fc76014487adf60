package io.flankwatch.query.timeline;

import io.flankwatch.events.Change;
import io.flankwatch.events.EntryEvent.ConclusionRevised;
import io.flankwatch.events.EntryEvent.MeetingCancelled;
import io.flankwatch.events.EntryEvent.MeetingConcluded;
import io.flankwatch.events.EntryEvent.MeetingRescheduled;
import io.flankwatch.events.EntryRecorded.MeetingConvened;
import io.flankwatch.events.Marking;
import io.flankwatch.events.MeetingCourse;
import io.flankwatch.events.SourceUse;
import io.flankwatch.events.When;
import io.flankwatch.query.course.MeetingStep;
import io.flankwatch.query.projection.Recording;
import io.flankwatch.query.timeline.EntryShown.Revised;
import io.flankwatch.query.timeline.EntryShown.SourceShown;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A meeting as a reader sees it: what they may not see has not happened to it.
record MeetingShown(
        String body,
        MeetingCourse.State state,
        @Schema(description = "When it is to be held or resumed; absent where that is not known. An adjournment uses up the time that was known")
                @Nullable When scheduled,
        List<String> agenda,
        @Schema(description = "The entries that led to it") List<UUID> triggeredBy,
        @Schema(description = "The last of `conclusions`") @Nullable Conclusion conclusion,
        @Schema(description = "How its sessions ended, in the order recorded and as last corrected: none but the last is anything else than an adjournment")
                List<Conclusion> conclusions,
        @Schema(description = "Every correction of a conclusion, in the order recorded") List<Revised> conclusionRevisions,
        List<Rescheduling> reschedulings,
        @Nullable Cancellation cancellation) {

    @Schema(description = "How a session ended; recordedBy and the rest are of who said so last")
    record Conclusion(
            When concluded,
            MeetingConcluded.Outcome outcome,
            List<String> decisions,
            @Nullable String description,
            List<SourceShown> sources,
            @Nullable String unsourced,
            Marking marking,
            String recordedBy,
            String client,
            Instant recordedAt,
            Instant appendedAt,
            long position) {}

    @Schema(description = "A new time, and the one before; absent where none was known")
    record Rescheduling(
            @Nullable When before,
            @Nullable When after,
            @Nullable String reason,
            List<SourceShown> sources,
            Marking marking,
            String recordedBy,
            String client,
            Instant recordedAt,
            Instant appendedAt,
            long position) {}

    record Cancellation(
            String reason,
            List<SourceShown> sources,
            Marking marking,
            String recordedBy,
            String client,
            Instant recordedAt,
            Instant appendedAt,
            long position) {}

    /// @param seen      what became of it, as far as the reader may see
    /// @param effective the marking to show of a step, which is that of the meeting at least
    /// @param sources   as they are shown
    static MeetingShown of(
            MeetingConvened meeting,
            List<MeetingStep> seen,
            Function<MeetingStep, Marking> effective,
            Function<List<SourceUse>, List<SourceShown>> sources) {
        List<Conclusion> conclusions = new ArrayList<>();
        List<Revised> revisions = new ArrayList<>();
        List<Rescheduling> reschedulings = new ArrayList<>();
        Cancellation cancellation = null;
        for (MeetingStep step : seen) {
            Marking marking = effective.apply(step);
            List<SourceShown> shown = sources.apply(step.sources());
            switch (step.event()) {
                case MeetingRescheduled rescheduled -> reschedulings.add(rescheduling(rescheduled, step.recording(), marking, shown));
                case MeetingCancelled cancelled -> cancellation = cancellation(cancelled, step.recording(), marking, shown);
                case MeetingConcluded concluded -> conclusions.add(conclusion(concluded, step.recording(), marking, shown));
                case ConclusionRevised revised -> {
                    revisions.add(revised(revised, step.recording()));
                    if (!conclusions.isEmpty()) {
                        conclusions.removeLast();
                    }
                    if (revised.revised() != null) {
                        conclusions.add(conclusion(revised.revised(), step.recording(), marking, shown));
                    }
                }
            }
        }
        MeetingCourse course = MeetingStep.course(meeting.scheduled(), seen);
        return new MeetingShown(
                meeting.body(),
                course.state(),
                course.scheduled(),
                meeting.agenda(),
                meeting.triggeredBy(),
                conclusions.isEmpty() ? null : conclusions.getLast(),
                conclusions,
                revisions,
                reschedulings,
                cancellation);
    }

    private static Conclusion conclusion(MeetingConcluded event, Recording recording, Marking marking, List<SourceShown> sources) {
        return new Conclusion(
                event.concluded(),
                event.outcome(),
                event.decisions(),
                event.description(),
                sources,
                event.unsourced(),
                marking,
                recording.by(),
                recording.client(),
                recording.recordedAt(),
                recording.appendedAt(),
                recording.position());
    }

    private static Revised revised(ConclusionRevised event, Recording recording) {
        return new Revised(
                event.reason(),
                event.changes(),
                recording.by(),
                recording.client(),
                recording.recordedAt(),
                recording.appendedAt(),
                recording.position());
    }

    private static Rescheduling rescheduling(MeetingRescheduled event, Recording recording, Marking marking, List<SourceShown> sources) {
        Change<When> scheduled = event.scheduled();
        return new Rescheduling(
                scheduled.before(),
                scheduled.after(),
                event.reason(),
                sources,
                marking,
                recording.by(),
                recording.client(),
                recording.recordedAt(),
                recording.appendedAt(),
                recording.position());
    }

    private static Cancellation cancellation(MeetingCancelled event, Recording recording, Marking marking, List<SourceShown> sources) {
        return new Cancellation(
                event.reason(),
                sources,
                marking,
                recording.by(),
                recording.client(),
                recording.recordedAt(),
                recording.appendedAt(),
                recording.position());
    }
}
