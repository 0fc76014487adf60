package io.flankwatch.events;

import org.jspecify.annotations.Nullable;

/// A number as a source states it: any bound may be absent, and absent is never 0. Bounds are kept as stated, also where they
/// contradict each other; [Bounds#of] says how such a quantity counts.
///
/// @param asStated the source's own words ("several")
public record Quantity(@Nullable Long min, @Nullable Long best, @Nullable Long max, @Nullable String asStated) {

    /// Far above anything that can be counted here, and low enough that sums of quantities are exact.
    private static final long MOST = 1_000_000_000_000L;

    public Quantity {
        notNegative(min, "min");
        notNegative(best, "best");
        notNegative(max, "max");
        Check.optionalText(asStated, "asStated");
        Check.that(min != null || best != null || max != null || asStated != null, "", "states no number and no words");
    }

    private static void notNegative(@Nullable Long bound, String field) {
        Check.that(bound == null || (bound >= 0 && bound <= MOST), field, "must be from 0 to " + MOST);
    }
}
