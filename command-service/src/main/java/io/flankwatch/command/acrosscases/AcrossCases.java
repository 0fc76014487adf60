package io.flankwatch.command.acrosscases;

import io.flankwatch.command.desk.Desk;
import io.flankwatch.command.desk.OwnWork;
import io.flankwatch.command.following.Following;
import io.flankwatch.command.vocabulary.IndicatorCommand.FollowCases;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFileEvent.CaseMarkingChanged;
import io.flankwatch.events.EntryEvent;
import io.flankwatch.events.EntryEvent.EntriesLinked;
import io.flankwatch.events.EntryEvent.EntriesUnlinked;
import io.flankwatch.events.EntryEvent.EntryRedacted;
import io.flankwatch.events.EntryKind;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.IndicatorEvent;
import io.flankwatch.events.IndicatorEvent.IndicatorDefined;
import io.flankwatch.events.IndicatorEvent.IndicatorDefined.Scope;
import io.flankwatch.events.IndicatorEvent.IndicatorExpired;
import io.flankwatch.events.IndicatorEvent.IndicatorJudged;
import io.flankwatch.events.IndicatorEvent.IndicatorMet;
import io.flankwatch.events.IndicatorEvent.IndicatorReopened;
import io.flankwatch.events.IndicatorEvent.IndicatorWithdrawn;
import io.flankwatch.events.Marking;
import io.flankwatch.events.PersonEvent;
import io.flankwatch.events.figures.AcrossCases.Ref;
import io.flankwatch.events.watch.Fact;
import io.flankwatch.events.watch.Facts;
import io.flankwatch.events.watch.Fulfilment;
import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.ledger.LedgerRedaction;
import io.flankwatch.wire.Envelope;
import io.flankwatch.wire.Ids;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/// Keeps the facts of all cases in memory: they are read again at every start, up to where everything has been done, and from there on each event is done.
final class AcrossCases implements Following {

    static final String NAME = "indicators-across-cases";

    private static final int BATCH = 1_000;

    private final LedgerReader ledger;
    private final LedgerRedaction redaction;
    private final Desk desk;
    private final Facts facts = new Facts();
    private final Map<Ref, Watched> watched = new LinkedHashMap<>();
    private long folded = -1;

    AcrossCases(LedgerReader ledger, LedgerRedaction redaction, Desk desk) {
        this.ledger = ledger;
        this.redaction = redaction;
        this.desk = desk;
    }

    /// @param marking of the indicator when it was defined
    /// @param met     whether it is, as far as is known here: what this process has just asked for is taken for done
    private record Watched(IndicatorDefined definition, Marking marking, boolean met) {

        Watched met(boolean now) {
            return new Watched(definition, marking, now);
        }
    }

    @Override
    public void begin(long position) {
        while (folded < position) {
            for (LedgerEntry entry : ledger.after(folded, BATCH)) {
                if (entry.position() > position) {
                    return;
                }
                if (!PersonEvent.isStream(entry.stream())) {
                    fold(entry.position(), entry.envelope());
                }
                folded = entry.position();
            }
        }
    }

    @Override
    public void take(LedgerEntry entry) {
        if (PersonEvent.isStream(entry.stream())) {
            return;
        }
        Envelope envelope = entry.envelope();
        fold(entry.position(), envelope);
        CaseEvent event = envelope.caseEvent();
        if (event instanceof IndicatorEvent about) {
            // It may have been met, or reopened, while what did so was undone already.
            Ref indicator = new Ref(UUID.fromString(envelope.stream()), about.indicatorId());
            if (watched.containsKey(indicator)) {
                follow(indicator, entry.position(), envelope);
            }
        } else if (event instanceof EntryRecorded || event instanceof EntryEvent || event instanceof CaseMarkingChanged) {
            for (Ref indicator : List.copyOf(watched.keySet())) {
                if (concerns(UUID.fromString(envelope.stream()), event, Objects.requireNonNull(watched.get(indicator)))) {
                    follow(indicator, entry.position(), envelope);
                }
            }
        }
    }

    /// Whether it may make a difference.
    private boolean concerns(UUID caseId, CaseEvent event, Watched each) {
        Set<EntryKind> kinds = each.definition().condition().kinds();
        return switch (event) {
            case EntryRecorded recorded ->
                kinds.contains(recorded.kind())
                        // One more undoes nothing, but for figures, whose low end may sink.
                        && !(each.met() && recorded.entry().supersedes() == null && !kinds.contains(EntryKind.CASUALTY));
            case EntriesLinked _, EntriesUnlinked _ -> kinds.contains(EntryKind.INCURSION);
            case EntryEvent about -> kinds.contains(facts.kind(new Ref(caseId, about.entryId())));
            default -> true;
        };
    }

    private void fold(long position, Envelope envelope) {
        if (position <= folded) {
            return;
        }
        UUID caseId = UUID.fromString(envelope.stream());
        if (envelope.event() instanceof EntryRedacted) {
            readAgain(caseId, position);
        } else {
            facts.take(caseId, position, envelope.caseEvent(), envelope.marking());
        }
        if (envelope.event() instanceof IndicatorDefined defined && defined.scope() == Scope.LEDGER) {
            watched.put(new Ref(caseId, defined.indicatorId()), new Watched(defined, envelope.marking(), false));
        } else if (envelope.event() instanceof IndicatorEvent about) {
            watched.computeIfPresent(new Ref(caseId, about.indicatorId()), (ref, was) -> switch (about) {
                case IndicatorMet _ -> was.met(true);
                case IndicatorReopened _ -> was.met(false);
                // Nothing follows for these any more, until they are reopened.
                case IndicatorJudged _, IndicatorExpired _, IndicatorWithdrawn _, IndicatorDefined _ -> was;
            });
        }
        folded = position;
    }

    /// What was taken out of earlier events is not kept here either.
    private void readAgain(UUID caseId, long position) {
        redaction.settle(caseId.toString());
        facts.forget(caseId);
        for (LedgerEntry entry : ledger.stream(caseId.toString(), position)) {
            facts.take(caseId, entry.position(), entry.envelope().caseEvent(), entry.envelope().marking());
        }
    }

    /// The case decides whether anything follows from it.
    private void follow(Ref indicator, long position, Envelope cause) {
        Watched each = Objects.requireNonNull(watched.get(indicator));
        Marking ceiling = Marking.strictest(facts.marking(indicator.caseId()), each.marking());
        List<Fact> seen = facts.shown((caseId, marking) ->
                ceiling.allows(marking) && (marking != Marking.RED || caseId.equals(indicator.caseId())));
        Fulfilment fulfilment = Fulfilment.of(
                each.definition().condition(), new Fulfilment.Over(indicator.caseId(), true), ceiling, seen, each.definition().deadline());
        if (fulfilment == null && !each.met()) {
            return;
        }
        var command = new FollowCases(
                indicator.entryId(), fulfilment == null ? null : fulfilment.by().ref(), fulfilment == null ? Set.of() : fulfilment.rests());
        UUID id = Ids.derived(
                Ids.derived(ledger.ledgerId(), NAME), indicator.caseId() + "/" + indicator.entryId() + "/" + position);
        desk.perform(indicator.caseId(), command, new OwnWork(id, cause.correlationId(), cause.id(), cause.subject(), cause.clientId()));
        watched.put(indicator, each.met(fulfilment != null));
    }
}
