package io.flankwatch.platform.access;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFileEvent.CaseOpened;
import io.flankwatch.events.Marking;
import io.flankwatch.wire.EventTypes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who may see what of one case now: a fold over the events that restrict or widen it.
///
/// @param marking of the case
/// @param members subjects of its members
public record CaseAccess(Marking marking, Set<String> members) {

    /// The stored types that this folds; whoever answers about a case reads them up to the ledger's head first.
    public static final List<String> TYPES = List.of(EventTypes.nameOf(CaseOpened.class));

    public CaseAccess {
        members = Set.copyOf(members);
    }

    public static @Nullable CaseAccess apply(@Nullable CaseAccess access, CaseEvent event) {
        if (event instanceof CaseOpened opened) {
            var members = new HashSet<String>();
            members.add(opened.openedBy());
            if (opened.lead() != null) {
                members.add(opened.lead());
            }
            return new CaseAccess(opened.marking(), members);
        }
        return access;
    }

    public boolean visibleTo(Ceiling ceiling) {
        return ceiling.allows(marking, members);
    }

    /// Whether the reader may see something of this case that was recorded under the given marking.
    public boolean visibleTo(Ceiling ceiling, Marking recorded) {
        return ceiling.allows(Marking.strictest(marking, recorded), members);
    }
}
