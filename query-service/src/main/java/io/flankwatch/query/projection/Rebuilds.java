package io.flankwatch.query.projection;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// The one rebuild that there may be, beside the views: it is gone with them, and one process at a time is at it.
///
/// Whoever fills renews its claim with every batch. Should two processes be at it after all, each still writes only onto what it has read.
final class Rebuilds {

    private static final String COLLECTION = "view_rebuild";
    private static final Document THE_ONE = new Document("_id", "all");
    private static final Duration CLAIM = Duration.ofSeconds(10);

    private final MongoCollection<Document> collection;
    private final String self;

    Rebuilds(ViewStore store, String self) {
        collection = store.database().getCollection(COLLECTION);
        this.self = self;
    }

    Optional<Rebuild> find() {
        return Optional.ofNullable(collection.find(THE_ONE).first()).map(Rebuild::read);
    }

    /// @return whether there was none
    boolean begin(Rebuild rebuild) {
        try {
            var unused = collection.insertOne(rebuild.document().append("_id", "all"));
            return true;
        } catch (MongoWriteException another) {
            if (another.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw another;
            }
            return false;
        }
    }

    /// @return as it stands; empty where another process is at it, or it is to wait
    Optional<Rebuild> take(Rebuild rebuild) {
        Document free = the(rebuild)
                .append("paused", false)
                .append("$or", List.of(
                        new Document("by", self), new Document("by", null), new Document("until", new Document("$lt", Instant.now().toEpochMilli()))));
        return Optional.ofNullable(updated(free, claim())).map(Rebuild::read);
    }

    /// Renews the claim and tells how far it has come.
    ///
    /// @return as it stands; empty where it was given up, or the views were dropped
    Optional<Rebuild> keep(Rebuild rebuild, long position, long head) {
        return Optional.ofNullable(updated(the(rebuild).append("by", self), claim().append("position", position).append("head", head)))
                .map(Rebuild::read);
    }

    /// Lets go of the claim.
    void release(Rebuild rebuild) {
        var unused = updated(the(rebuild).append("by", self), new Document("by", null));
    }

    /// @return as it stands; empty where it has come to its end meanwhile
    Optional<Rebuild> pause(Rebuild rebuild, boolean paused) {
        return Optional.ofNullable(updated(the(rebuild), new Document("paused", paused))).map(Rebuild::read);
    }

    /// @return whether it had not come to its end yet
    boolean end(Rebuild rebuild) {
        return collection.deleteOne(the(rebuild)).getDeletedCount() == 1;
    }

    private Document claim() {
        return new Document("by", self).append("until", Instant.now().plus(CLAIM).toEpochMilli());
    }

    private @Nullable Document updated(Document filter, Document members) {
        return collection.findOneAndUpdate(
                filter, new Document("$set", members), new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
    }

    private static Document the(Rebuild rebuild) {
        return new Document(THE_ONE).append("id", rebuild.id());
    }
}
