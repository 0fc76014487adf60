package io.flankwatch.command.casefile;

import io.flankwatch.command.casualty.Casualties;
import io.flankwatch.command.development.Developments;
import io.flankwatch.command.entry.Entries;
import io.flankwatch.command.incursion.Incursions;
import io.flankwatch.command.meeting.Meetings;
import io.flankwatch.command.note.Notes;
import io.flankwatch.command.reaction.Reactions;
import io.flankwatch.command.source.Sources.Citation;
import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.command.vocabulary.EntryCommand.AddNote;
import io.flankwatch.command.vocabulary.EntryCommand.ChangeInterceptProtocol;
import io.flankwatch.command.vocabulary.EntryCommand.ConveneMeeting;
import io.flankwatch.command.vocabulary.EntryCommand.RecordCasualty;
import io.flankwatch.command.vocabulary.EntryCommand.RecordDevelopment;
import io.flankwatch.command.vocabulary.EntryCommand.RecordReaction;
import io.flankwatch.command.vocabulary.EntryCommand.Recording;
import io.flankwatch.command.vocabulary.EntryCommand.ReportIncursion;
import io.flankwatch.command.vocabulary.EntryCommand.ReviseEntry;
import io.flankwatch.command.vocabulary.Warning;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.Check;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryKind;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.EntryRecorded.InterceptProtocolChanged;
import io.flankwatch.events.EntryRecorded.MeetingConvened;
import io.flankwatch.events.Quotation;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.events.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Decides about entries, whatever their kind: a revised one goes through everything that a new one does.
final class Recordings {

    private Recordings() {}

    /// @param warnings what the client should know is added to them
    static List<CaseEvent> record(CaseState state, Recording command, Context context, List<Warning> warnings) {
        Admitted admitted = admit(state, command, null, context);
        warnings.addAll(Warnings.of(state, command, admitted.entry(), admitted.citation(), context));
        return admitted.with(admitted.entry());
    }

    /// @param warnings what the client should know is added to them
    static List<CaseEvent> revise(CaseState state, ReviseEntry command, Context context, List<Warning> warnings) {
        Set<String> members = state.opened().members();
        EntryRecorded before = state.entries().refer(command.entryId(), "/entryId", context, members).recorded();
        if (before instanceof MeetingConvened && command.changes().containsKey(MeetingSteps.CONCLUSION)) {
            return MeetingSteps.revise(state, command, context);
        }
        try {
            Recording revised = context.revisions().revised(before, Kinds.command(before.kind()), command.changes());
            Admitted admitted = admit(state, revised, before, context);
            if (admitted.entry().equals(before)) {
                throw new Refused(RefusalCode.NOTHING_CHANGED, "entry " + command.entryId() + " says so already");
            }
            Warnings.of(state, revised, admitted.entry(), admitted.citation(), context).forEach(warning -> warnings.add(warning.under("/changes")));
            return admitted.with(EntryRevised.of(before, admitted.entry(), command.reason()));
        } catch (Refused refused) {
            throw refused.under("/changes");
        }
    }

    /// An entry with the sources that are cited in its commit: before it, since it rests on them.
    private record Admitted(Citation citation, EntryRecorded entry) {

        List<CaseEvent> with(CaseEvent last) {
            var events = new ArrayList<CaseEvent>(citation.cited());
            events.add(last);
            return events;
        }
    }

    /// @param before the entry that is revised; absent: it is a new one
    private static Admitted admit(CaseState state, Recording command, @Nullable EntryRecorded before, Context context) {
        Set<String> members = state.opened().members();
        EntryKind kind = Kinds.of(command);
        Entries entries = state.entries();
        Citation citation = state.sources().resolve(Check.list(command.entry().sources(), "sources"), "/sources", context, members);
        Entry entry = entries.admit(
                command.entry(), kind, usualVector(kind), citation.uses(), before == null ? null : before.entry(), context, members);
        quoted(entry, state, citation, context, members);
        return new Admitted(
                citation,
                switch (command) {
                    case ReportIncursion report -> Incursions.report(report, entry);
                    case RecordCasualty casualty -> Casualties.record(casualty, entry, entries, context, members);
                    case RecordDevelopment _ -> Developments.record(entry);
                    case RecordReaction reaction -> Reactions.record(reaction, entry, entries, context, members);
                    case ConveneMeeting convene -> Meetings.convene(convene, entry, entries, context, members);
                    case ChangeInterceptProtocol change -> {
                        Meetings.decided(change.decidedBy(), entries, context, members);
                        UUID id = change.protocolId() == null ? context.ids().get() : change.protocolId();
                        InterceptProtocolChanged revised = before instanceof InterceptProtocolChanged protocol ? protocol : null;
                        yield state.protocols().change(change, id, entry, revised, entries, context, members);
                    }
                    case AddNote note -> Notes.add(note, entry, before == null, entries, context, members);
                });
    }

    private static void quoted(Entry entry, CaseState state, Citation citation, Context context, Set<String> members) {
        for (int i = 0; i < entry.quotations().size(); i++) {
            Quotation quotation = entry.quotations().get(i);
            UUID source = quotation.sourceId();
            if (source != null
                    && !state.sources().shows(source, context, members)
                    && citation.cited().stream().noneMatch(cited -> cited.sourceId().equals(source))) {
                throw Refused.at("/quotations/" + i + "/sourceId", RefusalCode.NO_SUCH_SOURCE, "the case has no such source");
            }
        }
    }

    /// The vector of an entry whose client names none; a development's must be named.
    private static @Nullable Vector usualVector(EntryKind kind) {
        return switch (kind) {
            case INCURSION -> Vector.MILITARY;
            case CASUALTY -> Vector.HUMANITARIAN;
            case REACTION, MEETING -> Vector.DIPLOMATIC;
            case PROTOCOL_CHANGE -> Vector.LEGAL_POLICY;
            case NOTE -> Vector.INFORMATION;
            case DEVELOPMENT -> null;
        };
    }
}
