package io.flankwatch.ledger;

/// Whether other processes append to the ledger as well, told from the positions that one's own events get. For one thread at a time.
final class Others {

    private static final int BATCHES = 8;

    private long before = Long.MAX_VALUE;
    private long last;
    private long own;
    private int batches;
    private boolean there;

    /// Whether a third of what was appended last, or more, was theirs.
    boolean there() {
        return there;
    }

    /// Batches that are on their way together may be heard of in another order: that moves a batch's events across the boundary at most.
    ///
    /// @param first position of a batch that was stored
    /// @param count of its events
    void stored(long first, int count) {
        if (before == Long.MAX_VALUE) {
            before = first;
            last = first;
        }
        last = Math.max(last, first + count);
        own += count;
        if (++batches == BATCHES) {
            there = 2 * (last - before - own) > own;
            before = last;
            own = 0;
            batches = 0;
        }
    }
}
