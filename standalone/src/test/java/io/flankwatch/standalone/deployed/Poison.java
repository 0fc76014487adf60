package io.flankwatch.standalone.deployed;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.Marking;
import io.flankwatch.ledger.TestLedger;
import io.flankwatch.wire.Envelope;
import io.flankwatch.wire.EnvelopeCodec;
import io.flankwatch.wire.Ids;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// Events in the ledger that no rule of a case would have let in.
final class Poison {

    private final String database;

    Poison(String database) {
        this.database = database;
    }

    /// What no view can fold: a retraction of what was never recorded.
    void retractNothing(UUID caseId) {
        Envelope envelope = envelope(caseId);
        append(envelope, envelope.type(), EnvelopeCodec.encode(envelope));
    }

    private Envelope envelope(UUID caseId) {
        CaseEvent event = new EntryRetracted(UUID.randomUUID(), "of what was never recorded");
        UUID command = Ids.next();
        try (Connection connection = connection();
                PreparedStatement last = connection.prepareStatement("select max(streamversion), (select ledger_id from ledger.head) from ledger.event where stream = ?")) {
            last.setString(1, caseId.toString());
            try (ResultSet row = last.executeQuery()) {
                row.next();
                return new Envelope(
                        Ids.next(),
                        row.getObject(2, UUID.class),
                        caseId.toString(),
                        Instant.now().truncatedTo(ChronoUnit.MICROS),
                        row.getLong(1) + 1,
                        command,
                        0,
                        1,
                        command,
                        command,
                        "nobody",
                        "test",
                        Marking.AMBER,
                        Ids.salt(),
                        event);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void append(Envelope envelope, String type, byte[] bytes) {
        try (Connection connection = connection();
                PreparedStatement call = connection.prepareStatement("select * from ledger.append_batch(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            call.setArray(1, connection.createArrayOf("int4", new Object[] {1}));
            call.setArray(2, connection.createArrayOf("uuid", new Object[] {envelope.commandId()}));
            call.setArray(3, connection.createArrayOf("bytea", new byte[][] {{}}));
            call.setArray(4, connection.createArrayOf("int4", new Object[] {1}));
            call.setArray(5, connection.createArrayOf("bytea", new byte[][] {{}}));
            call.setArray(6, connection.createArrayOf("uuid", new Object[] {envelope.id()}));
            call.setArray(7, connection.createArrayOf("text", new Object[] {envelope.stream()}));
            call.setArray(8, connection.createArrayOf("int8", new Object[] {envelope.streamVersion()}));
            call.setArray(9, connection.createArrayOf("text", new Object[] {type}));
            call.setArray(10, connection.createArrayOf("bytea", new byte[][] {bytes}));
            try (ResultSet row = call.executeQuery()) {
                row.next();
                if (!row.getString(2).equals("APPENDED")) {
                    throw new IllegalStateException("not appended: " + row.getString(2) + " " + row.getString(3));
                }
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(database, TestLedger.SERVICE, TestLedger.PASSWORD);
    }
}
