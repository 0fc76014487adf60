package io.flankwatch.query.projection;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The cases that a view could not fold: `{_id: view/case, view, case, position, error, message}`.
///
/// What a document tells of an error is its class and where it was thrown: an exception's own words may quote what was recorded.
final class ParkedCases {

    static final String COLLECTION = "parked";

    private static final Logger LOG = LoggerFactory.getLogger(ParkedCases.class);
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final String view;
    private final MongoCollection<Document> collection;

    ParkedCases(CaseView view, MongoCollection<Document> collection) {
        this.view = view.name();
        this.collection = collection;
    }

    boolean contains(String caseId) {
        return !among(Set.of(caseId)).isEmpty();
    }

    Set<String> among(Collection<String> caseIds) {
        List<String> ids = caseIds.stream().map(this::id).toList();
        return MongoDocuments.answered(() -> cases(new Document("_id", new Document("$in", ids))));
    }

    Set<String> all() {
        return cases(new Document("view", view));
    }

    /// @param position from which on the events of the case are missing in the view
    void add(String caseId, long position, RuntimeException error) {
        String where = where(error);
        LOG.error("View {} parks case {} from position {} on: {} {}", view, caseId, position, error.getClass().getName(), where);
        Document parked = new Document("_id", id(caseId))
                .append("view", view)
                .append("case", caseId)
                .append("position", position)
                .append("error", error.getClass().getName())
                .append("message", where);
        var unused = collection.replaceOne(new Document("_id", id(caseId)), parked, UPSERT);
    }

    void remove(String caseId) {
        var unused = collection.deleteOne(new Document("_id", id(caseId)));
    }

    private Set<String> cases(Document filter) {
        return new HashSet<>(collection.find(filter).map(parked -> parked.getString("case")).into(new ArrayList<>()));
    }

    private String id(String caseId) {
        return view + "/" + caseId;
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
