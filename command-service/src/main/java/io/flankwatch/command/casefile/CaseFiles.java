package io.flankwatch.command.casefile;

import io.flankwatch.command.vocabulary.CaseCommand;
import io.flankwatch.command.vocabulary.CaseFileCommand;
import io.flankwatch.command.vocabulary.CaseFileCommand.AssignAnalyst;
import io.flankwatch.command.vocabulary.CaseFileCommand.ChangeCaseDetails;
import io.flankwatch.command.vocabulary.CaseFileCommand.ChangeCaseDetails.Detail;
import io.flankwatch.command.vocabulary.CaseFileCommand.ChangeCaseMarking;
import io.flankwatch.command.vocabulary.CaseFileCommand.CloseCase;
import io.flankwatch.command.vocabulary.CaseFileCommand.LinkCases;
import io.flankwatch.command.vocabulary.CaseFileCommand.OpenCase;
import io.flankwatch.command.vocabulary.CaseFileCommand.RemoveAnalyst;
import io.flankwatch.command.vocabulary.CaseFileCommand.ReopenCase;
import io.flankwatch.command.vocabulary.CaseFileCommand.UnlinkCases;
import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.command.vocabulary.EntryCommand.ChangeEntryMarking;
import io.flankwatch.command.vocabulary.EntryCommand.ProposeRedaction;
import io.flankwatch.command.vocabulary.EntryCommand.RedactEntry;
import io.flankwatch.command.vocabulary.SourceCommand.CheckSource;
import io.flankwatch.command.vocabulary.SourceCommand.TransferCustody;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFile;
import io.flankwatch.events.CaseFileEvent.AnalystAssigned;
import io.flankwatch.events.CaseFileEvent.AnalystRemoved;
import io.flankwatch.events.CaseFileEvent.CaseClosed;
import io.flankwatch.events.CaseFileEvent.CaseDetailsChanged;
import io.flankwatch.events.CaseFileEvent.CaseMarkingChanged;
import io.flankwatch.events.CaseFileEvent.CaseOpened;
import io.flankwatch.events.CaseFileEvent.CaseReopened;
import io.flankwatch.events.CaseFileEvent.CasesLinked;
import io.flankwatch.events.CaseFileEvent.CasesUnlinked;
import io.flankwatch.events.CaseLink;
import io.flankwatch.events.Change;
import io.flankwatch.events.Check;
import io.flankwatch.events.IndicatorEvent.IndicatorWithdrawn;
import io.flankwatch.events.Marking;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is decided about the case as a file.
final class CaseFiles {

    private CaseFiles() {}

    /// Whether a closed case still takes a command: nothing that would add to what it says.
    static boolean admitted(CaseFile file, CaseCommand command) {
        return command instanceof ReopenCase
                || command instanceof CheckSource
                || command instanceof TransferCustody
                || command instanceof ProposeRedaction
                || command instanceof RedactEntry
                // As far as it is stricter, which depends on an entry that who asks may not know of.
                || command instanceof ChangeEntryMarking
                || (command instanceof ChangeCaseMarking change && change.marking().allows(file.marking()));
    }

    static List<CaseEvent> decide(CaseState state, CaseFile file, CaseFileCommand command, Context context) {
        return switch (command) {
            case OpenCase open -> List.of(open(state, open, context));
            case ChangeCaseDetails change -> List.of(details(file, change, context));
            case ChangeCaseMarking change -> List.of(marking(file, change, context));
            case AssignAnalyst assign -> List.of(assign(file, assign, context));
            case RemoveAnalyst remove -> List.of(remove(file, remove, context));
            case LinkCases link -> List.of(link(file, link, context));
            case UnlinkCases unlink -> List.of(unlink(file, unlink, context));
            case CloseCase close -> close(state, close, context);
            case ReopenCase reopen -> List.of(reopen(file, reopen));
        };
    }

    static CaseOpened open(CaseState state, OpenCase command, Context context) {
        if (state.file() != null) {
            throw Refused.at("/caseId", RefusalCode.CASE_EXISTS, "the case's id is taken");
        }
        Marking marking = command.marking() == null ? Marking.AMBER : command.marking();
        if (!context.clearance().allows(marking)) {
            throw Refused.at("/marking", RefusalCode.MARKING_ABOVE_CLEARANCE, "your clearance is " + context.clearance());
        }
        return new CaseOpened(
                command.caseId() == null ? context.ids().get() : command.caseId(),
                command.title(),
                command.summary(),
                marking,
                Check.list(command.countries(), "countries"),
                Check.list(command.tags(), "tags"),
                command.lead(),
                context.subject(),
                Check.list(command.externalRefs(), "externalRefs"));
    }

