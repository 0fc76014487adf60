package io.flankwatch.ledger;

import io.flankwatch.wire.Residues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What was appended last, in memory and decoded, so that all who follow the ledger closely have it read once.
///
/// With a redaction goes whatever came before it: what it takes out of the ledger is not to be had from here either. What can't be read is not kept: whoever
/// comes to it finds that out by themselves.
final class Recent {

    /// Entries at most, of less than 65,536 bytes each. Who follows closely is milliseconds behind; what is kept for seconds is copied by each collection meanwhile.
    static final int MOST = 128;

    private final @Nullable LedgerLeaf[] kept = new @Nullable LedgerLeaf[MOST];
    /// The first position that is kept, and the one after the last.
    private long from;
    private long to;

    /// @param leaves each of which follows on the one before it
    synchronized void add(List<LedgerLeaf> leaves) {
        for (LedgerLeaf leaf : leaves) {
            long position = leaf.position();
            if (position != to) {
                from = position;
            }
            to = position + 1;
            from = Math.max(from, to - MOST);
            try {
                LedgerLeaf decoded = leaf.decoded();
                if (decoded.envelope().type().equals(Residues.type())) {
                    Arrays.fill(kept, null);
                    from = position;
                }
                kept[place(position)] = decoded;
            } catch (UnreadableEntry unreadable) {
                from = to;
            }
        }
    }

    /// @return in order, without a gap; empty where the one that follows is not kept
    synchronized List<LedgerLeaf> after(long position, int limit) {
        if (position + 1 < from) {
            return List.of();
        }
        List<LedgerLeaf> after = new ArrayList<>();
        for (long next = position + 1; next < to && after.size() < limit; next++) {
            after.add(Objects.requireNonNull(kept[place(next)]));
        }
        return after;
    }

    private static int place(long position) {
        return (int) (position % MOST);
    }
}
