package io.flankwatch.wire;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;

/// Jackson's own reader of instants, but quicker where they stand in the usual form, and for texts only: a number is not a time.
final class InstantReader extends InstantDeserializer<Instant> {

    InstantReader() {
        super(INSTANT, DateTimeFormatter.ISO_INSTANT);
    }

    @Override
    public @Nullable Instant deserialize(JsonParser json, DeserializationContext context) {
        if (!json.hasToken(JsonToken.VALUE_STRING)) {
            return (Instant) context.handleUnexpectedToken(getValueType(context), json);
        }
        Instant usual = Instants.usual(json.getString());
        return usual == null ? super.deserialize(json, context) : usual;
    }
}
