package io.flankwatch.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.flankwatch.events.Check;
import io.flankwatch.events.InvalidValue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

class FlatRecordsTest {

    private static final String ALL = "{\"before\":\"b\",\"height\":3,\"note\":\"n\",\"names\":[\"x\",\"y\"],\"red\":true,\"after\":7}";

    record Size(int height, @Nullable String note) {

        Size {
            Check.that(height >= 0, "height", "must not be negative");
        }
    }

    record Look(List<String> names, boolean red) {

        Look {
            names = Check.list(names, "names");
        }
    }

    record Thing(String before, @JsonUnwrapped Size size, @JsonUnwrapped Look look, @Nullable Integer after) {}

    record Things(List<Thing> things) {}

    @Test
    void members_of_several_records_are_read_as_members_of_one() {
        Thing thing = new Thing("b", new Size(3, "n"), new Look(List.of("x", "y"), true), 7);
        assertThat(Json.MAPPER.readValue(ALL, Thing.class)).isEqualTo(thing);
        assertThat(Json.MAPPER.writeValueAsString(thing)).isEqualTo(ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"red\":true,\"height\":3,\"after\":7,\"names\":[\"x\",\"y\"],\"before\":\"b\",\"note\":\"n\"}",
        " { \"note\" : \"n\", \"after\" : 7, \"red\" : true,\n \"before\" : \"b\", \"height\" : 3, \"names\" : [ \"x\", \"y\" ] } "
    })
    void their_order_does_not_matter(String json) {
        assertThat(Json.MAPPER.readValue(json, Thing.class)).isEqualTo(Json.MAPPER.readValue(ALL, Thing.class));
    }

    @Test
    void a_tree_is_read_as_its_text_is() {
        assertThat(Json.MAPPER.treeToValue(Json.MAPPER.readTree(ALL), Thing.class)).isEqualTo(Json.MAPPER.readValue(ALL, Thing.class));
    }

    @Test
    void what_is_absent_or_null_is_what_it_is_in_any_other_record() {
        Thing little = new Thing("b", new Size(3, null), new Look(List.of(), false), null);
        assertThat(Json.MAPPER.readValue("{\"before\":\"b\",\"height\":3,\"red\":false}", Thing.class)).isEqualTo(little);
        assertThat(Json.MAPPER.readValue("{\"before\":\"b\",\"height\":3,\"note\":null,\"names\":null,\"red\":false,\"after\":null}", Thing.class)).isEqualTo(little);
        assertThatThrownBy(() -> Json.MAPPER.readValue("{\"before\":\"b\",\"red\":false}", Thing.class)).isInstanceOf(MismatchedInputException.class);
        assertThatThrownBy(() -> Json.MAPPER.readValue("{\"note\":\"n\"}", Size.class)).isInstanceOf(MismatchedInputException.class);
    }

    @Test
    void a_member_of_none_of_them_is_an_error() {
        UnrecognizedPropertyException unknown = catchThrowableOfType(
                UnrecognizedPropertyException.class, () -> Json.MAPPER.readValue(ALL.replace("\"note\"", "\"size\""), Thing.class));
        assertThat(unknown.getPropertyName()).isEqualTo("size");
        assertThat(unknown.getKnownPropertyIds()).containsExactlyInAnyOrder("before", "height", "note", "names", "red", "after");
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "height", "names"})
    void a_member_that_comes_twice_is_an_error(String member) {
        String twice = ALL.replaceFirst("\\{", "{\"" + member + "\":" + Json.MAPPER.readTree(ALL).get(member) + ",");
        assertThatThrownBy(() -> Json.MAPPER.readValue(twice, Thing.class)).isInstanceOf(StreamReadException.class).hasMessageContaining("Duplicate");
    }

    @Test
    void an_error_says_where_it_is_as_the_reader_of_the_text_sees_it() {
        assertThat(pointer("{\"things\":[" + ALL + "," + ALL.replace("3", "\"3\"") + "]}")).isEqualTo("/things/1/height");
        assertThat(pointer("{\"things\":[" + ALL.replace("\"y\"", "8") + "]}")).isEqualTo("/things/0/names/1");
        assertThat(pointer("{\"things\":[8]}")).isEqualTo("/things/0");
    }

    @Test
    void a_record_that_refuses_its_components_says_so_itself() {
        ValueInstantiationException refused = catchThrowableOfType(
                ValueInstantiationException.class, () -> Json.MAPPER.readValue("{\"things\":[" + ALL.replace("3", "-3") + "]}", Things.class));
        assertThat(refused).hasCauseInstanceOf(InvalidValue.class);
        assertThat(pointer(refused)).isEqualTo("/things/0");
    }

    record Renamed(@JsonUnwrapped(prefix = "its-") Size size) {}

    @Test
    void members_under_other_names_are_not_taken_for_something_else() {
        assertThatThrownBy(() -> Json.MAPPER.readValue("{\"height\":3}", Renamed.class)).isInstanceOf(IllegalStateException.class);
    }

    private static String pointer(String json) {
        return pointer(catchThrowableOfType(JacksonException.class, () -> Json.MAPPER.readValue(json, Things.class)));
    }

    private static String pointer(JacksonException wrong) {
        JsonPointer pointer = JsonPointer.empty();
        for (JacksonException.Reference step : wrong.getPath()) {
            pointer = step.getPropertyName() == null ? pointer.appendIndex(step.getIndex()) : pointer.appendProperty(step.getPropertyName());
        }
        return pointer.toString();
    }
}
