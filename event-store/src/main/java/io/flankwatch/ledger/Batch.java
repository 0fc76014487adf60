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
import org.jspecify.annotations.Nullable;

/// Commits that go to the ledger together, in one transaction and one round trip, or two where a single one does not simply come next; each is stored or refused by itself.
record Batch(List<Append> commits) {

    private static final String SQL = "select * from ledger.append_batch(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String ONE = "select * from ledger.append_one(?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String UNIQUE_VIOLATION = "23505";

    /// @return of each commit, in order
    /// @throws SQLException after which nothing or everything of it may be stored, as [Sql#outOfReach] tells
    List<Answer> to(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new IllegalStateException("the ledger needs connections that commit by themselves");
        }
        Append first = commits.getFirst();
        if (commits.size() == 1 && isSingle(first)) {
            Append.@Nullable Stored stored = one(first.commands().getFirst(), first.events().getFirst(), connection);
            if (stored != null) {
                return List.of(new Answer.Appended(stored));
            }
        }
        return all(connection);
    }

    private static boolean isSingle(Append commit) {
        return commit.events().size() == 1 && commit.commands().size() == 1 && commit.commands().getFirst().count() == 1;
    }

    /// @return null where it does not simply come next: nothing is stored
    private static Append.@Nullable Stored one(Append.Command command, Append.Event event, Connection connection) throws SQLException {
        try (PreparedStatement call = connection.prepareStatement(ONE)) {
            call.setObject(1, command.id());
            call.setBytes(2, command.fingerprint());
            call.setBytes(3, command.result());
            call.setObject(4, event.id());
            call.setString(5, event.stream());
            call.setLong(6, event.streamVersion());
            call.setString(7, event.type());
            call.setBytes(8, event.bytes());
            try (ResultSet row = call.executeQuery()) {
                row.next();
                long position = row.getLong(1);
                return row.wasNull() ? null : new Append.Stored(position, Sql.instant(row, 2));
            }
        } catch (SQLException failed) {
            if (UNIQUE_VIOLATION.equals(failed.getSQLState())) {
                // Its command is there with another event. The server has rolled back.
                return null;
            }
            throw failed;
        }
    }

    private List<Answer> all(Connection connection) throws SQLException {
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
