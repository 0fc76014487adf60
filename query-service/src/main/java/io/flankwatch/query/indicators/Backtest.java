package io.flankwatch.query.indicators;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFileEvent.CaseMarkingChanged;
import io.flankwatch.events.Condition;
import io.flankwatch.events.EntryEvent.EntriesLinked;
import io.flankwatch.events.EntryEvent.EntriesUnlinked;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryEvent.MeetingEvent;
import io.flankwatch.events.EntryEvent.RedactionEvent;
import io.flankwatch.events.EntryEvent;
import io.flankwatch.events.EntryKind;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.Marking;
import io.flankwatch.events.PersonEvent;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.events.figures.AcrossCases.Ref;
import io.flankwatch.events.watch.Fact;
import io.flankwatch.events.watch.Facts;
import io.flankwatch.events.watch.Fulfilment;
import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.ledger.UnreadableEntry;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.query.projection.FollowedLedger;
import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.reading.CaseGates;
import io.flankwatch.query.watch.WatchedIndicator.State;
import io.flankwatch.wire.Envelope;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Goes through the ledger as an indicator would have that had watched from its beginning, and decides by the same functions.
@Component
class Backtest {

    private static final int BATCH = 1_000;
    private static final int FACTS = 100;

    private final LedgerReader ledger;
    private final CaseGates gates;
    private final long evaluated;

    /// @param evaluated entries that all evaluations of one request look at together, at most (one evaluation is always made)
    Backtest(FollowedLedger ledger, CaseGates gates, @Value("${flankwatch.backtest.evaluated}") long evaluated) {
        this.ledger = ledger.reader();
        this.gates = gates;
        this.evaluated = evaluated;
    }

    @Schema(name = "BacktestTurn", description = "The condition would have been met here, or not be met any more")
    record Turn(
            @Schema(description = "MET or, where it would have been reopened, OPEN") State state,
            long position,
            Instant appendedAt,
            @Schema(description = "The case of the event at this position") UUID caseId,
            @Schema(description = "The entry that completed it; of several that each fulfil it alone, the one recorded first") @Nullable Ref metBy,
            @Schema(description = "The entries that it rests on, 100 at most") List<Ref> facts,
            @Schema(description = "How many those are in all") int factsInAll) {}

    /// @param position up to where it has come
    /// @param met      whether it is met there
    /// @param more     whether the ledger goes on after that
    record Result(long position, boolean met, List<Turn> turns, boolean more) {}

    /// @param caseId   absent: all cases, in the order of the ledger
    /// @param deadline what happened only after it does not count; absent: none
    /// @param after    turns up to that position are not told
    /// @throws Refused NO_SUCH_CASE, POSITION_BEYOND_HEAD, MALFORMED
    Result run(Condition condition, @Nullable UUID caseId, @Nullable Instant deadline, long after, Ceiling ceiling) {
        if (after < -1) {
            throw new Refused(RefusalCode.MALFORMED, "a position to go on after is -1 or more");
        }
        long head = ledger.head();
        if (after > head) {
            throw new Refused(RefusalCode.POSITION_BEYOND_HEAD, "The ledger's last position is " + head);
        }
        Run run = new Run(condition, new Fulfilment.Over(caseId, caseId == null), deadline, after, ceiling);
        if (caseId != null) {
            var unused = gates.open(caseId, ceiling);
            return run.through(ledger.stream(caseId.toString(), head)) ? run.result(head, false) : run.result();
        }
        long read = -1;
        while (read < head) {
            List<LedgerEntry> batch = ledger.after(read, (int) Math.min(BATCH, head - read));
            if (!run.through(batch)) {
                return run.result();
            }
            read = batch.getLast().position();
        }
        return run.result(head, false);
    }

    private final class Run {

        private final Condition condition;
        private final Set<EntryKind> kinds;
        private final Fulfilment.Over over;
        private final @Nullable Instant deadline;
        private final long after;
        private final Ceiling ceiling;
        private final Facts facts = new Facts();
        private final Map<UUID, Optional<CaseGate>> known = new HashMap<>();
        /// With an event in them that this build can't read: it may be a restriction.
        private final Set<UUID> unreadable = new HashSet<>();

