package io.flankwatch.command.casefile;

import io.flankwatch.command.source.Sources.Citation;
import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.command.vocabulary.EntryCommand.AboutMeeting;
import io.flankwatch.command.vocabulary.EntryCommand.ConcludeMeeting;
import io.flankwatch.command.vocabulary.EntryCommand.ReviseEntry;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.Check;
import io.flankwatch.events.EntryEvent.ConclusionRevised;
import io.flankwatch.events.EntryEvent.MeetingConcluded;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides what becomes of meetings, with the sources that are cited in the same commit.
final class MeetingSteps {

    /// The member of a meeting's revision that corrects how it ended.
    static final String CONCLUSION = "conclusion";

    private MeetingSteps() {}

    static List<CaseEvent> decide(CaseState state, AboutMeeting command, Context context, Set<String> members) {
        Citation citation = state.sources().resolve(Check.list(command.sources(), "sources"), "/sources", context, members);
        List<CaseEvent> events = new ArrayList<>(citation.cited());
        events.addAll(state.meetings().decide(command, citation.uses(), state.entries(), context, members));
        return events;
    }

    static List<CaseEvent> revise(CaseState state, ReviseEntry command, Context context) {
        Set<String> members = state.opened().members();
        if (command.changes().size() > 1) {
            throw Refused.at("/changes/" + CONCLUSION, RefusalCode.MALFORMED, "is corrected by itself, not together with other members");
        }
        MeetingConcluded before = state.meetings().conclusion(command.entryId(), context, members);
        if (before == null) {
            throw Refused.at("/changes/" + CONCLUSION, RefusalCode.NOT_CONCLUDED, "meeting " + command.entryId() + " has not been concluded");
        }
        Object changes = command.changes().get(CONCLUSION);
        if (changes == null) {
            return List.of(ConclusionRevised.of(before, null, command.reason()));
        }
        try {
            ConcludeMeeting revised = context.revisions().revised(before, ConcludeMeeting.class, members(changes));
            if (revised.resumption() != null) {
                throw Refused.at("/resumption", RefusalCode.MALFORMED, "is changed by rescheduling the meeting");
            }
            Citation citation = state.sources().resolve(Check.list(revised.sources(), "sources"), "/sources", context, members);
            MeetingConcluded after = state.meetings().concluded(revised, citation.uses(), context);
            if (after.equals(before)) {
                throw new Refused(RefusalCode.NOTHING_CHANGED, "meeting " + command.entryId() + " is said to have ended so already");
            }
            List<CaseEvent> events = new ArrayList<>(citation.cited());
            events.add(ConclusionRevised.of(before, after, command.reason()));
            return events;
        } catch (Refused refused) {
            throw refused.under("/changes/" + CONCLUSION);
        }
    }

    private static Map<String, @Nullable Object> members(Object changes) {
        if (!(changes instanceof Map<?, ?> given)) {
            throw Refused.at("", RefusalCode.MALFORMED, "must be an object, or null");
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        given.forEach((member, value) -> members.put(String.valueOf(member), value));
        return members;
    }
}
