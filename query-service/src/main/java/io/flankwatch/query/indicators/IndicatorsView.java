package io.flankwatch.query.indicators;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.IndicatorEvent;
import io.flankwatch.query.projection.CaseDocuments;
import io.flankwatch.query.projection.CaseView;
import io.flankwatch.query.projection.DocumentId;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.query.watch.WatchedIndicator;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
final class IndicatorsView implements CaseView {

    @Override
    public String name() {
        return "indicators";
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
    }

    @Override
    public List<DocumentId> touched(String caseId, CaseEvent event) {
        return event instanceof IndicatorEvent indicator ? List.of(indicator(caseId, indicator.indicatorId())) : List.of();
    }

    static DocumentId indicator(String caseId, UUID indicatorId) {
        return DocumentId.part(caseId, indicatorId.toString());
    }
}
