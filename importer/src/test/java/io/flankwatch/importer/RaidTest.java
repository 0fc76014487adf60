package io.flankwatch.importer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.ObjectType;
import io.flankwatch.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Rows about objects that were sent. `-Dflankwatch.raids.file=FILE` takes another file than the one made up here.
class RaidTest {

    private static final List<String> NUMBERS = List.of("launched", "destroyed", "notReachGoal", "stillAttacking");

    @Test
    void a_raid_has_every_outcome_that_is_stated_and_no_other() throws Exception {
        ObjectNode raid = body(0);
        assertThat(raid.get("count").toString()).isEqualTo("{\"best\":287}");
        assertThat(raid.get("outcomes").toString()).isEqualTo("["
                + "{\"outcome\":\"SHOT_DOWN\",\"count\":{\"best\":270,\"asStated\":\"destroyed 270\"}},"
                + "{\"outcome\":\"UNRESOLVED\",\"count\":{\"best\":5,\"asStated\":\"notReachGoal 5\"}},"
                + "{\"outcome\":\"UNRESOLVED\",\"count\":{\"best\":0,\"asStated\":\"stillAttacking 0\"}},"
                + "{\"outcome\":\"EXITED\",\"count\":{\"best\":2,\"asStated\":\"borderCrossing belarus 2.0\"}},"
                + "{\"outcome\":\"EXITED\",\"count\":{\"best\":8,\"asStated\":\"borderCrossing poland 8\"}}]");
        assertThat(raid.get("places").toString()).isEqualTo("["
                + "{\"role\":\"SITE\",\"names\":[{\"text\":\"Ukraine\"}],\"country\":\"UA\"},"
                + "{\"role\":\"LAUNCH\",\"names\":[{\"text\":\"North Cape and South Field\"}]},"
                + "{\"role\":\"EXIT\",\"names\":[{\"text\":\"belarus\"}],\"country\":\"BY\"},"
                + "{\"role\":\"EXIT\",\"names\":[{\"text\":\"poland\"}],\"country\":\"PL\"}]");
    }

    @Test
    void a_window_goes_on_past_midnight_and_past_the_month() throws Exception {
        assertThat(body(0).get("occurred").get("earliest").asString()).isEqualTo("2030-05-16T15:00:00Z");
        assertThat(body(0).get("occurred").get("latest").asString()).isEqualTo("2030-05-17T05:00:59.999Z");
        assertThat(body(1).get("occurred").get("latest").asString()).isEqualTo("2030-06-01T01:30:59.999Z");
        assertThat(body(1).get("occurred").get("precision").asString()).isEqualTo("APPROXIMATE");
        assertThat(body(2).get("occurred").get("precision").asString()).isEqualTo("DAY");
    }

    @Test
    void absent_is_not_nothing_and_nothing_is_not_absent() throws Exception {
        assertThat(body(1).at("/outcomes/0/count/best").asLong(-1)).isZero();
        assertThat(body(1).get("outcomes")).hasSize(1);
        assertThat(body(2).has("count")).isFalse();
        assertThat(body(3).get("count").toString()).isEqualTo("{\"asStated\":\"launched several\"}");
        assertThat(body(3).get("outcomes").toString())
                .isEqualTo("[{\"outcome\":\"UNRESOLVED\",\"count\":{\"best\":3,\"asStated\":\"stillAttacking 3.0\"}}]");
        assertThat(body(3).get("description").asString()).isEqualTo("borderCrossing: some went on");
        for (int row = 0; row < 4; row++) {
            assertThat(body(row).get("places").toString()).doesNotContain("point");
            assertThat(Json.MAPPER.treeToValue(body(row).without("sources"), IncursionReported.class)).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Shahed-136/131,OWA_UAV", "X-101/X-555,CRUISE_MISSILE", "Iskander-M/KN-23,BALLISTIC_MISSILE", "Iskander-K,CRUISE_MISSILE",
        "X-47 Kinzhal,AEROBALLISTIC_MISSILE", "C-400 and Iskander-M,MISSILE", "Unknown UAV,UAV", "Reconnaissance UAV,ISR_UAV",
        "Orlan-10 and ZALA,ISR_UAV", "Shahed-136/131 and Lancet,UAV", "Shahed-136/131 and Kalibr,UNKNOWN", "X-220,UNKNOWN", "X-31PD,MISSILE",
        "Молнія,UNKNOWN", "Something else,UNKNOWN", "131,UNKNOWN",
    })
    void a_model_is_of_a_kind_only_where_that_is_known(String model, ObjectType type) {
        assertThat(Models.type(model)).isEqualTo(type);
    }

