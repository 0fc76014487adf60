package io.flankwatch.platform.access;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFile;
import io.flankwatch.events.CaseFileEvent;
import io.flankwatch.events.CaseFileEvent.AnalystAssigned;
import io.flankwatch.events.CaseFileEvent.AnalystRemoved;
import io.flankwatch.events.CaseFileEvent.CaseDetailsChanged;
import io.flankwatch.events.CaseFileEvent.CaseMarkingChanged;
import io.flankwatch.events.CaseFileEvent.CaseOpened;
import io.flankwatch.events.Marking;
import io.flankwatch.wire.EventTypes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who may see what of one case now.
///
/// @param marking of the case
/// @param members subjects of its members
public record CaseAccess(Marking marking, Set<String> members) {

    /// The stored types that restrict or widen it; whoever answers about a case reads them up to the ledger's head first.
    public static final List<String> TYPES = Stream.of(
                    CaseOpened.class,
                    // Names the lead, who is a member.
                    CaseDetailsChanged.class,
                    CaseMarkingChanged.class,
                    AnalystAssigned.class,
                    AnalystRemoved.class)
            .map(EventTypes::nameOf)
            .toList();

    public CaseAccess {
        members = Set.copyOf(members);
    }

    /// @param events of these types, from the first one on
    /// @return null where there are none
    public static @Nullable CaseAccess of(Iterable<? extends CaseEvent> events) {
        CaseFile file = null;
        for (CaseEvent event : events) {
            if (event instanceof CaseFileEvent change) {
                file = CaseFile.evolve(file, change);
            }
        }
        return file == null ? null : new CaseAccess(file.marking(), file.members());
    }

    public boolean visibleTo(Ceiling ceiling) {
        return ceiling.allows(marking, members);
    }

    /// Whether the reader may see something of this case that was recorded under the given marking.
    public boolean visibleTo(Ceiling ceiling, Marking recorded) {
        return ceiling.allows(Marking.strictest(marking, recorded), members);
    }
}
