package io.flankwatch.command.desk;

import io.flankwatch.platform.access.Actor;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A request that wants something recorded, as it came in; its body has not been looked into yet.
///
/// @param attempt   what it is recorded with if it is refused
/// @param caseId    of the path; absent where the case is to be opened
/// @param names     the path's other variables, which the body need not repeat
/// @param key       `Idempotency-Key`
/// @param ifMatch   the version that `If-Match` names
@SuppressWarnings("ArrayRecordComponent") // read once, handed on, never changed
public record WriteRequest(
        Actor actor,
        Attempt attempt,
        String method,
        String path,
        String query,
        @Nullable UUID caseId,
        Map<String, String> names,
        @Nullable String key,
        @Nullable Long ifMatch,
        boolean dryRun,
        byte[] body) {}
