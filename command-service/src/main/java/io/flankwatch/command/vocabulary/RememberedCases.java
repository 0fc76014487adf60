package io.flankwatch.command.vocabulary;

import io.flankwatch.events.CaseFile;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What this process remembers of cases: how they were when somebody last asked something of them here.
///
/// Never the last word. Whoever is let in by it is asked again by the decision, which knows all that was recorded until then.
@FunctionalInterface
public interface RememberedCases {

    /// @return null where nothing is remembered
    @Nullable CaseFile file(UUID caseId);
}
