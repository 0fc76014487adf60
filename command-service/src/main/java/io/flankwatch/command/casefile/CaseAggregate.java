package io.flankwatch.command.casefile;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;

import io.flankwatch.command.vocabulary.Asked;
import io.flankwatch.command.vocabulary.AssessmentCommand.ApproveAssessment;
import io.flankwatch.command.vocabulary.AssessmentCommand.DraftAssessment;
import io.flankwatch.command.vocabulary.AssessmentCommand.ReturnAssessment;
import io.flankwatch.command.vocabulary.CaseCommand;
import io.flankwatch.command.vocabulary.BriefCommand.IssueBrief;
import io.flankwatch.command.vocabulary.CaseFileCommand.AssignAnalyst;
import io.flankwatch.command.vocabulary.CaseFileCommand.ChangeCaseDetails;
import io.flankwatch.command.vocabulary.CaseFileCommand.ChangeCaseMarking;
import io.flankwatch.command.vocabulary.CaseFileCommand.CloseCase;
import io.flankwatch.command.vocabulary.CaseFileCommand.LinkCases;
import io.flankwatch.command.vocabulary.CaseFileCommand.OpenCase;
import io.flankwatch.command.vocabulary.CaseFileCommand.RemoveAnalyst;
import io.flankwatch.command.vocabulary.CaseFileCommand.ReopenCase;
import io.flankwatch.command.vocabulary.CaseFileCommand.UnlinkCases;
import io.flankwatch.command.vocabulary.Decision;
import io.flankwatch.command.vocabulary.Decision.Decided;
import io.flankwatch.command.vocabulary.EntryCommand.ChangeEntryMarking;
import io.flankwatch.command.vocabulary.EntryCommand.AddNote;
import io.flankwatch.command.vocabulary.EntryCommand.CancelMeeting;
import io.flankwatch.command.vocabulary.EntryCommand.ChangeInterceptProtocol;
import io.flankwatch.command.vocabulary.EntryCommand.ConcludeMeeting;
import io.flankwatch.command.vocabulary.EntryCommand.ConveneMeeting;
import io.flankwatch.command.vocabulary.EntryCommand.LinkEntries;
import io.flankwatch.command.vocabulary.EntryCommand.ProposeRedaction;
import io.flankwatch.command.vocabulary.EntryCommand.RecordCasualty;
import io.flankwatch.command.vocabulary.EntryCommand.RecordDevelopment;
import io.flankwatch.command.vocabulary.EntryCommand.RecordReaction;
import io.flankwatch.command.vocabulary.EntryCommand.RedactEntry;
import io.flankwatch.command.vocabulary.EntryCommand.ReportIncursion;
import io.flankwatch.command.vocabulary.EntryCommand.ReinstateEntry;
import io.flankwatch.command.vocabulary.EntryCommand.RescheduleMeeting;
import io.flankwatch.command.vocabulary.EntryCommand.RetractEntry;
import io.flankwatch.command.vocabulary.EntryCommand.ReviseEntry;
import io.flankwatch.command.vocabulary.EntryCommand.UnlinkEntries;
import io.flankwatch.command.vocabulary.HypothesisCommand.EstimateLikelihood;
import io.flankwatch.command.vocabulary.HypothesisCommand.ProposeHypothesis;
import io.flankwatch.command.vocabulary.HypothesisCommand.ResolveHypothesis;
import io.flankwatch.command.vocabulary.HypothesisCommand.ReviseHypothesis;
import io.flankwatch.command.vocabulary.HypothesisCommand.WeighEvidence;
import io.flankwatch.command.vocabulary.IndicatorCommand.DefineIndicator;
import io.flankwatch.command.vocabulary.IndicatorCommand.ExpireIndicator;
import io.flankwatch.command.vocabulary.IndicatorCommand.FollowCases;
import io.flankwatch.command.vocabulary.IndicatorCommand.JudgeIndicator;
import io.flankwatch.command.vocabulary.IndicatorCommand.WithdrawIndicator;
import io.flankwatch.command.vocabulary.Outcome;
import io.flankwatch.command.vocabulary.SourceCommand.AddCapture;
import io.flankwatch.command.vocabulary.SourceCommand.CheckSource;
import io.flankwatch.command.vocabulary.SourceCommand.CiteSource;
import io.flankwatch.command.vocabulary.SourceCommand.GradeSource;
import io.flankwatch.command.vocabulary.SourceCommand.TransferCustody;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFileEvent.CaseOpened;
import io.flankwatch.events.EntryEvent.EntryRedacted;
import io.flankwatch.events.Marking;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.ledger.LedgerMetadata;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/// The case as Axon handles it: every command goes to the decider, every event to the state.
public class CaseAggregate {

