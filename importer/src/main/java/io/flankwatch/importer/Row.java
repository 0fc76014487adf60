package io.flankwatch.importer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One line of an incident file. A column that is absent, null, NaN or blank is not stated.
///
/// @param number its line in the file, from 1
record Row(long number, JsonNode columns) {

    /// The columns that the format knows (docs/importing.md); any other is left aside, and said to have been.
    static final Set<String> KNOWN = Set.of(
            "occurredAt", "dateEnd", "datePrec", "timeStart", "timeEnd",
            "lat", "lon", "wherePrec", "place", "country",
            "title", "description", "kind", "sideA", "sideB", "eventClarity",
            "low", "best", "high", "killed", "injured", "deathsA", "deathsB", "deathsCivilians", "deathsUnknown",
            "model", "launched", "destroyed", "notReachGoal", "stillAttacking", "target", "launchPlace", "borderCrossing",
            "sources", "sourceOffice", "sourceDate", "sourceRef",
            "ref", "relid", "file");

    // NaN is how some tools write a missing number. Decimals are kept as they are written: no digit is lost or added.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    static Row read(long number, byte[] line) throws Unusable {
        JsonNode columns;
        try {
            columns = JSON.readTree(line);
        } catch (tools.jackson.core.JacksonException malformed) {
            throw new Unusable("NOT_JSON", malformed.getOriginalMessage());
        }
        if (!columns.isObject()) {
            throw new Unusable("NOT_JSON", "the line is not a JSON object");
        }
        return new Row(number, columns);
    }

    /// What the column says, word for word.
    @Nullable String text(String column) {
        return text(columns.get(column));
    }

    /// What the column says, item by item where it is a list.
    List<String> texts(String column) {
        JsonNode value = columns.get(column);
        List<String> texts = new ArrayList<>();
        if (value != null && value.isArray()) {
            for (JsonNode item : value) {
                String text = text(item);
                if (text != null) {
                    texts.add(text);
                }
            }
        } else {
            String text = text(value);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        if (value == null || value.isNull() || (value.isDouble() && Double.isNaN(value.doubleValue()))) {
            return null;
        }
        String text = value.isValueNode() ? value.asString() : value.toString();
        return text.isBlank() ? null : text;
    }

    Figure number(String column) {
        String words = text(column);
        return words == null ? Figure.NOT_STATED : new Figure(asDecimal(words.strip()), words);
    }

    /// Columns that say something and that the format doesn't know.
    List<String> unknown() {
        return columns.propertyStream()
                .filter(column -> !KNOWN.contains(column.getKey()) && text(column.getValue()) != null)
                .map(column -> column.getKey())
                .toList();
    }

    private static @Nullable BigDecimal asDecimal(String words) {
        try {
            return new BigDecimal(words);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    /// A number as stated.
    ///
    /// @param value absent where the words are not a number
    /// @param words absent where nothing is stated
    record Figure(@Nullable BigDecimal value, @Nullable String words) {

        static final Figure NOT_STATED = new Figure(null, null);

        boolean stated() {
            return words != null;
        }

        /// As a count of people or things: a whole number from 0 on, however it is written (`5`, `5.0`, `"5"`); else absent.
        @Nullable Long count() {
            if (value == null || value.signum() < 0 || value.compareTo(MOST) > 0 || value.stripTrailingZeros().scale() > 0) {
                return null;
            }
            return value.longValueExact();
        }

        /// Within bounds; else absent.
        @Nullable Double within(double least, double most) {
            if (value == null) {
                return null;
            }
            double number = value.doubleValue();
            return number >= least && number <= most ? number : null;
        }

        /// As a code of a code list: its digits; anything else as it is stated.
        @Nullable String code() {
            Long whole = count();
            return whole == null ? words : whole.toString();
        }
    }
}
