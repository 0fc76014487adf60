package io.flankwatch.command.following;

import io.flankwatch.ledger.LedgerEntry;

/// What is done about every event, in the order of the ledger.
public interface Following {

    /// Says once, before the first event, up to where everything has been done.
    void begin(long position);

    /// Does it. Where it throws it is asked again, for the same event; and an event may be taken by several processes, and again after a crash. So doing
    /// it twice must come to the same as once.
    void take(LedgerEntry entry);

    /// Does what was put off until the events that were read together have been taken; only after that they count as done. The same as of `take` goes for it.
    default void settle() {}
}
