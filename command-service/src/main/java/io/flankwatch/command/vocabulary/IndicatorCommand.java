package io.flankwatch.command.vocabulary;

import io.flankwatch.events.Check;
import io.flankwatch.events.Condition;
import io.flankwatch.events.IndicatorEvent.IndicatorDefined;
import io.flankwatch.events.Marking;
import io.flankwatch.events.IndicatorEvent.IndicatorDefined.Scope;
import io.flankwatch.events.IndicatorEvent.IndicatorJudged.Ruling;
import io.flankwatch.events.figures.AcrossCases.Ref;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What can be asked of warning indicators.
public sealed interface IndicatorCommand extends CaseCommand {

    /// @param indicatorId any RFC 9562 UUID; absent: the service makes a UUIDv7
    /// @param scope       absent: CASE
    /// @param deadline    after which it is missed; absent: none
    /// @param hypotheses  ids of the hypotheses of the case that it bears on
    record DefineIndicator(
            @Nullable UUID indicatorId,
            String statement,
            @Nullable String owner,
            @Nullable Scope scope,
            Condition condition,
            @Nullable Instant deadline,
            @Nullable Marking marking,
            @Nullable List<UUID> hypotheses)
            implements IndicatorCommand {

        public DefineIndicator {
            Check.text(statement, "statement");
            Check.optionalText(owner, "owner");
            Check.required(condition, "condition");
            hypotheses = Check.list(hypotheses, "hypotheses");
        }
    }

    /// What is asked of an indicator that is there.
    sealed interface AboutIndicator extends IndicatorCommand {

        UUID indicatorId();
    }

    /// @param indicatorId given by the path where there is one
    /// @param evidence    the entries that the ruling rests on; required for MET
    /// @param reason      required where it overrides a rule, the deadline or an earlier ruling
    record JudgeIndicator(UUID indicatorId, Ruling ruling, @Nullable List<UUID> evidence, @Nullable String reason) implements AboutIndicator {

        public JudgeIndicator {
            Check.required(indicatorId, "indicatorId");
            Check.required(ruling, "ruling");
            evidence = Check.list(evidence, "evidence");
            Check.optionalText(reason, "reason");
        }
    }

    /// @param indicatorId given by the path where there is one
    record WithdrawIndicator(UUID indicatorId, String reason) implements AboutIndicator {

        public WithdrawIndicator {
            Check.required(indicatorId, "indicatorId");
            Check.text(reason, "reason");
        }
    }

    /// Its deadline has come.
    record ExpireIndicator(UUID indicatorId) implements AboutIndicator, OwnCommand {}

    /// What all cases come to for an indicator that looks in all of them.
    ///
    /// @param by    the entry that completes the condition; absent: it is not fulfilled
    /// @param rests the entries that it may rest on
    record FollowCases(UUID indicatorId, @Nullable Ref by, Set<Ref> rests) implements AboutIndicator, OwnCommand {

        public FollowCases {
            rests = Set.copyOf(rests);
        }
    }
}
