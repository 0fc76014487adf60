package io.flankwatch.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// Commits that go to the ledger together, in one round trip and one transaction; each is stored or refused by itself.
record Batch(List<Append> commits) {

    private static final String SQL = "select * from ledger.append_batch(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /// @return of each commit, in order
    /// @throws SQLException after which nothing or everything of it may be stored, as [Sql#outOfReach] tells
    List<Answer> to(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new IllegalStateException("the ledger needs connections that commit by themselves");
        }
        List<Append.Command> commands = commits.stream().flatMap(commit -> commit.commands().stream()).toList();
        List<Append.Event> events = commits.stream().flatMap(commit -> commit.events().stream()).toList();
        try (PreparedStatement call = connection.prepareStatement(SQL)) {
            call.setArray(1, array(connection, "int4", commits, commit -> commit.commands().size()));
            call.setArray(2, array(connection, "uuid", commands, Append.Command::id));
            call.setArray(3, array(connection, "bytea", commands, Append.Command::fingerprint));
            call.setArray(4, array(connection, "int4", commands, Append.Command::count));
            call.setArray(5, array(connection, "bytea", commands, Append.Command::result));
            call.setArray(6, array(connection, "uuid", events, Append.Event::id));
            call.setArray(7, array(connection, "text", events, Append.Event::stream));
            call.setArray(8, array(connection, "int8", events, Append.Event::streamVersion));
            call.setArray(9, array(connection, "text", events, Append.Event::type));
            call.setArray(10, array(connection, "bytea", events, Append.Event::bytes));
            Answer[] answers = new Answer[commits.size()];
            try (ResultSet row = call.executeQuery()) {
                while (row.next()) {
                    int place = row.getInt(1) - 1;
                    answers[place] = answer(commits.get(place), row);
                }
            }
            if (Arrays.asList(answers).contains(null)) {
                throw new IllegalStateException("the ledger has not answered for every commit");
            }
            return List.of(answers);
        }
    }

    private static Answer answer(Append commit, ResultSet row) throws SQLException {
        return switch (row.getString(2)) {
            case "APPENDED" -> new Answer.Appended(new Append.Stored(row.getLong(5), Sql.instant(row, 6)));
            case "KNOWN" -> new Answer.Known(commit.commands().get(row.getInt(4) - 1).id());
            case "CONFLICT" ->
                new Answer.Conflict(Answer.Conflict.Reason.valueOf(row.getString(3)), commit.events().get(row.getInt(4) - 1));
            default -> throw new IllegalStateException("the ledger answers " + row.getString(2));
        };
    }

    private static <T> Array array(Connection connection, String type, List<T> rows, Function<T, Object> column) throws SQLException {
        Object[] values = rows.stream().map(column).toArray();
        // The driver takes arrays of bytea only where Java's type says so.
        return connection.createArrayOf(type, type.equals("bytea") ? Arrays.copyOf(values, values.length, byte[][].class) : values);
    }
}
