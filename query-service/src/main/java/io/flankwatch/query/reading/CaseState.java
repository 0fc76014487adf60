package io.flankwatch.query.reading;

import io.flankwatch.query.projection.DocumentId;
import io.flankwatch.query.projection.Documents;
import io.flankwatch.query.projection.PartsInOrder;
import io.flankwatch.query.projection.Stored;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// One case in one view, as a reader may see it.
///
/// @param fold      names the fold that they come from and its version: what changes an answer though nothing happened
/// @param documents where the view's documents of the case are found
/// @param position  the last event of the case that they reflect
/// @param version   that event's place in the stream of the case
public record CaseState(CaseGate gate, String fold, Documents documents, long position, long version) {

    /// From so many events on, most of what a read asks for was read before.
    static final long LARGE = 1_000;

    /// Whether it is worth keeping what was made of it.
    public boolean large() {
        return version >= LARGE;
    }

    /// Empty also for the root of a case of which the view has nothing to say yet.
    public <T> Optional<T> find(DocumentId id, Class<T> body) {
        return documents.find(id, body).flatMap(found -> Optional.ofNullable(found.body()));
    }

    /// All parts of one sort, in the order of their index.
    ///
    /// @param part where the part with an id is
    public <T> List<T> inOrder(DocumentId index, BiFunction<String, UUID, DocumentId> part, Class<T> body) {
        List<UUID> ids = find(index, PartsInOrder.class).map(PartsInOrder::ids).orElse(List.of());
        return findAll(ids.stream().map(id -> part.apply(gate.caseId(), id)).toList(), body);
    }

    /// Those that there are, in the order asked.
    public <T> List<T> findAll(Collection<DocumentId> ids, Class<T> body) {
        List<String> values = ids.stream().map(DocumentId::value).toList();
        Map<String, Stored<T>> found = large() ? documents.readAgain(values, body, gate.remarkedAt()) : documents.read(values, body);
        return values.stream()
                .flatMap(id -> Stream.ofNullable(found.get(id)))
                .map(Stored::content)
                .toList();
    }
}
