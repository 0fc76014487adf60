package io.flankwatch.ledger;

/// The ledger's database does not answer. Nothing was sent that could change it.
public final class StoreAway extends RuntimeException {

    StoreAway(Throwable cause) {
        super("the ledger's database does not answer", cause);
    }
}
