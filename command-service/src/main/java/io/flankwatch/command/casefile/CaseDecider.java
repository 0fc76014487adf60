package io.flankwatch.command.casefile;

import io.flankwatch.command.casualty.Casualties;
import io.flankwatch.command.development.Developments;
import io.flankwatch.command.entry.Entries;
import io.flankwatch.command.incursion.Incursions;
import io.flankwatch.command.indicator.Indicators;
import io.flankwatch.command.meeting.Meetings;
import io.flankwatch.command.reaction.Reactions;
import io.flankwatch.command.source.Sources.Citation;
import io.flankwatch.command.source.Upkeep;
import io.flankwatch.command.vocabulary.CaseCommand;
import io.flankwatch.command.vocabulary.CaseFileCommand;
import io.flankwatch.command.vocabulary.CaseFileCommand.OpenCase;
import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.command.vocabulary.Decision;
import io.flankwatch.command.vocabulary.Decision.Decided;
import io.flankwatch.command.vocabulary.EntryCommand;
import io.flankwatch.command.vocabulary.EntryCommand.ChangeInterceptProtocol;
import io.flankwatch.command.vocabulary.EntryCommand.ConcludeMeeting;
import io.flankwatch.command.vocabulary.EntryCommand.ConveneMeeting;
import io.flankwatch.command.vocabulary.EntryCommand.RecordCasualty;
import io.flankwatch.command.vocabulary.EntryCommand.RecordDevelopment;
import io.flankwatch.command.vocabulary.EntryCommand.RecordReaction;
import io.flankwatch.command.vocabulary.EntryCommand.ReportIncursion;
import io.flankwatch.command.vocabulary.EntryCommand.RetractEntry;
import io.flankwatch.command.vocabulary.IndicatorCommand.DefineIndicator;
import io.flankwatch.command.vocabulary.SourceCommand.AboutSource;
import io.flankwatch.command.vocabulary.SourceCommand.CiteSource;
import io.flankwatch.command.vocabulary.Subjects;
import io.flankwatch.command.vocabulary.Warning;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFile;
import io.flankwatch.events.Check;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryKind;
import io.flankwatch.events.IndicatorEvent;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Quotation;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.events.Vector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a command leads to, or its refusal: a pure function of the case, the command and the context.
final class CaseDecider {

    private CaseDecider() {}

    static Decision decide(CaseState state, CaseCommand command, Context context) {
        if (command instanceof OpenCase open) {
            return decided(CaseState.NONE, List.of(CaseFiles.open(state, open, context)), 0, List.of(), context);
        }
        CaseFile file = state.file();
        if (file == null || !context.sees(file.marking(), file.members())) {
            throw new Refused(RefusalCode.NO_SUCH_CASE, "there is no such case");
        }
        if (file.closed() && !CaseFiles.admitted(file, command)) {
            throw new Refused(RefusalCode.CASE_CLOSED, "the case is closed");
        }
        List<CaseEvent> events =
                switch (command) {
                    case CaseFileCommand about -> CaseFiles.decide(state, file, about, context);
                    case CiteSource cite -> List.of(state.sources().cite(cite.source(), context, file.members()));
                    case AboutSource about -> List.of(Upkeep.decide(about, state.sources(), context, file.members()));
                    case EntryCommand.Recording entry -> record(state, entry, context, file.members());
                    case ConcludeMeeting conclude -> conclude(state, conclude, context, file.members());
                    case RetractEntry retract -> List.of(state.entries().retract(retract, context, file.members()));
                    case DefineIndicator define ->
                        List.of(Indicators.define(define, state.entries(), context, file.members()));
                };
        // Sources are cited before the entry that rests on them; indicators are withdrawn before their case is closed.
        return decided(state, events, events.size() - 1, warnings(command), context);
    }

    private static List<CaseEvent> record(CaseState state, EntryCommand.Recording command, Context context, Set<String> members) {
        EntryKind kind = Kinds.of(command);
        Entries entries = state.entries();
        Citation citation = state.sources().resolve(Check.list(command.entry().sources(), "sources"), "/sources", context, members);
        Entry entry = entries.admit(command.entry(), kind, usualVector(kind), citation.uses(), context, members);
        quoted(entry, state, citation, context, members);
        CaseEvent recorded =
                switch (command) {
                    case ReportIncursion report -> Incursions.report(report, entry);
                    case RecordCasualty casualty -> Casualties.record(casualty, entry, entries, context, members);
                    case RecordDevelopment _ -> Developments.record(entry);
                    case RecordReaction reaction -> Reactions.record(reaction, entry, entries, context, members);
                    case ConveneMeeting convene -> Meetings.convene(convene, entry, entries, context, members);
                    case ChangeInterceptProtocol change -> {
                        Meetings.decided(change.decidedBy(), entries, context, members);
                        UUID id = change.protocolId() == null ? context.ids().get() : change.protocolId();
                        yield state.protocols().change(change, id, entry, entries, context, members);
                    }
                };
        var events = new ArrayList<CaseEvent>(citation.cited());
        events.add(recorded);
        return events;
    }

    private static List<CaseEvent> conclude(CaseState state, ConcludeMeeting command, Context context, Set<String> members) {
        Citation citation = state.sources().resolve(Check.list(command.sources(), "sources"), "/sources", context, members);
        var events = new ArrayList<CaseEvent>(citation.cited());
        events.add(state.meetings().conclude(command, citation.uses(), state.entries(), context, members));
        return events;
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
            case DEVELOPMENT -> null;
        };
    }

    private static List<Warning> warnings(CaseCommand command) {
        return command instanceof RecordCasualty casualty ? Casualties.warnings(casualty) : List.of();
    }

    /// Marks every event, and adds what follows for the indicators.
    private static Decision decided(
            CaseState before, List<? extends CaseEvent> events, int primary, List<Warning> warnings, Context context) {
        var decided = new ArrayList<Decided>();
        CaseState state = before;
        var fresh = new HashSet<UUID>();
        for (CaseEvent event : events) {
            UUID id = Subjects.created(event);
            if (id != null && (state.taken(id) || !fresh.add(id))) {
                throw Refused.at(Subjects.pointer(event), RefusalCode.ENTRY_EXISTS, "the id " + id + " is taken within the case");
            }
            Marking marking = Markings.of(state, event, context);
            decided.add(new Decided(event, marking, -1));
            state = state.evolve(event, marking);
        }
        for (IndicatorEvent follows : state.indicators().follow(state.entries(), state.protocols(), context.now())) {
            Marking marking = Markings.of(state, follows, context);
            decided.add(new Decided(follows, marking, primary));
            state = state.evolve(follows, marking);
        }
        return new Decision(decided, primary, warnings);
    }
}
