package io.flankwatch.standalone.memory;

import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.memory.MemoryCollection;
import de.bwaldvogel.mongo.backend.memory.MemoryDatabase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

final class LeanDatabase extends MemoryDatabase {

    private static final String ID = "_id";

    /// Of each collection, by its name. What is dropped and comes back gets another one first of all.
    private final Map<String, IdIndex> ids = new ConcurrentHashMap<>();

    LeanDatabase(String name, CursorRegistry cursors) {
        super(name, cursors);
    }

    @Override
    protected MemoryCollection openOrCreateCollection(String collection, CollectionOptions options) {
        return new LeanCollection(this, collection, options, cursorRegistry);
    }

    @Override
    protected Index<Integer> openOrCreateUniqueIndex(String collection, String name, List<IndexKey> keys, boolean sparse) {
        String first = keys.getFirst().getKey();
        if (first.equals(ID) && keys.size() == 1) {
            IdIndex index = new IdIndex(name, keys);
            ids.put(collection, index);
            return index;
        }
        @Nullable IdIndex ofCollection = ids.get(collection);
        boolean covered = first.equals(ID) && keys.stream().noneMatch(key -> key.getKey().contains("."));
        return covered && ofCollection != null ? new BesideId(name, keys, ofCollection) : super.openOrCreateUniqueIndex(collection, name, keys, sparse);
    }
}
