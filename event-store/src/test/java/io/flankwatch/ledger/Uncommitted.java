package io.flankwatch.ledger;

import io.flankwatch.wire.Ids;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/// What goes on inside of transactions that are not over.
final class Uncommitted {

    private Uncommitted() {}

    /// Appends in the connection's transaction, and leaves that as it is.
    static void append(Connection connection, String stream, long version) throws SQLException {
        try (PreparedStatement call = connection.prepareStatement(
                """
                select * from ledger.append_batch(array[1], array[?::uuid], array['x'::bytea], array[1], array['y'::bytea],
                    array[?::uuid], array[?], array[?::bigint], array['t'], array['bytes'::bytea])""")) {
            call.setObject(1, Ids.next());
            call.setObject(2, Ids.next());
            call.setString(3, stream);
            call.setLong(4, version);
            call.execute();
        }
    }

    static void lockHead(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("select from ledger.head for update");
        }
    }

    /// How many of the service's connections wait for a lock.
    static long waiting(TestLedger ledger) {
        return Sql.query(ledger.superuser(), row -> row.getLong(1), "select count(*)" + WAITING, TestLedger.SERVICE).getFirst();
    }

    /// Ends the connections of the service that wait for a lock.
    static long endWaiting(TestLedger ledger) {
        return Sql.query(ledger.superuser(), row -> row.getBoolean(1), "select pg_terminate_backend(pid)" + WAITING, TestLedger.SERVICE)
                .size();
    }

    private static final String WAITING =
            " from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and usename = ?";
}
