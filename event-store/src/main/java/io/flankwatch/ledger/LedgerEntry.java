package io.flankwatch.ledger;

import io.flankwatch.wire.Envelope;
import java.time.Instant;
import java.util.UUID;

/// One event as it is stored.
///
/// @param bytes    the envelope's exact bytes
/// @param leafHash SHA-256 of a zero byte and the bytes
@SuppressWarnings("ArrayRecordComponent") // bytes are what the ledger is about, and copying them is what it costs
public record LedgerEntry(
        long position,
        Instant appendedAt,
        String stream,
        long streamVersion,
        String type,
        UUID commandId,
        byte[] bytes,
        byte[] leafHash) {

    /// @throws UnreadableEntry where the type is unknown or the bytes are not an envelope
    public Envelope envelope() {
        return new LedgerLeaf(position, appendedAt, bytes, leafHash).envelope();
    }
}
