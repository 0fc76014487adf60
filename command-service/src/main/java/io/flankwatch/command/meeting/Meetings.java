package io.flankwatch.command.meeting;

import io.flankwatch.command.entry.Entries;
import io.flankwatch.command.vocabulary.Context;
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
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePSet;
import org.pcollections.PSet;

/// Which meetings of a case have ended.
public record Meetings(PSet<UUID> concluded) {

    public static final Meetings NONE = new Meetings(HashTreePSet.empty());

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

    public MeetingConcluded conclude(
            ConcludeMeeting command, List<SourceUse> uses, Entries entries, Context context, Set<String> members) {
        UUID id = command.entryId();
        Entries.Known meeting = entries.refer(id, "/entryId", context, members);
        if (meeting.kind() != EntryKind.MEETING) {
            throw new Refused(RefusalCode.NOT_A_MEETING, "entry " + id + " is not a meeting");
        }
        if (meeting.retracted()) {
            throw new Refused(RefusalCode.ALREADY_RETRACTED, "the meeting is retracted");
        }
        if (concluded.contains(id)) {
            throw new Refused(RefusalCode.ALREADY_CONCLUDED, "meeting " + id + " has been concluded already");
        }
        context.hasHappened(command.concluded(), "/concluded");
        Entries.sourced(uses, command.unsourced());
        return new MeetingConcluded(
                id,
                command.concluded(),
                command.outcome(),
                Check.list(command.decisions(), "decisions"),
                command.description(),
                uses,
                command.unsourced());
    }

    public Meetings evolve(MeetingConcluded event) {
        return new Meetings(concluded.plus(event.entryId()));
    }
}
