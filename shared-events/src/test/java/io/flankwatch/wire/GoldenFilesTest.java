package io.flankwatch.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flankwatch.events.LedgerEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every stored type has a file with the exact bytes of an envelope of it. Such a file is never changed: a type that must change gets
/// a new version, an upcaster, and a further file.
class GoldenFilesTest {

    static Stream<String> types() {
        return EventTypes.classes().stream().map(EventTypes::nameOf);
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_stored_envelope_is_read_and_written_to_the_same_bytes(String type) {
        for (byte[] golden : goldens(type)) {
            Envelope envelope = EnvelopeCodec.decode(golden);
            assertThat(envelope.type()).isEqualTo(type);
            assertThat(new String(EnvelopeCodec.encode(envelope), UTF_8)).isEqualTo(new String(golden, UTF_8));
            assertThat(EnvelopeCodec.decode(EnvelopeCodec.encode(envelope))).isEqualTo(envelope);
        }
    }

    /// Otherwise a field could change its stored form unseen.
    @ParameterizedTest
    @MethodSource("types")
    void a_golden_file_has_every_field_of_its_event(String type) {
        Set<String> all = new TreeSet<>();
        Set<String> filled = new HashSet<>();
        goldens(type).forEach(golden -> collect(EnvelopeCodec.decode(golden).event(), all, filled));
        all.removeAll(filled);
        assertThat(all).as("never filled in " + type).isEmpty();
    }

    @Test
    void every_event_has_a_stored_type() {
        assertThat(EventTypes.classes().stream().map(Class::getName))
                .containsExactlyInAnyOrderElementsOf(leaves(LedgerEvent.class).map(Class::getName).toList());
    }

    @Test
    void an_unknown_type_or_version_is_an_error() {
        String known = new String(golden("io.flankwatch.case.closed.v1"), UTF_8);
        assertThatThrownBy(() -> EnvelopeCodec.decode(known.replace("case.closed.v1", "case.closed.v99").getBytes(UTF_8)))
                .isInstanceOf(UnknownEventType.class)
                .hasMessageContaining("io.flankwatch.case.closed.v99");
    }

    @Test
    void an_unknown_or_repeated_member_is_an_error() {
        String known = new String(golden("io.flankwatch.case.closed.v1"), UTF_8);
        for (String broken : new String[] {
            known.replace("\"forced\"", "\"pushed\":true,\"forced\""),
            known.replace("\"forced\"", "\"forced\":true,\"forced\""),
            known.replace("\"forced\":true", "\"forced\":\"true\""),
            known + "{}"
        }) {
            assertThatThrownBy(() -> EnvelopeCodec.decode(broken.getBytes(UTF_8))).as(broken).isInstanceOf(RuntimeException.class);
        }
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()).flatMap(GoldenFilesTest::leaves) : Stream.of(type);
    }

    private static void collect(Object value, Set<String> all, Set<String> filled) {
        if (value instanceof Collection<?> several) {
            several.forEach(each -> collect(each, all, filled));
        } else if (value instanceof Record) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                String name = value.getClass().getSimpleName() + "." + component.getName();
                all.add(name);
                Object content = content(value, component);
                if (content != null && !content.equals(List.of())) {
                    filled.add(name);
                    collect(content, all, filled);
                }
            }
        }
    }

    private static Object content(Object value, RecordComponent component) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static byte[] golden(String type) {
        return Objects.requireNonNull(file(type + ".json"), "no golden file for " + type);
    }

    /// The first one, and those (`-2`, `-3` …) that have what the version came to allow later.
    static List<byte[]> goldens(String type) {
        List<byte[]> files = new ArrayList<>(List.of(golden(type)));
        for (byte[] later = file(type + "-2.json"); later != null; later = file(type + "-" + (files.size() + 1) + ".json")) {
            files.add(later);
        }
        return files;
    }

    private static byte @Nullable [] file(String name) {
        try (InputStream file = GoldenFilesTest.class.getResourceAsStream("/golden/" + name)) {
            return file == null ? null : file.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
