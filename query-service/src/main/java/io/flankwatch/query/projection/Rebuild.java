package io.flankwatch.query.projection;

import java.time.Instant;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/// The filling of a new generation by one scan of the ledger, as it is stored: whoever finds it can go on with it.
///
/// @param views    that it has, by their names
/// @param cause    why it was begun
/// @param paused   whether it is to wait until it is told to go on
/// @param position up to where all of its views have been filled
/// @param head     the last position of the ledger, a moment ago
/// @param by       the process that fills; absent where none has taken it on
record Rebuild(
        String id,
        Generation generation,
        List<String> views,
        Cause cause,
        boolean paused,
        long position,
        long head,
        Instant begun,
        @Nullable String by,
        @Nullable Instant until) {

    enum Cause {
        /// There is nothing else to answer from.
        MISSING,
        /// Somebody has asked for it.
        ASKED
    }

    Rebuild {
        views = List.copyOf(views);
    }

    Document document() {
        return new Document("id", id)
                .append("generation", generation.name())
                .append("views", views)
                .append("cause", cause.name())
                .append("paused", paused)
                .append("position", position)
                .append("head", head)
                .append("begun", begun.toEpochMilli());
    }

    static Rebuild read(Document document) {
        Long until = document.getLong("until");
        return new Rebuild(
                document.getString("id"),
                Generation.named(document.getString("generation")),
                document.getList("views", String.class),
                Cause.valueOf(document.getString("cause")),
                document.getBoolean("paused"),
                document.getLong("position"),
                document.getLong("head"),
                Instant.ofEpochMilli(document.getLong("begun")),
                document.getString("by"),
                until == null ? null : Instant.ofEpochMilli(until));
    }
}
