package io.flankwatch.ledger;

import io.flankwatch.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;

/// What Axon's suites store: texts, with any ids and any metadata.
final class TextCodec implements EventCodec {

    private record Text(String id, String streamType, String stream, long version, String payload, Instant time, Map<String, String> metaData) {}

    @Override
    public Append.Event encode(List<? extends DomainEventMessage<?>> commit, int index, UUID command, UUID ledgerId) {
        DomainEventMessage<?> message = commit.get(index);
        Map<String, String> metaData = new HashMap<>();
        message.getMetaData().forEach((key, value) -> metaData.put(key, (String) value));
        byte[] bytes = Json.MAPPER.writeValueAsBytes(new Text(
                message.getIdentifier(),
                message.getType(),
                message.getAggregateIdentifier(),
                message.getSequenceNumber(),
                (String) message.getPayload(),
                message.getTimestamp(),
                metaData));
        UUID id = UUID.nameUUIDFromBytes(message.getIdentifier().getBytes(StandardCharsets.UTF_8));
        return new Append.Event(id, message.getAggregateIdentifier(), message.getSequenceNumber(), "text", bytes);
    }

    @Override
    public GenericTrackedDomainEventMessage<?> decode(LedgerLeaf leaf) {
        Text text = Json.MAPPER.readValue(leaf.bytes(), Text.class);
        return new GenericTrackedDomainEventMessage<>(
                new GlobalSequenceTrackingToken(leaf.position()),
                text.streamType(),
                text.stream(),
                text.version(),
                new GenericMessage<>(text.id(), text.payload(), MetaData.from(text.metaData())),
                text::time);
    }
}
