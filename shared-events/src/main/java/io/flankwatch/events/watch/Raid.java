package io.flankwatch.events.watch;

import io.flankwatch.events.Bounds;
import io.flankwatch.events.Condition;
import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.Quantity;
import io.flankwatch.events.figures.AcrossCases.Ref;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One incident, as everything that counts tells of it.
///
/// @param told     by which entries, in the order recorded
/// @param low      how many objects it was at least
/// @param earliest absent where any of them leaves it open
/// @param latest   absent where any of them leaves it open
record Raid(List<Fact> told, long low, @Nullable Instant earliest, @Nullable Instant latest) {

    private static final long ONE_AT_LEAST = 1;

    static Raid of(List<Fact> told) {
        return new Raid(
                told,
                told.stream().mapToLong(Raid::low).min().orElseThrow(),
                bound(told.stream().map(fact -> fact.entry().occurred().earliest()).toList(), Comparator.naturalOrder()),
                bound(told.stream().map(fact -> fact.entry().occurred().latest()).toList(), Comparator.reverseOrder()));
    }

    /// Absent is not 0: what came in was one at least.
    private static long low(Fact fact) {
        Quantity count = fact.recorded() instanceof IncursionReported raid ? raid.count() : null;
        Long min = count == null ? null : Bounds.of(count).min();
        return min == null ? ONE_AT_LEAST : min;
    }

    private static @Nullable Instant bound(List<@Nullable Instant> stated, Comparator<Instant> order) {
        return stated.stream().anyMatch(Objects::isNull) ? null : stated.stream().map(Objects::requireNonNull).min(order).orElseThrow();
    }

    /// Whether the raids come to so many, within the time that is asked for.
    static Evaluation.@Nullable Found atLeast(Collection<Raid> raids, Condition.IncursionsReach wanted) {
        Long hours = wanted.withinHours();
        if (hours == null) {
            return raids.stream().mapToLong(Raid::low).sum() < wanted.atLeast() ? null : found(raids, raids);
        }
        Duration length = Duration.ofHours(hours);
        List<Raid> byEnd = raids.stream()
                .filter(raid -> raid.earliest() != null && raid.latest() != null)
                .sorted(Comparator.comparing(Raid::end))
                .toList();
        // Those of the time that ends with the last one, and their sum: what begins before that time falls out of it, for good.
        var within = new PriorityQueue<Raid>(Comparator.comparing(Raid::start));
        long sum = 0;
        Collection<Raid> first = List.of();
        Set<Raid> all = new HashSet<>();
        for (Raid raid : byEnd) {
            within.add(raid);
            sum += raid.low();
            while (!within.isEmpty() && within.peek().start().isBefore(raid.end().minus(length))) {
                sum -= within.poll().low();
            }
            if (sum >= wanted.atLeast()) {
                first = first.isEmpty() ? new ArrayDeque<>(within) : first;
                all.addAll(within);
            }
        }
        return first.isEmpty() ? null : found(first, all);
    }

    private static Evaluation.Found found(Collection<Raid> complete, Collection<Raid> all) {
        Set<Ref> rests = new HashSet<>();
        all.forEach(raid -> raid.told().forEach(fact -> rests.add(fact.ref())));
        Fact by = complete.stream().map(raid -> raid.told().getFirst()).max(Comparator.comparing(Fact::number)).orElseThrow();
        return new Evaluation.Found(by, rests);
    }

    private Instant start() {
        return Objects.requireNonNull(earliest);
    }

    private Instant end() {
        return Objects.requireNonNull(latest);
    }
}
