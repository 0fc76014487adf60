package io.flankwatch.query.projection;

import com.mongodb.client.MongoCollection;
import io.flankwatch.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/// What the documents of a view come to: the same ledger, read as far, gives the same digest, whenever and wherever it was folded.
public final class Digests {

    private Digests() {}

    /// @param position up to where the view had read the ledger when the digest was begun; absent where this process does not know
    /// @param sha256   over the documents in the order of their `_id`, each as JSON with sorted members and a line break; hex
    public record Digest(String view, @Nullable Long position, long documents, String sha256) {}

    public static List<Digest> of(Views views) {
        return views.all().stream()
                .map(view -> views.ask(view, collection -> digest(view.name(), views.position(), collection)))
                .toList();
    }

    private static Digest digest(String view, OptionalLong position, MongoCollection<Document> collection) {
        MessageDigest sha256 = sha256();
        long count = 0;
        try (var documents = collection.find().sort(new Document("_id", 1)).cursor()) {
            while (documents.hasNext()) {
                add(sha256, canonical(documents.next()));
                count++;
            }
        }
        return new Digest(view, position.isPresent() ? position.getAsLong() : null, count, HexFormat.of().formatHex(sha256.digest()));
    }

    /// @param document as [#canonical] has it
    static void add(MessageDigest digest, String document) {
        digest.update((document + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static String canonical(Document document) {
        return Json.MAPPER.writeValueAsString(sorted(document));
    }

    private static @Nullable Object sorted(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> members -> {
                Map<String, Object> sorted = new TreeMap<>();
                members.forEach((name, member) -> sorted.put(String.valueOf(name), sorted(member)));
                yield sorted;
            }
            case List<?> elements -> {
                List<Object> sorted = new ArrayList<>();
                elements.forEach(element -> sorted.add(sorted(element)));
                yield sorted;
            }
            case Binary json -> new String(json.getData(), StandardCharsets.UTF_8);
            case null, default -> value;
        };
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
