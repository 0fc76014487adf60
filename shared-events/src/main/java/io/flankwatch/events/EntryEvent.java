package io.flankwatch.events;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What happens to an entry after it was recorded.
public sealed interface EntryEvent extends CaseEvent {

    UUID entryId();

    /// It stays visible, as retracted, and counts nowhere.
    record EntryRetracted(UUID entryId, String reason) implements EntryEvent {

        public EntryRetracted {
            Check.required(entryId, "entryId");
            Check.text(reason, "reason");
        }
    }

    /// @param concluded when it ended
    /// @param decisions what was decided, in the order announced
    record MeetingConcluded(
            UUID entryId,
            When concluded,
            Outcome outcome,
            List<String> decisions,
            @Nullable String description,
            List<SourceUse> sources,
            @Nullable String unsourced)
            implements EntryEvent {

        public MeetingConcluded {
            Check.required(entryId, "entryId");
            Check.required(concluded, "concluded");
            Check.required(outcome, "outcome");
            decisions = Check.list(decisions, "decisions");
            Check.optionalText(description, "description");
            sources = Check.list(sources, "sources");
            Check.optionalText(unsourced, "unsourced");
        }

        public enum Outcome {
            DECIDED,
            NO_DECISION,
            ADJOURNED,
            UNKNOWN
        }
    }
}
