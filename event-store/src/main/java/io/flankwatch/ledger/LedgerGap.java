package io.flankwatch.ledger;

/// Positions do not follow on from each other. The ledger makes none, so somebody has taken events out: reading stops here.
public final class LedgerGap extends RuntimeException {

    LedgerGap(long expected, long found) {
        super("the ledger has a gap: position " + expected + " is missing, " + found + " follows");
    }
}
