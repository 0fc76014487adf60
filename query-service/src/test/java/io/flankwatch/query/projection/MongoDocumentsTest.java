package io.flankwatch.query.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.flankwatch.query.projection.CaseDocuments.Replacement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoDocumentsTest {

    private static final @Nullable String REAL = System.getenv("FLANKWATCH_TEST_MONGODB_URI");

    private final MongoServer memory = new MongoServer(new MemoryBackend());
    private final MongoClient client = MongoClients.create(REAL == null ? memory.bindAndGetConnectionString() : REAL);
    private final MongoCollection<Document> collection = client.getDatabase("fence_" + UUID.randomUUID()).getCollection("a_view");
    private final MongoDocuments documents = new MongoDocuments(collection);

    MongoDocumentsTest() {
        documents.index(List.of());
    }

    @AfterEach
    void close() {
        collection.drop();
        client.close();
        memory.shutdownNow();
    }

    private static Replacement at(String id, long position, long before) {
        return new Replacement(DocumentId.Layer.PART, new Document("_id", id).append("caseId", "c").append("position", position), before);
    }

    private long position(String id) {
        return Objects.requireNonNull(documents.find(List.of(id)).get(id)).getLong("position");
    }

    @Test
    void a_writer_that_was_overtaken_changes_nothing_and_goes_on_with_the_rest() {
        documents.write(List.of(at("a", 3, -1), at("b", 3, -1)));
        documents.write(List.of(at("a", 9, 3)));

        documents.write(List.of(at("a", 5, 3), at("a/new", 5, -1), at("b", 5, 3)));
        assertThat(position("a")).isEqualTo(9);
        assertThat(position("a/new")).isEqualTo(5);
        assertThat(position("b")).isEqualTo(5);

        documents.write(List.of(at("b", 5, -1), at("b", 4, -1)));
        assertThat(position("b")).as("what is there already is not made again").isEqualTo(5);
        assertThat(collection.countDocuments()).isEqualTo(3);
    }

    @Test
    void a_writer_that_has_come_farther_from_an_older_state_must_fold_again() {
        documents.write(List.of(at("a", 3, -1)));
        documents.write(List.of(at("a", 5, 3)));
        assertThatThrownBy(() -> documents.write(List.of(at("a", 9, 3)))).isInstanceOf(IllegalStateException.class).hasMessageContaining("another process");
        assertThat(position("a")).isEqualTo(5);
    }

    @Test
    void many_new_documents_are_written_like_few() {
        documents.write(List.of(at("2", 7, -1), at("3", 8, -1), at("a", 2, -1)));
        List<Replacement> many = new ArrayList<>(IntStream.range(0, 100).mapToObj(i -> at(Integer.toString(i), 7, -1)).toList());
        many.add(at("a", 7, 2));

        documents.write(many);

        assertThat(position("2")).isEqualTo(7);
        assertThat(position("3")).as("another has come farther").isEqualTo(8);
        assertThat(position("99")).isEqualTo(7);
        assertThat(position("a")).isEqualTo(7);
        assertThat(collection.countDocuments()).isEqualTo(101);
        List<Replacement> farther = IntStream.range(0, 100).mapToObj(i -> at(Integer.toString(i), 9, -1)).toList();
        assertThatThrownBy(() -> documents.write(farther)).isInstanceOf(Overtaken.class);
        assertThat(position("0")).isEqualTo(7);
    }
}
