package io.flankwatch.query.timeline;

import io.flankwatch.events.Marking;
import io.flankwatch.events.Reliability;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an entry shows of a source that it rests on.
record CitedDocument(
        UUID sourceId,
        String title,
        @Nullable String publisher,
        @Nullable String url,
        @Nullable String documentRef,
        @Nullable Reliability reliability,
        @Nullable Integer credibility,
        @Nullable UUID copiesFrom,
        Marking marking) {}
