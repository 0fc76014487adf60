package io.flankwatch.query.projection;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/// Which generation answers are given from: one of each build, since a process shows what its own build has folded, and nothing else.
final class Catalogue {

    private static final String COLLECTION = "view_catalogue";
    private static final String SERVING = "serving";

    private final MongoCollection<Document> collection;

    Catalogue(ViewStore store) {
        collection = store.database().getCollection(COLLECTION);
    }

    /// All there are, of whatever build.
    List<Generation> all() {
        Document found = collection.find(new Document("_id", SERVING)).first();
        List<Generation> all = new ArrayList<>();
        if (found != null) {
            found.forEach((build, name) -> {
                if (!build.equals("_id")) {
                    all.add(Generation.named(String.valueOf(name)));
                }
            });
        }
        return all;
    }

    Optional<Generation> serving(String build) {
        return all().stream().filter(generation -> generation.build().equals(build)).findFirst();
    }

    void serve(Generation generation) {
        var unused = collection.updateOne(
                new Document("_id", SERVING), new Document("$set", new Document(generation.build(), generation.name())), new UpdateOptions().upsert(true));
    }

    /// Unless another has taken its place.
    void forget(Generation generation) {
        var unused = collection.updateOne(
                new Document("_id", SERVING).append(generation.build(), generation.name()),
                new Document("$unset", new Document(generation.build(), "")));
    }

    void clear() {
        var unused = collection.deleteOne(new Document("_id", SERVING));
    }
}
