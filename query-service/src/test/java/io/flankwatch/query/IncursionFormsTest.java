package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.Incursion.Outcome;
import io.flankwatch.events.Marking;
import io.flankwatch.events.ObjectType;
import io.flankwatch.events.Place;
import io.flankwatch.events.Verification;
import io.flankwatch.wire.Json;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Incursions as GeoJSON and as CSV, read by readers of their own.
class IncursionFormsTest extends QueryApi {

    private static final String GEO_JSON = "application/geo+json";
    private static final String CSV = "text/csv";
    /// On which nothing else happens.
    private static final String DAY = "0950-01-01";
    private static final String ALL = "/incursions?limit=1000&from=" + DAY + "&to=" + DAY;

    private final UUID caseId = UUID.randomUUID();
    private final UUID entry = UUID.randomUUID();

    private long told(String title, Place... places) {
        IncursionReported raid = Told.raid(entry, Told.day(DAY), ObjectType.OWA_UAV, List.of(places), Outcome.SHOT_DOWN, Outcome.CRASHED);
        return CHRONICLE.append(
                caseId, Marking.GREEN, Told.opened(caseId, "t", Marking.GREEN), Told.corrected(raid, title, Verification.CONFIRMED));
    }

    private HttpResponse<String> answer(String type, long position) {
        HttpResponse<String> answer = get(TOKENS.analyst(), ALL, "Accept", type, "Ledger-Position", Long.toString(position));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private List<JsonNode> features(long position) {
        HttpResponse<String> answer = answer(GEO_JSON, position);
        assertThat(answer.headers().firstValue("Content-Type")).contains(GEO_JSON);
        JsonNode collection = Json.MAPPER.readTree(answer.body());
        GeoJsonRules.hold(collection);
        assertThat(collection.required("ceiling").asString()).isEqualTo("RED");
        List<JsonNode> own = new ArrayList<>();
        collection.required("features").forEach(feature -> {
            if (feature.at("/properties/entryId").asString().equals(entry.toString())) {
                own.add(feature);
            }
        });
        return own;
    }

    private List<Map<String, String>> rows(long position) {
        HttpResponse<String> answer = answer(CSV, position);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow().toLowerCase(Locale.ROOT).split(";"))
                .containsExactlyInAnyOrder("text/csv", "charset=utf-8", "header=present");
        return CsvRecords.read(answer.body()).stream().filter(row -> entry.toString().equals(row.get("entryId"))).toList();
    }

    @Test
    void a_feature_is_a_place_with_its_role_and_longitude_comes_first() {
        Place launch = new Place(Place.Role.LAUNCH, new Place.Point(46.5, -1.25), null, null, null, List.of(), null, null);
        long last = told("raid", Told.place(45.4353, 28.0080), Told.place("RO"), launch);
        List<JsonNode> features = features(last);
        assertThat(features).hasSize(2);
        assertThat(features.get(0).at("/geometry/coordinates").toString()).isEqualTo("[28.008,45.4353]");
        assertThat(features.get(0).at("/properties/role").asString()).isEqualTo("IMPACT");
        assertThat(features.get(0).at("/properties/precision").asString()).isEqualTo("NEAR");
        assertThat(features.get(0).at("/properties/radiusMetres").asDouble()).isEqualTo(500);
        assertThat(features.get(0).at("/properties/places")).hasSize(3);
        assertThat(features.get(1).at("/geometry/coordinates").toString()).isEqualTo("[-1.25,46.5]");
        assertThat(features.get(1).at("/properties/role").asString()).isEqualTo("LAUNCH");
        assertThat(features.get(1).required("properties").has("precision")).as("unknown is absent").isFalse();
        assertThat(List.of(features.get(0).required("id"), features.get(1).required("id"))).doesNotHaveDuplicates();
    }

    @Test
    void what_has_no_point_has_no_geometry_and_is_there() {
        List<JsonNode> features = features(told("raid", Told.place("RO")));
        assertThat(features).hasSize(1);
        assertThat(features.getFirst().required("geometry").isNull()).isTrue();
        assertThat(features.getFirst().at("/properties/places/0/country").asString()).isEqualTo("RO");
        assertThat(features.getFirst().required("properties").has("role")).isFalse();
    }

