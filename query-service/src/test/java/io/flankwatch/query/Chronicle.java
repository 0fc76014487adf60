package io.flankwatch.query;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.Marking;
import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.ledger.TestLedger;
import io.flankwatch.wire.Envelope;
import io.flankwatch.wire.EnvelopeCodec;
import io.flankwatch.wire.Ids;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

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

    long append(UUID caseId, Marking marking, List<? extends CaseEvent> events) {
        UUID command = Ids.next();
        long version = reader.lastVersion(caseId.toString()).orElse(-1);
        Object[] ids = new Object[events.size()];
        Object[] streams = new Object[events.size()];
        Object[] versions = new Object[events.size()];
        Object[] types = new Object[events.size()];
        byte[][] bytes = new byte[events.size()][];
        for (int i = 0; i < events.size(); i++) {
            Envelope envelope = new Envelope(
                    Ids.next(),
                    reader.ledgerId(),
                    caseId.toString(),
                    Instant.now().truncatedTo(ChronoUnit.MICROS),
                    ++version,
                    command,
                    i,
                    events.size(),
                    command,
                    command,
                    "analyst",
                    "test",
                    marking,
                    Ids.salt(),
                    events.get(i));
            ids[i] = envelope.id();
            streams[i] = envelope.caseId();
            versions[i] = envelope.streamVersion();
            types[i] = envelope.type();
            bytes[i] = EnvelopeCodec.encode(envelope);
        }
        try (Connection connection = ledger.service().getConnection();
                PreparedStatement call = connection.prepareStatement("select * from ledger.append(?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            call.setArray(1, connection.createArrayOf("uuid", new Object[] {command}));
            call.setArray(2, connection.createArrayOf("bytea", new byte[][] {{}}));
            call.setArray(3, connection.createArrayOf("int4", new Object[] {events.size()}));
            call.setArray(4, connection.createArrayOf("bytea", new byte[][] {{}}));
            call.setArray(5, connection.createArrayOf("uuid", ids));
            call.setArray(6, connection.createArrayOf("text", streams));
            call.setArray(7, connection.createArrayOf("int8", versions));
            call.setArray(8, connection.createArrayOf("text", types));
            call.setArray(9, connection.createArrayOf("bytea", bytes));
            try (ResultSet row = call.executeQuery()) {
                row.next();
                if (!row.getString(1).equals("APPENDED")) {
                    throw new IllegalStateException("not appended: " + row.getString(1) + " " + row.getString(2));
                }
                return row.getLong(4) + events.size() - 1;
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
