package io.flankwatch.events;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What happens to a hypothesis: one of several explanations or outlooks that compete within a case.
public sealed interface HypothesisEvent extends CaseEvent {

    UUID hypothesisId();

    /// @param statement in one sentence that can turn out wrong
    record HypothesisProposed(UUID hypothesisId, String statement, @Nullable String description, @Nullable Marking marking)
            implements HypothesisEvent {

        public HypothesisProposed {
            Check.required(hypothesisId, "hypothesisId");
            Check.text(statement, "statement");
            Check.optionalText(description, "description");
        }
    }

    /// @param changes what differs from what it said before, member by member
    /// @param revised the whole hypothesis as it is now
    record HypothesisRevised(UUID hypothesisId, String reason, List<FieldChange> changes, HypothesisProposed revised)
            implements HypothesisEvent {

        public HypothesisRevised {
            Check.required(hypothesisId, "hypothesisId");
            Check.text(reason, "reason");
            changes = Check.list(changes, "changes");
            Check.that(!changes.isEmpty(), "changes", "must not be empty");
            Check.required(revised, "revised");
            Check.that(revised.hypothesisId().equals(hypothesisId), "revised", "must be the same hypothesis");
        }

        /// @param before the hypothesis as it was
        public static HypothesisRevised of(HypothesisProposed before, HypothesisProposed revised, String reason) {
            return new HypothesisRevised(before.hypothesisId(), reason, FieldChange.between(before, revised), revised);
        }
    }

    /// An entry was weighed against the hypothesis; weighed again, the last time counts.
    record EvidenceWeighed(UUID hypothesisId, UUID entryId, Consistency consistency, @Nullable String rationale)
            implements HypothesisEvent {

        public EvidenceWeighed {
            Check.required(hypothesisId, "hypothesisId");
            Check.required(entryId, "entryId");
            Check.required(consistency, "consistency");
            Check.optionalText(rationale, "rationale");
        }
    }

    /// One analyst's estimate. It takes the place of what the same analyst estimated under the same condition, and stands beside what others did.
    ///
    /// @param analyst    subject of the token of who estimates
    /// @param confidence apart from the likelihood (ICD 203); absent: not stated
    /// @param horizon    the time in the world that it is about; absent: not stated
    /// @param given      holds only where an indicator comes out so; absent: in any case
    record LikelihoodEstimated(
            UUID hypothesisId,
            String analyst,
            Likelihood likelihood,
            @Nullable Confidence confidence,
            @Nullable When horizon,
            @Nullable Given given,
            String rationale)
            implements HypothesisEvent {

        public LikelihoodEstimated {
            Check.required(hypothesisId, "hypothesisId");
            Check.text(analyst, "analyst");
            Check.required(likelihood, "likelihood");
            Check.text(rationale, "rationale");
        }
    }

    /// An indicator's outcome.
    record Given(UUID indicatorId, Outcome outcome) {

        public Given {
            Check.required(indicatorId, "indicatorId");
            Check.required(outcome, "outcome");
        }

        public enum Outcome {
            MET,
            NOT_MET
        }
    }

    /// @param previous   what it was before
    /// @param evidence   entries that it is concluded from; MOOT and UNRESOLVED need none
    record HypothesisResolved(
            UUID hypothesisId, Resolution resolution, Resolution previous, List<UUID> evidence, String rationale)
            implements HypothesisEvent {

        public HypothesisResolved {
            Check.required(hypothesisId, "hypothesisId");
            Check.required(resolution, "resolution");
            Check.required(previous, "previous");
            Check.that(resolution != previous, "resolution", "must not be what it was");
            evidence = Check.list(evidence, "evidence");
            Check.text(rationale, "rationale");
        }
    }

    enum Resolution {
        /// As proposed; resolved so, an earlier resolution is taken back.
        UNRESOLVED,
        BORNE_OUT,
        REFUTED,
        /// The question does not arise any more.
        MOOT
    }
}
