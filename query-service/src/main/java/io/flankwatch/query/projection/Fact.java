package io.flankwatch.query.projection;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.Marking;
import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.wire.Envelope;
import java.time.Instant;
import java.util.HexFormat;

/// One event of a case, with its place in the ledger.
///
/// @param leafHash of its stored bytes, lower-case hex
public record Fact(long position, Instant appendedAt, String leafHash, Envelope envelope) {

    public static Fact of(LedgerEntry entry) {
        return of(entry, entry.envelope());
    }

    public static Fact of(LedgerEntry entry, Envelope envelope) {
        return new Fact(entry.position(), entry.appendedAt(), HexFormat.of().formatHex(entry.leafHash()), envelope);
    }

    /// The same under the marking that holds today.
    public Fact under(Marking today) {
        Envelope then = envelope;
        if (then.marking() == today) {
            return this;
        }
        Envelope now = new Envelope(
                then.id(),
                then.ledgerId(),
                then.stream(),
                then.recordedAt(),
                then.streamVersion(),
                then.commandId(),
                then.commitIndex(),
                then.commitSize(),
                then.correlationId(),
                then.causationId(),
                then.subject(),
                then.clientId(),
                today,
                then.salt(),
                then.traceparent(),
                then.event());
        return new Fact(position, appendedAt, leafHash, now);
    }

    public String caseId() {
        return envelope.stream();
    }

    public CaseEvent event() {
        return envelope.caseEvent();
    }

    /// The effective marking when it was recorded.
    public Marking marking() {
        return envelope.marking();
    }

    public Recording recording() {
        return new Recording(
                position, envelope.recordedAt(), appendedAt, envelope.subject(), envelope.clientId(), envelope.commandId());
    }
}
