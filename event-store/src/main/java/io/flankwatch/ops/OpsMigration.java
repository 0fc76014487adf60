package io.flankwatch.ops;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// Brings the schema `ops` to the version of this build, with a history of its own, under the role that owns it.
public final class OpsMigration {

    private OpsMigration() {}

    /// @param writerRole   the existing role that gets to record and to read what is recorded, and nothing else
    /// @param readerRole   the existing role that gets to read it, and nothing else
    /// @param recorderRole the existing role that gets to record reads, and nothing else
    public static void run(DataSource owner, String writerRole, String readerRole, String recorderRole) {
        Flyway.configure(OpsMigration.class.getClassLoader())
                .dataSource(owner)
                .locations("classpath:db/ops")
                .defaultSchema("ops")
                .placeholders(Map.of("writer", writerRole, "reader", readerRole, "recorder", recorderRole))
                .load()
                .migrate();
    }
}
