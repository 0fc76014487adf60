package io.flankwatch.query.projection;

import io.flankwatch.query.projection.CaseDocuments.Known;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The documents that were folded onto last, as they were written: the next event of a case most often comes to the same ones, and reading a
/// large document back costs more than folding an event onto it.
///
/// Not to be relied on: another process may have written since. A write onto what is no longer there fails, and [#clear] is for that.
final class RecentDocuments {

    private final Map<String, Known> documents;

    private RecentDocuments(int most) {
        documents = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
                return size() > most;
            }
        };
    }

    static RecentDocuments upTo(int most) {
        return new RecentDocuments(most);
    }

    static RecentDocuments none() {
        return new RecentDocuments(0);
    }

    synchronized @Nullable Known get(DocumentId id) {
        return documents.get(id.value());
    }

    synchronized boolean has(String id) {
        return documents.containsKey(id);
    }

    /// @param written to where it came from
    synchronized void keep(CaseDocuments written) {
        written.forEachKnown((id, known) -> {
            // What has just been made is seldom come back to; indexes and roots are, with every event.
            if (id.layer() != DocumentId.Layer.PART) {
                documents.put(id.value(), known);
            }
        });
    }

    synchronized void clear() {
        documents.clear();
    }
}
