package io.flankwatch.events.watch;

import io.flankwatch.events.AssessmentEvent;
import io.flankwatch.events.BriefEvent;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFileEvent;
import io.flankwatch.events.CaseFileEvent.CaseMarkingChanged;
import io.flankwatch.events.CaseFileEvent.CaseOpened;
import io.flankwatch.events.EntryEvent;
import io.flankwatch.events.EntryEvent.EntriesLinked;
import io.flankwatch.events.EntryEvent.EntriesUnlinked;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryEvent.EntryReinstated;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryEvent.MeetingEvent;
import io.flankwatch.events.EntryEvent.RedactionEvent;
import io.flankwatch.events.EntryKind;
import io.flankwatch.events.EntryLink;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.HypothesisEvent;
import io.flankwatch.events.IndicatorEvent;
import io.flankwatch.events.Marking;
import io.flankwatch.events.SourceEvent;
import io.flankwatch.events.figures.AcrossCases.Link;
import io.flankwatch.events.figures.AcrossCases.Ref;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

/// The facts of all cases, folded from their events in the order of the ledger. For one thread.
public final class Facts {

    private final Map<Ref, Fact> facts = new HashMap<>();
    private final Map<UUID, Marking> cases = new HashMap<>();

    /// @param position of the event in the ledger
    /// @param marking  its effective one
    public void take(UUID caseId, long position, CaseEvent event, Marking marking) {
        switch (event) {
            case CaseFileEvent file -> take(caseId, file);
            case EntryRecorded recorded -> {
                Ref ref = new Ref(caseId, recorded.entry().entryId());
                facts.put(ref, new Fact(ref, position, recorded, false, marking, List.of(), List.of()));
            }
            case EntryEvent about -> take(caseId, about, marking);
            // None of these says what happened.
            case SourceEvent _, IndicatorEvent _, HypothesisEvent _, AssessmentEvent _, BriefEvent _ -> {}
        }
    }

    private void take(UUID caseId, CaseFileEvent event) {
        if (event instanceof CaseOpened opened) {
            cases.put(caseId, opened.marking());
        } else if (event instanceof CaseMarkingChanged changed) {
            cases.put(caseId, changed.after());
        }
    }

    private void take(UUID caseId, EntryEvent event, Marking marking) {
        switch (event) {
            case EntryRevised revised -> change(caseId, revised.entryId(), was -> with(was, revised.revised(), was.retracted(), marking));
            case EntryRetracted retracted -> change(caseId, retracted.entryId(), was -> with(was, was.recorded(), true, was.marking()));
            case EntryReinstated reinstated -> change(caseId, reinstated.entryId(), was -> with(was, was.recorded(), false, was.marking()));
            case EntryMarkingChanged changed ->
                changed.entries().forEach(id ->
                        change(caseId, id, was -> with(was, was.recorded(), was.retracted(), changed.of(id, was.marking()))));
            case EntriesLinked linked -> change(caseId, linked.entryId(), was -> {
                List<Link> links = new ArrayList<>(was.links());
                links.add(link(caseId, linked.link()));
                return linked(was, links);
            });
            case EntriesUnlinked unlinked -> change(caseId, unlinked.entryId(), was -> {
                List<Link> links = new ArrayList<>(was.links());
                links.remove(link(caseId, unlinked.link()));
                return linked(was, links);
            });
            case RedactionEvent _ -> {}
            case MeetingEvent step -> change(caseId, step.entryId(), was -> {
                List<Fact.Step> steps = new ArrayList<>(was.steps());
                steps.add(new Fact.Step(step, marking));
                return new Fact(was.ref(), was.number(), was.recorded(), was.retracted(), was.marking(), steps, was.links());
            });
        }
    }

    private void change(UUID caseId, UUID entryId, UnaryOperator<Fact> change) {
        facts.computeIfPresent(new Ref(caseId, entryId), (ref, was) -> change.apply(was));
    }

    private static Fact with(Fact was, EntryRecorded recorded, boolean retracted, Marking marking) {
        return new Fact(was.ref(), was.number(), recorded, retracted, marking, was.steps(), was.links());
    }

    private static Fact linked(Fact was, List<Link> links) {
        return new Fact(was.ref(), was.number(), was.recorded(), was.retracted(), was.marking(), was.steps(), links);
    }

    private static Link link(UUID caseId, EntryLink link) {
        return new Link(link.relation(), new Ref(Objects.requireNonNullElse(link.otherCaseId(), caseId), link.otherId()));
    }

    /// Everything of a case, for whoever reads it again.
    public void forget(UUID caseId) {
        facts.keySet().removeIf(ref -> ref.caseId().equals(caseId));
        cases.remove(caseId);
    }

    /// What a case is marked with now.
    public Marking marking(UUID caseId) {
        return Objects.requireNonNull(cases.get(caseId), "every case was opened");
    }

    public EntryKind kind(Ref entry) {
        return Objects.requireNonNull(facts.get(entry), "every entry was recorded").recorded().kind();
    }

    /// @param shown by case and effective marking: that of the case now or of the entry, whichever is stricter
    public List<Fact> shown(BiPredicate<UUID, Marking> shown) {
        return facts.values().stream()
                .filter(fact -> shown.test(fact.ref().caseId(), Marking.strictest(marking(fact.ref().caseId()), fact.marking())))
                .toList();
    }
}
