package io.flankwatch.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WhenTest {

    private static final Instant EARLY = Instant.parse("2026-05-28T21:00:00Z");
    private static final Instant LATE = Instant.parse("2026-05-29T02:00:00Z");

    @ParameterizedTest
    @EnumSource(
            value = Precision.class,
            names = {"EXACT", "MINUTE", "HOUR", "DAY", "MONTH", "YEAR"})
    void a_time_that_is_known_has_both_bounds(Precision precision) {
        assertThat(when(EARLY, LATE, precision, "Europe/Bucharest").latest()).isEqualTo(LATE);
        refused("earliest", null, LATE, precision, "Europe/Bucharest");
        refused("latest", EARLY, null, precision, "Europe/Bucharest");
    }

    @ParameterizedTest
    @EnumSource(
            value = Precision.class,
            names = {"DAY", "MONTH", "YEAR"})
    void a_day_is_the_day_of_some_zone(Precision precision) {
        refused("zone", EARLY, LATE, precision, null);
    }

    @Test
    void an_approximate_time_has_at_least_one_bound() {
        assertThat(when(EARLY, null, Precision.APPROXIMATE, null).latest()).isNull();
        assertThat(when(null, LATE, Precision.APPROXIMATE, null).earliest()).isNull();
        refused("earliest", null, null, Precision.APPROXIMATE, null);
    }

    @Test
    void nobody_has_to_invent_an_unknown_time() {
        assertThat(when(null, null, Precision.UNKNOWN, null).earliest()).isNull();
    }

    @Test
    void time_does_not_run_backwards() {
        refused("latest", LATE, EARLY, Precision.APPROXIMATE, null);
        assertThat(when(EARLY, EARLY, Precision.EXACT, null).latest()).isEqualTo(EARLY);
    }

    @Test
    void a_zone_is_one_that_exists() {
        refused("zone", EARLY, LATE, Precision.DAY, "Europe/Galati");
    }

    private static When when(@Nullable Instant earliest, @Nullable Instant latest, Precision precision, @Nullable String zone) {
        return new When(earliest, latest, precision, null, zone, null);
    }

    private static void refused(
            String field, @Nullable Instant earliest, @Nullable Instant latest, Precision precision, @Nullable String zone) {
        assertThatThrownBy(() -> when(earliest, latest, precision, zone))
                .isInstanceOfSatisfying(InvalidValue.class, invalid -> assertThat(invalid.field()).isEqualTo(field));
    }
}
