package io.flankwatch.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the cases of an incident file must come to, computed from the file alone: nothing of the importer or of the services is used.
///
/// Each row is a group of its own. Its deaths count by `low`, `best` and `high` as stated (`killed` where `best` is not): a high below low
/// or best does not count, and the row is open-ended like one that states no high.
public final class ExpectedFigures {

    /// One month of the start date.
    ///
    /// @param incidents rows
    /// @param claims    rows that state a number of deaths, or say something in its place
    /// @param low       sum of the lows
    /// @param high      sum of the highs that count
    /// @param openEnded rows with a claim of which no high counts
    public record Month(long incidents, long claims, long low, long high, long openEnded) {

        private static final Month EMPTY = new Month(0, 0, 0, 0, 0);

        private Month plus(Month other) {
            return new Month(
                    incidents + other.incidents, claims + other.claims, low + other.low, high + other.high, openEnded + other.openEnded);
        }
    }

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

    private ExpectedFigures() {}

    /// By month, written `YYYY-MM`.
    public static SortedMap<String, Month> of(Path file) throws IOException {
        SortedMap<String, Month> months = new TreeMap<>();
        try (Stream<String> lines = Files.lines(file)) {
            for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
                String line = each.next();
                if (!line.isBlank()) {
                    JsonNode row = JSON.readTree(line);
                    months.merge(row.get("occurredAt").asString().substring(0, 7), month(row), Month::plus);
                }
            }
        }
        return months;
    }

    private static Month month(JsonNode row) {
        boolean stated = states(row, "low") || states(row, "best") || states(row, "high") || states(row, "killed");
        if (!stated) {
            return Month.EMPTY.plus(new Month(1, 0, 0, 0, 0));
        }
        Long low = number(row, "low");
        Long best = states(row, "best") ? number(row, "best") : number(row, "killed");
        Long high = number(row, "high");
        if (high != null && ((low != null && high < low) || (best != null && high < best))) {
            high = null;
        }
        return new Month(1, 1, low == null ? 0 : low, high == null ? 0 : high, high == null ? 1 : 0);
    }

    private static boolean states(JsonNode row, String column) {
        JsonNode value = row.path(column);
        return !value.isMissingNode() && !value.isNull() && !value.asString().isBlank() && !value.asString().equals("NaN");
    }

    private static @Nullable Long number(JsonNode row, String column) {
        if (!states(row, column)) {
            return null;
        }
        String text = row.path(column).asString().strip();
        return text.matches("\\d+(\\.0+)?") ? Long.valueOf(text.replaceFirst("\\..*", "")) : null;
    }
}