    private static CaseDetailsChanged details(CaseFile file, ChangeCaseDetails command, Context context) {
        Change<String> title = change(file.title(), command.title(), false);
        Change<String> summary = change(file.summary(), command.summary(), command.clears(Detail.SUMMARY));
        Change<List<String>> countries = change(file.countries(), command.countries(), false);
        Change<List<String>> tags = change(file.tags(), command.tags(), false);
        Change<String> lead = change(file.lead(), command.lead(), command.clears(Detail.LEAD));
        var externalRefs = change(file.externalRefs(), command.externalRefs(), false);
        if (title == null && summary == null && countries == null && tags == null && lead == null && externalRefs == null) {
            throw new Refused(RefusalCode.NOTHING_CHANGED, "the case's details are that already");
        }
        if (lead != null) {
            context.mayStaff(file.members());
            keepsMember(lead.after() != null || !file.analysts().isEmpty());
        }
        return new CaseDetailsChanged(title, summary, countries, tags, lead, externalRefs);
    }

    /// @param given absent: it stays as it is, unless it is cleared
    private static <T> @Nullable Change<T> change(@Nullable T before, @Nullable T given, boolean cleared) {
        T after = cleared || given != null ? given : before;
        return Objects.equals(before, after) ? null : new Change<>(before, after);
    }

    private static CaseMarkingChanged marking(CaseFile file, ChangeCaseMarking command, Context context) {
        context.mayStaff(file.members());
        context.mayRemark(file.marking(), command.marking(), command.reason(), file.members());
        return new CaseMarkingChanged(file.marking(), command.marking(), command.reason());
    }

    private static AnalystAssigned assign(CaseFile file, AssignAnalyst command, Context context) {
        context.mayStaff(file.members());
        if (file.analysts().contains(command.subject())) {
            throw Refused.at("/subject", RefusalCode.NOTHING_CHANGED, command.subject() + " is assigned to the case already");
        }
        return new AnalystAssigned(command.subject());
    }

    private static AnalystRemoved remove(CaseFile file, RemoveAnalyst command, Context context) {
        context.mayStaff(file.members());
        if (command.subject().equals(file.lead())) {
            throw Refused.at("/subject", RefusalCode.LEADS_CASE, command.subject() + " leads the case");
        }
        if (!file.analysts().contains(command.subject())) {
            throw Refused.at("/subject", RefusalCode.NO_SUCH_ANALYST, command.subject() + " is not assigned to the case");
        }
        keepsMember(!file.members().equals(Set.of(command.subject())));
        return new AnalystRemoved(command.subject());
    }

    /// Nobody could ever join again a case that is RED and has no members.
    private static void keepsMember(boolean keeps) {
        if (!keeps) {
            throw new Refused(RefusalCode.LAST_MEMBER, "the case would have no members");
        }
    }

    private static CasesLinked link(CaseFile file, LinkCases command, Context context) {
        var unused = context.other(command.otherId(), "/otherId");
        if (command.otherId().equals(file.id())) {
            throw Refused.at("/otherId", RefusalCode.MALFORMED, "is the case itself");
        }
        if (linked(file, command.otherId()) != null) {
            throw Refused.at("/otherId", RefusalCode.ALREADY_LINKED, "the case is linked to " + command.otherId() + " already");
        }
        return new CasesLinked(command.otherId(), command.relation());
    }

    private static CasesUnlinked unlink(CaseFile file, UnlinkCases command, Context context) {
        CaseLink link = linked(file, command.otherId());
        if (link == null || context.others().marking(command.otherId(), null) == null) {
            throw Refused.at("/otherId", RefusalCode.NO_SUCH_LINK, "the case has no link to " + command.otherId());
        }
        return new CasesUnlinked(link.caseId(), link.relation());
    }

    private static @Nullable CaseLink linked(CaseFile file, UUID other) {
        return file.links().stream().filter(link -> link.caseId().equals(other)).findFirst().orElse(null);
    }

    private static List<CaseEvent> close(CaseState state, CloseCase command, Context context) {
        List<UUID> open = state.indicators().open();
        List<UUID> unapproved = state.assessments().unapproved();
        Set<String> members = state.opened().members();
        var events = new ArrayList<CaseEvent>();
        if (!open.isEmpty() && !command.forced()) {
            List<UUID> seen = open.stream().filter(id -> context.sees(state.indicators().marking(id), members)).toList();
            throw new Refused(RefusalCode.OPEN_INDICATORS, "indicators are open, among them " + seen);
        }
        if (!unapproved.isEmpty() && !command.forced()) {
            List<UUID> seen = unapproved.stream()
                    .filter(id -> context.sees(state.assessments().marking(id, state.grounds()), members))
                    .toList();
            throw new Refused(RefusalCode.UNAPPROVED_ASSESSMENT, "assessments are not approved, among them " + seen);
        }
        if (!open.isEmpty() || !unapproved.isEmpty()) {
            String reason = command.reason();
            if (reason == null) {
                throw Refused.at("/reason", RefusalCode.REASON_REQUIRED, "a forced closure needs a reason");
            }
            open.forEach(id -> events.add(new IndicatorWithdrawn(id, reason)));
        }
        events.add(new CaseClosed(command.reason(), command.forced()));
        return events;
    }

    private static CaseReopened reopen(CaseFile file, ReopenCase command) {
        if (!file.closed()) {
            throw new Refused(RefusalCode.CASE_OPEN, "the case is open");
        }
        return new CaseReopened(command.reason());
    }
}