    @Test
    void a_page_with_nothing_on_it_is_a_collection_of_no_features() {
        JsonNode nothing = ok(get(TOKENS.analyst(), "/incursions?near=-89,1,1", "Accept", GEO_JSON));
        GeoJsonRules.hold(nothing);
        assertThat(nothing.required("features")).isEmpty();
        String header = get(TOKENS.analyst(), "/incursions?near=-89,1,1", "Accept", CSV).body();
        assertThat(CsvRecords.read(header)).isEmpty();
        assertThat(header).startsWith("caseId,entryId,").endsWith("\r\n");
    }

    @Test
    void a_row_is_a_place_and_what_is_not_known_is_an_empty_cell() {
        List<Map<String, String>> rows = rows(told("raid", Told.place(45.4353, -0.5), Told.place("RO")));
        assertThat(rows).extracting(row -> row.get("lon")).as("a number is a number").containsExactly("-0.5", "");
        assertThat(rows).extracting(row -> row.get("lat")).containsExactly("45.4353", "");
        assertThat(rows).extracting(row -> row.get("role")).containsExactly("IMPACT", "ENTRY");
        assertThat(rows).extracting(row -> row.get("country")).containsExactly("", "RO");
        assertThat(rows).extracting(row -> row.get("place")).containsExactly("0", "1");
        assertThat(rows).extracting(row -> row.get("outcomes")).containsOnly("SHOT_DOWN; CRASHED");
        assertThat(rows).extracting(row -> row.get("countMin")).containsOnly("");
        assertThat(rows).extracting(row -> row.get("earliest")).containsOnly(DAY + "T00:00:00Z");
        assertThat(rows).extracting(row -> row.get("marking")).containsOnly("GREEN");
    }

    @Test
    void an_incursion_without_a_place_is_a_row() {
        List<Map<String, String>> rows = rows(told("raid"));
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().get("place")).isEmpty();
    }

    @Test
    void cells_are_quoted_and_no_text_is_a_formula() {
        Map<String, String> asTold = Map.of(
                "a \"quoted\", and\r\nbroken one", "a \"quoted\", and\r\nbroken one",
                "=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0",
                "+1+1", "'+1+1",
                "-2+3", "'-2+3",
                "@SUM(1+1)*cmd|' /C calc'!A0", "'@SUM(1+1)*cmd|' /C calc'!A0",
                "\t=1+1", "'\t=1+1",
                "\r=1+1", "'\r=1+1",
                "a=1", "a=1",
                "Galați Галац", "Galați Галац");
        for (Map.Entry<String, String> title : asTold.entrySet()) {
            UUID other = UUID.randomUUID();
            UUID raid = UUID.randomUUID();
            long last = CHRONICLE.append(
                    other,
                    Marking.GREEN,
                    Told.opened(other, "t", Marking.GREEN),
                    Told.corrected(Told.raid(raid, Told.day(DAY), ObjectType.UAV, List.of()), title.getKey(), Verification.UNVERIFIED));
            Map<String, String> row = CsvRecords.read(answer(CSV, last).body()).stream()
                    .filter(each -> raid.toString().equals(each.get("entryId")))
                    .findFirst()
                    .orElseThrow();
            assertThat(row.get("title")).isEqualTo(title.getValue());
            assertThat(row.get("model")).isEqualTo("'=model");
        }
    }

    @Test
    void the_form_is_the_one_that_is_preferred_and_each_has_a_tag_of_its_own() {
        told("raid");
        assertThat(type("*/*")).isEqualTo("application/json");
        assertThat(type("text/csv;q=0.5, application/geo+json")).isEqualTo(GEO_JSON);
        assertThat(type("text/html, text/csv;q=0.1")).isEqualTo(CSV);
        assertThat(type("text/*")).isEqualTo(CSV);
        String tag = answer(CSV, -1).headers().firstValue("ETag").orElseThrow();
        assertThat(get(TOKENS.analyst(), ALL, "Accept", CSV, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(get(TOKENS.analyst(), ALL, "Accept", GEO_JSON, "If-None-Match", tag).statusCode()).isEqualTo(200);
        assertThat(get(TOKENS.integrator(), ALL, "Accept", CSV, "If-None-Match", tag).statusCode()).as("another ceiling").isEqualTo(200);
        assertThat(answer(CSV, -1).headers().allValues("Vary")).contains("Accept");
    }

    private String type(String accept) {
        return answer(accept, -1).headers().firstValue("Content-Type").orElseThrow().replaceFirst(";.*", "");
    }
}
