package io.flankwatch.ledger;

import io.flankwatch.wire.Ids;
import org.axonframework.common.IdentifierFactory;

/// Makes Axon's identifiers, and so the ids of events, UUIDs of version 7.
public final class LedgerIds extends IdentifierFactory {

    @Override
    public String generateIdentifier() {
        return Ids.next().toString();
    }
}
