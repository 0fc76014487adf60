package io.flankwatch.query.projection;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The live documents of a view: one collection.
final class MongoDocuments implements Documents {

    private static final Logger LOG = LoggerFactory.getLogger(MongoDocuments.class);
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);
    private static final BulkWriteOptions IN_ORDER = new BulkWriteOptions().ordered(true);

    private final MongoCollection<Document> collection;

    MongoDocuments(MongoCollection<Document> collection) {
        this.collection = collection;
    }

    @Override
    public Map<String, Document> find(Collection<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return answered(() -> {
            Map<String, Document> found = new HashMap<>();
            collection.find(new Document("_id", new Document("$in", List.copyOf(ids)))).forEach(document -> found.put(document.getString("_id"), document));
            return found;
        });
    }

    /// One round trip; the documents in the order given, so that a reader never finds what points at nothing.
    void write(List<Document> documents) {
        if (documents.isEmpty()) {
            return;
        }
        List<WriteModel<Document>> writes = documents.stream()
                .<WriteModel<Document>>map(document -> new ReplaceOneModel<>(new Document("_id", document.get("_id")), document, UPSERT))
                .toList();
        var unused = collection.bulkWrite(writes, IN_ORDER);
    }

    void delete(String caseId) {
        var unused = collection.deleteMany(new Document("caseId", caseId));
    }

    /// Whoever asks is told that a store is away, whatever the driver calls it.
    static <T> T answered(Supplier<T> question) {
        try {
            return question.get();
        } catch (MongoException failed) {
            LOG.warn("The views' database does not answer", failed);
            throw new Refused(RefusalCode.STORE_AWAY, "The views do not answer");
        }
    }
}
