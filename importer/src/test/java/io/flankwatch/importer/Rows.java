package io.flankwatch.importer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flankwatch.events.When;
import io.flankwatch.wire.Json;
import tools.jackson.databind.node.ObjectNode;

/// Rows for tests of the mapping, and what they become.
final class Rows {

    static final DataSet FIXTURE = new DataSet("fixture", null);

    private Rows() {}

    static Incident incident(String line) throws Unusable {
        Row row = Row.read(1, line.getBytes(UTF_8));
        String ref = row.text("ref");
        return Incident.of(row, "ref/" + (ref == null ? "1" : ref), FIXTURE, null);
    }

    static ObjectNode row(String json) {
        return (ObjectNode) Json.MAPPER.readTree(json);
    }

    static ObjectNode development(Incident incident) {
        return incident.commands().getFirst().body();
    }

    static ObjectNode claim(Incident incident) {
        return incident.commands().get(1).body();
    }

    static When occurred(Incident incident) {
        return Json.MAPPER.treeToValue(development(incident).get("occurred"), When.class);
    }
}
