package io.flankwatch.query.projection;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// Where the documents of a view are: in MongoDB, or in memory where they were folded for one answer.
public interface Documents {

    /// Those that there are, by `_id`.
    Map<String, Document> find(Collection<String> ids);

    default <T> Optional<Stored<T>> find(DocumentId id, Class<T> body) {
        @Nullable Document found = find(List.of(id.value())).get(id.value());
        return Optional.ofNullable(found).map(document -> Stored.read(document, body));
    }
}
