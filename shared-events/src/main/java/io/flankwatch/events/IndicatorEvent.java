package io.flankwatch.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What happens to a warning indicator: something to watch for, with a deadline. (Not a STIX or MISP indicator of compromise.)
public sealed interface IndicatorEvent extends CaseEvent {

    UUID indicatorId();

    /// @param owner      who watches it
    /// @param deadline   after which it is missed; absent: none
    /// @param hypotheses ids of the hypotheses of the case that it bears on
    record IndicatorDefined(
            UUID indicatorId,
            String statement,
            @Nullable String owner,
            Scope scope,
            Condition condition,
            @Nullable Instant deadline,
            @Nullable Marking marking,
            List<UUID> hypotheses)
            implements IndicatorEvent {

        public IndicatorDefined {
            Check.required(indicatorId, "indicatorId");
            Check.text(statement, "statement");
            Check.optionalText(owner, "owner");
            Check.required(scope, "scope");
            Check.required(condition, "condition");
            Check.instant(deadline, "deadline");
            hypotheses = Check.list(hypotheses, "hypotheses");
        }

        /// Where the condition looks: in its own case, or in all cases of the ledger.
        public enum Scope {
            CASE,
            LEDGER
        }
    }

    /// Recorded by the rules of the service: in the same commit as its cause, or, where the condition looks in all cases, caused by an event of another commit.
    ///
    /// @param metBy     the entry that fulfils the condition; of several that do so together, the one that completed it
    /// @param late      true where it was recorded after the deadline and happened before
    /// @param metByCase the case of that entry; absent: the indicator's own
    record IndicatorMet(UUID indicatorId, UUID metBy, boolean late, @Nullable UUID metByCase) implements IndicatorEvent {

        public IndicatorMet {
            Check.required(indicatorId, "indicatorId");
            Check.required(metBy, "metBy");
        }
    }

    /// What fulfilled the condition was undone, or nothing that a ruling rested on stands any more. One that has expired before is expired again.
    ///
    /// @param metBy     the entry that had fulfilled it, or the first that the ruling rested on
    /// @param metByCase the case of that entry; absent: the indicator's own
    record IndicatorReopened(UUID indicatorId, UUID metBy, @Nullable UUID metByCase) implements IndicatorEvent {

        public IndicatorReopened {
            Check.required(indicatorId, "indicatorId");
            Check.required(metBy, "metBy");
        }
    }

    /// An analyst ruled on it. From then on no rule and no deadline changes it, as long as anything of the evidence stands.
    ///
    /// @param evidence the entries of the case that the ruling rests on
    /// @param reason   required where it overrides a rule, the deadline or an earlier ruling
    /// @param late     true where it is ruled met after the deadline
    record IndicatorJudged(UUID indicatorId, Ruling ruling, List<UUID> evidence, @Nullable String reason, boolean late) implements IndicatorEvent {

        public IndicatorJudged {
            Check.required(indicatorId, "indicatorId");
            Check.required(ruling, "ruling");
            evidence = Check.list(evidence, "evidence");
            Check.optionalText(reason, "reason");
        }

        public enum Ruling {
            MET,
            NOT_MET
        }
    }

    /// It was open when its deadline came: it is missed. Recorded by the service, once.
    record IndicatorExpired(UUID indicatorId, Instant deadline) implements IndicatorEvent {

        public IndicatorExpired {
            Check.required(indicatorId, "indicatorId");
            Check.required(Check.instant(deadline, "deadline"), "deadline");
        }
    }

    record IndicatorWithdrawn(UUID indicatorId, String reason) implements IndicatorEvent {

        public IndicatorWithdrawn {
            Check.required(indicatorId, "indicatorId");
            Check.text(reason, "reason");
        }
    }
}
