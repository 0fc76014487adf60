package io.flankwatch.ledger;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// Brings the ledger's schema to the version of this build, under the role that owns it and that the services never have.
public final class LedgerMigration {

    private LedgerMigration() {}

    /// @param serviceRole the existing role that gets to read and to append, and nothing else
    /// @param redactorRole the existing role, which nobody logs in as, that [LedgerBootstrap#protect] gives the function that redacts
    public static void run(DataSource owner, String serviceRole, String redactorRole) {
        Flyway.configure(LedgerMigration.class.getClassLoader())
                .dataSource(owner)
                .locations("classpath:db/ledger")
                .defaultSchema("ledger")
                .placeholders(Map.of("service", serviceRole, "redactor", redactorRole))
                .load()
                .migrate();
    }
}
