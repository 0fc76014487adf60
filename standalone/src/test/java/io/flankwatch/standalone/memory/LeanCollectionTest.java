package io.flankwatch.standalone.memory;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.memory.MemoryCollection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeanCollectionTest {

    private final LeanDatabase database = new LeanDatabase("views", new CursorRegistry());
    private final MemoryCollection collection = database.openOrCreateCollection("a_view", CollectionOptions.withDefaults());

    private static String own(String text) {
        return new String(text.toCharArray());
    }

    @Test
    void what_documents_have_in_common_is_kept_once() {
        for (String id : List.of("a", "b")) {
            collection.addDocument(new Document(own("_id"), id).append(own("caseId"), own("c")).append(own("body"), "of " + id));
        }
        List<Document> kept = new ArrayList<>();
        collection.queryAll().forEach(kept::add);
        assertThat(kept).extracting(document -> document.get("body")).containsExactly("of a", "of b");
        assertThat(kept.getFirst().get("caseId")).isSameAs(kept.getLast().get("caseId"));
        List<String> names = List.copyOf(kept.getLast().keySet());
        assertThat(List.copyOf(kept.getFirst().keySet())).zipSatisfy(names, (one, other) -> assertThat(one).isSameAs(other));
    }

    @Test
    void an_index_of_the_id_and_more_finds_by_the_id_alone() {
        Index<Integer> ids = database.openOrCreateUniqueIndex("a_view", "_id_", List.of(new IndexKey("_id", true)), false);
        Index<Integer> more = database.openOrCreateUniqueIndex("a_view", "more", List.of(new IndexKey("_id", true), new IndexKey("position", true)), false);
        Document document = new Document("_id", "a").append("position", 3L);
        ids.add(document, 7, collection);
        assertThat(more.canHandle(document)).isTrue();
        assertThat(more.getPositions(document)).containsExactly(7);
        assertThat(more.canHandle(new Document("_id", "a"))).isFalse();
        assertThat(more.canHandle(new Document("_id", "a").append("position", new Document("$gt", 2L)))).isFalse();
    }
}
