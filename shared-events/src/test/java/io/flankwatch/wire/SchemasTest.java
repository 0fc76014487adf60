package io.flankwatch.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.flankwatch.events.LedgerEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/// The files are made by `mvn -pl shared-events test -Dtest=SchemasTest -Dschemas.write=true`, once for a type that is new. What is stored is
/// as the schema says that it was stored with: a file that is there may come to allow more, for which it is taken away first, and never less.
class SchemasTest {

    static Stream<Class<? extends LedgerEvent>> events() {
        return EventTypes.classes().stream();
    }

    @ParameterizedTest
    @MethodSource("events")
    void a_schema_says_what_the_record_says(Class<? extends LedgerEvent> event) throws IOException {
        String name = EventTypes.nameOf(event);
        String made = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(SchemaOfRecord.of(event)) + "\n";
        Path file = Path.of("src/main/resources/schemas", name + ".json");
        if (Boolean.getBoolean("schemas.write") && Files.notExists(file)) {
            Files.writeString(file, made);
        }
        assertThat(Files.readString(file)).isEqualTo(made);
    }

    @ParameterizedTest
    @MethodSource("events")
    void the_golden_files_are_as_their_schemas_say(Class<? extends LedgerEvent> event) {
        for (byte[] golden : GoldenFilesTest.goldens(EventTypes.nameOf(event))) {
            isAsTheSchemaSays(event, (ObjectNode) Json.MAPPER.readTree(golden).required("data"));
        }
    }

    private static void isAsTheSchemaSays(Class<? extends LedgerEvent> event, ObjectNode data) {
        assertThat(faults(event, data)).isEmpty();
        assertThat(faults(event, data.deepCopy().put("somethingElse", 1))).isNotEmpty();
        for (String member : List.copyOf(data.propertyNames())) {
            assertThat(faults(event, withObject(data, member))).as(member + " is of another kind").isNotEmpty();
        }
    }

    @Test
    void what_was_never_stored_has_no_schema() {
        assertThat(Schemas.of("io.flankwatch.case.opened", "v1")).isPresent();
        assertThat(Schemas.of("io.flankwatch.case.opened", "v2")).isEmpty();
        assertThat(Schemas.of("io.flankwatch.case.burnt", "v1")).isEmpty();
        assertThat(Schemas.of("../golden/io.flankwatch.case.opened", "v1")).isEmpty();
        assertThat(Schemas.of("io.flankwatch.case.opened", "v1/../v1")).isEmpty();
    }

    private static ObjectNode withObject(ObjectNode data, String member) {
        ObjectNode changed = data.deepCopy();
        changed.putObject(member).put("somethingElse", 1);
        return changed;
    }

    private static List<?> faults(Class<? extends LedgerEvent> event, ObjectNode data) {
        String name = EventTypes.nameOf(event);
        int version = name.lastIndexOf('.');
        byte[] file = Schemas.of(name.substring(0, version), name.substring(version + 1)).orElseThrow();
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(new String(file, UTF_8));
        return schema.validate(data.toString(), InputFormat.JSON, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }
}
