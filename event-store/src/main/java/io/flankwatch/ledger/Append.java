package io.flankwatch.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One commit on its way into the ledger, in one round trip.
///
/// @param commands in order; their events follow each other
/// @param events   in order
record Append(List<Command> commands, List<Event> events) {

    private static final Logger LOG = LoggerFactory.getLogger(Append.class);

    @SuppressWarnings("ArrayRecordComponent") // handed to the driver as they are
    record Command(UUID id, byte[] fingerprint, int count, byte[] result) {}

    @SuppressWarnings("ArrayRecordComponent") // handed to the driver as they are
    record Event(UUID id, String stream, long streamVersion, String type, byte[] bytes) {}

    /// Where and when it was stored.
    record Stored(long firstPosition, Instant appendedAt) {}

    /// @throws CommandAlreadyStored             where one of the commands was stored before
    /// @throws AggregateStreamCreationException where a stream exists that was to begin
    /// @throws ConcurrencyException             where a stream has moved on, or has not come that far
    /// @throws StoreAway                        where nothing was sent
    /// @throws OutcomeUnknown                   where it was sent and no answer came
    Stored to(DataSource source) {
        Connection connection = Sql.connect(source);
        try {
            return answer(connection);
        } finally {
            giveBack(connection);
        }
    }

    /// By then the ledger has answered, or something else is thrown: that a connection broke afterwards changes neither.
    private static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException broken) {
            LOG.warn("A connection to the ledger's database broke after it had answered", broken);
        }
    }

    private Stored answer(Connection connection) {
        boolean sent = false;
        try (PreparedStatement call = connection.prepareStatement("select * from ledger.append(?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            if (!connection.getAutoCommit()) {
                throw new IllegalStateException("the ledger needs connections that commit by themselves");
            }
            call.setArray(1, array(connection, "uuid", commands, Command::id));
            call.setArray(2, array(connection, "bytea", commands, Command::fingerprint));
            call.setArray(3, array(connection, "int4", commands, Command::count));
            call.setArray(4, array(connection, "bytea", commands, Command::result));
            call.setArray(5, array(connection, "uuid", events, Event::id));
            call.setArray(6, array(connection, "text", events, Event::stream));
            call.setArray(7, array(connection, "int8", events, Event::streamVersion));
            call.setArray(8, array(connection, "text", events, Event::type));
            call.setArray(9, array(connection, "bytea", events, Event::bytes));
            sent = true;
            try (ResultSet row = call.executeQuery()) {
                row.next();
                return switch (row.getString(1)) {
                    case "APPENDED" -> new Stored(row.getLong(4), Sql.instant(row, 5));
                    case "KNOWN" -> throw new CommandAlreadyStored(commands.get(row.getInt(3) - 1).id());
                    case "CONFLICT" -> throw conflict(row.getString(2), events.get(row.getInt(3) - 1));
                    default -> throw new IllegalStateException("the ledger answers " + row.getString(1));
                };
            }
        } catch (SQLException failed) {
            if (!Sql.outOfReach(failed)) {
                throw new IllegalStateException("the ledger refused a commit, and has stored nothing of it", failed);
            }
            throw sent ? unknown(failed) : new StoreAway(failed);
        }
    }

    private OutcomeUnknown unknown(SQLException failed) {
        return new OutcomeUnknown(commands.stream().map(Command::id).toList(), failed);
    }

    private static RuntimeException conflict(String reason, Event event) {
        String what = "event " + event.streamVersion() + " of " + event.stream() + " does not fit: " + reason;
        return reason.equals("SEQUENCE_TAKEN") && event.streamVersion() == 0
                ? new AggregateStreamCreationException(what)
                : new ConcurrencyException(what);
    }

    private static <T> Array array(Connection connection, String type, List<T> rows, Function<T, Object> column) throws SQLException {
        Object[] values = rows.stream().map(column).toArray();
        // The driver takes arrays of bytea only where Java's type says so.
        return connection.createArrayOf(type, type.equals("bytea") ? Arrays.copyOf(values, values.length, byte[][].class) : values);
    }
}
