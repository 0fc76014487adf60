package io.flankwatch.query.projection;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.ledger.LedgerTail;
import java.time.Duration;

/// The ledger as this service sees it: read and followed, through connections of its own.
///
/// A type of its own, so that it is no other service's when both run in one process.
public final class FollowedLedger implements AutoCloseable {

    private final HikariDataSource connections;
    private final LedgerReader reader;
    private final LedgerTail tail;

    /// @param username of the services' role: it may read, and that is enough
    public FollowedLedger(String url, String username, String password) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("ledger-reads");
        config.setJdbcUrl(url);
        config.setUsername(username);
        config.setPassword(password);
        config.setMaximumPoolSize(16);
        config.setConnectionTimeout(Duration.ofSeconds(3).toMillis());
        // A ledger that is away does not keep the service from starting: it says so, and answers when the ledger is back.
        config.setInitializationFailTimeout(-1);
        connections = new HikariDataSource(config);
        reader = new LedgerReader(connections);
        tail = new LedgerTail(connections);
        tail.start();
    }

    public LedgerReader reader() {
        return reader;
    }

    public LedgerTail tail() {
        return tail;
    }

    @Override
    public void close() {
        tail.close();
        connections.close();
    }
}
