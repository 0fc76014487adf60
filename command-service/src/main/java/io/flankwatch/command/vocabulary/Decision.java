package io.flankwatch.command.vocabulary;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.LedgerEvent;
import io.flankwatch.events.Marking;
import java.util.List;

/// What a command leads to: the events of one commit, in order.
///
/// @param primary index of the event that the command itself stands for; others were cited with it or follow from it
public record Decision(List<Decided> events, int primary, List<Warning> warnings) {

    public Decision {
        events = List.copyOf(events);
        warnings = List.copyOf(warnings);
    }

    /// @param marking  the strictest of the case's, the event's own and that of whatever it refers to
    /// @param causedBy index of the event that caused it; -1 for the command
    public record Decided(LedgerEvent event, Marking marking, int causedBy) {

        /// Of what was decided about a case.
        public CaseEvent caseEvent() {
            return (CaseEvent) event;
        }
    }
}
