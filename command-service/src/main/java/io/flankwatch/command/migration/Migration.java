package io.flankwatch.command.migration;

import com.zaxxer.hikari.HikariDataSource;
import io.flankwatch.ledger.LedgerBootstrap;
import io.flankwatch.ledger.LedgerMigration;
import io.flankwatch.ops.OpsMigration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;

/// Opens the ledger for its owner, migrates it, and protects it again, whatever came of the migration.
///
/// No component: a command-service that scans this package has nothing of it.
final class Migration implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(Migration.class);

    private final Environment settings;

    Migration(Environment settings) {
        this.settings = settings;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        try (HikariDataSource administrator = role("flankwatch.migration.administrator.username", "flankwatch.migration.administrator.password");
                HikariDataSource owner = role("flankwatch.migration.owner.username", "flankwatch.migration.owner.password")) {
            LedgerBootstrap.open(administrator);
            try {
                migrate(owner);
            } catch (RuntimeException failed) {
                protect(administrator, failed);
                throw failed;
            }
            LedgerBootstrap.protect(administrator);
        }
        LOG.info("The ledger is of this version, and protected from its owner");
    }

    private void migrate(DataSource owner) {
        LedgerMigration.run(owner, setting("flankwatch.ledger.username"), setting("flankwatch.migration.redactor"));
        OpsMigration.run(
                owner,
                setting("flankwatch.ops.writer.username"),
                setting("flankwatch.ops.reader.username"),
                setting("flankwatch.ops.recorder.username"));
    }

    private static void protect(DataSource administrator, RuntimeException failed) {
        try {
            LedgerBootstrap.protect(administrator);
        } catch (IllegalStateException open) {
            // Where the first migration of all failed there is nothing to protect yet.
            failed.addSuppressed(open);
        }
    }

    private HikariDataSource role(String username, String password) {
        var source = new HikariDataSource();
        source.setJdbcUrl(setting("flankwatch.ledger.url"));
        source.setUsername(setting(username));
        source.setPassword(setting(password));
        source.setMaximumPoolSize(2);
        source.setMinimumIdle(0);
        return source;
    }

    private String setting(String name) {
        return settings.getRequiredProperty(name);
    }
}
