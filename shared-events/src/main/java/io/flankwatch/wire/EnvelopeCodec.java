package io.flankwatch.wire;

import io.flankwatch.events.Marking;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Envelopes to bytes and back. The order of the members is fixed; an envelope is encoded once, and these bytes are what counts.
public final class EnvelopeCodec {

    private EnvelopeCodec() {}

    public static byte[] encode(Envelope envelope) {
        byte[] encoded = WrittenForm.write(envelope);
        if (!decode(encoded).equals(envelope)) {
            // A stored event stays for ever: what can't be read back as it is is not written.
            throw new IllegalStateException("an event of type " + envelope.type() + " is not the same when it is read back");
        }
        return encoded;
    }

    /// @throws UnknownEventType where the type or version is not known
    public static Envelope decode(byte[] bytes) {
        Envelope written = WrittenForm.read(bytes);
        return written == null ? any(bytes) : written;
    }

    /// Any JSON of an envelope: members in another order, texts escaped, an older version of the type, or an error.
    static Envelope any(byte[] bytes) {
        ObjectNode json = (ObjectNode) Json.MAPPER.readTree(bytes);
        Upcasters.apply(json);
        return new Envelope(
                uuid(json, "id"),
                UUID.fromString(text(json, "source").substring("urn:uuid:".length())),
                text(json, "subject"),
                Instants.parse(text(json, "time")),
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
                json.has("traceparent") ? text(json, "traceparent") : null,
                Json.MAPPER.treeToValue(json.required("data"), EventTypes.classOf(text(json, "type"))));
    }

    private static UUID uuid(JsonNode json, String member) {
        return UUID.fromString(text(json, member));
    }

    private static String text(JsonNode json, String member) {
        return json.required(member).stringValue();
    }
}
