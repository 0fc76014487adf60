package io.flankwatch.query.feed;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.query.projection.CaseView;
import io.flankwatch.query.reading.Choices;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What of the feed is wanted; empty sets: everything.
record FeedFilter(Set<String> types, Set<String> cases) {

    static FeedFilter of(@Nullable List<String> types, @Nullable List<String> cases) {
        Set<String> wanted = Set.copyOf(Choices.texts(types));
        for (String type : wanted) {
            if (!CaseView.TYPES.contains(type)) {
                throw new Refused(RefusalCode.MALFORMED, type + " is not a type of event; a full one is such as " + CaseView.TYPES.getFirst());
            }
        }
        return new FeedFilter(wanted, Choices.ids(cases, "caseId").stream().map(UUID::toString).collect(Collectors.toSet()));
    }

    boolean matches(LedgerEntry entry) {
        return (types.isEmpty() || types.contains(entry.type())) && (cases.isEmpty() || cases.contains(entry.stream()));
    }

    boolean leavesOut() {
        return !types.isEmpty() || !cases.isEmpty();
    }
}
