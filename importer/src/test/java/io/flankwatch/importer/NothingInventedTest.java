package io.flankwatch.importer;

import static io.flankwatch.importer.Rows.incident;
import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.EntryRecorded;
import io.flankwatch.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class NothingInventedTest {

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
}
