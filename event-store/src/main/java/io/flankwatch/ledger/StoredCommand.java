package io.flankwatch.ledger;

import java.time.Instant;
import java.util.UUID;

/// A command that was stored, with its result: its events are at `firstPosition` and the `count - 1` positions after it.
///
/// @param fingerprint tells whether a request under the same key is the same request; the ledger only keeps it
/// @param result      as the command side gave it; the ledger only keeps it
@SuppressWarnings("ArrayRecordComponent") // bytes are what the ledger is about, and copying them is what it costs
public record StoredCommand(UUID id, byte[] fingerprint, long firstPosition, int count, byte[] result, Instant appendedAt) {

    public long lastPosition() {
        return firstPosition + count - 1;
    }
}
