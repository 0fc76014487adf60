package io.flankwatch.query;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/// A database for views: on a server in memory, or where FLANKWATCH_TEST_MONGODB_URI says that a real one is.
final class TestViews implements AutoCloseable {

    private static final MongoServer SERVER = new MongoServer(new MemoryBackend());
    private static final @Nullable String REAL = System.getenv("FLANKWATCH_TEST_MONGODB_URI");

    private final ConnectionString server = new ConnectionString(REAL == null ? memory() : REAL);
    private final String database = "views_" + UUID.randomUUID().toString().replace("-", "");
    private final MongoClient client = MongoClients.create(server);

    private static synchronized String memory() {
        return SERVER.getLocalAddress() == null ? SERVER.bindAndGetConnectionString() : SERVER.getConnectionString();
    }

    String uri() {
        return "mongodb://" + String.join(",", server.getHosts()) + "/" + database;
    }

    MongoDatabase database() {
        return client.getDatabase(database);
    }

    void dropEverything() {
        for (String collection : database().listCollectionNames().into(new ArrayList<>())) {
            database().getCollection(collection).drop();
        }
    }

    /// The documents of the one generation of a view.
    MongoCollection<Document> of(String view) {
        String prefix = view.replace('-', '_') + "_v";
        List<String> names = database().listCollectionNames().into(new ArrayList<>()).stream().filter(name -> name.matches(prefix + "\\d+_\\d+_[0-9a-f]{8}")).toList();
        if (names.size() != 1) {
            throw new IllegalStateException(view + " has the generations " + names);
        }
        return database().getCollection(names.getFirst());
    }

    /// The one that is served.
    String generation() {
        Document serving = Objects.requireNonNull(database().getCollection("view_catalogue").find().first());
        return serving.entrySet().stream().filter(member -> !member.getKey().equals("_id")).map(member -> member.getValue().toString()).findFirst().orElseThrow();
    }

    /// A document as somebody reads it, with its body.
    static String text(Document document) {
        Document readable = new Document(document);
        if (document.get("body") instanceof Binary json) {
            readable.put("body", new String(json.getData(), StandardCharsets.UTF_8));
        }
        return readable.toJson();
    }

    long documents(String collection) {
        return database().getCollection(collection).countDocuments(new Document());
    }

    @Override
    public void close() {
        dropEverything();
        client.close();
    }
}
