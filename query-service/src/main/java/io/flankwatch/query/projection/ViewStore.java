package io.flankwatch.query.projection;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.ConnectionPoolListener;
import com.mongodb.event.ConnectionReadyEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.extensions.mongo.DefaultMongoTemplate;
import org.axonframework.extensions.mongo.eventsourcing.tokenstore.MongoTokenStore;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.bson.Document;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/// The database of the views: everything in it comes back from the ledger when it is dropped.
public final class ViewStore implements AutoCloseable {

    private static final String TOKENS = "view_tokens";
    private static final String POSITIONS = "positions";

    private final AtomicLong connections = new AtomicLong();
    private final MongoClient client;
    private final MongoDatabase database;

    /// @param uri of MongoDB, with the name of the database
    public ViewStore(String uri) {
        ConnectionString where = new ConnectionString(uri);
        String name = where.getDatabase();
        if (name == null) {
            throw new IllegalArgumentException("flankwatch.views.uri names no database");
        }
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(where)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(2, TimeUnit.SECONDS))
                .applyToConnectionPoolSettings(pool -> pool.addConnectionPoolListener(new ConnectionPoolListener() {
                    @Override
                    public void connectionReady(ConnectionReadyEvent event) {
                        connections.incrementAndGet();
                    }
                }))
                .applyToSocketSettings(socket -> socket.connectTimeout(2, TimeUnit.SECONDS).readTimeout(20, TimeUnit.SECONDS))
                .build());
        database = client.getDatabase(name);
    }

    MongoDatabase database() {
        return database;
    }

    MongoCollection<Document> collection(Generation generation, CaseView view) {
        return database.getCollection(generation.collection(view.name(), view.version()));
    }

    /// Up to where each case has been read.
    MongoCollection<Document> positions(Generation generation) {
        return database.getCollection(generation.collection(POSITIONS, 1));
    }

    /// Whether every collection of a generation that was filled is there.
    boolean has(Generation generation, List<CaseView> views) {
        List<String> names = database.listCollectionNames().into(new ArrayList<>());
        return names.contains(generation.collection(POSITIONS, 1))
                && views.stream().allMatch(view -> names.contains(generation.collection(view.name(), view.version())));
    }

    /// Of which there are documents, whoever needs them.
    Set<Generation> generations() {
        Set<Generation> there = new HashSet<>();
        database.listCollectionNames().forEach(name -> Generation.of(name).ifPresent(there::add));
        return there;
    }

    MongoCollection<Document> parked() {
        return database.getCollection(ParkedCases.COLLECTION);
    }

    /// With everything that is kept about it.
    void drop(Generation generation) {
        List<String> names = database.listCollectionNames().into(new ArrayList<>());
        names.stream().filter(name -> Generation.of(name).filter(generation::equals).isPresent()).forEach(name -> database.getCollection(name).drop());
        var unused = tokens().deleteMany(new Document("processorName", generation.name()));
        unused = parked().deleteMany(new Document("generation", generation.name()));
    }

    /// @param node the process that claims them
    TokenStore tokens(String node) {
        BasicPolymorphicTypeValidator ofAxon =
                BasicPolymorphicTypeValidator.builder().allowIfSubType("org.axonframework.").build();
        return MongoTokenStore.builder()
                .mongoTemplate(DefaultMongoTemplate.builder().mongoDatabase(database).trackingTokensCollectionName(TOKENS).build())
                .serializer(Jackson3Serializer.builder()
                        .jsonMapperBuilderCustomizer(json -> json.polymorphicTypeValidator(ofAxon))
                        .build())
                .nodeId(node)
                .build();
    }

    /// Whether anything is kept of how far a generation has come, which is written once it is filled.
    boolean hasTokens(Generation generation) {
        return tokens().countDocuments(new Document("processorName", generation.name())) > 0;
    }

    /// How many have been made so far. One is counted before anything is asked by it.
    long connectionsMade() {
        return connections.get();
    }

    private MongoCollection<Document> tokens() {
        return database.getCollection(TOKENS);
    }

    /// @throws com.mongodb.MongoException where it does not answer
    void ping() {
        var unused = database.runCommand(new Document("ping", 1));
    }

    @Override
    public void close() {
        client.close();
    }
}
