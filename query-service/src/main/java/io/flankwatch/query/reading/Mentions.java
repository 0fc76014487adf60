package io.flankwatch.query.reading;

import io.flankwatch.events.AssessmentEvent.AssessmentApproved;
import io.flankwatch.events.AssessmentEvent.AssessmentDrafted;
import io.flankwatch.events.AssessmentEvent.AssessmentReturned;
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
import io.flankwatch.events.IndicatorEvent.IndicatorDefined;
import io.flankwatch.events.IndicatorEvent.IndicatorExpired;
import io.flankwatch.events.IndicatorEvent.IndicatorJudged;
import io.flankwatch.events.IndicatorEvent.IndicatorMet;
import io.flankwatch.events.IndicatorEvent.IndicatorReopened;
import io.flankwatch.events.IndicatorEvent.IndicatorWithdrawn;
import io.flankwatch.events.SourceEvent;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The entries of its case that an event is about. An entry that names others is raised with them when they are marked, so it is enough to
/// know the entry itself.
final class Mentions {

    private Mentions() {}

    static List<UUID> of(CaseEvent event) {
        return switch (event) {
            case EntryRecorded recorded -> List.of(recorded.entry().entryId());
            case EntriesLinked linked -> of(linked.entryId(), linked.link());
            case EntriesUnlinked unlinked -> of(unlinked.entryId(), unlinked.link());
            case EntryEvent about -> List.of(about.entryId());
            case IndicatorDefined defined -> defined.condition().meetings();
            case IndicatorMet met -> of(met.metBy(), met.metByCase());
            case IndicatorReopened reopened -> of(reopened.metBy(), reopened.metByCase());
            case IndicatorJudged judged -> judged.evidence();
            case IndicatorExpired _, IndicatorWithdrawn _ -> List.of();
            case CaseFileEvent _ -> List.of();
            case SourceEvent _ -> List.of();
            case EvidenceWeighed weighed -> List.of(weighed.entryId());
            case HypothesisResolved resolved -> resolved.evidence();
            case HypothesisEvent _ -> List.of();
            case AssessmentDrafted drafted ->
                drafted.keyJudgements().stream().flatMap(judgement -> judgement.evidence().stream()).toList();
            case AssessmentApproved approved -> approved.acknowledged();
            case AssessmentReturned _ -> List.of();
        };
    }

    private static List<UUID> of(UUID entry, EntryLink link) {
        return link.otherCaseId() == null ? List.of(entry, link.otherId()) : List.of(entry);
    }

    private static List<UUID> of(UUID entry, @Nullable UUID otherCase) {
        return otherCase == null ? List.of(entry) : List.of();
    }
}