    @Test
    void a_file_is_imported_whole_and_a_second_time_nothing_of_it() throws Exception {
        Path file = file();
        try (LoopbackLedger ledger = new LoopbackLedger()) {
            assertThat(run(file, ledger)).containsPattern("rows rejected +0");
            int recorded = ledger.recorded().size();
            SortedMap<String, Long> sent = new TreeMap<>();
            for (JsonNode command : ledger.recorded()) {
                if (command.path("type").asString("").equals("ReportIncursion")) {
                    add(sent, command.get("body"));
                }
            }
            assertThat(sent).isEqualTo(expected(file)).isNotEmpty();

            assertThat(run(file, ledger)).containsPattern("recorded now +0");
            assertThat(ledger.recorded()).hasSize(recorded);
        }
    }

    /// By month: rows, the sum of each number, and how many rows state it.
    private static SortedMap<String, Long> expected(Path file) throws IOException {
        SortedMap<String, Long> figures = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode row = new JsonMapper().readTree(line);
            String month = row.get("occurredAt").asString().substring(0, 7);
            figures.merge(month + " rows", 1L, Long::sum);
            for (String column : NUMBERS) {
                JsonNode stated = row.path(column);
                if (stated.isNumber()) {
                    figures.merge(month + " " + column, stated.asLong(), Long::sum);
                    figures.merge(month + " stating " + column, 1L, Long::sum);
                }
            }
        }
        return figures;
    }

    private static void add(SortedMap<String, Long> figures, JsonNode body) {
        String month = body.get("occurred").get("asStated").asString().substring(0, 7);
        figures.merge(month + " rows", 1L, Long::sum);
        add(figures, month, "launched", body.path("count"));
        for (JsonNode outcome : body.path("outcomes")) {
            String words = outcome.get("count").get("asStated").asString();
            String column = words.substring(0, words.indexOf(' '));
            if (NUMBERS.contains(column)) {
                add(figures, month, column, outcome.get("count"));
            }
        }
    }

    private static void add(SortedMap<String, Long> figures, String month, String column, JsonNode count) {
        if (count.has("best")) {
            figures.merge(month + " " + column, count.get("best").asLong(), Long::sum);
            figures.merge(month + " stating " + column, 1L, Long::sum);
        }
    }

    private static String run(Path file, LoopbackLedger ledger) {
        var out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, UTF_8);
        int status = Importer.run(List.of(file.toString(), "--server", ledger.url()), Map.of(), print, print, false);
        String report = out.toString(UTF_8);
        assertThat(status).as(report).isZero();
        return report;
    }

    private static ObjectNode body(int row) throws Exception {
        Row read = Row.read(row + 1, Files.readAllLines(fixture()).get(row).getBytes(UTF_8));
        Incident incident = Incident.of(read, "row/" + row, new DataSet("raids", null), null);
        assertThat(incident.commands()).hasSize(1);
        assertThat(incident.commands().getFirst().type()).isEqualTo("ReportIncursion");
        return incident.commands().getFirst().body();
    }

    private static Path file() throws URISyntaxException {
        String given = System.getProperty("flankwatch.raids.file");
        return given == null ? fixture() : Path.of(given);
    }

    private static Path fixture() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(RaidTest.class.getResource("raids.ndjson")).toURI());
    }
}
