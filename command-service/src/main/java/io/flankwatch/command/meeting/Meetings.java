package io.flankwatch.command.meeting;

import io.flankwatch.command.entry.Entries;
import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.command.vocabulary.EntryCommand.AboutMeeting;
import io.flankwatch.command.vocabulary.EntryCommand.CancelMeeting;
import io.flankwatch.events.Change;
import io.flankwatch.events.EntryEvent.ConclusionRevised;
import io.flankwatch.events.EntryEvent.MeetingCancelled;
import io.flankwatch.events.EntryEvent.MeetingEvent;
import io.flankwatch.events.EntryEvent.MeetingRescheduled;
import io.flankwatch.events.Marking;
import io.flankwatch.events.MeetingCourse;
import io.flankwatch.events.Precision;
import io.flankwatch.events.When;
import io.flankwatch.command.vocabulary.EntryCommand.RescheduleMeeting;
import io.flankwatch.command.vocabulary.EntryCommand.ConcludeMeeting;
import io.flankwatch.command.vocabulary.EntryCommand.ConveneMeeting;
import io.flankwatch.events.Check;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryEvent.MeetingConcluded;
import io.flankwatch.events.EntryKind;
import io.flankwatch.events.EntryRecorded.MeetingConvened;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.events.SourceUse;
import io.flankwatch.events.watch.Fact;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/// What became of the meetings of a case.
public record Meetings(PMap<UUID, PVector<Fact.Step>> steps) {

    public static final Meetings NONE = new Meetings(HashTreePMap.empty());

    private static final When UNKNOWN = new When(null, null, Precision.UNKNOWN, null, null, null);

    public static MeetingConvened convene(
            ConveneMeeting command, Entry entry, Entries entries, Context context, Set<String> members) {
        List<UUID> triggers = Check.list(command.triggeredBy(), "triggeredBy");
        for (int i = 0; i < triggers.size(); i++) {
            entries.refer(triggers.get(i), "/triggeredBy/" + i, context, members);
        }
        return new MeetingConvened(
                entry, command.body(), command.scheduled(), Check.list(command.agenda(), "agenda"), triggers);
    }

    /// What a protocol change names as the meeting that decided it must be one.
    public static void decided(@Nullable UUID by, Entries entries, Context context, Set<String> members) {
        if (by != null && entries.refer(by, "/decidedBy", context, members).kind() != EntryKind.MEETING) {
            throw Refused.at("/decidedBy", RefusalCode.NOT_A_MEETING, "entry " + by + " is not a meeting");
        }
    }

    /// @param uses its sources, all of the case
    public List<MeetingEvent> decide(
            AboutMeeting command, List<SourceUse> uses, Entries entries, Context context, Set<String> members) {
        UUID id = command.entryId();
        Entries.Known entry = entries.refer(id, "/entryId", context, members);
        if (!(entry.recorded() instanceof MeetingConvened meeting)) {
            throw new Refused(RefusalCode.NOT_A_MEETING, "entry " + id + " is not a meeting");
        }
        if (entry.retracted()) {
            throw new Refused(RefusalCode.ALREADY_RETRACTED, "the meeting is retracted");
        }
        switch (course(id).state()) {
            case CANCELLED -> throw new Refused(RefusalCode.MEETING_CANCELLED, "meeting " + id + " has been cancelled");
            case CONCLUDED -> throw new Refused(RefusalCode.ALREADY_CONCLUDED, "meeting " + id + " has been concluded already");
            case PLANNED, ADJOURNED -> {}
        }
        return switch (command) {
            case RescheduleMeeting reschedule -> List.of(reschedule(reschedule, meeting, uses, context, members));
            case CancelMeeting cancel -> List.of(new MeetingCancelled(id, cancel.reason(), uses));
            case ConcludeMeeting conclude -> {
                MeetingConcluded concluded = concluded(conclude, uses, context);
                // The time that was known is used up by the session that ended.
                yield conclude.resumption() == null
                        ? List.of(concluded)
                        : List.of(concluded, new MeetingRescheduled(id, new Change<>(null, conclude.resumption()), null, uses));
            }
        };
    }

    private MeetingRescheduled reschedule(
            RescheduleMeeting command, MeetingConvened meeting, List<SourceUse> uses, Context context, Set<String> members) {
        When before = MeetingCourse.of(meeting.scheduled(), events(seen(command.entryId(), context, members))).scheduled();
        if (command.scheduled().equals(before == null ? UNKNOWN : before)) {
            throw Refused.at("/scheduled", RefusalCode.NOTHING_CHANGED, "the meeting is scheduled so already");
        }
        return new MeetingRescheduled(command.entryId(), new Change<>(before, command.scheduled()), command.reason(), uses);
    }

    /// How a meeting ended, as a new conclusion or a revised one says.
    public MeetingConcluded concluded(ConcludeMeeting command, List<SourceUse> uses, Context context) {
        context.hasHappened(command.concluded(), "/concluded");
        Entries.sourced(uses, command.unsourced());
        return new MeetingConcluded(
                command.entryId(),
                command.concluded(),
                command.outcome(),
                Check.list(command.decisions(), "decisions"),
                command.description(),
                uses,
                command.unsourced());
    }

    /// What became of a meeting, in the order recorded.
    public List<Fact.Step> steps(UUID id) {
        return steps.getOrDefault(id, TreePVector.empty());
    }

    /// The last conclusion of a meeting, as far as who asks may see: a revision tells of it.
    public @Nullable MeetingConcluded conclusion(UUID id, Context context, Set<String> members) {
        return MeetingCourse.of(null, events(seen(id, context, members))).conclusion();
    }

    /// What its last conclusion was recorded under, or last revised, which is no looser.
    public Marking conclusionMarking(UUID id, Context context, Set<String> members) {
        return last(seen(id, context, members).stream()
                .filter(step -> step.event() instanceof MeetingConcluded || step.event() instanceof ConclusionRevised)
                .toList());
    }

    /// What the time that is known now was recorded under.
    public Marking scheduleMarking(UUID id, Context context, Set<String> members) {
        return last(seen(id, context, members).stream().filter(step -> step.event() instanceof MeetingRescheduled).toList());
    }

    /// @return CLEAR where there is none: it adds nothing to what the meeting itself is marked with
    private static Marking last(List<Fact.Step> steps) {
        return steps.isEmpty() ? Marking.CLEAR : steps.getLast().marking();
    }

    private MeetingCourse course(UUID id) {
        return MeetingCourse.of(null, events(steps.getOrDefault(id, TreePVector.empty())));
    }

    private List<Fact.Step> seen(UUID id, Context context, Set<String> members) {
        return steps.getOrDefault(id, TreePVector.empty()).stream().filter(step -> context.sees(step.marking(), members)).toList();
    }

    private static List<MeetingEvent> events(List<Fact.Step> steps) {
        return steps.stream().map(Fact.Step::event).toList();
    }

    public Meetings evolve(MeetingEvent event, Marking marking) {
        UUID id = event.entryId();
        return new Meetings(steps.plus(id, steps.getOrDefault(id, TreePVector.empty()).plus(new Fact.Step(event, marking))));
    }
}
