package io.flankwatch.query;

import io.flankwatch.events.BriefEvent.BriefIssued;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.EntryEvent.EntryRedacted;
import io.flankwatch.events.EntryEvent.RedactionProposed;
import io.flankwatch.events.LedgerEvent;
import io.flankwatch.events.Marking;
import io.flankwatch.events.PersonEvent;
import io.flankwatch.events.PersonEvent.PersonErased;
import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.ledger.LedgerRedaction;
import io.flankwatch.ledger.TestLedger;
import io.flankwatch.wire.Envelope;
import io.flankwatch.wire.EnvelopeCodec;
import io.flankwatch.wire.Ids;
import io.flankwatch.wire.Json;
import io.flankwatch.wire.Residues;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/// Writes events into a ledger as they are, past every rule of a case: what a view must make of them is what is tested here.
final class Chronicle {

    private final TestLedger ledger;
    private final LedgerReader reader;

    Chronicle(TestLedger ledger) {
        this.ledger = ledger;
        this.reader = ledger.reader();
    }

    /// @return the position of the last of them
    long append(UUID caseId, Marking marking, CaseEvent... events) {
        return append(caseId, marking, List.of(events));
    }

    long append(PersonEvent event) {
        return append(PersonEvent.stream(event.personId()), Marking.CLEAR, List.of(event));
    }

    long append(UUID caseId, Marking marking, List<? extends CaseEvent> events) {
        return append(caseId.toString(), marking, events);
    }

    long append(UUID caseId, Step step) {
        return switch (step) {
            case Step.Happened(Marking marking, CaseEvent event) -> append(caseId, marking, event);
            case Step.Erased(PersonErased event) -> append(event);
            case Step.Redacted(Marking marking, RedactionProposed proposed) -> {
                long position = append(caseId, marking, redaction(caseId, proposed));
                new LedgerRedaction(ledger.service()).settle(caseId.toString());
                yield position;
            }
            case Step.Issued(Marking marking, UUID briefId, String mediaType) -> {
                long known = reader.stream(caseId.toString(), Long.MAX_VALUE).getLast().position();
                yield append(caseId, marking, new BriefIssued(briefId, known, null, marking, mediaType, "0".repeat(64), List.of("crisis centre")));
            }
        };
    }

    /// What taking it out does to the stored events, which stay as they are.
    EntryRedacted redaction(UUID caseId, RedactionProposed proposed) {
        var stored = new TreeMap<Long, byte[]>();
        reader.stream(caseId.toString(), Long.MAX_VALUE).forEach(found -> stored.put(found.position(), found.bytes()));
        return new EntryRedacted(
                proposed.entryId(), proposed.ground(), proposed.pointers(), proposed.proposedBy(), Residues.of(stored, proposed.entryId(), proposed.pointers()));
    }

    private long append(String stream, Marking marking, List<? extends LedgerEvent> events) {
        UUID command = Ids.next();
        long version = reader.lastVersion(stream).orElse(-1);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            Envelope envelope = envelope(stream, marking, ++version, command, i, events.size(), events.get(i));
            rows.add(new Row(envelope, envelope.type(), EnvelopeCodec.encode(envelope)));
        }
        return append(command, rows);
    }

    /// An event that was recorded by another build than this one.
    ///
    /// @param type and `data` as that one has stored them
    long appendForeign(UUID caseId, Marking marking, String type, String data) {
        UUID command = Ids.next();
        CaseEvent any = Told.development(UUID.randomUUID(), Told.UNKNOWN);
        Envelope envelope = envelope(caseId.toString(), marking, reader.lastVersion(caseId.toString()).orElse(-1) + 1, command, 0, 1, any);
        ObjectNode json = (ObjectNode) Json.MAPPER.readTree(EnvelopeCodec.encode(envelope));
        json.put("type", type).set("data", Json.MAPPER.readTree(data));
        return append(command, List.of(new Row(envelope, type, Json.MAPPER.writeValueAsBytes(json))));
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Row(Envelope envelope, String type, byte[] bytes) {}

    private Envelope envelope(String stream, Marking marking, long version, UUID command, int index, int size, LedgerEvent event) {
        return new Envelope(
                Ids.next(),
                reader.ledgerId(),
                stream,
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                version,
                command,
                index,
                size,
                command,
                command,
                "analyst",
                "test",
                marking,
                Ids.salt(),
                event);
    }

    private long append(UUID command, List<Row> rows) {
        try (Connection connection = ledger.service().getConnection();
                PreparedStatement call = connection.prepareStatement("select * from ledger.append_batch(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            call.setArray(1, connection.createArrayOf("int4", new Object[] {1}));
            call.setArray(2, connection.createArrayOf("uuid", new Object[] {command}));
            call.setArray(3, connection.createArrayOf("bytea", new byte[][] {{}}));
            call.setArray(4, connection.createArrayOf("int4", new Object[] {rows.size()}));
            call.setArray(5, connection.createArrayOf("bytea", new byte[][] {{}}));
            call.setArray(6, connection.createArrayOf("uuid", rows.stream().map(row -> row.envelope().id()).toArray()));
            call.setArray(7, connection.createArrayOf("text", rows.stream().map(row -> row.envelope().stream()).toArray()));
            call.setArray(8, connection.createArrayOf("int8", rows.stream().map(row -> row.envelope().streamVersion()).toArray()));
            call.setArray(9, connection.createArrayOf("text", rows.stream().map(Row::type).toArray()));
            call.setArray(10, connection.createArrayOf("bytea", rows.stream().map(Row::bytes).toArray(byte[][]::new)));
            try (ResultSet row = call.executeQuery()) {
                row.next();
                if (!row.getString(2).equals("APPENDED")) {
                    throw new IllegalStateException("not appended: " + row.getString(2) + " " + row.getString(3));
                }
                return row.getLong(5) + rows.size() - 1;
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
