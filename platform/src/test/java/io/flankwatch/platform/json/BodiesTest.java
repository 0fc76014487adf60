package io.flankwatch.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flankwatch.events.Condition;
import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.Marking;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodiesTest {

    private static final String INCURSION =
            """
            {"entryId": "00000000-0000-4000-8000-000000000007", "vector": "MILITARY", "occurred": {"precision": "UNKNOWN"},
             "verification": "UNVERIFIED", "objectType": "UAV"}""";

    record Thing(@Nullable String text, @Nullable Marking marking, @Nullable List<String> texts, int number) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"number": null}        | /number   | must be a whole number
                    {"number": 1.5}         | /number   | must be a whole number
                    {"number": 9999999999}  | /number   | is a number out of range
                    {"number": "1"}         | /number   | must be a whole number
                    {"number": NaN}         | /number   | Non-standard token 'NaN'
                    {"text": {}}            | /text     | must be a text
                    {"text": 7}             | /text     | must be a text
                    {"text": true}          | /text     | must be a text
                    {"texts": {}}           | /texts    | must be an array
                    {"texts": ["a", 7]}     | /texts/1  | must be a text
                    {"marking": 1}          | /marking  | must be one of CLEAR, GREEN, AMBER, AMBER+STRICT, RED
                    {"marking": ""}         | /marking  | must be one of CLEAR, GREEN, AMBER, AMBER+STRICT, RED
                    {"marking": "AMBER_STRICT"} | /marking | must be one of CLEAR, GREEN, AMBER, AMBER+STRICT, RED
                    {"text": "\\ud800"}     | /text     | must not contain half of a surrogate pair
                    {"text": "\\ude00\\ud83d"} | /text  | must not contain half of a surrogate pair
                    {"texts": ["a\\u0000"]} | /texts/0  | must not contain the character U+0000
                    {"a/b~c\\u0000": 1}     | /a~1b~0c\uFFFD | must not contain the character U+0000
                    {"text": "a", "text": "b"} | /text  | Duplicate Object property "text"
                    """)
    void a_malformed_member_is_told_by_its_pointer(String body, String pointer, String detail) {
        var refused = refusal(body, Thing.class);
        assertThat(refused.code()).isEqualTo(RefusalCode.MALFORMED);
        assertThat(refused.faults()).containsExactly(new Refused.Fault(pointer, detail));
    }

    @Test
    void texts_of_any_script_are_read() {
        var body = "{\"text\": \"Galați \\ud83d\\ude00 😀\", \"number\": 1}";
        assertThat(Bodies.read(body.getBytes(StandardCharsets.UTF_8), Thing.class).text()).isEqualTo("Galați 😀 😀");
    }

    @Test
    void bodies_beyond_the_limits_are_refused_while_they_are_read() {
        for (String body : List.of("[".repeat(60), "{\"text\": \"" + "x".repeat(70_000) + "\"}", "{\"number\": " + "1".repeat(200) + "}")) {
            assertThat(refusal(body, Thing.class).detail()).startsWith("goes beyond the limits");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{} {}", "{}x", "// a\n{}", "{'text': 1}"})
    void what_is_not_one_json_value_is_refused(String body) {
        assertThat(refusal(body, Thing.class).code()).isEqualTo(RefusalCode.MALFORMED);
    }

    @Test
    void bytes_that_are_no_utf_8_are_refused() {
        byte[] surrogate = {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'};
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> Bodies.tree(surrogate)).satisfies(refused -> assertThat(refused.code()).isEqualTo(RefusalCode.MALFORMED));
    }

    @Test
    void an_entry_is_read_with_its_members_beside_those_of_its_kind() {
        assertThat(Bodies.read(INCURSION.getBytes(StandardCharsets.UTF_8), IncursionReported.class).entry().occurred().precision()).hasToString("UNKNOWN");
    }

    @Test
    void a_typing_error_is_found_wherever_it_stands() {
        assertUnknown("/colour", incursion -> incursion.replace("}", "} ").replaceFirst("\\{", "{\"colour\": [{}],"));
        assertUnknown("/entry", incursion -> incursion.replaceFirst("\\{", "{\"entry\": 1,"));
        assertUnknown("/occurred/from", incursion -> incursion.replace("\"UNKNOWN\"", "\"UNKNOWN\", \"from\": 1"));
    }

    private static void assertUnknown(String pointer, UnaryOperator<String> change) {
        var refused = refusal(change.apply(INCURSION), IncursionReported.class);
        assertThat(refused.code()).isEqualTo(RefusalCode.UNKNOWN_FIELD);
        assertThat(refused.faults()).containsExactly(new Refused.Fault(pointer, "is not known here"));
    }

    @Test
    void what_a_record_says_of_its_own_components_is_told_at_theirs() {
        assertThat(refusal(INCURSION.replace("\"MILITARY\"", "null"), IncursionReported.class).faults()).containsExactly(new Refused.Fault("/vector", "is required"));
        assertThat(refusal(INCURSION.replace("UNKNOWN", "DAY"), IncursionReported.class).faults())
                .containsExactly(new Refused.Fault("/occurred/earliest", "is required where the precision is DAY"));
    }

    @Test
    void a_condition_of_an_unknown_type_is_told_which_are_known() {
        assertThat(refusal("{\"type\": \"horoscope\"}", Condition.class).detail()).contains("known are ").contains("protocolReaches");
        assertThat(refusal("{}", Condition.class).detail()).contains("must say its type");
    }

    @Test
    void a_body_inside_another_is_told_by_its_pointer_in_the_whole() {
        var bulk = Bodies.tree("{\"commands\": [{\"body\": {\"number\": \"x\"}}]}".getBytes(StandardCharsets.UTF_8));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Bodies.read(bulk.at("/commands/0/body"), Thing.class, "/commands/0/body"))
                .satisfies(refused -> assertThat(refused.faults().getFirst().pointer()).isEqualTo("/commands/0/body/number"));
    }

    private static Refused refusal(String body, Class<?> type) {
        try {
            throw new AssertionError("was read: " + Bodies.read(body.getBytes(StandardCharsets.UTF_8), type));
        } catch (Refused refused) {
            return refused;
        }
    }
}
