package io.flankwatch.query.projection;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;

/// Where the documents of a view are: in MongoDB, or in memory where they were folded for one answer.
public interface Documents {

    /// Those that there are, by `_id`.
    Map<String, Document> find(Collection<String> ids);

    /// The same, read.
    default <T> Map<String, Stored<T>> read(Collection<String> ids, Class<T> body) {
        Map<String, Stored<T>> read = new HashMap<>();
        find(ids).forEach((id, document) -> read.put(id, Stored.read(document, body)));
        return read;
    }

    /// The same for documents of which most have been read before, and few have changed since.
    ///
    /// @param remade the position since which they may be other documents, though they reflect the same position
    default <T> Map<String, Stored<T>> readAgain(Collection<String> ids, Class<T> body, long remade) {
        return read(ids, body);
    }

    default <T> Optional<Stored<T>> find(DocumentId id, Class<T> body) {
        return Optional.ofNullable(read(List.of(id.value()), body).get(id.value()));
    }
}
