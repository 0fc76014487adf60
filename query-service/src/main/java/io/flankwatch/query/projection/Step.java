package io.flankwatch.query.projection;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.Marking;

/// An event as a document keeps it.
///
/// @param marking the effective one when it was recorded
public record Step<E extends CaseEvent>(E event, Marking marking, String leafHash, Recording recording) {

    public static <E extends CaseEvent> Step<E> of(E event, Fact fact) {
        return new Step<>(event, fact.marking(), fact.leafHash(), fact.recording());
    }
}
