package io.flankwatch.command.acrosscases;

import io.flankwatch.command.desk.Desk;
import io.flankwatch.command.desk.OwnWork;
import io.flankwatch.command.following.Following;
import io.flankwatch.command.vocabulary.IndicatorCommand.FollowCases;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFileEvent.CaseMarkingChanged;
import io.flankwatch.events.Condition;
import io.flankwatch.events.EntryEvent;
import io.flankwatch.events.EntryEvent.EntryRedacted;
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
import java.util.ArrayList;
import java.util.Iterator;
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
    /// What may make a difference to an indicator, since it was last looked at.
    private final Map<Ref, List<Cause>> due = new LinkedHashMap<>();

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

    private record Cause(long position, Envelope envelope) {

        boolean isAbout(Ref entry) {
            return envelope.stream().equals(entry.caseId().toString())
                    && switch (envelope.caseEvent()) {
                        case EntryRecorded recorded -> recorded.entry().entryId().equals(entry.entryId());
                        case EntryEvent about -> about.entryId().equals(entry.entryId());
                        case CaseEvent _ -> false;
                    };
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
                put(indicator, entry.position(), envelope);
            }
        } else if (event instanceof EntryRecorded || event instanceof EntryEvent || event instanceof CaseMarkingChanged) {
            for (Ref indicator : List.copyOf(watched.keySet())) {
                if (concerns(UUID.fromString(envelope.stream()), event, Objects.requireNonNull(watched.get(indicator)))) {
                    put(indicator, entry.position(), envelope);
                }
            }
        }
    }

    private void put(Ref indicator, long position, Envelope envelope) {
        List<Cause> causes = due.computeIfAbsent(indicator, any -> new ArrayList<>());
        // An event that is taken again, since something else of it could not be done.
        if (causes.isEmpty() || causes.getLast().position() < position) {
            causes.add(new Cause(position, envelope));
        }
    }

    /// Every indicator once, however many events have come since: who is behind catches up.
    @Override
    public void settle() {
        for (Iterator<Map.Entry<Ref, List<Cause>>> each = due.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<Ref, List<Cause>> next = each.next();
            Watched indicator = watched.get(next.getKey());
            if (indicator != null) {
                follow(next.getKey(), indicator, next.getValue());
            }
            each.remove();
        }
    }

    /// Whether it may make a difference.
    private boolean concerns(UUID caseId, CaseEvent event, Watched each) {
        Condition condition = each.definition().condition();
        return event instanceof EntryRecorded recorded
                ? each.met() ? Fulfilment.mayUndo(condition, recorded) : Fulfilment.mayFollow(condition, recorded)
                : Fulfilment.mayChange(condition, event, entry -> facts.kind(new Ref(caseId, entry)));
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
                case IndicatorWithdrawn _ -> null;
                // Nothing follows for what was ruled on until it is reopened; what has expired may be met late.
                case IndicatorJudged _, IndicatorExpired _, IndicatorDefined _ -> was;
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
    private void follow(Ref indicator, Watched each, List<Cause> causes) {
        Marking ceiling = Marking.strictest(facts.marking(indicator.caseId()), each.marking());
        List<Fact> seen = facts.shown((caseId, marking) ->
                ceiling.allows(marking) && (marking != Marking.RED || caseId.equals(indicator.caseId())));
        Fulfilment fulfilment = Fulfilment.of(
                each.definition().condition(), new Fulfilment.Over(indicator.caseId(), true), ceiling, seen, each.definition().deadline());
        if (fulfilment == null && !each.met()) {
            return;
        }
        Cause cause = fulfilment == null ? causes.getLast() : of(fulfilment, causes);
        var command = new FollowCases(
                indicator.entryId(), fulfilment == null ? null : fulfilment.by().ref(), fulfilment == null ? Set.of() : fulfilment.rests());
        UUID id = Ids.derived(
                Ids.derived(ledger.ledgerId(), NAME), indicator.caseId() + "/" + indicator.entryId() + "/" + cause.position());
        Envelope envelope = cause.envelope();
        desk.perform(
                indicator.caseId(), command, new OwnWork(id, envelope.correlationId(), envelope.id(), envelope.subject(), envelope.clientId()));
        watched.put(indicator, each.met(fulfilment != null));
    }

    /// What was last said of the entry that has completed it; where that was complete before, what has come first since.
    private static Cause of(Fulfilment fulfilment, List<Cause> causes) {
        return causes.reversed().stream()
                .filter(cause -> cause.isAbout(fulfilment.by().ref()))
                .findFirst()
                .orElse(causes.getFirst());
    }
}
