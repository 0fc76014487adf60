package io.flankwatch.ledger;

import io.flankwatch.events.LedgerEvent;
import io.flankwatch.events.Marking;
import io.flankwatch.wire.Envelope;
import io.flankwatch.wire.EnvelopeCodec;
import io.flankwatch.wire.Ids;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.messaging.GenericMessage;
import org.jspecify.annotations.Nullable;

/// Events in their envelopes.
final class EnvelopeEventCodec implements EventCodec {

    @Override
    public Append.Event encode(List<? extends DomainEventMessage<?>> commit, int index, UUID command, UUID ledgerId) {
        DomainEventMessage<?> message = commit.get(index);
        if (!(message.getPayload() instanceof LedgerEvent event)) {
            throw new IllegalArgumentException("the ledger holds its own events, not " + message.getPayloadType().getName());
        }
        UUID correlation = LedgerMetadata.optional(message, LedgerMetadata.CORRELATION_ID, UUID.class);
        Integer back = LedgerMetadata.optional(message, LedgerMetadata.CAUSED_BACK, Integer.class);
        UUID causation = back == null
                ? LedgerMetadata.optional(message, LedgerMetadata.CAUSATION_ID, UUID.class)
                : UUID.fromString(commit.get(index - back).getIdentifier());
        Envelope envelope = new Envelope(
                UUID.fromString(message.getIdentifier()),
                ledgerId,
                message.getAggregateIdentifier(),
                message.getTimestamp().truncatedTo(ChronoUnit.MICROS),
                message.getSequenceNumber(),
                command,
                index,
                commit.size(),
                correlation == null ? command : correlation,
                causation == null ? command : causation,
                LedgerMetadata.required(message, LedgerMetadata.SUBJECT, String.class),
                LedgerMetadata.required(message, LedgerMetadata.CLIENT_ID, String.class),
                LedgerMetadata.required(message, LedgerMetadata.MARKING, Marking.class),
                Ids.salt(),
                traceParent(),
                event);
        return new Append.Event(
                envelope.id(), envelope.stream(), envelope.streamVersion(), envelope.type(), EnvelopeCodec.encode(envelope));
    }

    /// Of whoever hands the commit over, where they are traced.
    private static @Nullable String traceParent() {
        SpanContext now = Span.current().getSpanContext();
        return now.isSampled() ? "00-" + now.getTraceId() + "-" + now.getSpanId() + "-" + now.getTraceFlags().asHex() : null;
    }

    @Override
    public GenericTrackedDomainEventMessage<LedgerEvent> decode(LedgerLeaf leaf) {
        return message(leaf);
    }

    static GenericTrackedDomainEventMessage<LedgerEvent> message(LedgerLeaf leaf) {
        Envelope envelope = leaf.envelope();
        return new GenericTrackedDomainEventMessage<>(
                new GlobalSequenceTrackingToken(leaf.position()),
                LedgerMetadata.STREAM_TYPE,
                envelope.stream(),
                envelope.streamVersion(),
                new GenericMessage<>(envelope.id().toString(), envelope.event(), new EntryMetaData(leaf.entry(envelope), envelope)),
                envelope::recordedAt);
    }
}
