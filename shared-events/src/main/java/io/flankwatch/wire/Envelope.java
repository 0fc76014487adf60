package io.flankwatch.wire;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.LedgerEvent;
import io.flankwatch.events.Marking;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One event with everything that is stored of it: a CloudEvents 1.0 JSON object, whose bytes are the ledger's entry.
///
/// @param id            UUIDv7
/// @param ledgerId      the ledger it belongs to (`source` is `urn:uuid:` and this)
/// @param stream        the id of its case, or `person/` and that of its person (`subject` and `partitionkey`)
/// @param recordedAt    the service's clock, in microseconds (`time`)
/// @param streamVersion 0, 1, 2 … within the stream
/// @param commitIndex   its place in the commit, from 0
/// @param causationId   the event or command that caused it
/// @param subject       subject of the token under which it was recorded (`authid`)
/// @param clientId      client of that token
/// @param marking       the effective marking when it was recorded
/// @param salt          128 random bits, base64url: so that a hash of the bytes gives nothing away
/// @param traceparent   what recorded it, where that was traced (CloudEvents' extension for distributed tracing)
public record Envelope(
        UUID id,
        UUID ledgerId,
        String stream,
        Instant recordedAt,
        long streamVersion,
        UUID commandId,
        int commitIndex,
        int commitSize,
        UUID correlationId,
        UUID causationId,
        String subject,
        String clientId,
        Marking marking,
        String salt,
        @Nullable String traceparent,
        LedgerEvent event) {

    /// Of what was not traced.
    public Envelope(
            UUID id,
            UUID ledgerId,
            String stream,
            Instant recordedAt,
            long streamVersion,
            UUID commandId,
            int commitIndex,
            int commitSize,
            UUID correlationId,
            UUID causationId,
            String subject,
            String clientId,
            Marking marking,
            String salt,
            LedgerEvent event) {
        this(id, ledgerId, stream, recordedAt, streamVersion, commandId, commitIndex, commitSize, correlationId, causationId, subject, clientId, marking, salt, null, event);
    }

    public String type() {
        return EventTypes.nameOf(event.getClass());
    }

    /// Of an envelope on the stream of a case.
    public CaseEvent caseEvent() {
        if (event instanceof CaseEvent of) {
            return of;
        }
        throw new IllegalStateException("stream " + stream + " is no case's");
    }
}