    @SuppressWarnings("UnusedVariable") // Axon reads it
    @AggregateIdentifier
    private @Nullable String caseId;

    private CaseState state = CaseState.NONE;

    private boolean redacted;

    protected CaseAggregate() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    Outcome handle(OpenCase command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(CloseCase command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(ReopenCase command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(ChangeCaseDetails command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(ChangeCaseMarking command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(AssignAnalyst command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(RemoveAnalyst command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(LinkCases command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(UnlinkCases command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(CiteSource command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(AddCapture command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(CheckSource command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(GradeSource command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(TransferCustody command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(ReportIncursion command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(RecordCasualty command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(RecordDevelopment command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(RecordReaction command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(ConveneMeeting command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(RescheduleMeeting command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(CancelMeeting command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(ConcludeMeeting command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(ChangeInterceptProtocol command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(AddNote command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(RetractEntry command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(ReinstateEntry command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(ChangeEntryMarking command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(ProposeRedaction command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(RedactEntry command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(LinkEntries command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(UnlinkEntries command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(ReviseEntry command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(DefineIndicator command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(JudgeIndicator command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(WithdrawIndicator command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(ExpireIndicator command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(FollowCases command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(ProposeHypothesis command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(ReviseHypothesis command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(WeighEvidence command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(EstimateLikelihood command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(ResolveHypothesis command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(DraftAssessment command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(ApproveAssessment command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(ReturnAssessment command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    @CommandHandler
    Outcome handle(IssueBrief command, @MetaDataValue(Asked.KEY) Asked asked) {
        return decide(command, asked);
    }

    private Outcome decide(CaseCommand command, Asked ask) {
        if (!(command instanceof OpenCase)) {
            // Nobody is told the version of what they may not see.
            var unused = CaseDecider.entered(state, command, ask.context());
        }
        Long expected = ask.expectedVersion();
        if (expected != null && expected != version()) {
            throw new Refused(RefusalCode.STALE_VERSION, version() < 0 ? "there is no such case yet" : "the case is at version " + version());
        }
        Decision decision = CaseDecider.decide(state, command, ask.context());
        MetaData asked = LedgerMetadata.of(
                ask.commandId(), ask.correlationId(), ask.causationId(), ask.context().subject(), ask.clientId(), Marking.RED);
        for (int i = 0; i < decision.events().size(); i++) {
            Decided decided = decision.events().get(i);
            MetaData about = asked.and(LedgerMetadata.MARKING, decided.marking());
            AggregateLifecycle.apply(
                    decided.event(), decided.causedBy() < 0 ? about : about.and(LedgerMetadata.CAUSED_BACK, i - decided.causedBy()));
        }
        List<Decided> shown = decision.events().stream()
                .filter(decided -> ask.context().sees(decided.marking(), state.opened().members()))
                .toList();
        return new Outcome(decision, shown, version());
    }

    private static long version() {
        Long version = AggregateLifecycle.getVersion();
        return version == null ? -1 : version;
    }

    /// As it was when the case was last loaded; the events after it follow.
    @EventSourcingHandler
    void on(CaseState remembered) {
        caseId = remembered.opened().id().toString();
        state = remembered;
    }

    CaseState state() {
        return state;
    }

    /// Whether something was taken out of the case since what was remembered of it: the state may still have it.
    boolean redacted() {
        return redacted;
    }

    @EventSourcingHandler
    void on(CaseEvent event, @MetaDataValue(value = LedgerMetadata.MARKING, required = true) Marking marking) {
        if (event instanceof CaseOpened opened) {
            caseId = opened.caseId().toString();
        }
        redacted |= event instanceof EntryRedacted;
        state = state.evolve(event, marking);
    }
}
