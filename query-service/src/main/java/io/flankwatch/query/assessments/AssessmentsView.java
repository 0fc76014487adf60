package io.flankwatch.query.assessments;

import io.flankwatch.events.AssessmentEvent;
import io.flankwatch.events.AssessmentEvent.AssessmentApproved;
import io.flankwatch.events.AssessmentEvent.AssessmentDrafted;
import io.flankwatch.events.AssessmentEvent.AssessmentReturned;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.query.projection.CaseDocuments;
import io.flankwatch.query.projection.CaseView;
import io.flankwatch.query.projection.DocumentId;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.query.projection.PartsInOrder;
import io.flankwatch.query.projection.Step;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

@Component
public final class AssessmentsView implements CaseView {

    @Override
    public String name() {
        return "assessments";
    }

    @Override
    public void apply(CaseDocuments documents, Fact fact) {
        if (!(fact.event() instanceof AssessmentEvent event)) {
            return;
        }
        switch (event) {
            case AssessmentDrafted drafted -> {
                Step<AssessmentDrafted> step = Step.of(drafted, fact);
                var unusedIndex = documents.update(
                        drafted(fact.caseId()), fact, PartsInOrder.class, before -> PartsInOrder.with(before, drafted.assessmentId()));
                var unused = documents.update(
                        assessment(fact.caseId(), drafted.assessmentId()),
                        fact,
                        AssessmentDocument.class,
                        before -> new AssessmentDocument(step, null, null, null));
                if (drafted.replaces() != null) {
                    change(documents, fact, drafted.replaces(), before -> before.replaced(step));
                }
            }
            case AssessmentApproved approved ->
                change(documents, fact, approved.assessmentId(), before -> before.with(Step.of(approved, fact)));
            case AssessmentReturned returned ->
                change(documents, fact, returned.assessmentId(), before -> before.returned(Step.of(returned, fact)));
        }
    }

    private static void change(CaseDocuments documents, Fact fact, UUID id, UnaryOperator<AssessmentDocument> change) {
        var unused = documents.update(assessment(fact.caseId(), id), fact, AssessmentDocument.class, before -> {
            if (before == null) {
                throw new IllegalStateException("an event refers to assessment " + id + ", which was not drafted");
            }
            return change.apply(before);
        });
    }

    @Override
    public List<DocumentId> touched(String caseId, CaseEvent event) {
        return event instanceof AssessmentEvent about ? List.of(assessment(caseId, about.assessmentId()), drafted(caseId)) : List.of();
    }

    /// The assessments of a case in the order drafted.
    static DocumentId drafted(String caseId) {
        return DocumentId.index(caseId, "drafted");
    }

    static DocumentId assessment(String caseId, UUID id) {
        return DocumentId.part(caseId, id.toString());
    }
}