        private final List<Turn> turns = new ArrayList<>();
        private boolean met;
        private boolean begun;
        private long work;
        private long position = -1;

        Run(Condition condition, Fulfilment.Over over, @Nullable Instant deadline, long after, Ceiling ceiling) {
            this.condition = condition;
            this.kinds = condition.kinds();
            this.over = over;
            this.deadline = deadline;
            this.after = after;
            this.ceiling = ceiling;
        }

        Result result() {
            return result(position, true);
        }

        Result result(long reached, boolean more) {
            return new Result(reached, begun ? met : fulfilment() != null, List.copyOf(turns), more);
        }

        /// @return false where no more can be done in this request
        boolean through(List<LedgerEntry> entries) {
            for (LedgerEntry entry : entries) {
                if (work >= evaluated) {
                    return false;
                }
                if (!begun && entry.position() > after) {
                    // What came before that counts, and is not told.
                    met = fulfilment() != null;
                    begun = true;
                }
                take(entry);
                position = entry.position();
            }
            return true;
        }

        private void take(LedgerEntry entry) {
            if (PersonEvent.isStream(entry.stream())) {
                return;
            }
            UUID caseId = UUID.fromString(entry.stream());
            Optional<CaseGate> gate = gate(caseId);
            if (gate.isEmpty() || unreadable.contains(caseId)) {
                return;
            }
            Envelope envelope;
            try {
                envelope = entry.envelope();
            } catch (UnreadableEntry unknown) {
                unreadable.add(caseId);
                turn(entry, caseId);
                return;
            }
            CaseEvent event = envelope.caseEvent();
            Marking today = gate.get().today(envelope.marking(), event);
            if (!gate.get().shows(today) && happensTo(event)) {
                return;
            }
            facts.take(caseId, entry.position(), event, today);
            if (concerns(caseId, event)) {
                turn(entry, caseId);
            }
        }

        private Optional<CaseGate> gate(UUID caseId) {
            return known.computeIfAbsent(caseId, id -> gates.find(id.toString(), ceiling));
        }

        /// What becomes of an entry without changing how it is marked: who may not see it goes on seeing what they saw.
        private static boolean happensTo(CaseEvent event) {
            return event instanceof MeetingEvent || event instanceof EntriesLinked || event instanceof EntriesUnlinked;
        }

        /// Whether it may make a difference.
        private boolean concerns(UUID caseId, CaseEvent event) {
            return switch (event) {
                case EntryRecorded recorded ->
                    kinds.contains(recorded.kind())
                            // One more undoes nothing, but for figures, whose low end may sink.
                            && !(met && recorded.entry().supersedes() == null && !kinds.contains(EntryKind.CASUALTY));
                case EntriesLinked _, EntriesUnlinked _ -> kinds.contains(EntryKind.INCURSION);
                case EntryMarkingChanged _ -> true;
                case RedactionEvent _ -> false;
                case EntryEvent about -> kinds.contains(facts.kind(new Ref(caseId, about.entryId())));
                case CaseMarkingChanged _ -> true;
                case CaseEvent _ -> false;
            };
        }

        private void turn(LedgerEntry entry, UUID caseId) {
            if (!begun) {
                return;
            }
            Fulfilment now = fulfilment();
            if (met == (now != null)) {
                return;
            }
            met = now != null;
            turns.add(new Turn(
                    met ? State.MET : State.OPEN,
                    entry.position(),
                    entry.appendedAt(),
                    caseId,
                    now == null ? null : now.by().ref(),
                    now == null ? List.of() : now.rests().stream().sorted().limit(FACTS).toList(),
                    now == null ? 0 : now.rests().size()));
        }

        private @Nullable Fulfilment fulfilment() {
            Marking level = ceiling.auditor() ? Marking.RED : ceiling.clearance();
            List<Fact> seen = facts.shown((caseId, marking) ->
                    !unreadable.contains(caseId) && gate(caseId).filter(gate -> gate.shows(marking)).isPresent());
            work += seen.size();
            return Fulfilment.of(condition, over, level, seen, deadline);
        }
    }
}
