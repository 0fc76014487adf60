package io.flankwatch.query.hypotheses;

import io.flankwatch.events.AssessmentEvent;
import io.flankwatch.events.BriefEvent;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFileEvent;
import io.flankwatch.events.EntryEvent;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.HypothesisEvent;
import io.flankwatch.events.HypothesisEvent.HypothesisProposed;
import io.flankwatch.events.IndicatorEvent;
import io.flankwatch.events.SourceEvent;
import io.flankwatch.query.projection.CaseDocuments;
import io.flankwatch.query.projection.CaseView;
import io.flankwatch.query.projection.DocumentId;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.query.projection.PartsInOrder;
import io.flankwatch.query.standing.StandingEntries;
import io.flankwatch.query.watch.WatchedIndicator;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
public final class HypothesesView implements CaseView {

    @Override
    public String name() {
        return "hypotheses";
    }

    @Override
    public void apply(CaseDocuments documents, Fact fact) {
        String caseId = fact.caseId();
        switch (fact.event()) {
            case HypothesisEvent event -> {
                if (event instanceof HypothesisProposed proposed) {
                    var unused = documents.update(
                            proposed(caseId), fact, PartsInOrder.class, before -> PartsInOrder.with(before, proposed.hypothesisId()));
                }
                var unused = documents.update(
                        hypothesis(caseId, event.hypothesisId()),
                        fact,
                        HypothesisDocument.class,
                        before -> HypothesisDocument.with(before, event, fact));
            }
            case IndicatorEvent event -> {
                var unused = documents.update(
                        indicator(caseId, event.indicatorId()),
                        fact,
                        WatchedIndicator.class,
                        before -> WatchedIndicator.apply(before, fact, event));
            }
            case EntryRecorded recorded -> StandingEntries.apply(documents, fact, recorded, HypothesesView::entry);
            case EntryEvent about -> StandingEntries.apply(documents, fact, about, HypothesesView::entry);
            case SourceEvent source -> {}
            case CaseFileEvent file -> {}
            case AssessmentEvent assessment -> {}
            case BriefEvent brief -> {}
        }
    }

    @Override
    public List<DocumentId> touched(String caseId, CaseEvent event) {
        return switch (event) {
            case HypothesisEvent about -> List.of(hypothesis(caseId, about.hypothesisId()), proposed(caseId));
            case IndicatorEvent about -> List.of(indicator(caseId, about.indicatorId()));
            case EntryRecorded recorded -> StandingEntries.touched(caseId, recorded, HypothesesView::entry);
            case EntryEvent about -> StandingEntries.touched(caseId, about, HypothesesView::entry);
            case SourceEvent source -> List.of();
            case CaseFileEvent file -> List.of();
            case AssessmentEvent assessment -> List.of();
            case BriefEvent brief -> List.of();
        };
    }

    /// The hypotheses of a case in the order proposed.
    static DocumentId proposed(String caseId) {
        return DocumentId.index(caseId, "proposed");
    }

    static DocumentId hypothesis(String caseId, UUID id) {
        return DocumentId.part(caseId, "hypothesis/" + id);
    }

    static DocumentId indicator(String caseId, UUID id) {
        return DocumentId.part(caseId, "indicator/" + id);
    }

    static DocumentId entry(String caseId, UUID id) {
        return DocumentId.part(caseId, "entry/" + id);
    }
}
