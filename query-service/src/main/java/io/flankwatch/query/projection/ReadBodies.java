package io.flankwatch.query.projection;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Documents that were read lately: to ask whether one is still the same costs a fraction of reading it, and of a large case most are.
///
/// A redaction makes documents anew without moving their positions. So what was read is good for readers of the same `remade` only, who have waited for the
/// views to come to that position.
final class ReadBodies {

    private static final int MOST = 2_000;

    private final Map<String, Read> read = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Read> eldest) {
            return size() > MOST;
        }
    };

    private record Read(Stored<?> document, long remade) {}

    /// Null where it is not known, or not as it is now.
    synchronized <T> @Nullable Stored<T> get(String id, long position, long remade, Class<T> body) {
        @Nullable Read known = read.get(id);
        if (known == null || known.remade != remade || known.document.position() != position) {
            return null;
        }
        Stored<?> document = known.document;
        return new Stored<>(id, document.caseId(), position, document.version(), body.cast(document.body()));
    }

    synchronized <T> void keep(Collection<Stored<T>> documents, long remade) {
        documents.forEach(document -> read.put(document.id(), new Read(document, remade)));
    }
}
