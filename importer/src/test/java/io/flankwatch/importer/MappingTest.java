package io.flankwatch.importer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.Precision;
import io.flankwatch.events.When;
import io.flankwatch.wire.Json;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class MappingTest {

    private static final DataSet FIXTURE = new DataSet("fixture", null);

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

    /// Whatever is stated in a column of the format is found in the commands, and every text and number in the commands is stated in the row, is one of
    /// the few words that the mapping itself says, or is computed from a date.
    @Test
    void nothing_that_is_stated_is_lost_and_nothing_is_invented() throws Exception {
        Random random = new Random(20300704);
        for (int i = 0; i < 3_000; i++) {
            ObjectNode row = anyRow(random);
            Incident incident = incident(row.toString());
            List<String> said = new ArrayList<>();
            for (Incident.Command command : incident.commands()) {
                Class<? extends EntryRecorded> event =
                        command.type().equals("RecordCasualty") ? EntryRecorded.CasualtyRecorded.class : EntryRecorded.DevelopmentRecorded.class;
                assertThat(Json.MAPPER.treeToValue(withoutSources(command), event)).isNotNull();
                leaves(command.body(), said);
            }
            String all = String.join("\n", said);
            for (var column : row.properties()) {
                for (String stated : statedBy(column.getValue())) {
                    String code = column.getKey().equals("country") ? Countries.code(stated) : null;
                    boolean kept = all.contains(code != null ? code : stated);
                    assertThat(kept).as("%s of %s in %s", column.getKey(), row, all).isTrue();
                }
            }
            String rowText = row.toString();
            for (String leaf : said) {
                for (String word : leaf.replaceAll("\\([^)]*\\)|[0-9a-f]{8}-[0-9a-f-]{27}|\\d{4}-\\d{2}-\\d{2}T[\\d:.]+Z", " ").split("[^\\p{L}\\p{N}.]+", -1)) {
                    assertThat(word.isEmpty() || rowText.contains(word) || rowText.contains(word.replaceFirst("\\.0$", "")) || WORDS_OF_THE_MAPPING.contains(word))
                            .as("%s of %s from %s", word, leaf, row)
                            .isTrue();
                }
            }
        }
    }

    private static final String WORDS_OF_THE_MAPPING = """
            MILITARY HUMANITARIAN UNVERIFIED ENTRIES KILLED INJURED SITE SPOT NEAR 25000.0 DISTRICT PROVINCE AREA COUNTRY BEYOND_COUNTRY SIDE STATUS civilian unknown
            side A B DAY MONTH APPROXIMATE UNKNOWN EXACT MINUTE Europe Kyiv Bucharest UTC true UA RO to fixture Data set ucdp ged relid
            Untitled incident UCDP Georeferenced Event Dataset Uppsala Conflict Data Program kind sideA sideB eventClarity low best high killed injured
            deathsA deathsB deathsCivilians deathsUnknown datePrec wherePrec lat lon ref file sourceDate timeStart timeEnd
            """;

    private static ObjectNode anyRow(Random random) {
        ObjectNode row = Json.MAPPER.createObjectNode();
        row.put("occurredAt", "2030-0%d-1%d".formatted(1 + random.nextInt(9), random.nextInt(10)));
        maybe(random, row, "dateEnd", "2030-0%d-1%d".formatted(1 + random.nextInt(9), random.nextInt(10)), "whenever");
        maybe(random, row, "datePrec", "" + random.nextInt(7), "vague");
        maybe(random, row, "wherePrec", "" + random.nextInt(9), "there");
        maybe(random, row, "lat", "" + (random.nextInt(2_000_000) - 1_000_000) / 10_000.0, "north");
        maybe(random, row, "lon", "" + (random.nextInt(4_000_000) - 2_000_000) / 10_000.0, "east");
        maybe(random, row, "country", random.nextBoolean() ? "Ukraine" : "Romania", "Atlantis");
        for (String column : List.of("place", "title", "description", "kind", "sideA", "sideB", "ref", "relid", "file")) {
            maybe(random, row, column, column.charAt(0) + "" + random.nextInt(1_000_000), "Ґanok «" + random.nextInt(1000) + "»");
        }
        for (String column : List.of("low", "best", "high", "killed", "injured", "deathsA", "deathsB", "deathsCivilians", "deathsUnknown", "eventClarity")) {
            maybe(random, row, column, "" + random.nextInt(9_999), random.nextBoolean() ? "several" : "-" + random.nextInt(99));
        }
        if (random.nextBoolean()) {
            int offices = random.nextInt(4);
            List<String> names = new ArrayList<>();
            List<String> dates = new ArrayList<>();
            for (int i = 0; i < offices; i++) {
                names.add("Office" + random.nextInt(5));
                dates.add(random.nextInt(9) == 0 ? "lately" : "%02d/0%d/2030".formatted(1 + random.nextInt(28), 1 + random.nextInt(9)));
            }
            if (random.nextInt(9) == 0) {
                dates.add("2030-01-01");
            }
            row.put("sourceOffice", String.join(";", names)).put("sourceDate", String.join(";", dates));
        }
        if (random.nextBoolean()) {
            ArrayNode sources = row.putArray("sources");
            for (int i = random.nextInt(3); i > 0; i--) {
                sources.add(random.nextBoolean() ? "https://example.org/" + random.nextInt(99) : "Paper " + random.nextInt(99));
            }
        }
        return row;
    }

    private static void maybe(Random random, ObjectNode row, String column, String usual, String odd) {
        switch (random.nextInt(8)) {
            case 0 -> {}
            case 1 -> row.putNull(column);
            case 2 -> row.put(column, odd);
            default -> {
                if (usual.matches("-?\\d+(\\.\\d+)?") && random.nextBoolean()) {
                    row.set(column, Json.MAPPER.readTree(usual));
                } else {
                    row.put(column, usual);
                }
            }
        }
    }

    private static List<String> statedBy(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().map(JsonNode::asString).toList();
        }
        String text = value.isNull() ? "" : value.asString();
        return text.isBlank() ? List.of() : List.of(text.split(";", -1));
    }

    private static void leaves(JsonNode value, List<String> into) {
        if (value.isValueNode()) {
            into.add(value.asString());
        } else {
            value.forEach(part -> leaves(part, into));
        }
    }

    /// An inline source is the one thing in which a command's body differs from the event.
    private static ObjectNode withoutSources(Incident.Command command) {
        ObjectNode body = command.body().deepCopy();
        body.remove("sources");
        return body;
    }

    private static Incident incident(String line) throws Unusable {
        Row row = Row.read(1, line.getBytes(UTF_8));
        String ref = row.text("ref");
        return Incident.of(row, "ref/" + (ref == null ? "1" : ref), FIXTURE, null);
    }

    private static ObjectNode row(String json) {
        return (ObjectNode) Json.MAPPER.readTree(json);
    }

    private static ObjectNode development(Incident incident) {
        return incident.commands().getFirst().body();
    }

    private static ObjectNode claim(Incident incident) {
        return incident.commands().get(1).body();
    }

    private static When occurred(Incident incident) {
        return Json.MAPPER.treeToValue(development(incident).get("occurred"), When.class);
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
