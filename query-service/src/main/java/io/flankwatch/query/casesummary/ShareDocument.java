package io.flankwatch.query.casesummary;

import io.flankwatch.events.Check;
import io.flankwatch.events.Marking;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A share of a case's entries and sources, told apart by their ids: so that an event rewrites a small part of a large case.
record ShareDocument(List<Contribution> contributions, List<Cited> sources) {

    static final int SHARES = 128;
    private static final ShareDocument EMPTY = new ShareDocument(List.of(), List.of());

    ShareDocument {
        contributions = Check.list(contributions, "contributions");
        sources = Check.list(sources, "sources");
    }

    /// A source that was cited, and the one that it takes over.
    record Cited(UUID sourceId, @Nullable UUID copiesFrom, Marking marking, long position) {}

    static int share(UUID id) {
        return Math.floorMod(id.hashCode(), SHARES);
    }

    static ShareDocument of(@Nullable ShareDocument before) {
        return before == null ? EMPTY : before;
    }

    ShareDocument with(Contribution contribution) {
        return new ShareDocument(with(contributions, contribution), sources);
    }

    ShareDocument with(Cited source) {
        return new ShareDocument(contributions, with(sources, source));
    }

    private static <T> List<T> with(List<T> before, T another) {
        List<T> all = new ArrayList<>(before);
        all.add(another);
        return all;
    }

    /// What was recorded since another state of this share; empty where more has become of it than that.
    Optional<List<Contribution>> since(ShareDocument before) {
        int known = before.contributions.size();
        return contributions.size() >= known && contributions.subList(0, known).equals(before.contributions)
                ? Optional.of(contributions.subList(known, contributions.size()))
                : Optional.empty();
    }

    ShareDocument changed(UUID entryId, UnaryOperator<Contribution> change) {
        return new ShareDocument(contributions.stream()
                .map(contribution -> contribution.entryId().equals(entryId) ? change.apply(contribution) : contribution)
                .toList(), sources);
    }
}
