package io.flankwatch.ledger;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

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
            call.setArray(1, array(connection, "int4", commits, commit -> commit.commands().size(), Integer[]::new));
            call.setArray(2, array(connection, "uuid", commands, Append.Command::id, UUID[]::new));
            call.setArray(3, array(connection, "bytea", commands, Append.Command::fingerprint, byte[][]::new));
            call.setArray(4, array(connection, "int4", commands, Append.Command::count, Integer[]::new));
            call.setArray(5, array(connection, "bytea", commands, Append.Command::result, byte[][]::new));
            call.setArray(6, array(connection, "uuid", events, Append.Event::id, UUID[]::new));
            call.setArray(7, array(connection, "text", events, Append.Event::stream, String[]::new));
            call.setArray(8, array(connection, "int8", events, Append.Event::streamVersion, Long[]::new));
            call.setArray(9, array(connection, "text", events, Append.Event::type, String[]::new));
            call.setArray(10, array(connection, "bytea", events, Append.Event::bytes, byte[][]::new));
            try (ResultSet row = call.executeQuery()) {
                return answers(row);
            }
        }
    }

    /// One for each commit of which the ledger speaks, and one for all the others, whose events follow each other.
    private List<Answer> answers(ResultSet row) throws SQLException {
        Answer[] answers = new Answer[commits.size()];
        Append.Stored others = null;
        while (row.next()) {
            int place = row.getInt(1) - 1;
            if (row.wasNull()) {
                others = new Append.Stored(row.getLong(5), Sql.instant(row, 6));
            } else {
                answers[place] = answer(commits.get(place), row);
            }
        }
        long position = others == null ? 0 : others.firstPosition();
        for (int i = 0; i < answers.length; i++) {
            if (answers[i] == null) {
                if (others == null) {
                    throw new IllegalStateException("the ledger has not answered for every commit");
                }
                answers[i] = new Answer.Appended(new Append.Stored(position, others.appendedAt()));
                position += commits.get(i).events().size();
            }
        }
        return List.of(answers);
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

    /// With the elements' own type, by which the driver knows that it can send them as they are and not as text.
    private static <T, E> Array array(Connection connection, String type, List<T> rows, Function<T, E> column, IntFunction<E[]> elements)
            throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(column).toArray(elements));
    }
}
