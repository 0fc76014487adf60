package io.flankwatch.query.projection;

import io.flankwatch.wire.Json;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/// A document as it is stored: `{_id, caseId, position, version, body}`. The body is a record in the form of its JSON, so times are
/// ISO 8601 texts, ids are texts and what is absent is left out; it is that JSON in UTF-8, which is copied on its way where a text would be
/// encoded and decoded letter by letter, or its members where it is [Searched].
///
/// @param position the last event that it reflects
/// @param version  that event's place in the stream of its case
/// @param body     absent in the root of a case of which a view keeps nothing but the position
public record Stored<T>(String id, String caseId, long position, long version, @Nullable T body) {

    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

    public static <T> Stored<T> read(Document document, Class<T> type) {
        return new Stored<>(
                document.getString("_id"),
                document.getString("caseId"),
                document.getLong("position"),
                document.getLong("version"),
                switch (document.get("body")) {
                    case null -> null;
                    case Binary json -> Json.MAPPER.readValue(json.getData(), type);
                    case Object members -> Json.MAPPER.convertValue(members, type);
                });
    }

    /// The same, for who knows of which sort it is.
    <U> Stored<U> as(Class<U> type) {
        return new Stored<>(id, caseId, position, version, type.cast(body));
    }

    /// @throws IllegalStateException where there is no body
    public T content() {
        if (body == null) {
            throw new IllegalStateException("document " + id + " has no body");
        }
        return body;
    }

    Document document() {
        Document document = new Document("_id", id)
                .append("caseId", caseId)
                .append("position", position)
                .append("version", version);
        if (body != null) {
            document.append("body", body instanceof Searched ? new Document(Json.MAPPER.convertValue(body, MEMBERS)) : new Binary(Json.MAPPER.writeValueAsBytes(body)));
        }
        return document;
    }
}
