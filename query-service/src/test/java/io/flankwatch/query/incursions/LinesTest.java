package io.flankwatch.query.incursions;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.ObjectType;
import io.flankwatch.wire.Json;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LinesTest {

    @Test
    void the_lines_of_a_month_are_stored_as_one_text_and_read_as_they_were() {
        Lines lines = new Lines(List.of(new Line(UUID.randomUUID(), 3, 5, 1L, null, List.of("RO"), ObjectType.UAV, List.of(), List.of())));
        Object stored = Json.MAPPER.convertValue(lines, Object.class);

        assertThat(stored).isInstanceOf(String.class);
        assertThat(Json.MAPPER.convertValue(stored, Lines.class)).isEqualTo(lines);
    }
}
