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

    /// Keeps the ledger's owner from changing its tables, functions and triggers. After every migration; once more does no harm.
    ///
    /// @param superuser in the ledger's database
    public static void protect(DataSource superuser) {
        try (Connection connection = superuser.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(resource("/db/bootstrap/protect.sql"));
        } catch (SQLException failed) {
            throw new IllegalStateException("the ledger could not be protected from its owner", failed);
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
