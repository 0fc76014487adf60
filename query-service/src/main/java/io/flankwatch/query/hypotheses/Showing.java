package io.flankwatch.query.hypotheses;

import io.flankwatch.events.Consistency;
import io.flankwatch.events.HypothesisEvent;
import io.flankwatch.events.HypothesisEvent.EvidenceWeighed;
import io.flankwatch.events.HypothesisEvent.Given;
import io.flankwatch.events.HypothesisEvent.HypothesisProposed;
import io.flankwatch.events.HypothesisEvent.HypothesisResolved;
import io.flankwatch.events.HypothesisEvent.HypothesisRevised;
import io.flankwatch.events.HypothesisEvent.LikelihoodEstimated;
import io.flankwatch.events.HypothesisEvent.Resolution;
import io.flankwatch.events.Marking;
import io.flankwatch.events.figures.Standing;
import io.flankwatch.query.hypotheses.HypothesisShown.EstimateShown;
import io.flankwatch.query.hypotheses.HypothesisShown.Holds;
import io.flankwatch.query.hypotheses.HypothesisShown.Percent;
import io.flankwatch.query.hypotheses.HypothesisShown.ResolutionShown;
import io.flankwatch.query.hypotheses.HypothesisShown.RevisionShown;
import io.flankwatch.query.hypotheses.HypothesisShown.WeighingShown;
import io.flankwatch.query.projection.Step;
import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.reading.CaseState;
import io.flankwatch.query.standing.StandingEntry;
import io.flankwatch.query.watch.WatchedIndicator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Shows hypotheses of a case to one reader. What they may not see has not become of them.
public final class Showing {

    private final CaseGate gate;
    private final List<HypothesisDocument> seen;
    private final Set<UUID> counting;
    private final Map<UUID, WatchedIndicator> indicators = new HashMap<>();

    private Showing(CaseState state, Collection<HypothesisDocument> documents) {
        gate = state.gate();
        String caseId = gate.caseId();
        seen = documents.stream()
                .filter(document -> gate.shows(marking(document)))
                .toList();
        Set<UUID> entries = new LinkedHashSet<>();
        Set<UUID> givens = new LinkedHashSet<>();
        for (HypothesisDocument document : seen) {
            shown(document.weighings()).forEach(weighing -> entries.add(weighing.event().entryId()));
            for (Step<LikelihoodEstimated> estimate : document.estimates()) {
                Given given = estimate.event().given();
                if (given != null) {
                    givens.add(given.indicatorId());
                }
            }
        }
        counting = counting(state, entries);
        state.findAll(givens.stream().map(id -> HypothesesView.indicator(caseId, id)).toList(), WatchedIndicator.class).stream()
                .map(indicator -> indicator.today(gate))
                .filter(indicator -> gate.shows(indicator.marking()))
                .forEach(indicator -> indicators.put(indicator.indicatorId(), indicator));
    }

    /// @param state of [HypothesesView]
    public static Showing all(CaseState state) {
        return new Showing(
                state, state.inOrder(HypothesesView.proposed(state.gate().caseId()), HypothesesView::hypothesis, HypothesisDocument.class));
    }

    static Showing one(CaseState state, UUID id) {
        return new Showing(state, state.findAll(List.of(HypothesesView.hypothesis(state.gate().caseId(), id)), HypothesisDocument.class));
    }

    /// Those of the entries that stand and are no false alarm, as far as the reader sees what was recorded in their place.
    private static Set<UUID> counting(CaseState state, Set<UUID> entries) {
        CaseGate gate = state.gate();
        Map<UUID, StandingEntry> known = new LinkedHashMap<>();
        Set<UUID> more = entries;
        while (!more.isEmpty()) {
            Set<UUID> successors = new LinkedHashSet<>();
            for (StandingEntry entry :
                    state.findAll(more.stream().map(id -> HypothesesView.entry(gate.caseId(), id)).toList(), StandingEntry.class)) {
                if (gate.shows(gate.today(entry.marking(), entry.entryId()))) {
                    known.put(entry.entryId(), entry);
                    successors.addAll(entry.successors());
                }
            }
            successors.removeAll(known.keySet());
            more = successors;
        }
        Standing standing = Standing.among(known.values().stream().map(StandingEntry::link).toList());
        Set<UUID> counting = new LinkedHashSet<>(entries);
        counting.removeIf(id -> !standing.stands(id) || Objects.requireNonNull(known.get(id)).falseAlarm());
        return counting;
    }

    public List<HypothesisShown> hypotheses() {
        return seen.stream().map(this::show).toList();
    }

    private HypothesisShown show(HypothesisDocument document) {
        HypothesisProposed now = now(document);
        List<Step<HypothesisResolved>> resolutions = shown(document.resolutions());
        List<WeighingShown> evidence = evidence(document);
        return new HypothesisShown(
                now.hypothesisId(),
                now.statement(),
                now.description(),
                resolutions.isEmpty() ? Resolution.UNRESOLVED : resolutions.getLast().event().resolution(),
                evidence.stream().filter(WeighingShown::counts).mapToInt(weighing -> weighing.consistency().inconsistency()).sum(),
                estimates(document),
                evidence,
                resolutions.stream().map(this::resolution).toList(),
                document.revisions().stream().map(this::revision).toList(),
                gate.effective(marking(document)),
                document.proposed().leafHash(),
                document.proposed().recording());
    }

