package io.flankwatch.query.feed;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.query.projection.CaseView;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What of the feed is wanted; empty sets: everything.
record FeedFilter(Set<String> types, Set<String> cases) {

    static FeedFilter of(@Nullable Set<String> types, @Nullable Set<UUID> cases) {
        Set<String> wanted = types == null ? Set.of() : types;
        for (String type : wanted) {
            if (!CaseView.TYPES.contains(type)) {
                throw new Refused(RefusalCode.MALFORMED, type + " is not a type of event; a full one is such as " + CaseView.TYPES.getFirst());
            }
        }
        return new FeedFilter(wanted, cases == null ? Set.of() : cases.stream().map(UUID::toString).collect(Collectors.toSet()));
    }

    boolean matches(LedgerEntry entry) {
        return (types.isEmpty() || types.contains(entry.type())) && (cases.isEmpty() || cases.contains(entry.stream()));
    }

    boolean leavesOut() {
        return !types.isEmpty() || !cases.isEmpty();
    }
}
