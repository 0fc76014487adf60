package io.flankwatch.query.standing;

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
import io.flankwatch.query.projection.CaseDocuments;
import io.flankwatch.query.projection.DocumentId;
import io.flankwatch.query.projection.Fact;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/// Folds events onto the [StandingEntry] of each entry: one document each, wherever a view keeps it.
public final class StandingEntries {

    private final CaseDocuments documents;
    private final Fact fact;
    private final BiFunction<String, UUID, DocumentId> where;

    private StandingEntries(CaseDocuments documents, Fact fact, BiFunction<String, UUID, DocumentId> where) {
        this.documents = documents;
        this.fact = fact;
        this.where = where;
    }

    /// @param where the document of an entry of a case is
    public static void apply(CaseDocuments documents, Fact fact, EntryRecorded recorded, BiFunction<String, UUID, DocumentId> where) {
        new StandingEntries(documents, fact, where).record(recorded);
    }

    /// @param where the document of an entry of a case is
    public static void apply(CaseDocuments documents, Fact fact, EntryEvent event, BiFunction<String, UUID, DocumentId> where) {
        new StandingEntries(documents, fact, where).change(event);
    }

    /// The documents that [#apply] will ask for first.
    public static List<DocumentId> touched(String caseId, EntryRecorded recorded, BiFunction<String, UUID, DocumentId> where) {
        UUID place = recorded.entry().supersedes();
        DocumentId own = where.apply(caseId, recorded.entry().entryId());
        return place == null ? List.of(own) : List.of(own, where.apply(caseId, place));
    }

    /// The documents that [#apply] will ask for first.
    public static List<DocumentId> touched(String caseId, EntryEvent event, BiFunction<String, UUID, DocumentId> where) {
        return switch (event) {
            case EntriesLinked _, EntriesUnlinked _, MeetingEvent _, RedactionEvent _ -> List.of();
            case EntryRevised _, EntryRetracted _, EntryReinstated _, EntryMarkingChanged _ -> List.of(where.apply(caseId, event.entryId()));
        };
    }

    private void record(EntryRecorded recorded) {
        UUID id = recorded.entry().entryId();
        var unused = documents.update(where.apply(fact.caseId(), id), fact, StandingEntry.class, before -> StandingEntry.of(fact, recorded));
        UUID place = recorded.entry().supersedes();
        if (place != null) {
            change(place, before -> before.with(id));
        }
    }

    private void change(EntryEvent event) {
        switch (event) {
            case EntryRevised revised -> revise(revised);
            case EntryRetracted retracted -> change(retracted.entryId(), before -> before.retracted(true));
            case EntryReinstated reinstated -> change(reinstated.entryId(), before -> before.retracted(false));
            case EntryMarkingChanged changed ->
                changed.entries().forEach(id -> change(id, before -> before.marked(changed.of(id, before.marking()))));
            case RedactionEvent _, EntriesLinked _, EntriesUnlinked _, MeetingEvent _ -> {}
        }
    }

    /// What it took the place of before is read off the event: the entry's document may reflect it already.
    private void revise(EntryRevised revised) {
        UUID id = revised.entryId();
        change(id, before -> before.revised(fact, revised.revised()));
        for (FieldChange changed : revised.changes()) {
            if (changed.field().equals("supersedes")) {
                if (changed.before() != null) {
                    change(UUID.fromString(changed.before().toString()), before -> before.without(id));
                }
                if (changed.after() != null) {
                    change(UUID.fromString(changed.after().toString()), before -> before.with(id));
                }
            }
        }
    }

    private void change(UUID entryId, UnaryOperator<StandingEntry> change) {
        var unused = documents.update(where.apply(fact.caseId(), entryId), fact, StandingEntry.class, before -> {
            if (before == null) {
                throw new IllegalStateException("an event refers to entry " + entryId + ", which its case has not recorded");
            }
            return change.apply(before);
        });
    }
}
