package io.flankwatch.query.reading;

import io.flankwatch.events.AssessmentEvent.AssessmentApproved;
import io.flankwatch.events.AssessmentEvent.AssessmentDrafted;
import io.flankwatch.events.AssessmentEvent.AssessmentReturned;
import io.flankwatch.events.BriefEvent;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFileEvent;
import io.flankwatch.events.EntryEvent;
import io.flankwatch.events.EntryEvent.EntriesLinked;
import io.flankwatch.events.EntryEvent.EntriesUnlinked;
import io.flankwatch.events.EntryLink;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.HypothesisEvent;
import io.flankwatch.events.HypothesisEvent.EvidenceWeighed;
import io.flankwatch.events.HypothesisEvent.HypothesisResolved;
import io.flankwatch.events.HypothesisEvent.LikelihoodEstimated;
import io.flankwatch.events.IndicatorEvent.IndicatorDefined;
import io.flankwatch.events.IndicatorEvent.IndicatorExpired;
import io.flankwatch.events.IndicatorEvent.IndicatorJudged;
import io.flankwatch.events.IndicatorEvent.IndicatorMet;
import io.flankwatch.events.IndicatorEvent.IndicatorReopened;
import io.flankwatch.events.IndicatorEvent.IndicatorWithdrawn;
import io.flankwatch.events.SourceEvent;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The entries of its case that an event is about, and the assessment or indicator, which rest on entries. An entry that names others is raised with them when
/// they are marked, so it is enough to know the entry itself.
final class Mentions {

    private Mentions() {}

    static List<UUID> of(CaseEvent event) {
        return switch (event) {
            case EntryRecorded recorded -> List.of(recorded.entry().entryId());
            case EntriesLinked linked -> of(linked.entryId(), linked.link());
            case EntriesUnlinked unlinked -> of(unlinked.entryId(), unlinked.link());
            case EntryEvent about -> List.of(about.entryId());
            case IndicatorDefined defined -> defined.condition().meetings();
            case IndicatorMet met -> of(met.indicatorId(), met.metBy(), met.metByCase());
            case IndicatorReopened reopened -> of(reopened.indicatorId(), reopened.metBy(), reopened.metByCase());
            case IndicatorJudged judged -> and(judged.indicatorId(), judged.evidence());
            case IndicatorExpired expired -> List.of(expired.indicatorId());
            case IndicatorWithdrawn withdrawn -> List.of(withdrawn.indicatorId());
            case CaseFileEvent _ -> List.of();
            case SourceEvent _ -> List.of();
            case EvidenceWeighed weighed -> List.of(weighed.entryId());
            case HypothesisResolved resolved -> resolved.evidence();
            case LikelihoodEstimated estimated -> estimated.given() == null ? List.of() : List.of(estimated.given().indicatorId());
            case HypothesisEvent _ -> List.of();
            case AssessmentDrafted drafted ->
                drafted.keyJudgements().stream().flatMap(judgement -> judgement.evidence().stream()).toList();
            case AssessmentApproved approved -> and(approved.assessmentId(), approved.acknowledged());
            case AssessmentReturned returned -> List.of(returned.assessmentId());
            // What it was made from was seen under its ceiling, which it is marked with.
            case BriefEvent _ -> List.of();
        };
    }

    private static List<UUID> of(UUID entry, EntryLink link) {
        return link.otherCaseId() == null ? List.of(entry, link.otherId()) : List.of(entry);
    }

    private static List<UUID> of(UUID indicator, UUID entry, @Nullable UUID otherCase) {
        return otherCase == null ? List.of(indicator, entry) : List.of(indicator);
    }

    private static List<UUID> and(UUID what, List<UUID> entries) {
        return Stream.concat(Stream.of(what), entries.stream()).toList();
    }
}
