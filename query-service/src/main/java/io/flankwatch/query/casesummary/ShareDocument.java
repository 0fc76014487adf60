package io.flankwatch.query.casesummary;

import io.flankwatch.events.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A share of a case's entries, told apart by their ids: so that an event rewrites a small part of a large case.
record ShareDocument(List<Contribution> contributions) {

    static final int SHARES = 16;

    ShareDocument {
        contributions = Check.list(contributions, "contributions");
    }

    static int share(UUID entryId) {
        return Math.floorMod(entryId.hashCode(), SHARES);
    }

    static ShareDocument with(@Nullable ShareDocument before, Contribution contribution) {
        List<Contribution> all = before == null ? new ArrayList<>() : new ArrayList<>(before.contributions);
        all.add(contribution);
        return new ShareDocument(all);
    }

    ShareDocument changed(UUID entryId, UnaryOperator<Contribution> change) {
        return new ShareDocument(contributions.stream()
                .map(contribution -> contribution.entryId().equals(entryId) ? change.apply(contribution) : contribution)
                .toList());
    }
}
