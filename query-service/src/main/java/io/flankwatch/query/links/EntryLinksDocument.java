package io.flankwatch.query.links;

import io.flankwatch.events.Check;
import io.flankwatch.events.EntryEvent.EntriesLinked;
import io.flankwatch.events.EntryEvent.EntriesUnlinked;
import io.flankwatch.events.EntryLink;
import io.flankwatch.events.Marking;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.query.projection.Recording;
import io.flankwatch.query.projection.Searched;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// All links that one entry was ever given, so that they can be told as of any position.
record EntryLinksDocument(UUID entryId, List<Made> links) implements Searched {

    EntryLinksDocument {
        links = Check.list(links, "links");
    }

    /// @param marking  the effective one when it was recorded
    /// @param unlinked absent while it stands
    record Made(EntryLink link, @Nullable String reason, Marking marking, Recording linked, @Nullable Recording unlinked) {

        /// @param position absent: now
        boolean stands(@Nullable Long position) {
            return position == null
                    ? unlinked == null
                    : linked.position() <= position && (unlinked == null || unlinked.position() > position);
        }
    }

    static EntryLinksDocument with(@Nullable EntryLinksDocument before, EntriesLinked event, Fact fact) {
        List<Made> all = before == null ? new ArrayList<>() : new ArrayList<>(before.links);
        all.add(new Made(event.link(), event.reason(), fact.marking(), fact.recording(), null));
        return new EntryLinksDocument(event.entryId(), all);
    }

    static EntryLinksDocument without(@Nullable EntryLinksDocument before, EntriesUnlinked event, Fact fact) {
        if (before == null) {
            throw new IllegalStateException("entry " + event.entryId() + " has no links to take away");
        }
        return new EntryLinksDocument(
                event.entryId(),
                before.links.stream()
                        .map(made -> made.link().equals(event.link()) && made.unlinked() == null
                                ? new Made(made.link(), made.reason(), made.marking(), made.linked(), fact.recording())
                                : made)
                        .toList());
    }
}
