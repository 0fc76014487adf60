package io.flankwatch.query.projection;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.UpdateOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;

/// Which generation of each view and version answers are given from: one document, so that several views change over at once.
///
/// Every version has its own: a process shows what its own build has folded, and nothing else.
final class Catalogue {

    private static final String COLLECTION = "view_catalogue";
    private static final String SERVING = "serving";

    private final MongoCollection<Document> collection;

    Catalogue(ViewStore store) {
        collection = store.database().getCollection(COLLECTION);
    }

    /// All there are, of whatever version.
    List<Generation> all() {
        Document found = collection.find(new Document("_id", SERVING)).first();
        List<Generation> all = new ArrayList<>();
        if (found != null) {
            found.forEach((member, name) -> {
                if (!member.equals("_id")) {
                    Generation.named(String.valueOf(name)).ifPresent(all::add);
                }
            });
        }
        return all;
    }

    /// By the names of the views; those of which there is none of this build's version are missing.
    Map<String, Generation> serving(Collection<CaseView> views) {
        List<Generation> all = all();
        Map<String, Generation> serving = new HashMap<>();
        for (CaseView view : views) {
            Optional<Generation> own = all.stream().filter(generation -> generation.isOf(view)).findFirst();
            own.ifPresent(generation -> serving.put(view.name(), generation));
        }
        return serving;
    }

    void serve(Collection<Generation> generations) {
        Document members = new Document();
        generations.forEach(generation -> members.append(member(generation), generation.name()));
        var unused = collection.updateOne(new Document("_id", SERVING), new Document("$set", members), new UpdateOptions().upsert(true));
    }

    /// Unless another has taken its place.
    void forget(Generation generation) {
        var unused = collection.updateOne(
                new Document("_id", SERVING).append(member(generation), generation.name()),
                new Document("$unset", new Document(member(generation), "")));
    }

    void clear() {
        var unused = collection.deleteOne(new Document("_id", SERVING));
    }

    private static String member(Generation generation) {
        return generation.view() + "/" + generation.version();
    }
}
