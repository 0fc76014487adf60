package io.flankwatch.standalone.memory;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A unique index of `_id` and other members: whatever it would hold is in the index of `_id` already, which alone makes it unique, and whoever looks there
/// finds the one document whose other members are then compared.
final class BesideId extends Index<Integer> {

    private static final String ID = "_id";

    private final IdIndex ids;

    /// Sparse: so nobody misses an entry that isn't in it.
    BesideId(String name, List<IndexKey> keys, IdIndex ids) {
        super(name, keys, true);
        this.ids = ids;
    }

    /// By values as they are; whatever else is looked for is looked for without this index.
    @Override
    public boolean canHandle(Document query) {
        return query.keySet().equals(keySet()) && query.get(ID) instanceof String && query.values().stream().noneMatch(Document.class::isInstance);
    }

    @Override
    public Iterable<Integer> getPositions(Document query) {
        return ids.getPositions(new Document(ID, query.get(ID)));
    }

    @Override
    public @Nullable Integer getPosition(Document document) {
        return ids.getPosition(document);
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Integer> collection) {}

    @Override
    public void add(Document document, Integer position, MongoCollection<Integer> collection) {}

    @Override
    public @Nullable Integer remove(Document document) {
        return null;
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Integer> collection) {}

    @Override
    public void updateInPlace(Document before, Document after, Integer position, MongoCollection<Integer> collection) {}

    @Override
    public boolean isUnique() {
        return true;
    }

    @Override
    public long getCount() {
        return ids.getCount();
    }

    @Override
    public long getDataSize() {
        return 0;
    }

    @Override
    public void drop() {}
}
