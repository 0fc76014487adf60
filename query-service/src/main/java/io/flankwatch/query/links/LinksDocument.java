package io.flankwatch.query.links;

import io.flankwatch.events.CaseFileEvent.CasesLinked;
import io.flankwatch.events.CaseFileEvent.CasesUnlinked;
import io.flankwatch.events.CaseLink.Relation;
import io.flankwatch.events.Check;
import io.flankwatch.events.Marking;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.query.projection.Recording;
import io.flankwatch.query.projection.Searched;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// All links that one case was ever given, so that they can be told as of any position.
record LinksDocument(List<Made> links) implements Searched {

    static final LinksDocument NONE = new LinksDocument(List.of());

    LinksDocument {
        links = Check.list(links, "links");
    }

    /// @param marking  the effective one when it was recorded
    /// @param unlinked absent while it stands
    record Made(UUID other, Relation relation, Marking marking, Recording linked, @Nullable Recording unlinked) {

        /// @param position absent: now
        boolean stands(@Nullable Long position) {
            return position == null
                    ? unlinked == null
                    : linked.position() <= position && (unlinked == null || unlinked.position() > position);
        }
    }

    LinksDocument with(CasesLinked event, Fact fact) {
        List<Made> all = new ArrayList<>(links);
        all.add(new Made(event.otherId(), event.relation(), fact.marking(), fact.recording(), null));
        return new LinksDocument(all);
    }

    LinksDocument without(CasesUnlinked event, Fact fact) {
        return new LinksDocument(links.stream()
                .map(link -> link.other().equals(event.otherId()) && link.unlinked() == null
                        ? new Made(link.other(), link.relation(), link.marking(), link.linked(), fact.recording())
                        : link)
                .toList());
    }
}
