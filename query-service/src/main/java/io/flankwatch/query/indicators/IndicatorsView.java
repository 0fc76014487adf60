package io.flankwatch.query.indicators;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.IndicatorEvent;
import io.flankwatch.events.IndicatorEvent.IndicatorDefined;
import io.flankwatch.query.projection.CaseDocuments;
import io.flankwatch.query.projection.CaseView;
import io.flankwatch.query.projection.DocumentId;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.query.projection.PartsInOrder;
import io.flankwatch.query.watch.WatchedIndicator;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
final class IndicatorsView implements CaseView {

    /// What only indicators have.
    static final String INDICATOR = "body.indicatorId";

    @Override
    public String name() {
        return "indicators";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void apply(CaseDocuments documents, Fact fact) {
        if (fact.event() instanceof IndicatorEvent event) {
            var unused = documents.update(
                    indicator(fact.caseId(), event.indicatorId()),
                    fact,
                    WatchedIndicator.class,
                    before -> WatchedIndicator.apply(before, fact, event));
        }
        if (fact.event() instanceof IndicatorDefined defined) {
            var unused = documents.update(
                    defined(fact.caseId()), fact, PartsInOrder.class, before -> PartsInOrder.with(before, defined.indicatorId()));
        }
    }

    @Override
    public List<DocumentId> touched(String caseId, CaseEvent event) {
        if (event instanceof IndicatorDefined defined) {
            return List.of(indicator(caseId, defined.indicatorId()), defined(caseId));
        }
        return event instanceof IndicatorEvent indicator ? List.of(indicator(caseId, indicator.indicatorId())) : List.of();
    }

    /// The indicators of a case in the order defined.
    static DocumentId defined(String caseId) {
        return DocumentId.index(caseId, "defined");
    }

    static DocumentId indicator(String caseId, UUID indicatorId) {
        return DocumentId.part(caseId, indicatorId.toString());
    }
}
