package io.flankwatch.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QuantityTest {

    @Test
    void bounds_that_agree_count_as_stated() {
        counts(stated(1L, 2L, 3L), 1L, 2L, 3L, false);
        counts(stated(2L, 2L, 2L), 2L, 2L, 2L, false);
        counts(stated(null, 2L, null), null, 2L, null, false);
        counts(stated(null, null, 0L), null, null, 0L, false);
    }

    @Test
    void a_maximum_below_the_others_is_no_maximum() {
        counts(stated(5L, null, 3L), 5L, null, null, true);
        counts(stated(null, 5L, 3L), null, 5L, null, true);
        counts(stated(1L, 5L, 3L), 1L, 5L, null, true);
        counts(stated(5L, 6L, 4L), 5L, 6L, null, true);
    }

    @Test
    void a_best_below_the_minimum_is_no_best() {
        counts(stated(5L, 3L, 8L), 5L, null, 8L, true);
        counts(stated(5L, 3L, null), 5L, null, null, true);
    }

    @Test
    void where_all_contradict_each_other_the_minimum_stands() {
        counts(stated(5L, 3L, 2L), 5L, null, null, true);
    }

    @Test
    void words_alone_are_a_quantity_and_nothing_is_not_zero() {
        Quantity several = new Quantity(null, null, null, "several");
        counts(several, null, null, null, false);
        assertThatThrownBy(() -> stated(null, null, null)).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> new Quantity(null, null, null, " ")).isInstanceOf(InvalidValue.class);
    }

    @Test
    void nobody_counts_below_zero() {
        assertThatThrownBy(() -> stated(-1L, null, null))
                .isInstanceOfSatisfying(InvalidValue.class, invalid -> assertThat(invalid.field()).isEqualTo("min"));
        assertThatThrownBy(() -> stated(null, -1L, null)).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> stated(null, null, -1L)).isInstanceOf(InvalidValue.class);
    }

    private static Quantity stated(@Nullable Long min, @Nullable Long best, @Nullable Long max) {
        return new Quantity(min, best, max, null);
    }

    private static void counts(
            Quantity stated, @Nullable Long min, @Nullable Long best, @Nullable Long max, boolean inverted) {
        assertThat(Bounds.of(stated)).isEqualTo(new Bounds(min, best, max));
        assertThat(Bounds.inverted(stated)).isEqualTo(inverted);
    }
}
