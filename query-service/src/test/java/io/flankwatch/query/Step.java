package io.flankwatch.query;

import io.flankwatch.events.BriefEvent.BriefIssued;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.EntryEvent.EntryRedacted;
import io.flankwatch.events.EntryEvent.RedactionProposed;
import io.flankwatch.events.LedgerEvent;
import io.flankwatch.events.Marking;
import io.flankwatch.events.PersonEvent.PersonErased;
import java.util.UUID;

/// What happens next to a case. Some of it can be told only by whoever knows what is stored: [Chronicle].
sealed interface Step {

    /// Of the event that comes of it.
    Class<? extends LedgerEvent> type();

    /// @param marking the effective one
    record Happened(Marking marking, CaseEvent event) implements Step {

        @Override
        public Class<? extends LedgerEvent> type() {
            return event.getClass();
        }
    }

    record Erased(PersonErased event) implements Step {

        @Override
        public Class<? extends LedgerEvent> type() {
            return PersonErased.class;
        }
    }

    /// Another supervisor agrees with what was proposed.
    record Redacted(Marking marking, RedactionProposed proposed) implements Step {

        @Override
        public Class<? extends LedgerEvent> type() {
            return EntryRedacted.class;
        }
    }

    /// A brief of what has happened so far, in bytes that nobody can make again.
    record Issued(Marking marking, UUID briefId, String mediaType) implements Step {

        @Override
        public Class<? extends LedgerEvent> type() {
            return BriefIssued.class;
        }
    }
}
