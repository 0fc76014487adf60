package io.flankwatch.command.vocabulary;

import io.flankwatch.events.Check;
import io.flankwatch.events.Condition;
import io.flankwatch.events.IndicatorEvent.IndicatorDefined;
import io.flankwatch.events.Marking;
import io.flankwatch.events.IndicatorEvent.IndicatorDefined.Scope;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What can be asked of warning indicators.
public sealed interface IndicatorCommand extends CaseCommand {

    /// @param indicatorId any RFC 9562 UUID; absent: the service makes a UUIDv7
    /// @param scope       absent: CASE
    /// @param deadline    after which it is missed; absent: none
    record DefineIndicator(
            @Nullable UUID indicatorId,
            String statement,
            @Nullable String owner,
            @Nullable Scope scope,
            Condition condition,
            @Nullable Instant deadline,
            @Nullable Marking marking)
            implements IndicatorCommand {

        public DefineIndicator {
            Check.text(statement, "statement");
            Check.optionalText(owner, "owner");
            Check.required(condition, "condition");
        }
    }
}
