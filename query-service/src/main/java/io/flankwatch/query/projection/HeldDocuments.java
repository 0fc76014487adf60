package io.flankwatch.query.projection;

import io.flankwatch.query.projection.HeldCases.Found;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bson.Document;

/// The live documents of one case in a view, held in memory as far as they were read before.
final class HeldDocuments implements Documents {

    private final Documents source;
    private final HeldCases held;
    private final String caseId;

    HeldDocuments(Documents source, HeldCases held, String caseId) {
        this.source = source;
        this.held = held;
        this.caseId = caseId;
    }

    @Override
    public Map<String, Document> find(Collection<String> ids) {
        return source.find(ids);
    }

    @Override
    public <T> Map<String, Stored<T>> read(Collection<String> ids, Class<T> body) {
        return read(ids, body, missing -> source.read(missing, body));
    }

    @Override
    public <T> Map<String, Stored<T>> readAgain(Collection<String> ids, Class<T> body, long remade) {
        return read(ids, body, missing -> source.readAgain(missing, body, remade));
    }

    private <T> Map<String, Stored<T>> read(Collection<String> ids, Class<T> body, Function<List<String>, Map<String, Stored<T>>> fetch) {
        Found<T> found = held.find(caseId, ids, body);
        if (found.missing().isEmpty()) {
            return found.documents();
        }
        Map<String, Stored<T>> fetched = fetch.apply(found.missing());
        held.keep(caseId, found, fetched);
        Map<String, Stored<T>> all = new HashMap<>(found.documents());
        all.putAll(fetched);
        return all;
    }
}
