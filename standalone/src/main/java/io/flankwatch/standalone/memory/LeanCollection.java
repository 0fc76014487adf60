package io.flankwatch.standalone.memory;

import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.backend.memory.MemoryCollection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Each document comes off the wire with strings of its own. The names of members are the same in all of them, and many have a text in common with the one
/// before: these are kept once.
final class LeanCollection extends MemoryCollection {

    private final Map<String, Member> members = new HashMap<>();

    private static final class Member {

        private final String name;
        private @Nullable String last;

        private Member(String name) {
            this.name = name;
        }

        private @Nullable Object shared(@Nullable Object value) {
            if (value instanceof String text) {
                if (text.equals(last)) {
                    return last;
                }
                last = text;
            }
            return value;
        }
    }

    LeanCollection(LeanDatabase database, String name, CollectionOptions options, CursorRegistry cursors) {
        super(database, name, options, cursors);
    }

    /// Asked with the lock of this collection, as everything that changes it.
    @Override
    protected Integer addDocumentInternal(Document document) {
        Document lean = new Document();
        document.forEach((name, value) -> {
            Member member = members.computeIfAbsent(name, Member::new);
            lean.put(member.name, member.shared(value));
        });
        return super.addDocumentInternal(lean);
    }

    /// What a document had before and has still is as old as it was, and not what has just come off the wire: nobody has to collect that.
    @Override
    protected void handleUpdate(Integer position, Document before, Document document) {
        before.forEach((name, value) -> {
            if (value instanceof String text && text.equals(document.get(name))) {
                document.put(name, text);
            }
        });
    }

    /// By members of the documents themselves. The library takes the names apart, by a pattern, for each two documents that it compares.
    @Override
    protected QueryResult matchDocumentsFromStream(
            Stream<Document> documents, Document query, @Nullable Document orderBy, int skip, int limit, int batch, @Nullable Document members) {
        if (orderBy == null || orderBy.isEmpty() || orderBy.keySet().stream().anyMatch(LeanCollection::isNoMember)) {
            return super.matchDocumentsFromStream(documents, query, orderBy, skip, limit, batch, members);
        }
        return matchDocumentsFromStream(query, documents, skip, limit, batch, order(orderBy), members);
    }

    private static boolean isNoMember(String name) {
        return name.startsWith("$") || name.contains(".");
    }

    private static Comparator<Document> order(Document orderBy) {
        List<Comparator<Document>> members = orderBy.entrySet().stream()
                .map(member -> {
                    String name = member.getKey();
                    ValueComparator values = ((Number) member.getValue()).intValue() > 0 ? ValueComparator.asc() : ValueComparator.desc();
                    return (Comparator<Document>) (one, other) -> values.compare(one.getOrMissing(name), other.getOrMissing(name));
                })
                .toList();
        return members.stream().reduce(Comparator::thenComparing).orElseThrow();
    }

    /// Nobody asks for it, and finding it out encodes each document once more.
    @Override
    protected boolean tracksDataSize() {
        return false;
    }
}
