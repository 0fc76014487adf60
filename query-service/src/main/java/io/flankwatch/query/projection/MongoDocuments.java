package io.flankwatch.query.projection;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.query.projection.CaseDocuments.Replacement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The live documents of a view: one collection.
final class MongoDocuments implements Documents {

    private static final Logger LOG = LoggerFactory.getLogger(MongoDocuments.class);
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);
    private static final BulkWriteOptions IN_ORDER = new BulkWriteOptions().ordered(true);

    /// Inserting costs the database less than replacing what isn't there; for a few, one more message costs more than that.
    private static final int MANY = 50;

    private static final Document POSITION = new Document("position", 1);

    private final MongoCollection<Document> collection;
    private final ReadBodies bodies = new ReadBodies();

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

    @Override
    public <T> Map<String, Stored<T>> readAgain(Collection<String> ids, Class<T> body, long remade) {
        Map<String, Stored<T>> all = new HashMap<>();
        List<String> others = new ArrayList<>();
        positions(ids).forEach((id, position) -> {
            @Nullable Stored<T> known = bodies.get(id, position, remade, body);
            if (known == null) {
                others.add(id);
            } else {
                all.put(id, known);
            }
        });
        Map<String, Stored<T>> read = read(others, body);
        bodies.keep(read.values(), remade);
        all.putAll(read);
        return all;
    }

    private Map<String, Long> positions(Collection<String> ids) {
        return answered(() -> {
            Map<String, Long> positions = new HashMap<>();
            collection.find(new Document("_id", new Document("$in", List.copyOf(ids))))
                    .projection(POSITION)
                    .forEach(document -> positions.put(document.getString("_id"), document.getLong("position")));
            return positions;
        });
    }

    /// What [#write] looks documents up by (their `_id` alone is unique already), and what readers do.
    ///
    /// @param searched members
    void index(List<String> searched) {
        searched.forEach(member -> collection.createIndex(new Document(member, 1)));
        var unused = collection.createIndex(new Document("_id", 1).append("position", 1), new IndexOptions().unique(true));
    }

    /// One round trip; the documents in the order given, so that a reader never finds what points at nothing.
    ///
    /// A document is replaced only as it was found. Where another process that takes itself for the owner of the case has come as far
    /// meanwhile, its document stands: both fold the same.
    ///
    /// @throws Overtaken where another process has changed a document, but not come as far: the batch must be folded again
    void write(List<Replacement> replacements) {
        List<Replacement> left = replacements;
        boolean many = replacements.size() >= MANY;
        while (!left.isEmpty()) {
            try {
                var unused = collection.bulkWrite(left.stream().map(each -> model(each, many)).toList(), IN_ORDER);
                return;
            } catch (MongoBulkWriteException failed) {
                BulkWriteError first = failed.getWriteErrors().isEmpty() ? null : failed.getWriteErrors().getFirst();
                if (first == null || first.getCategory() != ErrorCategory.DUPLICATE_KEY) {
                    throw failed;
                }
                overtaken(left.get(first.getIndex()).document());
                left = left.subList(first.getIndex() + 1, left.size());
            }
        }
    }

    /// Nothing with that `_id` is as it was found, so the upsert would insert it a second time.
    private static WriteModel<Document> model(Replacement replacement, boolean many) {
        if (many && replacement.isNew()) {
            return new InsertOneModel<>(replacement.document());
        }
        Document found = new Document("_id", replacement.document().get("_id")).append("position", replacement.before());
        return new ReplaceOneModel<>(found, replacement.document(), UPSERT);
    }

    private void overtaken(Document document) {
        Document stored = collection.find(new Document("_id", document.get("_id"))).first();
        if (stored == null || stored.getLong("position") < document.getLong("position")) {
            throw new Overtaken("document " + document.get("_id") + " was changed by another process");
        }
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
