package io.flankwatch.command.migration;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

/// Migrates the ledger and what is recorded beside it, and ends; with another status than 0 where that failed. Takes its settings from where the
/// services take theirs.
public final class MigrationApplication {

    private MigrationApplication() {}

    public static void main(String[] arguments) {
        var application = new SpringApplication(Migration.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.run(arguments).close();
    }
}
