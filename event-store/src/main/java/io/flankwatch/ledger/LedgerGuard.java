package io.flankwatch.ledger;

import java.util.List;
import javax.sql.DataSource;

/// Refuses to start on a database that could forget what it acknowledged.
public final class LedgerGuard {

    private LedgerGuard() {}

    /// @throws IllegalStateException naming each setting that is not as it must be
    public static void assertDurable(DataSource service) {
        List<String> wrong = Sql.query(
                service,
                row -> row.getString(1),
                """
                select name || ' = ' || setting from pg_settings
                where name in ('fsync', 'full_page_writes') and setting <> 'on'
                   or name = 'synchronous_commit' and setting not in ('on', 'remote_apply')
                order by name""");
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("the ledger's database could lose acknowledged commits: " + String.join(", ", wrong));
        }
    }
}
