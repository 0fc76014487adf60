package io.flankwatch.query.course;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.flankwatch.events.EntryEvent.ConclusionRevised;
import io.flankwatch.events.EntryEvent.MeetingCancelled;
import io.flankwatch.events.EntryEvent.MeetingConcluded;
import io.flankwatch.events.EntryEvent.MeetingEvent;
import io.flankwatch.events.EntryEvent.MeetingRescheduled;
import io.flankwatch.events.Marking;
import io.flankwatch.events.MeetingCourse;
import io.flankwatch.events.SourceUse;
import io.flankwatch.events.When;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.query.projection.Recording;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that became of a meeting.
///
/// @param marking the effective one when it was recorded
public record MeetingStep(
        Recording recording,
        Marking marking,
        @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
                @JsonSubTypes({
                    @JsonSubTypes.Type(value = MeetingRescheduled.class, name = "RESCHEDULED"),
                    @JsonSubTypes.Type(value = MeetingCancelled.class, name = "CANCELLED"),
                    @JsonSubTypes.Type(value = MeetingConcluded.class, name = "CONCLUDED"),
                    @JsonSubTypes.Type(value = ConclusionRevised.class, name = "CONCLUSION_REVISED")
                })
                MeetingEvent event) {

    public static MeetingStep of(Fact fact, MeetingEvent event) {
        return new MeetingStep(fact.recording(), fact.marking(), event);
    }

    /// @param scheduled for when the meeting was called
    /// @param seen      the steps that the reader may see, in the order recorded
    public static MeetingCourse course(@Nullable When scheduled, List<MeetingStep> seen) {
        return MeetingCourse.of(scheduled, seen.stream().map(MeetingStep::event).toList());
    }

    /// What it rests on.
    public List<SourceUse> sources() {
        return switch (event) {
            case MeetingRescheduled rescheduled -> rescheduled.sources();
            case MeetingCancelled cancelled -> cancelled.sources();
            case MeetingConcluded concluded -> concluded.sources();
            case ConclusionRevised revised -> revised.revised() == null ? List.of() : revised.revised().sources();
        };
    }
}
