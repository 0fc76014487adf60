package io.flankwatch.ledger;

/// The bytes at a position can't be read as an event: an unknown type, or not what was stored there. Never skipped.
public final class UnreadableEntry extends RuntimeException {

    private final long position;

    UnreadableEntry(long position, RuntimeException cause) {
        super("position " + position + ": " + cause.getMessage(), cause);
        this.position = position;
    }

    public long position() {
        return position;
    }
}
