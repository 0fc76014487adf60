package io.flankwatch.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What happens to a warning indicator: something to watch for, with a deadline. (Not a STIX or MISP indicator of compromise.)
public sealed interface IndicatorEvent extends CaseEvent {

    UUID indicatorId();

    /// @param owner    who watches it
    /// @param deadline after which it is missed; absent: none
    record IndicatorDefined(
            UUID indicatorId,
            String statement,
            @Nullable String owner,
            Scope scope,
            Condition condition,
            @Nullable Instant deadline,
            @Nullable Marking marking)
            implements IndicatorEvent {

        public IndicatorDefined {
            Check.required(indicatorId, "indicatorId");
            Check.text(statement, "statement");
            Check.optionalText(owner, "owner");
            Check.required(scope, "scope");
            Check.required(condition, "condition");
            Check.instant(deadline, "deadline");
        }

        /// Where the condition looks: in its own case.
        public enum Scope {
            CASE
        }
    }

    /// Recorded by the rules of the service in the same commit as its cause.
    ///
    /// @param metBy the entry that fulfils the condition
    /// @param late  true where it was recorded after the deadline and happened before
    record IndicatorMet(UUID indicatorId, UUID metBy, boolean late) implements IndicatorEvent {

        public IndicatorMet {
            Check.required(indicatorId, "indicatorId");
            Check.required(metBy, "metBy");
        }
    }

    /// What fulfilled the condition was undone.
    ///
    /// @param metBy the entry that had fulfilled it
    record IndicatorReopened(UUID indicatorId, UUID metBy) implements IndicatorEvent {

        public IndicatorReopened {
            Check.required(indicatorId, "indicatorId");
            Check.required(metBy, "metBy");
        }
    }

    record IndicatorWithdrawn(UUID indicatorId, String reason) implements IndicatorEvent {

        public IndicatorWithdrawn {
            Check.required(indicatorId, "indicatorId");
            Check.text(reason, "reason");
        }
    }
}
