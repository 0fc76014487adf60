package io.flankwatch.events.figures;

import io.flankwatch.events.ObjectType;
import io.flankwatch.events.When;
import io.flankwatch.events.figures.AcrossCases.Contribution;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The rows of a table to which one thing belongs that several entries may tell of: at least one, the unknown where they don't say.
@FunctionalInterface
public interface RowKeys {

    String UNKNOWN = "unknown";

    Set<String> of(List<Contribution> told);

    /// The month, in the entry's own zone, by the entry that tells it most precisely: `2026-05`. What may have been in several months is
    /// `2026-05/2026-06`, and is not put into one of them.
    static RowKeys byMonth() {
        return told -> Set.of(told.stream()
                .map(Contribution::occurred)
                .filter(when -> when.earliest() != null && when.latest() != null)
                .min(Comparator.comparing(RowKeys::length))
                .map(RowKeys::months)
                .orElse(UNKNOWN));
    }

    static RowKeys byCountry() {
        return all(entry -> entry.countries().stream());
    }

    /// The types of objects that incursions are told with.
    static RowKeys byObject() {
        return all(entry -> Stream.ofNullable(entry.object()).map(ObjectType::name));
    }

    private static RowKeys all(Function<Contribution, Stream<String>> keys) {
        return told -> {
            Set<String> found = told.stream().flatMap(keys).collect(Collectors.toCollection(TreeSet::new));
            return found.isEmpty() ? Set.of(UNKNOWN) : found;
        };
    }

    private static Duration length(When when) {
        return Duration.between(earliest(when), latest(when));
    }

    private static String months(When when) {
        ZoneId zone = when.zone() == null ? ZoneOffset.UTC : ZoneId.of(when.zone());
        YearMonth first = YearMonth.from(earliest(when).atZone(zone));
        YearMonth last = YearMonth.from(latest(when).atZone(zone));
        return first.equals(last) ? first.toString() : first + "/" + last;
    }

    private static Instant earliest(When when) {
        return Objects.requireNonNull(when.earliest());
    }

    private static Instant latest(When when) {
        return Objects.requireNonNull(when.latest());
    }
}
