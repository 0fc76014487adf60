package io.flankwatch.query.timeline;

import io.flankwatch.events.Marking;
import io.swagger.v3.oas.annotations.media.Schema;

/// An entry that the reader may not see: so that a restriction can be told from a loss. It has no id.
@Schema(description = "An entry above the reader's ceiling: its position, marking and leaf hash, and nothing else")
record Placeholder(long position, Marking marking, String leafHash, boolean restricted) implements TimelineItem {

    Placeholder(long position, Marking marking, String leafHash) {
        this(position, marking, leafHash, true);
    }
}
