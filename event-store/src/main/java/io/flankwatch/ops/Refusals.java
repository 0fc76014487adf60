package io.flankwatch.ops;

import io.flankwatch.ledger.Sql;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/// The recorded refusals, as the role of the data source may add to or read them.
public final class Refusals {

    private final DataSource source;

    public Refusals(DataSource source) {
        this.source = source;
    }

    /// @param number 0, 1, 2 … without a gap, in the order in which they were recorded
    /// @param at     by the database's clock
    public record Recorded(long number, Instant at, Refusal refusal) {}

    /// Each is for one of the values; empty: for all.
    public record Filter(List<UUID> caseIds, List<String> subjects, List<String> codes) {

        public Filter {
            caseIds = List.copyOf(caseIds);
            subjects = List.copyOf(subjects);
            codes = List.copyOf(codes);
        }
    }

    /// Refuses to start where nothing could be recorded.
    ///
    /// @throws IllegalStateException where the schema or the right to add to it is missing
    public void assertRecordable() {
        if (!Sql.query(source, row -> row.getBoolean(1), "select has_table_privilege('ops.refusal', 'INSERT')").getFirst()) {
            throw new IllegalStateException("the role of this service may not record refusals");
        }
    }

    /// All or none, in order.
    public void record(List<Refusal> refusals) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement("""
                    insert into ops.refusal (id, subject, client_id, method, path, case_id, command, code, pointers, trace_id)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
                for (Refusal refusal : refusals) {
                    statement.setObject(1, refusal.id());
                    statement.setString(2, refusal.subject());
                    statement.setString(3, refusal.clientId());
                    statement.setString(4, refusal.method());
                    statement.setString(5, refusal.path());
                    statement.setObject(6, refusal.caseId());
                    statement.setString(7, refusal.command());
                    statement.setString(8, refusal.code());
                    statement.setArray(9, connection.createArrayOf("text", refusal.pointers().toArray()));
                    statement.setString(10, refusal.traceId());
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            connection.commit();
        }
    }

    /// @param after number of the last one that is not wanted any more; -1 for all
    /// @param limit at most so many
    public List<Recorded> after(long after, int limit, Filter filter) {
        var sql = new StringBuilder("""
                select number, at, id, subject, client_id, method, path, case_id, command, code, pointers, trace_id
                from ops.refusal where number > ?""");
        var parameters = new ArrayList<Object>(List.of(after));
        among("case_id = any(?::uuid[])", filter.caseIds().stream().map(UUID::toString).toList(), sql, parameters);
        among("subject = any(?)", filter.subjects(), sql, parameters);
        among("code = any(?)", filter.codes(), sql, parameters);
        parameters.add(limit);
        return Sql.query(source, Refusals::recorded, sql + " order by number limit ?", parameters.toArray());
    }

    private static void among(String condition, List<String> values, StringBuilder sql, List<Object> parameters) {
        if (!values.isEmpty()) {
            sql.append(" and ").append(condition);
            parameters.add(values.toArray(String[]::new));
        }
    }

    private static Recorded recorded(ResultSet row) throws SQLException {
        Array pointers = row.getArray(11);
        return new Recorded(
                row.getLong(1),
                Sql.instant(row, 2),
                new Refusal(
                        row.getObject(3, UUID.class),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getObject(8, UUID.class),
                        row.getString(9),
                        row.getString(10),
                        List.of((String[]) pointers.getArray()),
                        row.getString(12)));
    }
}
