package io.flankwatch.ops;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A refused write: who tried what, and why it was refused. Nothing of what was sent is in it but ids of cases.
///
/// @param subject  of the token
/// @param clientId of the token
/// @param path     the template; absent where there is no such endpoint
/// @param caseId   absent where none was named
/// @param command  name of its type; absent where that is not known
/// @param code     of the refusal
/// @param pointers JSON pointers to the members at fault
/// @param traceId  finds the request in the service's log
public record Refusal(
        UUID id,
        String subject,
        String clientId,
        String method,
        @Nullable String path,
        @Nullable UUID caseId,
        @Nullable String command,
        String code,
        List<String> pointers,
        @Nullable String traceId) {

    public Refusal {
        pointers = List.copyOf(pointers);
    }
}
