package io.flankwatch.ops;

import io.flankwatch.ledger.Sql;
import java.util.List;
import javax.sql.DataSource;

/// How far followers of the ledger have come. Several processes may keep the same one: it never goes back.
public final class FollowerTokens {

    private final DataSource source;

    /// @param source of the writer's role
    public FollowerTokens(DataSource source) {
        this.source = source;
    }

    /// @return -1 for a follower that has not begun
    public long position(String name) {
        List<Long> found = Sql.query(source, row -> row.getLong(1), "select position from ops.follower where name = ?", name);
        return found.isEmpty() ? -1 : found.getFirst();
    }

    public void reached(String name, long position) {
        var unused = Sql.query(
                source,
                row -> row.getLong(1),
                """
                insert into ops.follower as f (name, position) values (?, ?)
                on conflict (name) do update set position = greatest(f.position, excluded.position)
                returning position""",
                name,
                position);
    }
}
