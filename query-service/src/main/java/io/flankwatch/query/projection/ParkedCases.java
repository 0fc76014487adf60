package io.flankwatch.query.projection;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The cases that a view could not fold: `{_id: generation/case, generation, view, case, position, error, message, since, tries}`.
///
/// What a document tells of an error is its class and where it was thrown: an exception's own words may quote what was recorded.
final class ParkedCases {

    static final String COLLECTION = "parked";

    private static final Logger LOG = LoggerFactory.getLogger(ParkedCases.class);
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final Generation generation;
    private final MongoCollection<Document> collection;

    ParkedCases(Generation generation, MongoCollection<Document> collection) {
        this.generation = generation;
        this.collection = collection;
    }

    /// @param position from which on the events of the case are missing
    /// @param error    the class of what was thrown
    /// @param where    it was thrown
    /// @param tries    how often it was tried to fold them
    record Parked(String view, String caseId, long position, String error, String where, Instant since, long tries) {

        static Parked of(Document parked) {
            return new Parked(
                    parked.getString("view"),
                    parked.getString("case"),
                    parked.getLong("position"),
                    parked.getString("error"),
                    parked.getString("message"),
                    Instant.ofEpochMilli(parked.getLong("since")),
                    parked.getLong("tries"));
        }
    }

    List<Parked> list() {
        return collection.find(new Document("generation", generation.name())).map(Parked::of).into(new ArrayList<>());
    }

    Optional<Parked> find(String caseId) {
        return Optional.ofNullable(collection.find(new Document("_id", id(caseId))).first()).map(Parked::of);
    }

    /// It was tried once more, in vain.
    void tried(String caseId) {
        var unused = collection.updateOne(new Document("_id", id(caseId)), new Document("$inc", new Document("tries", 1L)));
    }

    /// How many there are, by the names of their generations.
    static Map<String, Long> counts(MongoCollection<Document> collection) {
        Map<String, Long> counts = new HashMap<>();
        collection.find().forEach(parked -> counts.merge(parked.getString("generation"), 1L, Long::sum));
        return counts;
    }

    boolean contains(String caseId) {
        return !among(Set.of(caseId)).isEmpty();
    }

    Set<String> among(Collection<String> caseIds) {
        List<String> ids = caseIds.stream().map(this::id).toList();
        return MongoDocuments.answered(() -> cases(new Document("_id", new Document("$in", ids))));
    }

    Set<String> all() {
        return cases(new Document("generation", generation.name()));
    }

    /// @param position from which on the events of the case are missing in the view
    void add(String caseId, long position, RuntimeException error) {
        String where = where(error);
        LOG.error("View {} parks case {} from position {} on: {} {}", generation.view(), caseId, position, error.getClass().getName(), where);
        Document parked = new Document("_id", id(caseId))
                .append("generation", generation.name())
                .append("view", generation.view())
                .append("case", caseId)
                .append("position", position)
                .append("error", error.getClass().getName())
                .append("message", where)
                .append("since", Instant.now().toEpochMilli())
                .append("tries", 1L);
        var unused = collection.replaceOne(new Document("_id", id(caseId)), parked, UPSERT);
    }

    void remove(String caseId) {
        var unused = collection.deleteOne(new Document("_id", id(caseId)));
    }

    private Set<String> cases(Document filter) {
        return new HashSet<>(collection.find(filter).map(parked -> parked.getString("case")).into(new ArrayList<>()));
    }

    private String id(String caseId) {
        return generation.name() + "/" + caseId;
    }

    private static String where(RuntimeException error) {
        for (StackTraceElement frame : error.getStackTrace()) {
            if (frame.getClassName().startsWith("io.flankwatch.")) {
                return "thrown below " + frame;
            }
        }
        return "thrown elsewhere";
    }
}
