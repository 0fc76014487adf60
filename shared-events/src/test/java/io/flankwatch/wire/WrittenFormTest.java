package io.flankwatch.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.Marking;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/// The quick reading of the written form says what the reading of any JSON says, or nothing.
class WrittenFormTest {

    static Stream<String> types() {
        return GoldenFilesTest.types();
    }

    @ParameterizedTest
    @MethodSource("types")
    void what_is_stored_is_of_the_written_form(String type) {
        byte[] golden = GoldenFilesTest.golden(type);
        assertThat(WrittenForm.read(golden)).isNotNull().isEqualTo(EnvelopeCodec.any(golden));
    }

    @ParameterizedTest
    @MethodSource("types")
    void members_in_another_order_are_the_same_envelope(String type) {
        byte[] golden = GoldenFilesTest.golden(type);
        ObjectNode json = (ObjectNode) Json.MAPPER.readTree(golden);
        List<String> names = new ArrayList<>(json.propertyNames());
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(names, new Random(seed));
            ObjectNode shuffled = Json.MAPPER.createObjectNode();
            names.forEach(name -> shuffled.set(name, json.get(name)));
            byte[] bytes = Json.MAPPER.writeValueAsBytes(shuffled);
            assertThat(WrittenForm.read(bytes)).isNull();
            assertThat(EnvelopeCodec.decode(bytes)).isEqualTo(EnvelopeCodec.decode(golden));
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_member_that_is_missing_or_repeated_is_refused_by_both(String type) {
        String golden = new String(GoldenFilesTest.golden(type), UTF_8);
        ObjectNode json = (ObjectNode) Json.MAPPER.readTree(golden);
        List<String> ignored = List.of("specversion", "partitionkey", "datacontenttype", "dataschema");
        for (String name : json.propertyNames()) {
            String member = "\"" + name + "\":" + json.get(name);
            assertThat(golden).contains(member);
            refused(golden.replace(member, member + "," + member));
            if (!ignored.contains(name)) {
                refused(golden.replace(member, "\"x" + name + "\":" + json.get(name)));
            }
        }
        for (String name : json.required("data").propertyNames()) {
            String member = "\"" + name + "\":" + json.required("data").get(name);
            refused(replaceLast(golden, "}}", "," + member + "}}"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"streamversion\":10|\"streamversion\":\"10\"",
                "\"streamversion\":10|\"streamversion\":010",
                "\"streamversion\":10|\"streamversion\":+10",
                "\"streamversion\":10|\"streamversion\":1.5",
                "\"streamversion\":10|\"streamversion\":",
                "\"streamversion\":10|\"streamversion\":99999999999999999999",
                "\"commitsize\":3|\"commitsize\":2147483648",
                "\"commitsize\":3|\"commitsize\":null",
                "\"authid\":\"ana\"|\"authid\":7",
                "\"authid\":\"ana\"|\"authid\":\"an\na\"",
                "\"authid\":\"ana\"|\"authid\":\"an\\xa\"",
                "\"salt\":\"pbahNGKYwliCeW0aj9ntNA\"|\"salt\":pbahNGKYwliCeW0aj9ntNA",
                "\"marking\":\"AMBER\"|\"marking\":\"BLUE\"",
                "urn:uuid:|urn:uuid:x",
                "T10:10:07.120350Z|T24:10:07.120350Z",
                "2026-05-30T|2026-05-32T",
                "\"reason\":\"Recorded twice.\"|\"reason\":12",
                "\"reason\":\"Recorded twice.\"|\"why\":\"Recorded twice.\"",
                "\"reason\":\"Recorded twice.\"|\"reason\":\" \"",
                "\"reason\":\"Recorded twice.\"|\"reason\":\"Recorded twice.\",\"reason\":\"Recorded twice.\"",
                "\"}}|\"}}{}",
                "\"}}|\"}}}",
                "\"}}|\"}",
                "\"}}|\"}],",
                "\"}}|\"}}x",
                "\"data\":{|\"data\":{{",
                "entry.retracted.v1|entry.retracted.v2"
            })
    void what_is_not_an_envelope_is_refused_by_both(String change) {
        String[] fromTo = change.split("\\|", 2);
        String golden = golden();
        assertThat(golden).contains(fromTo[0]);
        refused(golden.replace(fromTo[0], fromTo[1]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1780693200", "1780693200.5", "1e400", "true", "[]", "{}", "\"tomorrow\"", "\"2026-06-31T21:00:00Z\""})
    void what_is_not_an_instant_is_refused_by_both(String deadline) {
        String golden = new String(GoldenFilesTest.golden("io.flankwatch.indicator.defined.v1"), UTF_8);
        assertThat(golden).contains("\"2026-06-05T21:00:00Z\"");
        refused(golden.replace("\"2026-06-05T21:00:00Z\"", deadline));
    }

    @Test
    void bytes_that_are_not_of_one_encoding_are_refused_by_both() {
        String golden = golden();
        refused(golden.replace("\"ana\"", "\"\u00E9\"").getBytes(ISO_8859_1));
        int data = golden.indexOf("{\"entryId");
        var mixed = new ByteArrayOutputStream();
        try {
            mixed.write(golden.substring(0, data).getBytes(UTF_8));
            mixed.write(golden.substring(data, golden.length() - 1).getBytes(UTF_16LE));
            mixed.write('}');
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        refused(mixed.toByteArray());
    }

    /// Right, but not as it is written: the general reading decides.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"authid\":\"ana\"|\"authid\":\"\\u0061na\"",
                "\"authid\":\"ana\"|\"authid\" : \"ana\"",
                "\"authid\":\"ana\"|\"more\":{\"than\":[\"is known\"]},\"authid\":\"ana\"",
                "\"partitionkey\":\"01977a3e-5c00-7a10-8f3e-2b1d6c4a9e01\"|\"partitionkey\":\"another\"",
                "\"partitionkey\":\"01977a3e-5c00-7a10-8f3e-2b1d6c4a9e01\",|",
                "/schemas/|/elsewhere/",
                "\"1.0\"|\"1.1\"",
                "\"}}|\"},\"more\":true}",
                "\"}}|\"}} ",
            })
    void what_is_written_otherwise_is_the_same_envelope(String change) {
        String[] fromTo = change.split("\\|", 2);
        String golden = golden();
        assertThat(golden).contains(fromTo[0]);
        byte[] otherwise = golden.replace(fromTo[0], fromTo[1]).getBytes(UTF_8);
        assertThat(WrittenForm.read(otherwise)).isNull();
        assertThat(EnvelopeCodec.decode(otherwise)).isEqualTo(EnvelopeCodec.decode(golden.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana", "", " ", "Ană Ștefan", "\"", "\\", "a\"b\\c/d", "line\nand\ttab", "\u0000\u001F\u007F", "🛰", "\\u0041", "\",\"clientid\":\"x"})
    void any_text_is_written_as_json_and_read_back(String text) {
        Envelope envelope = envelope(text, Instant.parse("2026-05-30T10:10:07.120350Z"));
        byte[] encoded = EnvelopeCodec.encode(envelope);
        assertThat(EnvelopeCodec.any(encoded)).isEqualTo(envelope);
        assertThat(new String(encoded, UTF_8))
                .contains("\"subject\":" + Json.MAPPER.writeValueAsString(text) + ",\"partitionkey\":" + Json.MAPPER.writeValueAsString(text) + ",")
                .contains("\"authid\":" + Json.MAPPER.writeValueAsString(text) + ",");
    }

    @Test
    void what_would_not_be_read_back_as_it_is_is_not_written() {
        Instant finer = Instant.parse("2026-05-30T10:10:07.120350001Z");
        assertThatThrownBy(() -> EnvelopeCodec.encode(envelope("ana", finer))).hasMessageContaining("not the same when it is read back");
        assertThatThrownBy(() -> EnvelopeCodec.encode(envelope("\uD83D", Instant.EPOCH))).isInstanceOf(RuntimeException.class);
    }

    @Test
    void what_was_traced_says_so_and_what_was_not_has_no_such_member() {
        Envelope plain = envelope("ana", Instant.parse("2026-05-30T10:10:07.120350Z"));
        Envelope traced = new Envelope(
                plain.id(), plain.ledgerId(), plain.stream(), plain.recordedAt(), plain.streamVersion(), plain.commandId(), plain.commitIndex(), plain.commitSize(), plain.correlationId(), plain.causationId(),
                plain.subject(), plain.clientId(), plain.marking(), plain.salt(), "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", plain.event());
        byte[] encoded = EnvelopeCodec.encode(traced);
        assertThat(WrittenForm.read(encoded)).isEqualTo(traced);
        assertThat(EnvelopeCodec.any(encoded)).isEqualTo(traced);
        assertThat(new String(encoded, UTF_8)).contains("\"salt\":\"" + plain.salt() + "\",\"traceparent\":\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\",\"data\":");
        assertThat(new String(EnvelopeCodec.encode(plain), UTF_8)).doesNotContain("traceparent");
    }

    private static Envelope envelope(String text, Instant recordedAt) {
        UUID id = Ids.next();
        return new Envelope(
                id, id, text, recordedAt, Long.MAX_VALUE, id, 0, Integer.MAX_VALUE, id, id, text, text, Marking.AMBER_STRICT, Ids.salt(), new EntryRetracted(id, "Recorded twice."));
    }

    private static String golden() {
        return new String(GoldenFilesTest.golden("io.flankwatch.entry.retracted.v1"), UTF_8);
    }

    private static String replaceLast(String text, String from, String to) {
        int at = text.lastIndexOf(from);
        return text.substring(0, at) + to + text.substring(at + from.length());
    }

    private static void refused(String json) {
        refused(json.getBytes(UTF_8));
    }

    private static void refused(byte[] bytes) {
        assertThat(WrittenForm.read(bytes)).as(new String(bytes, UTF_8)).isNull();
        assertThatThrownBy(() -> EnvelopeCodec.any(bytes)).as(new String(bytes, UTF_8)).isInstanceOf(RuntimeException.class);
    }
}
