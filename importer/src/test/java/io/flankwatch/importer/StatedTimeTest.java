package io.flankwatch.importer;

import static io.flankwatch.importer.Rows.FIXTURE;
import static io.flankwatch.importer.Rows.incident;
import static io.flankwatch.importer.Rows.occurred;
import static io.flankwatch.importer.Rows.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flankwatch.events.Precision;
import io.flankwatch.events.When;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

/// When a row happened.
class StatedTimeTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        // occurredAt, dateEnd, datePrec, precision, earliest, latest
        "2030-07-04, -, -, DAY, 2030-07-04T00:00:00Z, 2030-07-04T23:59:59.999Z",
        "2030-07-04, -, 1, DAY, 2030-07-04T00:00:00Z, 2030-07-04T23:59:59.999Z",
        "2030-07-04, 2030-07-04, 1, DAY, 2030-07-04T00:00:00Z, 2030-07-04T23:59:59.999Z",
        "2030-07-04, 2030-07-04, -, DAY, 2030-07-04T00:00:00Z, 2030-07-04T23:59:59.999Z",
        "2030-07-04, 2030-07-04, 2, APPROXIMATE, 2030-07-04T00:00:00Z, 2030-07-04T23:59:59.999Z",
        "2030-07-04, 2030-07-06, 1, APPROXIMATE, 2030-07-04T00:00:00Z, 2030-07-06T23:59:59.999Z",
        "2030-07-04, 2030-07-06, 2, APPROXIMATE, 2030-07-04T00:00:00Z, 2030-07-06T23:59:59.999Z",
        "2030-07-04, 2030-07-10, 3, APPROXIMATE, 2030-07-04T00:00:00Z, 2030-07-10T23:59:59.999Z",
        "2030-07-01, 2030-07-31, 4, MONTH, 2030-07-01T00:00:00Z, 2030-07-31T23:59:59.999Z",
        "2032-02-01, 2032-02-29, 4, MONTH, 2032-02-01T00:00:00Z, 2032-02-29T23:59:59.999Z",
        "2030-07-01, 2030-07-31, 5, APPROXIMATE, 2030-07-01T00:00:00Z, 2030-07-31T23:59:59.999Z",
        "2030-07-01, 2030-07-30, 4, APPROXIMATE, 2030-07-01T00:00:00Z, 2030-07-30T23:59:59.999Z",
        "2030-07-01, 2030-12-31, 5, APPROXIMATE, 2030-07-01T00:00:00Z, 2030-12-31T23:59:59.999Z",
        "2030-07-04, -, 3, APPROXIMATE, 2030-07-04T00:00:00Z, -",
        "2030-07-04, 2030-07-03, 1, APPROXIMATE, 2030-07-04T00:00:00Z, -",
        "2030-07-04, soon, 1, APPROXIMATE, 2030-07-04T00:00:00Z, -",
        "2030-07-04, 2030-07-04, 9, APPROXIMATE, 2030-07-04T00:00:00Z, 2030-07-04T23:59:59.999Z",
        "2030-07, -, -, MONTH, 2030-07-01T00:00:00Z, 2030-07-31T23:59:59.999Z",
        "2030-07-04 21:30, -, -, MINUTE, 2030-07-04T21:30:00Z, 2030-07-04T21:30:59.999Z",
        "2030-07-04T21:30:15.5+03:00, -, -, EXACT, 2030-07-04T18:30:15.500Z, 2030-07-04T18:30:15.500Z",
        "2030-07-04 00:00:00.000, 2030-07-04 00:00:00.000, 1, DAY, 2030-07-04T00:00:00Z, 2030-07-04T23:59:59.999Z",
    })
    void a_time_is_as_wide_as_it_is_stated(String start, String end, String code, Precision precision, String earliest, String latest) throws Exception {
        ObjectNode row = row("{\"country\":\"Elsewhere\"}");
        row.put("occurredAt", start).put("dateEnd", end).put("datePrec", code);

        When occurred = occurred(incident(row.toString()));

        assertThat(occurred.precision()).isEqualTo(precision);
        assertThat(String.valueOf(occurred.earliest())).isEqualTo(earliest);
        assertThat(occurred.latest() == null ? null : occurred.latest().toString()).isEqualTo(latest);
        assertThat(occurred.zone()).isEqualTo("UTC");
        assertThat(occurred.zoneAssumed()).isTrue();
        assertThat(occurred.asStated()).startsWith(start).contains(end == null ? "" : end).contains(code == null ? "" : "datePrec " + code);
    }

    @Test
    void a_stated_window_is_the_time_and_the_month_stays_that_of_the_start_date() throws Exception {
        String row = "{\"occurredAt\":\"2030-07-31\",\"timeStart\":\"2030-07-31 20:00\",\"timeEnd\":\"2030-08-01 6:30 \"}";

        When occurred = occurred(incident(row));

        assertThat(occurred.toString()).contains("2030-07-31T20:00:00Z", "2030-08-01T06:30:59.999Z", "APPROXIMATE");
        assertThat(StatedTime.month(Row.read(1, row.getBytes(UTF_8)))).hasToString("2030-07");
    }

    @Test
    void the_zone_is_assumed_by_country_unless_the_user_names_one() throws Exception {
        String row = "{\"occurredAt\":\"2030-01-04\",\"country\":\"%s\"}";
        assertThat(occurred(incident(row.formatted("Poland"))).zone()).isEqualTo("Europe/Warsaw");
        assertThat(occurred(incident(row.formatted("Russia"))).zone()).isEqualTo("UTC");
        Incident chosen = Incident.of(Row.read(1, row.formatted("Poland").getBytes(UTF_8)), "ref/1", FIXTURE, ZoneId.of("Asia/Tokyo"));
        assertThat(occurred(chosen).zone()).isEqualTo("Asia/Tokyo");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"occurredAt\":null}|NO_DATE", "{}|NO_DATE", "{\"occurredAt\":\"2030\"}|NO_DATE", "{\"occurredAt\":\"2030-02-30\"}|NO_DATE", "{\"occurredAt\":\"spring\"}|NO_DATE",
        "[1]|NOT_JSON", "{\"occurredAt\":|NOT_JSON", "{\"a\":1,\"a\":2}|NOT_JSON", "{} {}|NOT_JSON",
    })
    void a_row_that_names_no_month_is_not_sent(String line, String code) {
        assertThatThrownBy(() -> {
                    Row row = Row.read(1, line.getBytes(UTF_8));
                    StatedTime.month(row);
                })
                .isInstanceOfSatisfying(Unusable.class, unusable -> assertThat(unusable.code()).isEqualTo(code));
    }
}
