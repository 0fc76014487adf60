package io.flankwatch.query.incursions;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.flankwatch.events.Check;
import io.flankwatch.wire.Json;
import java.util.List;
import tools.jackson.core.type.TypeReference;

/// The lines of a month, stored as one text: nobody searches in them, and every event of the month writes all of them.
record Lines(List<Line> all) {

    private static final TypeReference<List<Line>> ALL = new TypeReference<>() {};

    Lines {
        all = Check.list(all, "lines");
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Lines read(String text) {
        return new Lines(Json.MAPPER.readValue(text, ALL));
    }

    @JsonValue
    String text() {
        return Json.MAPPER.writeValueAsString(all);
    }
}
