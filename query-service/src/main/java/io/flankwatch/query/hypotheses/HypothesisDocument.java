package io.flankwatch.query.hypotheses;

import io.flankwatch.events.Check;
import io.flankwatch.events.HypothesisEvent;
import io.flankwatch.events.HypothesisEvent.EvidenceWeighed;
import io.flankwatch.events.HypothesisEvent.HypothesisProposed;
import io.flankwatch.events.HypothesisEvent.HypothesisResolved;
import io.flankwatch.events.HypothesisEvent.HypothesisRevised;
import io.flankwatch.events.HypothesisEvent.LikelihoodEstimated;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.query.projection.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A hypothesis as it was proposed, and what became of it since, each in the order recorded.
record HypothesisDocument(
        Step<HypothesisProposed> proposed,
        List<Step<HypothesisRevised>> revisions,
        List<Step<EvidenceWeighed>> weighings,
        List<Step<LikelihoodEstimated>> estimates,
        List<Step<HypothesisResolved>> resolutions) {

    HypothesisDocument {
        revisions = Check.list(revisions, "revisions");
        weighings = Check.list(weighings, "weighings");
        estimates = Check.list(estimates, "estimates");
        resolutions = Check.list(resolutions, "resolutions");
    }

    static HypothesisDocument with(@Nullable HypothesisDocument before, HypothesisEvent event, Fact fact) {
        if (event instanceof HypothesisProposed proposed) {
            return new HypothesisDocument(Step.of(proposed, fact), List.of(), List.of(), List.of(), List.of());
        }
        if (before == null) {
            throw new IllegalStateException("an event refers to hypothesis " + event.hypothesisId() + ", which its case has not proposed");
        }
        return switch (event) {
            case HypothesisProposed again -> before;
            case HypothesisRevised revised ->
                new HypothesisDocument(before.proposed, and(before.revisions, revised, fact), before.weighings, before.estimates, before.resolutions);
            case EvidenceWeighed weighed ->
                new HypothesisDocument(before.proposed, before.revisions, and(before.weighings, weighed, fact), before.estimates, before.resolutions);
            case LikelihoodEstimated estimated ->
                new HypothesisDocument(before.proposed, before.revisions, before.weighings, and(before.estimates, estimated, fact), before.resolutions);
            case HypothesisResolved resolved ->
                new HypothesisDocument(before.proposed, before.revisions, before.weighings, before.estimates, and(before.resolutions, resolved, fact));
        };
    }

    private static <E extends HypothesisEvent> List<Step<E>> and(List<Step<E>> before, E event, Fact fact) {
        List<Step<E>> all = new ArrayList<>(before);
        all.add(Step.of(event, fact));
        return all;
    }
}
