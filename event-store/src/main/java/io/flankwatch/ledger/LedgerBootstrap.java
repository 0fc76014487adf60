package io.flankwatch.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;

/// What an administrator does for a ledger, and the services' roles can't.
public final class LedgerBootstrap {

    private LedgerBootstrap() {}

    /// Lets the owner migrate what {@link #protect} has protected. Before a migration that changes what is there, with {@link #protect} after it.
    ///
    /// @param superuser in the ledger's database
    public static void open(DataSource superuser) {
        run(superuser, "/db/bootstrap/open.sql", "the ledger could not be opened for a migration");
    }

    /// Keeps the owner from changing tables, functions and triggers of the ledger and of what is recorded beside it. After every migration; once
    /// more does no harm.
    ///
    /// @param superuser in the ledger's database
    public static void protect(DataSource superuser) {
        run(superuser, "/db/bootstrap/protect.sql", "the ledger could not be protected from its owner");
    }

    private static void run(DataSource superuser, String script, String otherwise) {
        try (Connection connection = superuser.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(resource(script));
        } catch (SQLException failed) {
            throw new IllegalStateException(otherwise, failed);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(LedgerBootstrap.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
