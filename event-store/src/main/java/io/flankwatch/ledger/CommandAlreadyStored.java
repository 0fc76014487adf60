package io.flankwatch.ledger;

import java.util.UUID;

/// The ledger has a command of that id already, with its result; nothing was appended.
public final class CommandAlreadyStored extends RuntimeException {

    private final UUID commandId;

    CommandAlreadyStored(UUID commandId) {
        super("command " + commandId + " is stored already");
        this.commandId = commandId;
    }

    public UUID commandId() {
        return commandId;
    }
}
