package io.flankwatch.events;

import io.flankwatch.events.EntryEvent.ConclusionRevised;
import io.flankwatch.events.EntryEvent.MeetingCancelled;
import io.flankwatch.events.EntryEvent.MeetingConcluded;
import io.flankwatch.events.EntryEvent.MeetingEvent;
import io.flankwatch.events.EntryEvent.MeetingRescheduled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How things stand with a meeting.
///
/// @param scheduled   when it is to be held or resumed, or was to be when it ended; absent where that is not known. An adjournment uses up the time that
///                    was known: it counts until the meeting is rescheduled as not known
/// @param conclusions those of its sessions, as they are after every revision: none but the last can be anything else than an adjournment
public record MeetingCourse(@Nullable When scheduled, List<MeetingConcluded> conclusions, boolean cancelled) {

    public MeetingCourse {
        conclusions = Check.list(conclusions, "conclusions");
    }

    public enum State {
        PLANNED,
        ADJOURNED,
        CONCLUDED,
        CANCELLED
    }

    /// @param scheduled for when it was called
    /// @param events    what became of it, in the order recorded; those that may be known
    public static MeetingCourse of(@Nullable When scheduled, List<? extends MeetingEvent> events) {
        When now = scheduled;
        List<MeetingConcluded> conclusions = new ArrayList<>();
        boolean cancelled = false;
        for (MeetingEvent event : corrected(events)) {
            switch (event) {
                case MeetingRescheduled rescheduled -> now = rescheduled.scheduled().after();
                case MeetingConcluded concluded -> {
                    conclusions.add(concluded);
                    now = concluded.outcome() == MeetingConcluded.Outcome.ADJOURNED ? null : now;
                }
                case MeetingCancelled _ -> cancelled = true;
                case ConclusionRevised _ -> throw new IllegalStateException("every revision was applied");
            }
        }
        return new MeetingCourse(now, conclusions, cancelled);
    }

    /// As if every conclusion had been recorded as it was last revised.
    private static List<MeetingEvent> corrected(List<? extends MeetingEvent> events) {
        List<MeetingEvent> corrected = new ArrayList<>();
        for (MeetingEvent event : events) {
            if (event instanceof ConclusionRevised revision) {
                for (int i = corrected.size() - 1; i >= 0; i--) {
                    if (corrected.get(i) instanceof MeetingConcluded) {
                        if (revision.revised() == null) {
                            corrected.remove(i);
                        } else {
                            corrected.set(i, revision.revised());
                        }
                        break;
                    }
                }
            } else {
                corrected.add(event);
            }
        }
        return corrected;
    }

    /// The last one; null where there is none.
    public @Nullable MeetingConcluded conclusion() {
        return conclusions.isEmpty() ? null : conclusions.getLast();
    }

    public State state() {
        MeetingConcluded last = conclusion();
        if (cancelled) {
            return State.CANCELLED;
        }
        if (last == null) {
            return State.PLANNED;
        }
        return last.outcome() == MeetingConcluded.Outcome.ADJOURNED ? State.ADJOURNED : State.CONCLUDED;
    }

    /// Whether it is still to be held or resumed.
    public boolean ahead() {
        return state() == State.PLANNED || state() == State.ADJOURNED;
    }

    /// Whether what is said to have been decided there may have been: not where it was cancelled, or ended without a decision.
    public boolean mayHaveDecided() {
        MeetingConcluded last = conclusion();
        return !cancelled && (last == null || last.outcome() != MeetingConcluded.Outcome.NO_DECISION);
    }
}
