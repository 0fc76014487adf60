package io.flankwatch.query.projection;

import java.util.Collection;
import java.util.Map;
import org.bson.Document;

/// The live documents of a view as readers ask for them: those of a database that has lost them are not taken for none.
final class AskedDocuments implements Documents {

    private final Documents source;
    private final Continuity continuity;

    AskedDocuments(Documents source, Continuity continuity) {
        this.source = source;
        this.continuity = continuity;
    }

    @Override
    public Map<String, Document> find(Collection<String> ids) {
        return continuity.asked(() -> source.find(ids));
    }

    @Override
    public <T> Map<String, Stored<T>> readAgain(Collection<String> ids, Class<T> body, long remade) {
        return continuity.asked(() -> source.readAgain(ids, body, remade));
    }
}
