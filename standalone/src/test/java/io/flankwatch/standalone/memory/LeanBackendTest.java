package io.flankwatch.standalone.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// What the views and Axon's tokens ask of their database, asked of the library's own collections too: both answer the same.
@ParameterizedClass
@ValueSource(booleans = {true, false})
class LeanBackendTest {

    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final MongoServer server;
    private final MongoClient client;
    private final MongoCollection<Document> collection;

    LeanBackendTest(boolean lean) {
        server = new MongoServer(lean ? new LeanBackend() : new MemoryBackend());
        client = MongoClients.create(server.bindAndGetConnectionString());
        collection = client.getDatabase("views").getCollection("a_view");
        index();
    }

    private void index() {
        var unused = collection.createIndex(new Document("_id", 1).append("position", 1), new IndexOptions().unique(true));
    }

    @AfterEach
    void close() {
        client.close();
        server.shutdownNow();
    }

    private static Document document(Object id, long position) {
        return new Document("_id", id).append("caseId", "c").append("position", position).append("body", "of " + id + " at " + position);
    }

    private void replace(String id, long before, long after) {
        var unused = collection.replaceOne(new Document("_id", id).append("position", before), document(id, after), UPSERT);
    }

    private List<Document> all() {
        return collection.find().into(new ArrayList<>());
    }

    @Test
    void documents_come_back_as_they_were_written() {
        List<Document> written = List.of(
                document("a", 1), document("b", 1), new Document("_id", "c").append("body", new Document("of", List.of("many", 2))), document(new ObjectId(), 3), document(5, 4));
        collection.insertMany(written);
        assertThat(all()).isEqualTo(written);
        assertThat(collection.find(Filters.in("_id", "b", "nothing", "a")).into(new ArrayList<>())).isEqualTo(written.subList(0, 2));
        assertThat(collection.find(Filters.eq("_id", 5L)).first()).as("a number of another type").isEqualTo(written.get(4));
        assertThat(collection.countDocuments()).isEqualTo(5);
    }

    @Test
    void an_id_is_there_once() {
        collection.insertOne(document("a", 1));
        assertThatThrownBy(() -> collection.insertOne(document("a", 2))).isInstanceOf(MongoWriteException.class).hasMessageContaining("E11000");
        collection.insertOne(document(5, 1));
        assertThatThrownBy(() -> collection.insertOne(document(5L, 2))).isInstanceOf(MongoWriteException.class).hasMessageContaining("E11000");
        assertThat(all()).containsExactly(document("a", 1), document(5, 1));
    }

    @Test
    void a_document_is_replaced_as_it_was_found_and_not_otherwise() {
        replace("a", -1, 3);
        replace("a", 3, 5);
        assertThat(all()).containsExactly(document("a", 5));
        assertThatThrownBy(() -> replace("a", 3, 9)).isInstanceOf(MongoWriteException.class).hasMessageContaining("E11000");
        assertThat(all()).containsExactly(document("a", 5));
        assertThat(collection.find(new Document("_id", "a").append("position", new Document("$gt", 4L))).first()).isEqualTo(document("a", 5));
    }

    @Test
    void what_was_deleted_or_dropped_can_be_made_again() {
        collection.insertMany(List.of(document("a", 1), document("b", 1), document("c", 1)));
        assertThat(collection.deleteMany(Filters.in("_id", "a", "b")).getDeletedCount()).isEqualTo(2);
        replace("a", -1, 2);
        assertThat(all()).containsExactlyInAnyOrder(document("a", 2), document("c", 1));

        collection.drop();
        index();
        assertThat(all()).isEmpty();
        replace("a", -1, 4);
        replace("a", 4, 6);
        assertThat(all()).containsExactly(document("a", 6));
    }

    @Test
    void members_are_changed_in_place() {
        collection.insertMany(List.of(document("a", 1), document("b", 1)));
        assertThat(collection.updateOne(Filters.eq("_id", "a"), Updates.combine(Updates.set("position", 2L), Updates.unset("body"))).getModifiedCount()).isEqualTo(1);
        assertThat(all()).containsExactly(new Document("_id", "a").append("caseId", "c").append("position", 2L), document("b", 1));
        assertThat(collection.find(new Document("_id", "a").append("position", 2L)).first()).isNotNull();
    }

    @Test
    void documents_come_in_the_order_that_was_asked_for() {
        collection.insertMany(List.of(
                document("c", 2),
                document("a", 1),
                document("e", 2),
                new Document("_id", "b"),
                new Document("_id", "d").append("position", null),
                new Document("_id", "f").append("position", 1).append("body", new Document("of", 3)),
                new Document("_id", "g").append("position", List.of(0L, 5L))));
        assertThat(ordered(new Document("position", 1).append("_id", 1))).containsExactly("b", "d", "g", "a", "f", "c", "e");
        assertThat(ordered(new Document("position", -1).append("_id", -1))).containsExactly("g", "e", "c", "f", "a", "d", "b");
        assertThat(ordered(new Document("position", 1).append("_id", -1))).containsExactly("d", "b", "g", "f", "a", "e", "c");
        assertThat(ordered(new Document("body.of", -1).append("_id", 1))).containsExactly("f", "a", "b", "c", "d", "e", "g");
        assertThat(collection.find().sort(new Document("_id", -1)).skip(1).limit(2).projection(new Document("_id", 1)))
                .containsExactly(new Document("_id", "f"), new Document("_id", "e"));
    }

    private List<String> ordered(Document order) {
        return collection.find().sort(order).map(document -> document.getString("_id")).into(new ArrayList<>());
    }

    @Test
    void another_unique_index_is_one() {
        MongoCollection<Document> tokens = client.getDatabase("views").getCollection("tokens");
        var unused = tokens.createIndex(new Document("name", 1).append("segment", 1), new IndexOptions().unique(true));
        tokens.insertMany(List.of(new Document("name", "a").append("segment", 0), new Document("name", "a").append("segment", 1)));
        assertThatThrownBy(() -> tokens.insertOne(new Document("name", "a").append("segment", 1))).isInstanceOf(MongoWriteException.class);
        assertThat(tokens.countDocuments(Filters.eq("name", "a"))).isEqualTo(2);
    }
}
