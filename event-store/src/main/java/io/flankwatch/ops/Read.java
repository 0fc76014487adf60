package io.flankwatch.ops;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A read that was answered, or refused: who asked for what, and why. Nothing of what was told is in it.
///
/// @param at       by the clock of the service, as it answered
/// @param subject  of the token
/// @param clientId of the token
/// @param path     the template
/// @param caseId   absent where none was named
/// @param position what the answer reflects; absent where it is not of a position
/// @param purpose  as the reader has stated it
/// @param status   of the answer
/// @param traceId  finds the request in the service's log
public record Read(
        UUID id,
        Instant at,
        String subject,
        String clientId,
        String method,
        String path,
        @Nullable UUID caseId,
        @Nullable Long position,
        @Nullable String purpose,
        int status,
        @Nullable String traceId) {}
