package io.flankwatch.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/// Appends without a writer, so that a test says what happens and when.
final class Direct {

    private Direct() {}

    static Append.Stored append(DataSource source, Append commit) {
        return send(source, commit).getFirst().stored(commit.commandIds());
    }

    /// All in one batch.
    static List<Answer> send(DataSource source, Append... commits) {
        try (Connection connection = Sql.connect(source)) {
            return new Batch(List.of(commits)).to(connection);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
