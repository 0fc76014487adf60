package io.flankwatch.wire;

import io.flankwatch.events.Marking;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Envelopes to bytes and back. The order of the members is fixed; an envelope is encoded once, and these bytes are what counts.
public final class EnvelopeCodec {

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private EnvelopeCodec() {}

    public static byte[] encode(Envelope envelope) {
        var bytes = new ByteArrayOutputStream(1024);
        String type = envelope.type();
        try (JsonGenerator json = Json.MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringProperty("specversion", "1.0");
            json.writeStringProperty("id", envelope.id().toString());
            json.writeStringProperty("source", "urn:uuid:" + envelope.ledgerId());
            json.writeStringProperty("type", type);
            json.writeStringProperty("subject", envelope.caseId());
            json.writeStringProperty("partitionkey", envelope.caseId());
            json.writeStringProperty("time", MICROSECONDS.format(envelope.recordedAt()));
            json.writeStringProperty("datacontenttype", "application/json");
            json.writeStringProperty("dataschema", EventTypes.schemaOf(type));
            json.writeNumberProperty("streamversion", envelope.streamVersion());
            json.writeStringProperty("commandid", envelope.commandId().toString());
            json.writeNumberProperty("commitindex", envelope.commitIndex());
            json.writeNumberProperty("commitsize", envelope.commitSize());
            json.writeStringProperty("correlationid", envelope.correlationId().toString());
            json.writeStringProperty("causationid", envelope.causationId().toString());
            json.writeStringProperty("authid", envelope.subject());
            json.writeStringProperty("clientid", envelope.clientId());
            json.writeStringProperty("marking", envelope.marking().toString());
            json.writeStringProperty("salt", envelope.salt());
            json.writePOJOProperty("data", envelope.event());
            json.writeEndObject();
        }
        byte[] encoded = bytes.toByteArray();
        if (!decode(encoded).equals(envelope)) {
            // A stored event stays for ever: what can't be read back as it is is not written.
            throw new IllegalStateException("an event of type " + type + " is not the same when it is read back");
        }
        return encoded;
    }

    /// @throws UnknownEventType where the type or version is not known
    public static Envelope decode(byte[] bytes) {
        ObjectNode json = (ObjectNode) Json.MAPPER.readTree(bytes);
        Upcasters.apply(json);
        return new Envelope(
                uuid(json, "id"),
                UUID.fromString(text(json, "source").substring("urn:uuid:".length())),
                text(json, "subject"),
                Instant.parse(text(json, "time")),
                json.required("streamversion").longValue(),
                uuid(json, "commandid"),
                json.required("commitindex").intValue(),
                json.required("commitsize").intValue(),
                uuid(json, "correlationid"),
                uuid(json, "causationid"),
                text(json, "authid"),
                text(json, "clientid"),
                Marking.of(text(json, "marking")),
                text(json, "salt"),
                Json.MAPPER.treeToValue(json.required("data"), EventTypes.classOf(text(json, "type"))));
    }

    private static UUID uuid(JsonNode json, String member) {
        return UUID.fromString(text(json, member));
    }

    private static String text(JsonNode json, String member) {
        return json.required(member).stringValue();
    }
}
