package io.flankwatch.command.vocabulary;

import io.flankwatch.events.Check;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A part about a person as a command has it: sealed at the edge, whatever the client has sent.
///
/// @param sealed absent: what the entry has about the person already stays as it is
public record SealedDraft(UUID personId, @Nullable String sealed) {

    public SealedDraft {
        Check.required(personId, "personId");
    }
}
