package io.flankwatch.ledger;

import io.flankwatch.events.LedgerEvent;
import io.flankwatch.wire.Envelope;
import io.flankwatch.wire.EnvelopeCodec;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.messaging.GenericMessage;

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
        try {
            return EnvelopeCodec.decode(bytes);
        } catch (RuntimeException unreadable) {
            throw new UnreadableEntry(position, unreadable);
        }
    }

    GenericTrackedDomainEventMessage<LedgerEvent> message() {
        Envelope envelope = envelope();
        return new GenericTrackedDomainEventMessage<>(
                new GlobalSequenceTrackingToken(position),
                LedgerMetadata.STREAM_TYPE,
                stream,
                streamVersion,
                new GenericMessage<>(envelope.id().toString(), envelope.event(), LedgerMetadata.of(this, envelope)),
                envelope::recordedAt);
    }
}
