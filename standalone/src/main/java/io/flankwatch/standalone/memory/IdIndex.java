package io.flankwatch.standalone.memory;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where each document is, by its `_id` as it is, in place of a list of values around it.
final class IdIndex extends AbstractUniqueIndex<Integer> {

    private static final String ID = "_id";

    private final Map<Object, Integer> places = new ConcurrentHashMap<>();

    IdIndex(String name, List<IndexKey> keys) {
        super(name, keys, false);
    }

    @Override
    public @Nullable Integer getPosition(Document document) {
        return places.get(key(document));
    }

    @Override
    public synchronized void checkAdd(Document document, MongoCollection<Integer> collection) {
        if (places.containsKey(key(document))) {
            throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(List.of(document.get(ID))));
        }
    }

    @Override
    public synchronized void add(Document document, Integer position, MongoCollection<Integer> collection) {
        if (places.putIfAbsent(key(document), position) != null) {
            throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(List.of(document.get(ID))));
        }
    }

    @Override
    public synchronized @Nullable Integer remove(Document document) {
        return places.remove(key(document));
    }

    /// An `_id` does not change: the collection refuses that.
    @Override
    public synchronized void checkUpdate(Document before, Document after, MongoCollection<Integer> collection) {}

    @Override
    public void updateInPlace(Document before, Document after, Integer position, MongoCollection<Integer> collection) {}

    @Override
    protected @Nullable Integer removeDocument(KeyValue key) {
        return places.remove(key.get(0));
    }

    @Override
    protected boolean putKeyPosition(KeyValue key, Integer position) {
        return places.putIfAbsent(key.get(0), position) == null;
    }

    @Override
    protected @Nullable Integer getPosition(KeyValue key) {
        return places.get(key.get(0));
    }

    @Override
    protected Iterable<Entry<KeyValue, Integer>> getIterable() {
        return places.entrySet().stream().map(entry -> Map.entry(new KeyValue(List.of(entry.getKey())), entry.getValue())).collect(Collectors.toList());
    }

    @Override
    public long getCount() {
        return places.size();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    /// Numbers of any type are equal; texts, which nearly all are, are themselves.
    private static Object key(Document document) {
        Object id = document.get(ID);
        return id instanceof String ? id : new KeyValue(List.of(id)).normalized().get(0);
    }
}
