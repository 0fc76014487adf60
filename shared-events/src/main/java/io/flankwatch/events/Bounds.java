package io.flankwatch.events;

import org.jspecify.annotations.Nullable;

/// A quantity as it counts in figures: min ≤ best ≤ max wherever they are known.
///
/// Bounds that contradict each other count so: a max below min or best is absent; else a best below min is absent.
public record Bounds(@Nullable Long min, @Nullable Long best, @Nullable Long max) {

    public static Bounds of(Quantity stated) {
        Long min = stated.min();
        Long best = stated.best();
        Long max = stated.max();
        if (below(max, min) || below(max, best)) {
            return new Bounds(min, below(best, min) ? null : best, null);
        }
        return new Bounds(min, below(best, min) ? null : best, max);
    }

    /// Whether the bounds as stated contradict each other.
    public static boolean inverted(Quantity stated) {
        return below(stated.max(), stated.min()) || below(stated.max(), stated.best()) || below(stated.best(), stated.min());
    }

    private static boolean below(@Nullable Long one, @Nullable Long other) {
        return one != null && other != null && one < other;
    }
}
