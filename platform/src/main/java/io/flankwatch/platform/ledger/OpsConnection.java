package io.flankwatch.platform.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/// The schema `ops` of the ledger's database under one of its own roles: few connections, and none that anybody waits for long.
public final class OpsConnection {

    private static final int POOL_SIZE = 4;

    private OpsConnection() {}

    /// @param patience with a connection, and with a statement
    public static HikariDataSource open(String name, LedgerConnection.Settings ledger, String username, String password, Duration patience) {
        HikariConfig config = LedgerConnection.config(name, ledger.url(), username, password);
        config.setMaximumPoolSize(POOL_SIZE);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(patience.toMillis());
        config.setValidationTimeout(Math.min(patience.toMillis(), 2_000));
        config.addDataSourceProperty("options", "-c statement_timeout=" + patience.toMillis());
        // Where the network has swallowed the connection, the server's own time-out is never heard of.
        config.addDataSourceProperty("connectTimeout", Long.toString(patience.toSeconds()));
        config.addDataSourceProperty("socketTimeout", Long.toString(2 * patience.toSeconds()));
        return new HikariDataSource(config);
    }
}
