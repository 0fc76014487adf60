package io.flankwatch.query.persons;

import io.flankwatch.events.AssessmentEvent;
import io.flankwatch.events.BriefEvent;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFileEvent;
import io.flankwatch.events.EntryEvent.EntriesLinked;
import io.flankwatch.events.EntryEvent.EntriesUnlinked;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryEvent.EntryReinstated;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryEvent.MeetingEvent;
import io.flankwatch.events.EntryEvent.RedactionEvent;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.HypothesisEvent;
import io.flankwatch.events.IndicatorEvent;
import io.flankwatch.events.SourceEvent;
import io.flankwatch.query.projection.CaseDocuments;
import io.flankwatch.query.projection.CaseView;
import io.flankwatch.query.projection.DocumentId;
import io.flankwatch.query.projection.Fact;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Which entries mention which persons: a document for each entry that does, or has done. Nothing of what is sealed is in it.
@Component
final class PersonsView implements CaseView {

    /// The persons whom an entry mentions.
    static final String PERSONS = "body.personIds";

    @Override
    public String name() {
        return "persons";
    }

    @Override
    public List<String> searched() {
        return List.of(PERSONS);
    }

    @Override
    public void apply(CaseDocuments documents, Fact fact) {
        switch (fact.event()) {
            case EntryRecorded recorded when recorded.entry().persons().isEmpty() -> {}
            case EntryRecorded recorded -> mention(documents, fact, recorded);
            case EntryRevised revised -> mention(documents, fact, revised.revised());
            case EntryMarkingChanged changed -> changed.entries().forEach(id -> mark(documents, fact, id, changed));
            case EntryRetracted retracted -> {}
            case EntryReinstated reinstated -> {}
            case MeetingEvent held -> {}
            case RedactionEvent redaction -> {}
            case EntriesLinked linked -> {}
            case EntriesUnlinked unlinked -> {}
            case CaseFileEvent file -> {}
            case SourceEvent source -> {}
            case IndicatorEvent indicator -> {}
            case HypothesisEvent hypothesis -> {}
            case AssessmentEvent assessment -> {}
            case BriefEvent brief -> {}
        }
    }

    @Override
    public List<DocumentId> touched(String caseId, CaseEvent event) {
        return switch (event) {
            case EntryRecorded recorded when !recorded.entry().persons().isEmpty() -> List.of(entry(caseId, recorded.entry().entryId()));
            case EntryRevised revised -> List.of(entry(caseId, revised.entryId()));
            case EntryMarkingChanged changed -> changed.entries().stream().map(id -> entry(caseId, id)).toList();
            case CaseEvent any -> List.of();
        };
    }

    private static DocumentId entry(String caseId, UUID entryId) {
        return DocumentId.part(caseId, entryId.toString());
    }

    /// Entries that mention nobody, and never did, have no document.
    private static void mention(CaseDocuments documents, Fact fact, EntryRecorded now) {
        DocumentId id = entry(fact.caseId(), now.entry().entryId());
        if (now.entry().persons().isEmpty() && documents.get(id, MentionsDocument.class) == null) {
            return;
        }
        var unused = documents.update(id, fact, MentionsDocument.class, before -> {
            MentionsDocument there = before == null ? MentionsDocument.none(now.entry().entryId(), now.kind()) : before;
            return there.at(fact.position(), fact.marking(), now.entry().persons());
        });
    }

    private static void mark(CaseDocuments documents, Fact fact, UUID entryId, EntryMarkingChanged changed) {
        DocumentId id = entry(fact.caseId(), entryId);
        if (documents.get(id, MentionsDocument.class) != null) {
            var unused = documents.update(id, fact, MentionsDocument.class, before -> {
                MentionsDocument there = Objects.requireNonNull(before);
                return there.marked(changed.of(entryId, there.marking()));
            });
        }
    }
}
