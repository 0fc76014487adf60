package io.flankwatch.query.meetings;

import io.flankwatch.events.Check;
import io.flankwatch.events.EntryEvent.MeetingRescheduled;
import io.flankwatch.events.EntryRecorded.MeetingConvened;
import io.flankwatch.events.Marking;
import io.flankwatch.events.MeetingCourse;
import io.flankwatch.events.When;
import io.flankwatch.query.course.MeetingStep;
import io.flankwatch.query.projection.Recording;
import io.flankwatch.query.projection.Searched;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The meetings of one case, with all that became of them.
///
/// @param until the last instant, in microseconds since 1970, at which one of them may still be ahead, whoever asks
record MeetingsDocument(List<Meeting> meetings, long until) implements Searched {

    static final MeetingsDocument NONE = of(List.of());

    MeetingsDocument {
        meetings = Check.list(meetings, "meetings");
    }

    private static MeetingsDocument of(List<Meeting> meetings) {
        return new MeetingsDocument(meetings, meetings.stream().mapToLong(Meeting::until).max().orElse(Long.MIN_VALUE));
    }

    static long micros(Instant instant) {
        return TimeUnit.SECONDS.toMicros(instant.getEpochSecond()) + instant.getNano() / 1_000;
    }

    boolean has(UUID entryId) {
        return meetings.stream().anyMatch(meeting -> meeting.entryId().equals(entryId));
    }

    MeetingsDocument with(Meeting meeting) {
        List<Meeting> all = new ArrayList<>(meetings);
        all.add(meeting);
        return of(all);
    }

    MeetingsDocument changed(UUID entryId, UnaryOperator<Meeting> change) {
        return of(meetings.stream().map(meeting -> meeting.entryId().equals(entryId) ? change.apply(meeting) : meeting).toList());
    }

    /// @param marking the effective one when it was recorded or last revised
    record Meeting(Marking marking, Recording recording, MeetingConvened convened, boolean retracted, List<MeetingStep> steps) {

        Meeting {
            steps = Check.list(steps, "steps");
        }

        UUID entryId() {
            return convened.entry().entryId();
        }

        Meeting revised(Marking now, MeetingConvened after) {
            return new Meeting(now, recording, after, retracted, steps);
        }

        Meeting marked(Marking now) {
            return new Meeting(now, recording, convened, retracted, steps);
        }

        Meeting retracted(boolean now) {
            return new Meeting(marking, recording, convened, now, steps);
        }

        Meeting with(MeetingStep step) {
            List<MeetingStep> all = new ArrayList<>(steps);
            all.add(step);
            return new Meeting(marking, recording, convened, retracted, all);
        }

        private long until() {
            // Everybody who sees the meeting sees that it is over.
            boolean told = steps.stream().allMatch(step -> marking.allows(step.marking()));
            MeetingCourse course = MeetingStep.course(convened.scheduled(), steps);
            if (told && (course.state() == MeetingCourse.State.CONCLUDED || course.state() == MeetingCourse.State.CANCELLED)) {
                return Long.MIN_VALUE;
            }
            if (course.state() == MeetingCourse.State.ADJOURNED) {
                return Long.MAX_VALUE;
            }
            return Stream.concat(
                            Stream.of(latest(convened.scheduled())),
                            steps.stream()
                                    .filter(step -> step.event() instanceof MeetingRescheduled)
                                    .map(step -> latest(((MeetingRescheduled) step.event()).scheduled().after())))
                    .mapToLong(Long::longValue)
                    .max()
                    .orElse(Long.MAX_VALUE);
        }

        private static long latest(@Nullable When scheduled) {
            return scheduled == null || scheduled.latest() == null ? Long.MAX_VALUE : micros(scheduled.latest());
        }
    }
}
