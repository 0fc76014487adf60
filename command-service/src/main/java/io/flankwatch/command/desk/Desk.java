package io.flankwatch.command.desk;

import io.flankwatch.command.desk.Receipt.Answer;
import io.flankwatch.command.desk.Receipt.Kept;
import io.flankwatch.command.vocabulary.Asked;
import io.flankwatch.command.vocabulary.CaseFileCommand.OpenCase;
import io.flankwatch.command.vocabulary.Command;
import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.command.vocabulary.Outcome;
import io.flankwatch.command.vocabulary.OwnCommand;
import io.flankwatch.command.vocabulary.RememberedCases;
import io.flankwatch.events.CaseFile;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Redaction.Residue;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.ledger.Commit;
import io.flankwatch.ledger.CommandAlreadyStored;
import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.ledger.OutcomeUnknown;
import io.flankwatch.ledger.StoreAway;
import io.flankwatch.ledger.StoredCommand;
import io.flankwatch.platform.access.Actor;
import io.flankwatch.platform.access.CaseAccess;
import io.flankwatch.platform.access.EntryAccess;
import io.flankwatch.platform.access.Role;
import io.flankwatch.platform.problem.TraceIds;
import io.flankwatch.wire.Ids;
import io.flankwatch.wire.Residues;
import io.opentelemetry.api.trace.Span;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes commands in: all of one call are one commit, recorded together or not at all, and each of them exactly once.
public final class Desk {

    /// How often a command is tried on fresh state when others change the case at the same time.
    private static final int ATTEMPTS = 8;

    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final CommandBus commands;
    private final LedgerReader ledger;
    private final RememberedCases remembered;
    private final Clock clock;

    Desk(CommandBus commands, LedgerReader ledger, RememberedCases remembered, Clock clock) {
        this.commands = commands;
        this.ledger = ledger;
        this.remembered = remembered;
        this.clock = clock;
    }

    /// A case that may not be seen is one that does not exist. What is remembered of it lets in and turns nobody away: the decision comes after it, and asks again.
    void admit(Actor actor, UUID caseId) {
        CaseFile file = remembered.file(caseId);
        if (file != null && new CaseAccess(file.marking(), file.members()).visibleTo(actor.ceiling())) {
            return;
        }
        CaseAccess access = access(caseId);
        if (access == null || !access.visibleTo(actor.ceiling())) {
            throw new Refused(RefusalCode.NO_SUCH_CASE, "there is no case " + caseId);
        }
    }

    boolean exists(UUID caseId) {
        return remembered.file(caseId) != null || access(caseId) != null;
    }

    /// Of another case or an entry of it; absent where there is none, or the actor may not know that there is.
    private @Nullable Marking marking(Actor actor, UUID caseId, @Nullable UUID entryId) {
        CaseAccess access = access(caseId);
        if (access == null || !access.visibleTo(actor.ceiling())) {
            return null;
        }
        if (entryId == null) {
            return access.marking();
        }
        Marking entry = EntryAccess.marking(
                entryId,
                ledger.stream(caseId.toString(), EntryAccess.TYPES, Long.MAX_VALUE).stream().map(LedgerEntry::envelope).toList());
        return entry == null || !access.visibleTo(actor.ceiling(), entry) ? null : Marking.strictest(access.marking(), entry);
    }

    private @Nullable CaseAccess access(UUID caseId) {
        return CaseAccess.of(ledger.stream(caseId.toString(), CaseAccess.TYPES, Long.MAX_VALUE).stream()
                .map(entry -> entry.envelope().caseEvent())
                .toList());
    }

