package io.flankwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.standalone.demo.Client;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A file of raids is imported into the running standalone, twice, and what its API says of them is what the file says.
///
/// The file is made up here, of the shape of real ones; `-Dflankwatch.raids.file=FILE` takes another.
class ImportedRaidsTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<String, String> OUTCOMES = Map.of("destroyed", "SHOT_DOWN", "notReachGoal", "UNRESOLVED", "stillAttacking", "UNRESOLVED");
    private static final Map<String, String> COUNTRIES = Map.of("belarus", "BY", "russia", "RU", "moldova", "MD", "romania", "RO", "poland", "PL");

    /// Models whose kind is beyond doubt.
    private static final Map<String, String> KINDS = Map.of(
            "Shahed-136/131", "OWA_UAV", "Kalibr", "CRUISE_MISSILE", "X-101/X-555", "CRUISE_MISSILE", "Iskander-M", "BALLISTIC_MISSILE", "X-47 Kinzhal", "AEROBALLISTIC_MISSILE");

    private static final Pattern CROSSING = Pattern.compile("'(\\w+)': (\\d+)(?:\\.0)?");

    @TempDir
    Path directory;

    @Test
    void a_file_of_raids_comes_to_the_figures_of_the_file_and_a_second_time_to_nothing() throws Exception {
        Path file = file();
        SortedMap<String, Long> expected = expected(file);
        int port = JavaProcess.freePort();
        URI server = URI.create("http://127.0.0.1:" + port);
        try (var standalone = JavaProcess.start(
                Standalone.class, port, List.of("--server.port=" + port, "--flankwatch.demo=false", "--flankwatch.data=" + directory.resolve("data")))) {
            standalone.ready();
            Client client = new Client(server);
            assertThat(ImportedFileTest.importFile(file, server)).containsPattern("rows rejected +0");
            long head = ImportedFileTest.head(client);

            SortedMap<String, Long> figures = figures(client, head);
            assertThat(figures).isEqualTo(expected);
            System.out.println("raids: " + totals(figures));
            assertThat(new FeedSchemas(client).hold()).isEqualTo(head + 1);

            assertThat(ImportedFileTest.importFile(file, server)).containsPattern("recorded now +0").containsPattern("rows rejected +0");
            assertThat(ImportedFileTest.head(client)).isEqualTo(head);
        }
    }

    /// Of the file alone: by month the rows, how many state each number, and the sums.
    private static SortedMap<String, Long> expected(Path file) throws IOException {
        SortedMap<String, Long> figures = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank()) {
                continue;
            }
            JsonNode row = JSON.readTree(line);
            String month = row.required("occurredAt").stringValue().substring(0, 7);
            add(figures, month + " incidents", 1);
            add(figures, month + " incursions", 1);
            String model = row.path("model").asString("");
            add(figures, month + " model " + model, 1);
            if (KINDS.containsKey(model)) {
                add(figures, month + " kind " + KINDS.get(model), 1);
            }
            stated(figures, month + " launched", row.path("launched"));
            OUTCOMES.forEach((column, outcome) -> stated(figures, month + " " + outcome, row.path(column)));
            Matcher crossing = CROSSING.matcher(row.path("borderCrossing").asString(""));
            while (crossing.find()) {
                counted(figures, month + " EXITED", Long.parseLong(crossing.group(2)));
                add(figures, month + " into " + COUNTRIES.get(crossing.group(1)), 1);
            }
        }
        return figures;
    }

    private static void stated(SortedMap<String, Long> figures, String what, JsonNode number) {
        if (number.isNumber()) {
            counted(figures, what, number.asLong());
        }
    }

    private static void counted(SortedMap<String, Long> figures, String what, long count) {
        add(figures, what, count);
        add(figures, what + ", stated", 1);
    }

    private static void add(SortedMap<String, Long> figures, String what, long count) {
        figures.merge(what, count, Long::sum);
    }

    /// Of the API alone: the cases of the import, and the timeline of each.
    private static SortedMap<String, Long> figures(Client client, long head) {
        SortedMap<String, Long> figures = new TreeMap<>();
        for (String page = "/cases?tag=import&limit=100"; page != null; ) {
            JsonNode cases = client.ask("auditor", page, "Ledger-Position", Long.toString(head));
            for (JsonNode listed : cases.required("items")) {
                String path = "/cases/" + listed.required("caseId").stringValue();
                String month = listed.required("externalRefs").get(0).required("ref").stringValue();
                JsonNode summary = client.ask("auditor", path, "Ledger-Position", Long.toString(head));
                add(figures, month + " incidents", summary.required("counts").required("incidents").longValue());
                for (String next = path + "/timeline?type=INCURSION&limit=500"; next != null; ) {
                    JsonNode timeline = client.ask("auditor", next, "Ledger-Position", Long.toString(head));
                    timeline.required("items").forEach(entry -> add(figures, month, entry));
                    next = timeline.has("next") ? path + "/timeline?type=INCURSION&limit=500&cursor=" + timeline.get("next").stringValue() : null;
                }
            }
            page = cases.has("next") ? "/cases?tag=import&limit=100&cursor=" + cases.get("next").stringValue() : null;
        }
        return figures;
    }

    private static void add(SortedMap<String, Long> figures, String month, JsonNode entry) {
        JsonNode incursion = entry.required("incursion");
        add(figures, month + " incursions", 1);
        String model = incursion.path("model").asString("");
        add(figures, month + " model " + model, 1);
        if (KINDS.containsKey(model)) {
            add(figures, month + " kind " + incursion.required("objectType").stringValue(), 1);
        }
        stated(figures, month + " launched", incursion.path("count").path("best"));
        for (JsonNode outcome : incursion.path("outcomes")) {
            stated(figures, month + " " + outcome.required("outcome").stringValue(), outcome.path("count").path("best"));
        }
        for (JsonNode place : entry.path("places")) {
            if (place.required("role").stringValue().equals("EXIT")) {
                add(figures, month + " into " + place.required("country").stringValue(), 1);
            }
        }
    }

    private static SortedMap<String, Long> totals(SortedMap<String, Long> figures) {
        SortedMap<String, Long> totals = new TreeMap<>();
        totals.put("months", figures.keySet().stream().filter(what -> what.endsWith(" incidents")).count());
        figures.forEach((what, count) -> {
            if (!what.contains(" model ")) {
                add(totals, what.substring(what.indexOf(' ') + 1), count);
            }
        });
        return totals;
    }

    private Path file() throws IOException {
        String given = System.getProperty("flankwatch.raids.file");
        if (given != null) {
            return Path.of(given);
        }
        long seed = new Random().nextLong();
        System.out.println("raids of seed " + seed);
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            lines.add(JSON.writeValueAsString(row(random)));
        }
        return Files.write(directory.resolve("raids.ndjson"), lines);
    }

    private static Map<String, Object> row(Random random) {
        var row = new LinkedHashMap<String, Object>();
        int day = 1 + random.nextInt(27);
        String date = "2021-%02d-".formatted(1 + random.nextInt(12));
        row.put("occurredAt", date + "%02d".formatted(day));
        row.put("timeStart", date + "%02d 18:00".formatted(day));
        row.put("timeEnd", date + "%02d 06:30 ".formatted(day + 1));
        row.put("country", "Ukraine");
        row.put("model", List.of("Shahed-136/131", "Kalibr", "Iskander-M", "X-101/X-555 and Kalibr", "Молнія", "Unknown UAV").get(random.nextInt(6)));
        for (String number : List.of("launched", "destroyed", "notReachGoal", "stillAttacking")) {
            if (random.nextInt(4) > 0) {
                row.put(number, random.nextInt(10) == 0 ? "several" : random.nextInt(90));
            }
        }
        row.put("target", random.nextBoolean() ? "south" : null);
        row.put("borderCrossing", List.of("{}", "{'belarus': 2.0}", "{'russia': 1.0, 'moldova': 3.0}").get(random.nextInt(3)));
        row.put("sourceRef", "channel/posts/" + random.nextInt(200));
        return row;
    }
}
