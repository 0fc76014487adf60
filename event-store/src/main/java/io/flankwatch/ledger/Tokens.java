package io.flankwatch.ledger;

import java.time.Instant;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.jspecify.annotations.Nullable;

/// Axon's tokens for positions: a token stands for everything up to and including its position.
final class Tokens {

    private Tokens() {}

    /// The position to read after; -1 for the beginning. Of a token that wraps others (replay, merge) the lowest.
    static long position(@Nullable TrackingToken token) {
        TrackingToken lowest = WrappedToken.unwrapLowerBound(token);
        if (lowest == null) {
            return -1;
        }
        if (lowest instanceof GlobalSequenceTrackingToken position) {
            return position.getGlobalIndex();
        }
        throw new IllegalArgumentException("not a token of this ledger: " + lowest);
    }

    /// Axon allows null for it; this one can be compared.
    static GlobalSequenceTrackingToken beginning() {
        return new GlobalSequenceTrackingToken(-1);
    }

    static GlobalSequenceTrackingToken head(LedgerReader reader) {
        return new GlobalSequenceTrackingToken(reader.head());
    }

    /// Such that whatever was appended at the instant itself is still to come.
    static GlobalSequenceTrackingToken before(Instant instant, LedgerReader reader) {
        var position = reader.positionAt(instant.minusNanos(1));
        return position.isPresent() ? new GlobalSequenceTrackingToken(position.getAsLong()) : head(reader);
    }
}
