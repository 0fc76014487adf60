package io.flankwatch.importer;

import static io.flankwatch.importer.Rows.FIXTURE;
import static io.flankwatch.importer.Rows.claim;
import static io.flankwatch.importer.Rows.development;
import static io.flankwatch.importer.Rows.incident;
import static io.flankwatch.importer.Rows.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flankwatch.wire.Json;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a row becomes, where it happened, who says so. When it happened is in [StatedTimeTest], raids are in [RaidTest].
class MappingTest {

    @Test
    void a_row_becomes_a_development_and_a_claim_about_it_as_stated() throws Exception {
        Incident incident = incident("""
                {"occurredAt":"2030-07-04","dateEnd":"2030-07-04","datePrec":1,"lat":46.5,"lon":30.75,"wherePrec":1,"country":"Ukraine",
                 "title":"North - South — Harbour","description":"Порт; Where: harbour\\n","kind":"state-based conflict","eventClarity":1,
                 "low":2,"best":3,"high":7,"killed":3,"deathsA":1,"deathsB":0,"deathsCivilians":2,"deathsUnknown":null,
                 "sideA":"North","sideB":"South","sourceOffice":"Gazette;Agency;Gazette","sourceDate":"2030-07-04;25/07/2030;2030-07-04",
                 "ref":"17","relid":"FIX-1","file":"f"}
                """);

        assertThat(incident.commands()).extracting(Incident.Command::type).containsExactly("RecordDevelopment", "RecordCasualty");
        assertThat(development(incident)).isEqualTo(Json.MAPPER.readTree("""
                {"entryId":"%s","vector":"MILITARY","title":"North - South — Harbour",
                 "description":"Порт; Where: harbour\\n\\n\\nkind: state-based conflict\\nsideA: North\\nsideB: South\\neventClarity: 1",
                 "occurred":{"earliest":"2030-07-03T21:00:00Z","latest":"2030-07-04T20:59:59.999Z","precision":"DAY",
                             "asStated":"2030-07-04; datePrec 1 (the day is known)","zone":"Europe/Kyiv","zoneAssumed":true},
                 "places":[{"role":"SITE","point":{"lat":46.5,"lon":30.75},"precision":"SPOT","asStated":"wherePrec 1 (the place is known)",
                            "country":"UA"}],
                 "sources":[{"documentRef":"UCDP Georeferenced Event Dataset",
                             "title":"UCDP Georeferenced Event Dataset (CC BY 4.0; cite Sundberg and Melander 2013)",
                             "publisher":"Uppsala Conflict Data Program","locator":"file f; ref 17; relid FIX-1"},
                            {"documentRef":"Gazette, 2030-07-04","title":"Gazette, 2030-07-04","publisher":"Gazette",
                             "published":{"earliest":"2030-07-03T21:00:00Z","latest":"2030-07-04T20:59:59.999Z","precision":"DAY",
                                          "asStated":"2030-07-04","zone":"Europe/Kyiv","zoneAssumed":true}},
                            {"documentRef":"Agency, 25/07/2030","title":"Agency, 25/07/2030","publisher":"Agency",
                             "published":{"earliest":"2030-07-24T21:00:00Z","latest":"2030-07-25T20:59:59.999Z","precision":"DAY",
                                          "asStated":"25/07/2030","zone":"Europe/Kyiv","zoneAssumed":true}}],
                 "verification":"UNVERIFIED",
                 "externalRefs":[{"system":"ucdp-ged","ref":"17"},{"system":"ucdp-ged-relid","ref":"FIX-1"}]}
                """.formatted(FIXTURE.id("development", "ref/17"))));

        ObjectNode claim = claim(incident);
        assertThat(claim.get("entryId").asString()).isEqualTo(FIXTURE.id("killed", "ref/17").toString());
        assertThat(claim.get("about")).containsExactly(development(incident).get("entryId"));
        assertThat(claim.get("occurred")).isEqualTo(development(incident).get("occurred"));
        assertThat(claim.get("places")).isEqualTo(development(incident).get("places"));
        assertThat(claim.get("sources")).isEqualTo(development(incident).get("sources"));
        assertThat(only(claim, "vector", "verification", "scope", "metric", "min", "best", "max", "asStated", "breakdown").toString()).isEqualTo("""
                {"vector":"HUMANITARIAN","verification":"UNVERIFIED","scope":"ENTRIES","metric":"KILLED","min":2,"best":3,"max":7,\
                "breakdown":[{"by":"SIDE","group":"North","count":{"best":1}},{"by":"SIDE","group":"South","count":{"best":0}},\
                {"by":"STATUS","group":"civilian","count":{"best":2}}]}""");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "5, 5, 4, -",
        "4, 1, 9, -",
        "9, 5, 1, -",
        "0, -, -, -",
        "-, 0, -, -",
        "-, -, 8, -",
        "2.0, 2, 3.00, -",
        "-1, 2, 3, low -1",
        "1, 2.5, 3, best 2.5",
        "1, some, many, best some; high many",
    })
    void bounds_are_kept_as_stated_and_what_is_no_count_stays_words(String low, String best, String high, String words) throws Exception {
        ObjectNode row = row("{\"occurredAt\":\"2030-07-04\"}");
        row.put("low", low).put("best", best).put("high", high);

        ObjectNode claim = claim(incident(row.toString()));

        assertThat(count(claim.get("min"))).isEqualTo(asCount(low));
        assertThat(count(claim.get("best"))).isEqualTo(asCount(best));
        assertThat(count(claim.get("max"))).isEqualTo(asCount(high));
        assertThat(claim.has("asStated") ? claim.get("asStated").asString() : null).isEqualTo(words);
    }

    @Test
    void a_row_without_numbers_makes_no_claim_and_keeps_its_parts_as_words() throws Exception {
        Incident incident = incident("{\"occurredAt\":\"2030-07-04\",\"description\":\"Fire\",\"low\":null,\"best\":null,\"deathsUnknown\":6,\"high\":NaN}");

        assertThat(incident.commands()).hasSize(1);
        assertThat(development(incident).get("description").asString()).isEqualTo("Fire\n\ndeathsUnknown: 6");
    }

    @Test
    void killed_counts_as_the_best_number_where_there_is_no_other_and_injured_is_a_claim_of_its_own() throws Exception {
        Incident incident = incident("{\"occurredAt\":\"2030-07-04\",\"killed\":\"several\",\"injured\":2}");

        assertThat(incident.commands()).hasSize(3);
        ObjectNode killed = incident.commands().get(1).body();
        ObjectNode injured = incident.commands().get(2).body();
        assertThat(only(killed, "metric", "min", "best", "max", "asStated").toString()).isEqualTo("{\"metric\":\"KILLED\",\"asStated\":\"killed several\"}");
        assertThat(only(injured, "metric", "min", "best", "max", "asStated").toString()).isEqualTo("{\"metric\":\"INJURED\",\"best\":2}");
        assertThat(claim(incident("{\"occurredAt\":\"2030-07-04\",\"killed\":4}")).get("best").asInt()).isEqualTo(4);
        assertThat(claim(incident("{\"occurredAt\":\"2030-07-04\",\"killed\":7,\"best\":5}")).get("asStated").asString()).isEqualTo("killed 7");
    }

    @Test
    void a_country_is_known_by_its_name_or_its_code_and_not_guessed_at() {
        for (String code : Locale.getISOCountries()) {
            assertThat(Countries.code(code)).isEqualTo(code);
            assertThat(Countries.code(Locale.of("", code).getDisplayCountry(Locale.ENGLISH))).isEqualTo(code);
            assertThat(Countries.assumedZone(code)).isNotNull();
        }
        assertThat(Countries.code("Ukrain")).isNull();
        assertThat(Countries.code("ukraine")).isNull();
        assertThat(Countries.code("Russia (Soviet Union)")).isNull();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "1, SPOT, -", "2, NEAR, 25000.0", "3, DISTRICT, -", "4, PROVINCE, -", "5, AREA, -", "6, COUNTRY, -", "7, BEYOND_COUNTRY, -", "0, -, -", "x, -, -", "-, -, -",
    })
    void a_point_stands_for_what_its_code_says(String code, String extent, Double radius) throws Exception {
        ObjectNode row = row("{\"occurredAt\":\"2030-07-04\",\"lat\":46.123456789,\"lon\":\"-30.5\",\"country\":\"Romania\"}");
        row.put("wherePrec", code);

        JsonNode place = development(incident(row.toString())).get("places").get(0);

        assertThat(place.get("point").toString()).isEqualTo("{\"lat\":46.123456789,\"lon\":-30.5}");
        assertThat(place.path("precision").asString(null)).isEqualTo(extent);
        assertThat(place.has("radiusMetres") ? place.get("radiusMetres").asDouble() : null).isEqualTo(radius);
        assertThat(place.get("country").asString()).isEqualTo("RO");
        assertThat(place.path("asStated").asString("")).startsWith(code == null ? "" : "wherePrec " + code);
    }

    @Test
    void a_place_that_is_not_stated_is_not_made_up() throws Exception {
        assertThat(development(incident("{\"occurredAt\":\"2030-07-04\",\"lat\":null,\"lon\":null,\"country\":\" \"}")).has("places")).isFalse();
        assertThat(development(incident("{\"occurredAt\":\"2030-07-04\",\"lat\":95,\"lon\":30,\"wherePrec\":1}")).get("places").toString())
                .isEqualTo("[{\"role\":\"SITE\",\"asStated\":\"lat 95; lon 30; wherePrec 1 (the place is known)\"}]");
        assertThat(development(incident("{\"occurredAt\":\"2030-07-04\",\"country\":\"Yemen (North Yemen)\"}")).get("places").toString())
                .isEqualTo("[{\"role\":\"SITE\",\"names\":[{\"text\":\"Yemen (North Yemen)\"}]}]");
        assertThat(development(incident("{\"occurredAt\":\"2030-07-04\",\"country\":\"MDA\",\"place\":\"Хутор\"}")).get("places").toString())
                .isEqualTo("[{\"role\":\"SITE\",\"names\":[{\"text\":\"Хутор\"}],\"country\":\"MD\"}]");
    }

    @Test
    void sources_are_cited_as_named_and_a_date_of_two_readings_is_not_decided() throws Exception {
        JsonNode sources = development(incident("""
                {"occurredAt":"2030-07-04","sourceOffice":"Agency; ;Gazette","sourceDate":"03/04/2030;;2030-13-77",
                 "sources":["https://example.org/a","Letter 17","https://example.org/a"],"sourceRef":"channel/12"}
                """)).get("sources");

        assertThat(sources.valueStream().map(source -> source.path("documentRef").asString(source.path("url").asString("")))).containsExactly(
                "fixture", "Agency, 03/04/2030", "Gazette, 2030-13-77", "https://example.org/a", "Letter 17", "channel/12");
        assertThat(sources.get(1).get("published").toString()).isEqualTo("{\"precision\":\"UNKNOWN\",\"asStated\":\"03/04/2030\"}");
        assertThat(sources.get(2).get("published").toString()).isEqualTo("{\"precision\":\"UNKNOWN\",\"asStated\":\"2030-13-77\"}");
    }

    @Test
    void dates_that_belong_to_no_office_stay_words() throws Exception {
        ObjectNode development = development(incident("{\"occurredAt\":\"2030-07-04\",\"sourceOffice\":\"A;B\",\"sourceDate\":\"2030-07-05\"}"));

        assertThat(development.get("sources").valueStream().map(source -> source.get("documentRef").asString())).containsExactly("fixture", "A", "B");
        assertThat(development.get("description").asString()).isEqualTo("sourceDate: 2030-07-05");
    }

    @Test
    void a_row_without_a_title_says_so() throws Exception {
        assertThat(development(incident("{\"occurredAt\":\"2030-07-04\",\"title\":\" \"}")).get("title").asString())
                .isEqualTo("Untitled incident, 2030-07-04");
    }

    @Test
    void a_data_set_is_cited_as_the_user_says() throws Exception {
        Row row = Row.read(1, "{\"occurredAt\":\"2030-07-04\",\"relid\":\"X\"}".getBytes(UTF_8));
        Incident incident = Incident.of(row, "ref/1", new DataSet("mine", "My list, ODC-BY 1.0"), null);
        assertThat(development(incident).get("sources").get(0).toString())
                .isEqualTo("{\"documentRef\":\"mine\",\"title\":\"My list, ODC-BY 1.0\",\"locator\":\"relid X\"}");
    }

    @Test
    void a_text_that_is_too_long_is_rejected_and_never_cut() throws Exception {
        String most = "я".repeat(7_000);
        assertThat(development(incident("{\"occurredAt\":\"2030-07-04\",\"description\":\"%s\"}".formatted(most))).get("description").asString()).isEqualTo(most);
        assertThatThrownBy(() -> incident("{\"occurredAt\":\"2030-07-04\",\"description\":\"%s\"}".formatted("я".repeat(9_000))))
                .isInstanceOfSatisfying(Unusable.class, unusable -> assertThat(unusable.code()).isEqualTo("TOO_LARGE"));
    }

    @Test
    void ids_and_keys_follow_from_data_set_and_row_alone() throws Exception {
        String row = "{\"occurredAt\":\"2030-07-04\",\"ref\":\"17\",\"low\":1}";
        assertThat(incident(row)).isEqualTo(incident(row));
        assertThat(FIXTURE.id("development", "ref/17")).hasToString("996913b5-6dcb-59cb-87aa-50ed70f2da67");
        assertThat(FIXTURE.id("killed", "ref/17")).isNotEqualTo(FIXTURE.id("development", "ref/17"));
        assertThat(new DataSet("other", null).id("development", "ref/17")).isNotEqualTo(FIXTURE.id("development", "ref/17"));
        assertThat(incident(row).commands().getFirst().key()).isEqualTo("import-" + FIXTURE.id("development", "ref/17"));
    }

    private static ObjectNode only(ObjectNode node, String... fields) {
        return node.deepCopy().retain(fields);
    }

    private static String count(JsonNode value) {
        return value == null ? "absent" : value.isIntegralNumber() ? value.asString() : "not a whole number";
    }

    private static String asCount(String stated) {
        return stated != null && stated.matches("\\d+(\\.0+)?") ? stated.replaceFirst("\\..*", "") : "absent";
    }
}
