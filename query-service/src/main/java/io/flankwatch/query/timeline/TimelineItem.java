package io.flankwatch.query.timeline;

import io.flankwatch.events.Marking;
import io.swagger.v3.oas.annotations.media.Schema;

/// What stands at one place of a timeline.
@Schema(oneOf = {EntryShown.class, Placeholder.class}, description = "An entry, or a placeholder for one that the reader may not see")
sealed interface TimelineItem permits EntryShown, Placeholder {

    long position();

    Marking marking();

    String leafHash();
}
