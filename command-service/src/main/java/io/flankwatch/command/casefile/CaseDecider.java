package io.flankwatch.command.casefile;

import io.flankwatch.command.indicator.Indicators;
import io.flankwatch.command.indicator.Indicators.Follows;
import io.flankwatch.command.indicator.Rulings;
import io.flankwatch.command.source.Upkeep;
import io.flankwatch.command.vocabulary.AssessmentCommand;
import io.flankwatch.command.vocabulary.BriefCommand;
import io.flankwatch.command.vocabulary.CaseCommand;
import io.flankwatch.command.vocabulary.CaseFileCommand;
import io.flankwatch.command.vocabulary.CaseFileCommand.OpenCase;
import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.command.vocabulary.Decision;
import io.flankwatch.command.vocabulary.Decision.Decided;
import io.flankwatch.command.vocabulary.EntryCommand.AboutMeeting;
import io.flankwatch.command.vocabulary.EntryCommand.ProposeRedaction;
import io.flankwatch.command.vocabulary.EntryCommand.RedactEntry;
import io.flankwatch.events.EntryEvent.MeetingRescheduled;
import io.flankwatch.command.vocabulary.EntryCommand;
import io.flankwatch.command.vocabulary.EntryCommand.ChangeEntryMarking;
import io.flankwatch.command.vocabulary.EntryCommand.ConcludeMeeting;
import io.flankwatch.command.vocabulary.EntryCommand.LinkEntries;
import io.flankwatch.command.vocabulary.EntryCommand.ReinstateEntry;
import io.flankwatch.command.vocabulary.EntryCommand.RetractEntry;
import io.flankwatch.command.vocabulary.EntryCommand.ReviseEntry;
import io.flankwatch.command.vocabulary.EntryCommand.UnlinkEntries;
import io.flankwatch.command.vocabulary.HypothesisCommand;
import io.flankwatch.command.vocabulary.IndicatorCommand.AboutIndicator;
import io.flankwatch.command.vocabulary.IndicatorCommand.DefineIndicator;
import io.flankwatch.command.vocabulary.OwnCommand;
import io.flankwatch.command.vocabulary.SourceCommand.AboutSource;
import io.flankwatch.command.vocabulary.SourceCommand.CiteSource;
import io.flankwatch.command.vocabulary.Subjects;
import io.flankwatch.command.vocabulary.Warning;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFile;
import io.flankwatch.events.Check;
import io.flankwatch.events.Marking;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/// What a command leads to, or its refusal: a pure function of the case, the command and the context.
final class CaseDecider {

    private CaseDecider() {}

    /// The case, for who may know of it now, whoever let them in before.
    ///
    /// @throws Refused NO_SUCH_CASE where there is none for them
    static CaseFile entered(CaseState state, CaseCommand command, Context context) {
        CaseFile file = state.file();
        if (file == null || !(command instanceof OwnCommand || context.sees(file.marking(), file.members()))) {
            throw new Refused(RefusalCode.NO_SUCH_CASE, "there is no such case");
        }
        return file;
    }

    static Decision decide(CaseState state, CaseCommand command, Context context) {
        if (command instanceof OpenCase open) {
            return decided(CaseState.NONE, List.of(CaseFiles.open(state, open, context)), 0, List.of(), context);
        }
        CaseFile file = entered(state, command, context);
        if (file.closed() && !CaseFiles.admitted(file, command)) {
            throw new Refused(RefusalCode.CASE_CLOSED, "the case is closed");
        }
        var warnings = new ArrayList<Warning>();
        List<? extends CaseEvent> events =
                switch (command) {
                    case CaseFileCommand about -> CaseFiles.decide(state, file, about, context);
                    case CiteSource cite -> List.of(state.sources().cite(cite.source(), context, file.members()));
                    case AboutSource about -> List.of(Upkeep.decide(about, state.sources(), context, file.members()));
                    case EntryCommand.Recording entry -> Recordings.record(state, entry, context, warnings);
                    case AboutMeeting about -> MeetingSteps.decide(state, about, context, file.members());
                    case ReviseEntry revise -> Recordings.revise(state, revise, context, warnings);
                    case ReinstateEntry reinstate -> List.of(state.entries().reinstate(reinstate, context, file.members()));
                    case RetractEntry retract -> List.of(state.entries().retract(retract, context, file.members()));
                    case ChangeEntryMarking mark -> List.of(EntryMarkings.change(state, file, mark, context));
                    case ProposeRedaction propose -> List.of(state.entries().propose(propose, context, file.members()));
                    case RedactEntry redact -> List.of(state.entries().redact(redact, context, file.members()));
                    case LinkEntries link -> List.of(state.entries().link(link, file, context));
                    case UnlinkEntries unlink -> List.of(state.entries().unlink(unlink, file, context));
                    case DefineIndicator define -> {
                        state.hypotheses().refer(Check.list(define.hypotheses(), "hypotheses"), context, file.members());
                        yield List.of(Indicators.define(define, state.entries(), context, file.members()));
                    }
                    case HypothesisCommand about ->
                        List.of(state.hypotheses().decide(about, state.entries(), state.indicators(), context, file.members()));
                    case AssessmentCommand about ->
                        List.of(state.assessments().decide(about, state.grounds(), context, file.members()));
                    case BriefCommand about -> List.of(state.briefs().decide(about, file, context));
                    case AboutIndicator about ->
                        Rulings.decide(about, state.indicators(), file.id(), state.entries(), context, file.members());
                };
        // Sources are cited before the entry that rests on them; indicators are withdrawn before their case is closed. What is adjourned is
        // rescheduled after that. What other cases come to is met anew after it was reopened.
        int last = events.size() - 1;
        boolean resumed = command instanceof ConcludeMeeting && events.get(last) instanceof MeetingRescheduled;
        return decided(state, events, resumed ? last - 1 : last, warnings, context);
    }

    /// Marks every event, and adds what follows for the indicators.
    private static Decision decided(
            CaseState before, List<? extends CaseEvent> events, int primary, List<Warning> warnings, Context context) {
        var decided = new ArrayList<Decided>();
        CaseState state = before;
        var fresh = new HashSet<UUID>();
        for (int i = 0; i < events.size(); i++) {
            CaseEvent event = events.get(i);
            UUID id = Subjects.created(event);
            if (id != null && (state.taken(id) || !fresh.add(id))) {
                throw Refused.at(Subjects.pointer(event), RefusalCode.ENTRY_EXISTS, "the id " + id + " is taken within the case");
            }
            Marking marking = Markings.of(state, event, context);
            decided.add(new Decided(event, marking, i > primary ? primary : -1));
            state = state.evolve(event, marking);
        }
        for (Follows follows : state.indicators().follow(state.opened(), state.entries(), state.meetings(), context.now())) {
            // It tells of its cause: who may not see that sees the indicator as it was.
            Marking marking = Marking.strictest(
                    Marking.strictest(Markings.of(state, follows.event(), context), follows.under()), decided.get(primary).marking());
            decided.add(new Decided(follows.event(), marking, primary));
            state = state.evolve(follows.event(), marking);
        }
        return new Decision(decided, primary, warnings);
    }
}
