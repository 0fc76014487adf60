package io.flankwatch.ledger;

import java.util.List;
import java.util.UUID;

/// The connection broke after a commit had been sent: it may be stored or not. Asking for one of its commands tells.
public final class OutcomeUnknown extends RuntimeException {

    private final List<UUID> commandIds;

    OutcomeUnknown(List<UUID> commandIds, Throwable cause) {
        super("whether it was stored is not known; commands " + commandIds, cause);
        this.commandIds = List.copyOf(commandIds);
    }

    public List<UUID> commandIds() {
        return commandIds;
    }
}
