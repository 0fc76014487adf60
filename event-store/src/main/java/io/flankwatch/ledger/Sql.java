package io.flankwatch.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// JDBC, with the ledger's own words for what goes wrong.
public final class Sql {

    /// Reads one row.
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private Sql() {}

    /// @throws StoreAway where no connection can be had
    static Connection connect(DataSource source) {
        try {
            return source.getConnection();
        } catch (SQLException away) {
            throw new StoreAway(away);
        }
    }

    /// Runs one query in a transaction of its own. Arrays of texts are sent as arrays.
    ///
    /// @throws StoreAway where the database does not answer
    public static <T> List<T> query(DataSource source, Row<T> row, String sql, Object... parameters) {
        try (Connection connection = connect(source);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                if (parameters[i] instanceof String[] texts) {
                    statement.setArray(i + 1, connection.createArrayOf("text", texts));
                } else {
                    statement.setObject(i + 1, parameters[i]);
                }
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<T> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(row.read(rows));
                }
                return all;
            }
        } catch (SQLException failed) {
            throw told(failed);
        }
    }

    /// In the ledger's own words: [StoreAway], or an IllegalStateException where the server has refused what it was sent.
    public static RuntimeException told(SQLException failed) {
        return outOfReach(failed) ? new StoreAway(failed) : new IllegalStateException("the ledger's database refused a query", failed);
    }

    /// Whether the server may not have come to answer at all (connection lost, server stopping, its disk or memory gone); anything else
    /// is the server's own word that it has rolled back.
    static boolean outOfReach(SQLException failed) {
        String state = failed.getSQLState();
        return state == null
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57")
                || state.startsWith("58")
                || state.startsWith("XX");
    }

    /// Whether the server has rolled back for a reason that passes: a deadlock, or a lock that was not to be had.
    static boolean passing(SQLException failed) {
        String state = failed.getSQLState();
        return state != null && (state.startsWith("40") || state.equals("55P03"));
    }

    public static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
