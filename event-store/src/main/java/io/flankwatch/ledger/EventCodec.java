package io.flankwatch.ledger;

import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;

/// What an entry's bytes are. The ledger itself knows that they are bytes, and no more.
interface EventCodec {

    /// @param commit  all of its events, in order
    /// @param index   of the event among them
    /// @param command that it belongs to
    Append.Event encode(List<? extends DomainEventMessage<?>> commit, int index, UUID command, UUID ledgerId);

    /// @throws UnreadableEntry naming its position
    GenericTrackedDomainEventMessage<?> decode(LedgerLeaf leaf);
}
