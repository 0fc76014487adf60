package io.flankwatch.query.brief;

import io.flankwatch.events.BriefEvent;
import io.flankwatch.events.BriefEvent.BriefIssued;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.Check;
import io.flankwatch.query.projection.CaseDocuments;
import io.flankwatch.query.projection.CaseView;
import io.flankwatch.query.projection.DocumentId;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.query.projection.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The briefs of a case that were issued.
@Component
final class IssuedView implements CaseView {

    /// In the order issued.
    record Issued(List<Step<BriefIssued>> briefs) {

        Issued {
            briefs = Check.list(briefs, "briefs");
        }

        private static Issued with(@Nullable Issued before, Step<BriefIssued> brief) {
            List<Step<BriefIssued>> all = before == null ? new ArrayList<>() : new ArrayList<>(before.briefs);
            all.add(brief);
            return new Issued(all);
        }
    }

    @Override
    public String name() {
        return "briefs";
    }

    @Override
    public void apply(CaseDocuments documents, Fact fact) {
        if (fact.event() instanceof BriefEvent event) {
            switch (event) {
                case BriefIssued issued -> {
                    var unused = documents.update(
                            issued(fact.caseId()), fact, Issued.class, before -> Issued.with(before, Step.of(issued, fact)));
                }
            }
        }
    }

    @Override
    public List<DocumentId> touched(String caseId, CaseEvent event) {
        return event instanceof BriefEvent ? List.of(issued(caseId)) : List.of();
    }

    static DocumentId issued(String caseId) {
        return DocumentId.part(caseId, "issued");
    }
}
