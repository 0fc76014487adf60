package io.flankwatch.query.hypotheses;

import io.flankwatch.events.AssessmentEvent;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFileEvent;
import io.flankwatch.events.Check;
import io.flankwatch.events.EntryEvent;
import io.flankwatch.events.EntryEvent.EntriesLinked;
import io.flankwatch.events.EntryEvent.EntriesUnlinked;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryEvent.EntryReinstated;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryEvent.MeetingEvent;
import io.flankwatch.events.EntryEvent.RedactionEvent;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.FieldChange;
import io.flankwatch.events.HypothesisEvent;
import io.flankwatch.events.HypothesisEvent.HypothesisProposed;
import io.flankwatch.events.IndicatorEvent;
import io.flankwatch.events.SourceEvent;
import io.flankwatch.query.projection.CaseDocuments;
import io.flankwatch.query.projection.CaseView;
import io.flankwatch.query.projection.DocumentId;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.query.watch.WatchedIndicator;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
final class HypothesesView implements CaseView {

    /// The hypotheses of a case in the order proposed.
    record Proposed(List<UUID> ids) {

        Proposed {
            ids = Check.list(ids, "ids");
        }

        static Proposed with(@Nullable Proposed before, UUID id) {
            List<UUID> all = before == null ? new ArrayList<>() : new ArrayList<>(before.ids);
            all.add(id);
            return new Proposed(all);
        }
    }

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
                            proposed(caseId), fact, Proposed.class, before -> Proposed.with(before, proposed.hypothesisId()));
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
            case EntryRecorded recorded -> {
                UUID id = recorded.entry().entryId();
                var unused = documents.update(entry(caseId, id), fact, WeighedEntry.class, before -> WeighedEntry.of(fact, recorded));
                UUID place = recorded.entry().supersedes();
                if (place != null) {
                    change(documents, fact, place, before -> before.with(id));
                }
            }
            case EntryRevised revised -> revise(documents, fact, revised);
            case EntryRetracted retracted -> change(documents, fact, retracted.entryId(), before -> before.retracted(true));
            case EntryReinstated reinstated -> change(documents, fact, reinstated.entryId(), before -> before.retracted(false));
            case EntryMarkingChanged changed ->
                changed.entries().forEach(id -> change(documents, fact, id, before -> before.marked(changed.of(id, before.marking()))));
            case RedactionEvent redaction -> {}
            case EntriesLinked linked -> {}
            case EntriesUnlinked unlinked -> {}
            case MeetingEvent held -> {}
            case SourceEvent source -> {}
            case CaseFileEvent file -> {}
            case AssessmentEvent assessment -> {}
        }
    }

    /// What it took the place of before is read off the event: the entry's document may reflect it already.
    private static void revise(CaseDocuments documents, Fact fact, EntryRevised revised) {
        UUID id = revised.entryId();
        change(documents, fact, id, before -> before.revised(fact, revised.revised()));
        for (FieldChange changed : revised.changes()) {
            if (changed.field().equals("supersedes")) {
                if (changed.before() != null) {
                    change(documents, fact, UUID.fromString(changed.before().toString()), before -> before.without(id));
                }
                if (changed.after() != null) {
                    change(documents, fact, UUID.fromString(changed.after().toString()), before -> before.with(id));
                }
            }
        }
    }

    private static void change(CaseDocuments documents, Fact fact, UUID entryId, UnaryOperator<WeighedEntry> change) {
        var unused = documents.update(entry(fact.caseId(), entryId), fact, WeighedEntry.class, before -> {
            if (before == null) {
                throw new IllegalStateException("an event refers to entry " + entryId + ", which its case has not recorded");
            }
            return change.apply(before);
        });
    }

    @Override
    public List<DocumentId> touched(String caseId, CaseEvent event) {
        return switch (event) {
            case HypothesisEvent about -> List.of(hypothesis(caseId, about.hypothesisId()), proposed(caseId));
            case IndicatorEvent about -> List.of(indicator(caseId, about.indicatorId()));
            case EntryRecorded recorded -> {
                UUID place = recorded.entry().supersedes();
                DocumentId own = entry(caseId, recorded.entry().entryId());
                yield place == null ? List.of(own) : List.of(own, entry(caseId, place));
            }
            case EntriesLinked linked -> List.of();
            case EntriesUnlinked unlinked -> List.of();
            case MeetingEvent held -> List.of();
            case EntryEvent about -> List.of(entry(caseId, about.entryId()));
            case SourceEvent source -> List.of();
            case CaseFileEvent file -> List.of();
            case AssessmentEvent assessment -> List.of();
        };
    }

    /// Not the root, which every event of the case rewrites.
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
