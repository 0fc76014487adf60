package io.flankwatch.ops;

import io.flankwatch.ledger.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The recorded reads, as the role of the data source may add to or read them.
public final class Reads {

    private final DataSource source;

    public Reads(DataSource source) {
        this.source = source;
    }

    /// @param number     0, 1, 2 … without a gap, in the order in which they were recorded
    /// @param recordedAt by the database's clock
    public record Recorded(long number, Instant recordedAt, Read read) {}

    /// Each is for one of the values; empty: for all.
    ///
    /// @param from answered then or later; absent: any
    /// @param to   answered then or earlier; absent: any
    public record Filter(List<UUID> caseIds, List<String> subjects, @Nullable Instant from, @Nullable Instant to) {

        public Filter {
            caseIds = List.copyOf(caseIds);
            subjects = List.copyOf(subjects);
        }
    }

    /// @throws IllegalStateException          where the schema or the right to add to it is missing
    /// @throws io.flankwatch.ledger.StoreAway where the database does not answer
    public void assertRecordable() {
        if (!Sql.query(source, row -> row.getBoolean(1), "select has_table_privilege('ops.read', 'INSERT')").getFirst()) {
            throw new IllegalStateException("the role of this service may not record reads");
        }
    }

    /// All or none, in order. What was recorded before, under the same id, is not recorded again.
    ///
    /// @throws io.flankwatch.ledger.StoreAway where the database does not answer, so that they may be recorded or not
    /// @throws IllegalStateException          where it refuses one of them
    public void record(List<Read> reads) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement("""
                    insert into ops.read (id, at, subject, client_id, method, path, case_id, position, purpose, status, trace_id)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")) {
                for (Read read : reads) {
                    statement.setObject(1, read.id());
                    statement.setObject(2, offset(read.at()));
                    statement.setString(3, read.subject());
                    statement.setString(4, read.clientId());
                    statement.setString(5, read.method());
                    statement.setString(6, read.path());
                    statement.setObject(7, read.caseId());
                    statement.setObject(8, read.position());
                    statement.setString(9, read.purpose());
                    statement.setInt(10, read.status());
                    statement.setString(11, read.traceId());
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            connection.commit();
        } catch (SQLException failed) {
            throw Sql.told(failed);
        }
    }

    /// @param after number of the last one that is not wanted any more; -1 for all
    /// @param limit at most so many
    public List<Recorded> after(long after, int limit, Filter filter) {
        var sql = new StringBuilder("""
                select number, recorded_at, id, at, subject, client_id, method, path, case_id, position, purpose, status, trace_id
                from ops.read where number > ?""");
        var parameters = new ArrayList<Object>(List.of(after));
        if (!filter.caseIds().isEmpty()) {
            sql.append(" and case_id = any(?::uuid[])");
            parameters.add(filter.caseIds().stream().map(UUID::toString).toArray(String[]::new));
        }
        if (!filter.subjects().isEmpty()) {
            sql.append(" and subject = any(?)");
            parameters.add(filter.subjects().toArray(String[]::new));
        }
        if (filter.from() != null) {
            sql.append(" and at >= ?");
            parameters.add(offset(filter.from()));
        }
        if (filter.to() != null) {
            sql.append(" and at <= ?");
            parameters.add(offset(filter.to()));
        }
        parameters.add(limit);
        return Sql.query(source, Reads::recorded, sql + " order by number limit ?", parameters.toArray());
    }

    private static OffsetDateTime offset(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Recorded recorded(ResultSet row) throws SQLException {
        return new Recorded(
                row.getLong(1),
                Sql.instant(row, 2),
                new Read(
                        row.getObject(3, UUID.class),
                        Sql.instant(row, 4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getObject(9, UUID.class),
                        row.getObject(10, Long.class),
                        row.getString(11),
                        row.getInt(12),
                        row.getString(13)));
    }
}
