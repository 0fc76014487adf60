package io.flankwatch.query.projection;

import io.flankwatch.ledger.LedgerMeters;
import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.ledger.LedgerRedaction;
import io.flankwatch.ledger.LedgerTail;
import javax.sql.DataSource;

/// The ledger as this service needs it: read, and followed.
public final class FollowedLedger implements AutoCloseable {

    private final LedgerReader reader;
    private final LedgerRedaction redaction;
    private final LedgerTail tail;

    /// @param connections of the services' role
    public FollowedLedger(DataSource connections, LedgerReader reader, LedgerMeters meters) {
        this.reader = reader;
        this.redaction = new LedgerRedaction(connections);
        this.tail = new LedgerTail(connections, meters);
        tail.start();
    }

    public LedgerReader reader() {
        return reader;
    }

    LedgerRedaction redaction() {
        return redaction;
    }

    public LedgerTail tail() {
        return tail;
    }

    @Override
    public void close() {
        tail.close();
    }
}
