package io.flankwatch.ledger;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStoreTest;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.AfterEach;

/// Axon's own suite for event stores, as published with 4.13.0, on this engine; all of it applies.
class AxonStoreSuiteTest extends EmbeddedEventStoreTest {

    private final List<TestLedger> ledgers = new ArrayList<>();

    @Override
    public EventStorageEngine createStorageEngine() {
        TestLedger ledger = TestLedger.create();
        ledgers.add(ledger);
        return new LedgerEngine(ledger.reader(), ledger.writer(), new TextCodec());
    }

    @AfterEach
    void closeLedgers() {
        ledgers.forEach(TestLedger::close);
    }
}
