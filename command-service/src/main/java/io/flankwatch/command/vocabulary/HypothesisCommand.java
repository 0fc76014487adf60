package io.flankwatch.command.vocabulary;

import io.flankwatch.events.Check;
import io.flankwatch.events.Confidence;
import io.flankwatch.events.Consistency;
import io.flankwatch.events.HypothesisEvent.Given;
import io.flankwatch.events.HypothesisEvent.Resolution;
import io.flankwatch.events.Likelihood;
import io.flankwatch.events.Marking;
import io.flankwatch.events.When;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What can be asked of hypotheses.
public sealed interface HypothesisCommand extends CaseCommand {

    /// @param hypothesisId any RFC 9562 UUID; absent: the service makes a UUIDv7
    /// @param statement    in one sentence that can turn out wrong
    record ProposeHypothesis(
            @Nullable UUID hypothesisId, String statement, @Nullable String description, @Nullable Marking marking)
            implements HypothesisCommand {

        public ProposeHypothesis {
            Check.text(statement, "statement");
            Check.optionalText(description, "description");
        }
    }

    /// @param hypothesisId given by the path where there is one
    /// @param changes      the members that change, as in the body that proposes a hypothesis (JSON merge patch, RFC 7396): null takes
    ///                     one away
    record ReviseHypothesis(UUID hypothesisId, String reason, Map<String, @Nullable Object> changes) implements HypothesisCommand {

        public ReviseHypothesis {
            Check.required(hypothesisId, "hypothesisId");
            Check.text(reason, "reason");
            changes = Collections.unmodifiableMap(new LinkedHashMap<>(Check.required(changes, "changes")));
        }
    }

    /// @param hypothesisId given by the path where there is one
    /// @param entryId      a standing entry of the case
    record WeighEvidence(UUID hypothesisId, UUID entryId, Consistency consistency, @Nullable String rationale)
            implements HypothesisCommand {

        public WeighEvidence {
            Check.required(hypothesisId, "hypothesisId");
            Check.required(entryId, "entryId");
            Check.required(consistency, "consistency");
            Check.optionalText(rationale, "rationale");
        }
    }

    /// @param hypothesisId given by the path where there is one
    /// @param likelihood   a term of ICD 203
    /// @param confidence   apart from the likelihood; absent: not stated
    /// @param horizon      the time in the world that it is about; absent: not stated
    /// @param given        holds only where an indicator of the case comes out so; absent: in any case
    record EstimateLikelihood(
            UUID hypothesisId,
            Likelihood likelihood,
            @Nullable Confidence confidence,
            @Nullable When horizon,
            @Nullable Given given,
            String rationale)
            implements HypothesisCommand {

        public EstimateLikelihood {
            Check.required(hypothesisId, "hypothesisId");
            Check.required(likelihood, "likelihood");
            Check.text(rationale, "rationale");
        }
    }

    /// @param hypothesisId given by the path where there is one
    /// @param resolution   UNRESOLVED takes an earlier one back
    /// @param evidence     standing entries of the case; required for BORNE_OUT and REFUTED
    record ResolveHypothesis(UUID hypothesisId, Resolution resolution, @Nullable List<UUID> evidence, String rationale)
            implements HypothesisCommand {

        public ResolveHypothesis {
            Check.required(hypothesisId, "hypothesisId");
            Check.required(resolution, "resolution");
            evidence = Check.list(evidence, "evidence");
            boolean concluded = resolution == Resolution.BORNE_OUT || resolution == Resolution.REFUTED;
            Check.that(!concluded || !evidence.isEmpty(), "evidence", "is required where the resolution is " + resolution);
            Check.text(rationale, "rationale");
        }
    }
}