    /// Records what the commands lead to, in one commit.
    ///
    /// @param about           the case, or the person
    /// @param expectedVersion of its stream before the first of them; absent: any
    List<Answer> submit(Actor actor, UUID about, List<Submission> submissions, @Nullable Long expectedVersion) {
        // Of a bulk the first one, which all have for their correlation id.
        UUID first = submissions.getFirst().commandId();
        TraceIds.command(first);
        Span.current().setAttribute("flankwatch.command.id", first.toString());
        // A command is hardly ever there already, and then recording it fails, or it is refused: only then it is looked up.
        Map<UUID, StoredCommand> stored = Map.of();
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(actor, about, submissions, expectedVersion, stored);
            } catch (CommandAlreadyStored | ConcurrencyException | AggregateStreamCreationException conflict) {
                giveUpAfter(attempt);
                stored = stored(submissions);
            } catch (OutcomeUnknown unknown) {
                throw new Refused(
                        RefusalCode.OUTCOME_UNKNOWN,
                        "whether " + submissions.stream().map(s -> "command " + s.commandId()).collect(Collectors.joining(", "))
                                + " was recorded is not known; ask again with the same Idempotency-Key");
            } catch (StoreAway away) {
                throw new Refused(RefusalCode.STORE_AWAY, "the ledger does not answer; nothing was recorded");
            } catch (Refused refused) {
                // Perhaps only because a request under the same key was recorded before.
                Map<UUID, StoredCommand> now = stored(submissions);
                if (attempt >= ATTEMPTS || now.size() == stored.size()) {
                    throw refused;
                }
                stored = now;
            }
        }
    }

    /// Those that were recorded before under their keys.
    private Map<UUID, StoredCommand> stored(List<Submission> submissions) {
        List<UUID> keyed = submissions.stream().filter(Submission::keyed).map(Submission::commandId).toList();
        return keyed.isEmpty()
                ? Map.of()
                : ledger.commands(keyed).stream().collect(Collectors.toMap(StoredCommand::id, Function.identity()));
    }

    private static void giveUpAfter(int attempt) {
        if (attempt >= ATTEMPTS) {
            throw new Refused(RefusalCode.CONFLICT, "tried " + ATTEMPTS + " times");
        }
    }

    private List<Answer> attempt(
            Actor actor, UUID about, List<Submission> submissions, @Nullable Long expectedVersion, Map<UUID, StoredCommand> stored) {
        var answers = new ArrayList<@Nullable Answer>();
        for (Submission submission : submissions) {
            answers.add(replayed(actor, submission, stored.get(submission.commandId())));
        }
        if (answers.stream().allMatch(Objects::nonNull)) {
            return answers.stream().map(Objects::requireNonNull).toList();
        }
        UUID correlation = submissions.getFirst().commandId();
        UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(GenericCommandMessage.asCommandMessage(about));
        try {
            Commit commit = Commit.of(unit);
            var kept = new ArrayList<@Nullable Kept>();
            var shown = new ArrayList<List<String>>();
            Long expected = expectedVersion;
            for (int i = 0; i < submissions.size(); i++) {
                Submission submission = submissions.get(i);
                if (answers.get(i) != null) {
                    kept.add(null);
                    shown.add(List.of());
                    continue;
                }
                Outcome outcome = dispatch(actor, about, submission, correlation, expected);
                Kept result = Kept.of(about, outcome);
                commit.command(submission.commandId(), submission.fingerprint(), result.bytes());
                kept.add(result);
                shown.add(Kept.types(outcome.shown()));
                expected = null;
            }
            unit.commit();
            long position = commit.firstPosition() - 1;
            LOG.debug("Recorded from position {} on", position + 1);
            var all = new ArrayList<Answer>();
            for (int i = 0; i < submissions.size(); i++) {
                Kept result = kept.get(i);
                Answer before = answers.get(i);
                if (result != null) {
                    position += result.events().size();
                    all.add(result.at(submissions.get(i).commandId(), position, commit.appendedAt(), shown.get(i), false));
                } else if (before != null) {
                    all.add(before);
                }
            }
            return all;
        } finally {
            if (unit.isActive()) {
                unit.rollback();
            }
        }
    }

    /// Does what the service does by itself: once, in however many processes it is tried. Nothing where there is nothing left to do.
    ///
    /// @throws RuntimeException where it may not have been done; try again
    public void perform(UUID caseId, OwnCommand command, OwnWork work) {
        for (int attempt = 1; ledger.command(work.commandId()).isEmpty(); attempt++) {
            try {
                performOnce(caseId, command, work);
                return;
            } catch (CommandAlreadyStored another) {
                return;
            } catch (ConcurrencyException conflict) {
                giveUpAfter(attempt);
            } catch (Refused refused) {
                if (refused.code() == RefusalCode.NOTHING_CHANGED || refused.code() == RefusalCode.CASE_CLOSED) {
                    return;
                }
                throw refused;
            }
        }
    }

    private void performOnce(UUID caseId, OwnCommand command, OwnWork work) {
        UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(GenericCommandMessage.asCommandMessage(caseId));
        try {
            var context = new Context(clock.instant(), work.subject(), Marking.RED, true, Ids::next, (id, entry) -> null, Revisions::revised, (entryId, pointers) -> residues(caseId, entryId, pointers), position -> has(caseId, position));
            var asked = new Asked(context, caseId, work.commandId(), work.correlationId(), work.causationId(), work.clientId(), null);
            Outcome outcome = dispatch(command, asked, null);
            Commit.of(unit).command(work.commandId(), new byte[0], Kept.of(caseId, outcome).bytes());
            unit.commit();
        } finally {
            if (unit.isActive()) {
                unit.rollback();
            }
        }
    }

    /// What the commands would lead to now, one after the other. Nothing is recorded.
    ///
    /// @param refused takes the place of the outcome where a command would be refused; it may throw
    <R> List<R> rehearse(
            Actor actor,
            UUID about,
            List<Submission> submissions,
            @Nullable Long expectedVersion,
            Function<Outcome, R> outcome,
            Function<Refused, R> refused) {
        UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(GenericCommandMessage.asCommandMessage(about));
        try {
            var results = new ArrayList<R>();
            for (int i = 0; i < submissions.size(); i++) {
                Submission submission = submissions.get(i);
                try {
                    results.add(outcome.apply(dispatch(
                            actor, about, submission, submission.commandId(), i == 0 ? expectedVersion : null)));
                } catch (Refused refusal) {
                    results.add(refused.apply(refusal));
                }
            }
            return results;
        } finally {
            unit.rollback();
        }
    }

    private @Nullable Answer replayed(Actor actor, Submission submission, @Nullable StoredCommand stored) {
        if (stored == null) {
            return null;
        }
        if (!MessageDigest.isEqual(stored.fingerprint(), submission.fingerprint())) {
            throw new Refused(RefusalCode.KEY_REUSED, "the key was used for another request");
        }
        Kept kept = Kept.read(stored.result());
        if (kept.caseId() == null) {
            // What is recorded of persons is marked for everybody.
            return kept.at(submission.commandId(), stored.lastPosition(), stored.appendedAt(), kept.types(marking -> true), true);
        }
        // Under today's rights, which may be those of another subject of the same client.
        CaseAccess access = access(kept.caseId());
        if (access == null || !access.visibleTo(actor.ceiling())) {
            throw new Refused(RefusalCode.NO_SUCH_CASE, "there is no such case");
        }
        return kept.at(
                submission.commandId(), stored.lastPosition(), stored.appendedAt(), kept.types(marking -> access.visibleTo(actor.ceiling(), marking)), true);
    }

    private Outcome dispatch(
            Actor actor, UUID about, Submission submission, UUID correlation, @Nullable Long expectedVersion) {
        var context = new Context(
                clock.instant(), actor.subject(), actor.clearance(), actor.roles().contains(Role.SUPERVISOR), Ids::next, (id, entry) -> marking(actor, id, entry), Revisions::revised, (entryId, pointers) -> residues(about, entryId, pointers), position -> has(about, position));
        var asked = new Asked(context, about, submission.commandId(), correlation, submission.commandId(), actor.clientId(), expectedVersion);
        return dispatch(submission.command(), asked, submission.place());
    }

    private Outcome dispatch(Command command, Asked asked, @Nullable Integer place) {
        CommandMessage<?> message = GenericCommandMessage.asCommandMessage(command).withMetaData(Map.of(Asked.KEY, asked));
        var result = new CompletableFuture<CommandResultMessage<?>>();
        commands.dispatch(message, (CommandMessage<?> sent, CommandResultMessage<?> answered) -> result.complete(answered));
        CommandResultMessage<?> answer = result.join();
        if (!answer.isExceptional()) {
            return (Outcome) answer.getPayload();
        }
        throw translate(answer.exceptionResult(), command, place);
    }

    private List<Residue> residues(UUID caseId, UUID entryId, List<String> pointers) {
        var stored = new TreeMap<Long, byte[]>();
        ledger.stream(caseId.toString(), Long.MAX_VALUE).forEach(entry -> stored.put(entry.position(), entry.bytes()));
        return Residues.of(stored, entryId, pointers);
    }

    private boolean has(UUID caseId, long position) {
        return ledger.at(position).filter(entry -> entry.stream().equals(caseId.toString())).isPresent();
    }

    private static RuntimeException translate(Throwable failure, Command command, @Nullable Integer place) {
        return switch (failure) {
            case Refused refused -> place == null ? refused : inBulk(refused, place);
            case AggregateNotFoundException _ when !(command instanceof OpenCase) ->
                new Refused(RefusalCode.NO_SUCH_CASE, "there is no such case");
            case CommandExecutionException execution -> new CompletionException(execution);
            case RuntimeException other -> other;
            default -> new CompletionException(failure);
        };
    }

    /// A refusal of one command of a bulk names it, also where it is the only one.
    static Refused inBulk(Refused refused, int index) {
        String command = "/commands/" + index;
        List<Refused.Fault> faults = refused.faults().isEmpty()
                ? List.of(new Refused.Fault(command, refused.detail()))
                : refused.faults().stream()
                        .map(fault -> new Refused.Fault(command + "/body" + fault.pointer(), fault.detail()))
                        .toList();
        return new Refused(refused.code(), "command " + index + ": " + refused.detail(), faults);
    }
}
