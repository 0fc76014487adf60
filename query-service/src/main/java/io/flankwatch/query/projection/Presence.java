package io.flankwatch.query.projection;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which processes there are, what they answer from, and how far the segments have come that they have claimed: what no process knows by itself.
final class Presence {

    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);
    private static final String COLLECTION = "view_processes";
    private static final Duration STAY = Duration.ofSeconds(15);
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final MongoCollection<Document> collection;
    private final String build;
    private final String self = UUID.randomUUID().toString();
    private volatile boolean alone = true;

    /// @param build of this process' views
    Presence(ViewStore store, String build) {
        collection = store.database().getCollection(COLLECTION);
        this.build = build;
    }

    /// This process; another one after every start.
    String self() {
        return self;
    }

    /// Whether no other process was there a moment ago.
    boolean alone() {
        return alone;
    }

    /// @param positions of the segments that this process has claimed, by the generations that it reads or keeps up to date
    void tell(Map<Generation, Map<Integer, Long>> positions) {
        List<Document> generations = new ArrayList<>();
        positions.forEach((generation, segments) -> {
            Document read = new Document();
            segments.forEach((segment, position) -> read.append(segment.toString(), position));
            generations.add(new Document("name", generation.name()).append("read", read));
        });
        Document present = new Document("_id", self)
                .append("until", Date.from(Instant.now().plus(STAY)))
                .append("build", build)
                .append("generations", generations);
        var unused = collection.replaceOne(new Document("_id", self), present, UPSERT);
    }

    void withdraw() {
        try {
            var unused = collection.deleteOne(new Document("_id", self));
        } catch (MongoException gone) {
            LOG.debug("What this process has told of itself runs out", gone);
        }
    }

    /// Looks who is there, and forgets those that have long been gone.
    Living look() {
        Instant now = Instant.now();
        Set<String> builds = new HashSet<>(Set.of(build));
        Set<String> inUse = new HashSet<>();
        boolean others = false;
        for (Document process : collection.find()) {
            Instant until = process.getDate("until").toInstant();
            if (until.isBefore(now.minus(KEPT))) {
                var unused = collection.deleteOne(new Document("_id", process.get("_id")).append("until", process.get("until")));
            } else if (until.isAfter(now)) {
                others |= !self.equals(process.getString("_id"));
                builds.add(process.getString("build"));
                process.getList("generations", Document.class).forEach(generation -> inUse.add(generation.getString("name")));
            }
        }
        alone = !others;
        return new Living(builds, inUse);
    }

    /// @param builds      of living processes
    /// @param generations by their names, that some living process reads or keeps up to date
    record Living(Set<String> builds, Set<String> generations) {

        boolean folds(Generation generation) {
            return builds.contains(generation.build());
        }
    }

    /// How far others have told that the segments of a generation were read. What a process has told stays true when it is gone.
    Map<Integer, Long> read(Generation generation) {
        Map<Integer, Long> read = new HashMap<>();
        for (Document process : collection.find()) {
            for (Document told : process.getList("generations", Document.class)) {
                if (told.getString("name").equals(generation.name())) {
                    told.get("read", Document.class).forEach((segment, position) -> read.merge(Integer.valueOf(segment), (Long) position, Math::max));
                }
            }
        }
        return read;
    }
}
