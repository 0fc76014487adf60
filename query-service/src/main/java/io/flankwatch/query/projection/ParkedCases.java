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

/// The cases that views could not fold: `{_id: generation/view/case, generation, view, case, position, error, message, since, tries}`.
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

    Optional<Parked> find(String view, String caseId) {
        return Optional.ofNullable(collection.find(new Document("_id", id(view, caseId))).first()).map(Parked::of);
    }

    /// It was tried once more, in vain.
    void tried(String view, String caseId) {
        var unused = collection.updateOne(new Document("_id", id(view, caseId)), new Document("$inc", new Document("tries", 1L)));
    }

    /// How many there are, by the names of their views.
    Map<String, Long> counts() {
        Map<String, Long> counts = new HashMap<>();
        list().forEach(letter -> counts.merge(letter.view(), 1L, Long::sum));
        return counts;
    }

    boolean contains(String view, String caseId) {
        return MongoDocuments.answered(() -> find(view, caseId).isPresent());
    }

    /// Those of them that some view has put aside, by the names of the views.
    Map<String, Set<String>> among(Collection<String> caseIds) {
        return MongoDocuments.answered(() -> {
            Map<String, Set<String>> among = new HashMap<>();
            collection.find(new Document("generation", generation.name()).append("case", new Document("$in", List.copyOf(caseIds)))).forEach(
                    parked -> among.computeIfAbsent(parked.getString("view"), view -> new HashSet<>()).add(parked.getString("case")));
            return among;
        });
    }

    Set<String> of(String view) {
        return collection.find(new Document("generation", generation.name()).append("view", view))
                .map(parked -> parked.getString("case"))
                .into(new HashSet<>());
    }

    long count() {
        return collection.countDocuments(new Document("generation", generation.name()));
    }

    /// @param position from which on the events of the case are missing in the view
    void add(String view, String caseId, long position, RuntimeException error) {
        String where = where(error);
        LOG.error("View {} parks case {} from position {} on: {} {}", view, caseId, position, error.getClass().getName(), where);
        Document parked = new Document("_id", id(view, caseId))
                .append("generation", generation.name())
                .append("view", view)
                .append("case", caseId)
                .append("position", position)
                .append("error", error.getClass().getName())
                .append("message", where)
                .append("since", Instant.now().toEpochMilli())
                .append("tries", 1L);
        var unused = collection.replaceOne(new Document("_id", id(view, caseId)), parked, UPSERT);
    }

    void remove(String view, String caseId) {
        var unused = collection.deleteOne(new Document("_id", id(view, caseId)));
    }

    private String id(String view, String caseId) {
        return generation.name() + "/" + view + "/" + caseId;
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
