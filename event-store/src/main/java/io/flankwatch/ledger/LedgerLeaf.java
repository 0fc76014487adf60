package io.flankwatch.ledger;

import io.flankwatch.wire.Envelope;
import io.flankwatch.wire.EnvelopeCodec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An event by what its row alone can tell: where it is, since when, its bytes, and the hash that they had when they were recorded. Whatever
/// else a [LedgerEntry] has is in the bytes as well, and the ledger's check holds the one to the other.
///
/// @param bytes    the envelope's exact bytes
/// @param leafHash SHA-256 of a zero byte and the bytes
/// @param known    the envelope, where it has been decoded
@SuppressWarnings("ArrayRecordComponent") // bytes are what the ledger is about, and copying them is what it costs
record LedgerLeaf(long position, Instant appendedAt, byte[] bytes, byte[] leafHash, @Nullable Envelope known) {

    LedgerLeaf(long position, Instant appendedAt, byte[] bytes, byte[] leafHash) {
        this(position, appendedAt, bytes, leafHash, null);
    }

    /// The same for several readers.
    ///
    /// @throws UnreadableEntry where the type is unknown or the bytes are not an envelope
    LedgerLeaf decoded() {
        return new LedgerLeaf(position, appendedAt, bytes, leafHash, envelope());
    }

    /// @throws UnreadableEntry where the type is unknown or the bytes are not an envelope
    Envelope envelope() {
        if (known != null) {
            return known;
        }
        try {
            return EnvelopeCodec.decode(bytes);
        } catch (RuntimeException unreadable) {
            throw new UnreadableEntry(position, unreadable);
        }
    }

    /// @param envelope of the bytes
    LedgerEntry entry(Envelope envelope) {
        return new LedgerEntry(
                position, appendedAt, envelope.stream(), envelope.streamVersion(), envelope.type(), envelope.commandId(), bytes, leafHash);
    }
}
