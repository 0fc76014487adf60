package io.flankwatch.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTest {

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    @Test
    void the_usual_form_is_read_as_java_time_reads_it() {
        var random = new Random(7);
        long first = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
        long after = Instant.parse("+10000-01-01T00:00:00Z").getEpochSecond();
        ChronoUnit[] units = {ChronoUnit.SECONDS, ChronoUnit.MILLIS, ChronoUnit.MICROS, ChronoUnit.NANOS};
        for (int i = 0; i < 100_000; i++) {
            Instant instant = Instant.ofEpochSecond(random.nextLong(first, after), random.nextInt(1_000_000_000)).truncatedTo(units[i % 4]);
            assertThat(Instants.usual(instant.toString())).isEqualTo(instant);
            assertThat(Instants.microseconds(instant)).isEqualTo(MICROSECONDS.format(instant));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-29T00:00:00Z",
                "2000-02-29T00:00:00.1Z",
                "2026-12-31T23:59:59.999999999Z",
                "2026-05-30T24:00:00Z",
                "2016-12-31T23:59:60Z",
                "2026-05-30T10:10:07.Z",
                "2026-05-30t10:10:07z",
                "2026-05-30T10:10:07+02:00",
                "+12026-05-30T10:10:07Z",
                "-0001-05-30T10:10:07Z"
            })
    void rarer_forms_are_read_as_java_time_reads_them(String text) {
        assertThat(Instants.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-05-30",
                "2026-05-30T10:10:07",
                "2026-05-30 10:10:07Z",
                "2023-02-29T00:00:00Z",
                "1900-02-29T00:00:00Z",
                "2026-04-31T00:00:00Z",
                "2026-00-30T00:00:00Z",
                "2026-13-30T00:00:00Z",
                "2026-05-00T00:00:00Z",
                "2026-05-30T25:00:00Z",
                "2026-05-30T24:00:01Z",
                "2026-05-30T10:60:00Z",
                "2026-05-30T10:00:61Z",
                "2026-05-30T10:10:07.1234567890Z",
                "2026-05-30T10:10:07,123Z",
                "2026-05-30T10:10:07.12x456Z",
                "2026-05-30T1٠:10:07Z",
                "2026-05-30T10:10:-7Z",
                "2026-05-30T10:10:07.-12345Z"
            })
    void what_java_time_refuses_is_refused(String text) {
        assertThatThrownBy(() -> Instant.parse(text)).isInstanceOf(DateTimeParseException.class);
        assertThatThrownBy(() -> Instants.parse(text)).isInstanceOf(DateTimeParseException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0001-12-31T23:59:59.999999Z", "+10000-01-01T00:00:00Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z"})
    void at_the_ends_of_four_digit_years_microseconds_are_as_java_time_prints_them(String text) {
        assertThat(Instants.microseconds(Instant.parse(text))).isEqualTo(MICROSECONDS.format(Instant.parse(text)));
    }
}
