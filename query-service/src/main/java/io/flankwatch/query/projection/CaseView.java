package io.flankwatch.query.projection;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.wire.EventTypes;
import java.util.List;

/// A view of cases: what it is called, and its fold.
public interface CaseView {

    /// The stored types that views fold: all of them, since every event moves a case's version on.
    List<String> TYPES = EventTypes.classes().stream().map(EventTypes::nameOf).toList();

    /// In kebab-case, as it is called in URLs.
    String name();

    /// Of the fold and of how its documents are shown: moves on with every change of either, so that no caller keeps an answer of the
    /// old one for that of the new.
    default int version() {
        return 1;
    }

    /// The fold. It may read and change documents of the event's case only, and depends on nothing but these and the event.
    void apply(CaseDocuments documents, Fact fact);

    /// The documents that [#apply] will ask for first, so that a batch can fetch them at once. A guess: what is missing is fetched then.
    List<DocumentId> touched(String caseId, CaseEvent event);

    /// How many of its documents are held in memory at most, of the cases that were read last.
    default int held() {
        return 4_000;
    }

    /// Members that documents are found by beside their `_id`.
    default List<String> searched() {
        return List.of();
    }
}
