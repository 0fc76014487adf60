package io.flankwatch.query.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flankwatch.events.Precision;
import io.flankwatch.events.Refused;
import io.flankwatch.events.When;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorldTimeTest {

    private static WorldTime time(String text) {
        return Objects.requireNonNull(WorldTime.parse(text, "from"));
    }

    private static When when(@Nullable String earliest, @Nullable String latest, @Nullable String zone) {
        return new When(
                earliest == null ? null : Instant.parse(earliest),
                latest == null ? null : Instant.parse(latest),
                earliest == null && latest == null ? Precision.UNKNOWN : Precision.APPROXIMATE,
                null,
                zone,
                null);
    }

    private static boolean on(String day, When when) {
        return WorldTime.mayHaveBeen(when, time(day), time(day));
    }

    @Test
    void a_day_is_one_of_the_zone_that_the_entry_is_told_in() {
        // Twenty past one in the night of 29 May in Galați.
        When night = when("2026-05-28T22:20:00Z", "2026-05-28T22:20:00Z", "Europe/Bucharest");
        assertThat(on("2026-05-29", night)).isTrue();
        assertThat(on("2026-05-28", night)).isFalse();
        When unzoned = when("2026-05-28T22:20:00Z", "2026-05-28T22:20:00Z", null);
        assertThat(on("2026-05-28", unzoned)).isTrue();
        assertThat(on("2026-05-29", unzoned)).isFalse();
    }

    @Test
    void a_month_goes_from_its_first_day_to_its_last() {
        When last = when("2026-05-31T20:59:59Z", "2026-05-31T20:59:59Z", "Europe/Bucharest");
        When first = when("2026-05-31T21:00:00Z", "2026-05-31T21:00:00Z", "Europe/Bucharest");
        assertThat(on("2026-05", last)).isTrue();
        assertThat(on("2026-06", last)).isFalse();
        assertThat(on("2026-05", first)).isFalse();
        assertThat(on("2026-06", first)).isTrue();
    }

    @Test
    void what_may_have_been_is_found_and_what_has_no_known_time_may_have_been_at_any() {
        When night = when("2026-05-28T18:00:00Z", "2026-05-29T03:00:00Z", "Europe/Bucharest");
        assertThat(on("2026-05-28", night)).isTrue();
        assertThat(on("2026-05-29", night)).isTrue();
        assertThat(on("2026-05-30", night)).isFalse();
        assertThat(on("1999-01-01", when(null, null, null))).isTrue();
        assertThat(on("1999-01-01", when(null, "2026-05-29T03:00:00Z", null))).isTrue();
        assertThat(WorldTime.mayHaveBeen(night, null, time("2026-05-28T18:00:00Z"))).isTrue();
        assertThat(WorldTime.mayHaveBeen(night, null, time("2026-05-28T17:59:59Z"))).isFalse();
        assertThat(WorldTime.mayHaveBeen(night, time("2026-05-29T03:00:00Z"), null)).isTrue();
        assertThat(WorldTime.mayHaveBeen(night, time("2026-05-29T03:00:00.000001Z"), null)).isFalse();
    }

    @Test
    void no_zone_begins_a_day_before_the_earliest_or_ends_it_after_the_latest() {
        Set<String> zones = ZoneId.getAvailableZoneIds();
        assertThat(zones).hasSizeGreaterThan(400);
        for (String day : List.of("1850-01-01", "1900-06-15", "2026-05-29")) {
            for (String name : zones) {
                ZoneId zone = ZoneId.of(name);
                Instant start = Instant.parse(day + "T00:00:00Z").atZone(ZoneId.of("UTC")).toLocalDate().atStartOfDay(zone).toInstant();
                assertThat(time(day).earliest()).as(name).isBeforeOrEqualTo(start);
                assertThat(time(day).latest()).as(name).isAfterOrEqualTo(start.plusSeconds(23 * 3_600));
            }
        }
    }

    @Test
    void what_is_no_time_is_refused() {
        for (String wrong : List.of("", "2026", "2026-13", "2026-02-30", "2026-5-1", "yesterday", "2026-05-28T22:00", "2026-05/2026-06")) {
            assertThatExceptionOfType(Refused.class).as(wrong).isThrownBy(() -> time(wrong));
        }
    }
}