    private static HypothesisProposed now(HypothesisDocument document) {
        return document.revisions().isEmpty() ? document.proposed().event() : document.revisions().getLast().event().revised();
    }

    /// As of an entry that was corrected: who may not see what it says now does not see what it said.
    private static Marking marking(HypothesisDocument document) {
        Marking marking = document.proposed().marking();
        for (Step<HypothesisRevised> revision : document.revisions()) {
            marking = Marking.strictest(marking, revision.marking());
        }
        return marking;
    }

    private List<WeighingShown> evidence(HypothesisDocument document) {
        List<Step<EvidenceWeighed>> weighings = shown(document.weighings());
        Map<UUID, Step<EvidenceWeighed>> last = new HashMap<>();
        weighings.forEach(weighing -> last.put(weighing.event().entryId(), weighing));
        return weighings.stream()
                .map(weighing -> new WeighingShown(
                        weighing.event().entryId(),
                        weighing.event().consistency(),
                        weighing.event().rationale(),
                        counting.contains(weighing.event().entryId()) && weighing.equals(last.get(weighing.event().entryId())),
                        gate.effective(today(weighing)),
                        weighing.leafHash(),
                        weighing.recording()))
                .toList();
    }

    private record Condition(String analyst, @Nullable Given given) {

        static Condition of(LikelihoodEstimated estimated) {
            return new Condition(estimated.analyst(), estimated.given());
        }
    }

    private List<EstimateShown> estimates(HypothesisDocument document) {
        List<Step<LikelihoodEstimated>> estimates = shown(document.estimates()).stream().filter(this::showsIndicator).toList();
        Map<Condition, Step<LikelihoodEstimated>> last = new HashMap<>();
        estimates.forEach(estimate -> last.put(Condition.of(estimate.event()), estimate));
        return estimates.stream().map(estimate -> estimate(estimate, estimate.equals(last.get(Condition.of(estimate.event()))))).toList();
    }

    /// Who may not see the indicator sees nothing that holds only where it comes out so.
    private boolean showsIndicator(Step<LikelihoodEstimated> estimate) {
        Given given = estimate.event().given();
        return given == null || indicators.containsKey(given.indicatorId());
    }

    private EstimateShown estimate(Step<LikelihoodEstimated> step, boolean latest) {
        LikelihoodEstimated estimated = step.event();
        return new EstimateShown(
                estimated.analyst(),
                estimated.likelihood(),
                estimated.likelihood().words(),
                new Percent(estimated.likelihood().least(), estimated.likelihood().most()),
                estimated.confidence(),
                estimated.horizon(),
                estimated.given(),
                holds(estimated.given()),
                latest,
                estimated.rationale(),
                gate.effective(step.marking()),
                step.leafHash(),
                step.recording());
    }

    private Holds holds(@Nullable Given given) {
        if (given == null) {
            return Holds.YES;
        }
        WatchedIndicator indicator = Objects.requireNonNull(indicators.get(given.indicatorId()));
        return switch (indicator.state(gate::shows)) {
            case OPEN -> Holds.NOT_YET;
            case MET -> given.outcome() == Given.Outcome.MET ? Holds.YES : Holds.NO;
            case NOT_MET, EXPIRED -> given.outcome() == Given.Outcome.NOT_MET ? Holds.YES : Holds.NO;
            // It will not be known any more.
            case WITHDRAWN -> Holds.NO;
        };
    }

    private ResolutionShown resolution(Step<HypothesisResolved> step) {
        HypothesisResolved resolved = step.event();
        return new ResolutionShown(
                resolved.resolution(),
                resolved.previous(),
                resolved.evidence(),
                resolved.rationale(),
                gate.effective(today(step)),
                step.leafHash(),
                step.recording());
    }

    private RevisionShown revision(Step<HypothesisRevised> step) {
        HypothesisRevised revised = step.event();
        return new RevisionShown(revised.reason(), revised.changes(), gate.effective(step.marking()), step.leafHash(), step.recording());
    }

    private <E extends HypothesisEvent> List<Step<E>> shown(List<Step<E>> steps) {
        return steps.stream().filter(step -> gate.shows(today(step))).toList();
    }

    private Marking today(Step<? extends HypothesisEvent> step) {
        return gate.today(step.marking(), step.event());
    }

    /// The matrix of competing hypotheses: a row for each entry that was weighed, in the order in which they were first.
    List<MatrixRow> matrix(List<HypothesisShown> shown) {
        Map<UUID, List<Cell>> rows = new LinkedHashMap<>();
        for (HypothesisShown hypothesis : shown) {
            Map<UUID, Consistency> last = new LinkedHashMap<>();
            hypothesis.evidence().forEach(weighing -> last.put(weighing.entryId(), weighing.consistency()));
            last.forEach((entry, consistency) ->
                    rows.computeIfAbsent(entry, any -> new ArrayList<>()).add(new Cell(hypothesis.hypothesisId(), consistency)));
        }
        List<MatrixRow> matrix = new ArrayList<>();
        rows.forEach((entry, cells) -> matrix.add(new MatrixRow(
                entry,
                counting.contains(entry),
                cells.stream().map(Cell::consistency).distinct().count() > 1,
                cells)));
        return matrix;
    }

    record MatrixRow(UUID entryId, boolean counts, boolean diagnostic, List<Cell> cells) {}

    record Cell(UUID hypothesisId, Consistency consistency) {}
}
