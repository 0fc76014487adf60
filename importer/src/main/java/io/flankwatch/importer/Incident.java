package io.flankwatch.importer;

import io.flankwatch.events.Casualty;
import io.flankwatch.events.ExternalRef;
import io.flankwatch.events.Incursion;
import io.flankwatch.events.InvalidValue;
import io.flankwatch.events.ObjectType;
import io.flankwatch.events.Place;
import io.flankwatch.events.Quantity;
import io.flankwatch.events.Vector;
import io.flankwatch.events.Verification;
import io.flankwatch.events.When;
import io.flankwatch.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A row as commands: one development or incursion, and one claim per metric that it states.
///
/// @param row      its line in the file
/// @param label    what the file calls it
/// @param commands in the order in which they are to be recorded: a claim names what it is about
/// @param bytes    of the commands as JSON
/// @param events   at most so many are recorded
record Incident(long row, String label, List<Command> commands, long bytes, int events) {

    /// What the server takes as text in one command (docs/importing.md).
    static final int MOST_TEXT = 16 * 1024;

    /// @param key the command's idempotency key
    record Command(String type, String key, ObjectNode body) {

        ObjectNode toJson() {
            ObjectNode json = Json.MAPPER.createObjectNode();
            json.put("type", type).put("idempotencyKey", key).set("body", body);
            return json;
        }
    }

    /// @param rowKey tells the row from any other of its data set
    /// @param zone   that days are of; absent: assumed by country
    static Incident of(Row row, String rowKey, DataSet dataSet, @Nullable ZoneId zone) throws Unusable {
        try {
            return mapped(row, rowKey, dataSet, zone);
        } catch (InvalidValue invalid) {
            throw new Unusable("INVALID", invalid.field() + " " + invalid.getMessage());
        } catch (JacksonException unwritable) {
            throw new Unusable("INVALID", unwritable.getOriginalMessage());
        }
    }

    private static Incident mapped(Row row, String rowKey, DataSet dataSet, @Nullable ZoneId chosenZone) throws Unusable {
        String country = row.text("country");
        ZoneId zone = chosenZone != null ? chosenZone : Countries.assumedZone(country == null ? null : Countries.code(country));
        When occurred = StatedTime.occurred(row, zone);
        StatedRaid raid = StatedRaid.of(row);
        List<Place> places = new ArrayList<>(StatedPlace.of(row));
        if (raid != null) {
            places.addAll(raid.places());
        }
        List<StatedSources.Source> sources = StatedSources.of(row, dataSet, zone);
        UUID incident = dataSet.id(raid == null ? "development" : "incursion", rowKey);

        List<Command> commands = new ArrayList<>();
        ObjectNode body = Json.MAPPER.valueToTree(new Happening(
                incident,
                Vector.MILITARY,
                title(row),
                description(row, raid),
                occurred,
                places,
                sources,
                Verification.UNVERIFIED,
                dataSet.externalRefs(row)));
        if (raid == null) {
            commands.add(command("RecordDevelopment", incident, body));
        } else {
            body.setAll((ObjectNode) Json.MAPPER.valueToTree(new Raid(raid.objectType(), raid.model(), raid.count(), raid.outcomes())));
            commands.add(command("ReportIncursion", incident, body));
        }
        for (StatedClaim stated : StatedClaim.of(row)) {
            UUID claim = dataSet.id(stated.metric() == Casualty.Metric.KILLED ? "killed" : "injured", rowKey);
            commands.add(command("RecordCasualty", claim, Json.MAPPER.valueToTree(new Claim(
                    claim,
                    Vector.HUMANITARIAN,
                    row.text("title"),
                    occurred,
                    places,
                    sources,
                    Verification.UNVERIFIED,
                    Casualty.Scope.ENTRIES,
                    List.of(incident),
                    stated.metric(),
                    stated.total().min(),
                    stated.total().best(),
                    stated.total().max(),
                    stated.total().asStated(),
                    stated.breakdown()))));
        }
        long bytes = 0;
        for (Command command : commands) {
            long text = text(command.body());
            if (text > MOST_TEXT) {
                throw new Unusable("TOO_LARGE", command.type() + " has " + text + " bytes of text, more than " + MOST_TEXT);
            }
            bytes += Json.MAPPER.writeValueAsBytes(command.toJson()).length + 1;
        }
        return new Incident(row.number(), label(row), List.copyOf(commands), bytes, commands.size() + sources.size());
    }

    static String label(Row row) {
        String ref = row.text("ref");
        return ref == null ? "" : "ref " + ref;
    }

    private static Command command(String type, UUID id, ObjectNode body) {
        return new Command(type, "import-" + id, body);
    }

    /// Every entry has a title; a row need not have one.
    private static String title(Row row) {
        String title = row.text("title");
        return title == null ? "Untitled incident, " + row.text("occurredAt") : title;
    }

    /// The row's text as it is; below it, named by their columns, statements that no field of an entry takes.
    private static @Nullable String description(Row row, @Nullable StatedRaid raid) {
        List<String> columns = new ArrayList<>(List.of("sideA", "sideB", "eventClarity"));
        String kind = row.text("kind");
        if (raid == null || !Objects.equals(kind, raid.model())) {
            columns.addFirst("kind");
        }
        columns.addAll(StatedClaim.withoutTotal(row));
        StringBuilder rest = new StringBuilder();
        for (String column : columns) {
            append(rest, column, row.text(column));
        }
        append(rest, "borderCrossing", raid == null ? null : raid.words());
        append(rest, "sourceDate", StatedSources.unpairedDates(row));
        String text = row.text("description");
        if (rest.isEmpty()) {
            return text;
        }
        return text == null ? rest.toString() : text + "\n\n" + rest;
    }

    private static void append(StringBuilder rest, String column, @Nullable String stated) {
        if (stated != null) {
            rest.append(rest.isEmpty() ? "" : "\n").append(column).append(": ").append(stated);
        }
    }

    private static long text(JsonNode value) {
        if (value.isString()) {
            return value.asString().getBytes(StandardCharsets.UTF_8).length;
        }
        long bytes = 0;
        for (JsonNode part : value) {
            bytes += text(part);
        }
        return bytes;
    }

    private record Happening(
            UUID entryId,
            Vector vector,
            String title,
            @Nullable String description,
            When occurred,
            List<Place> places,
            List<StatedSources.Source> sources,
            Verification verification,
            List<ExternalRef> externalRefs) {}

    private record Raid(
            ObjectType objectType, @Nullable String model, @Nullable Quantity count, List<Incursion.OutcomeCount> outcomes) {}

    private record Claim(
            UUID entryId,
            Vector vector,
            @Nullable String title,
            When occurred,
            List<Place> places,
            List<StatedSources.Source> sources,
            Verification verification,
            Casualty.Scope scope,
            List<UUID> about,
            Casualty.Metric metric,
            @Nullable Long min,
            @Nullable Long best,
            @Nullable Long max,
            @Nullable String asStated,
            List<Casualty.Part> breakdown) {}
}
