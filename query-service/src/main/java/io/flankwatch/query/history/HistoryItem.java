package io.flankwatch.query.history;

import io.flankwatch.events.Marking;
import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.wire.Envelope;
import io.flankwatch.wire.Json;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// One event of a case, or a placeholder for one that the reader may not see.
@Schema(oneOf = {HistoryItem.Happened.class, HistoryItem.Hidden.class})
sealed interface HistoryItem {

    long position();

    Marking marking();

    String leafHash();

    @Schema(description = "An event: who recorded what, when, under which command")
    record Happened(
            long position,
            Marking marking,
            String leafHash,
            UUID eventId,
            String type,
            long version,
            String recordedBy,
            String client,
            Instant recordedAt,
            Instant appendedAt,
            UUID commandId,
            int commitIndex,
            int commitSize,
            UUID correlationId,
            UUID causationId,
            @Schema(types = "object", description = "As stored") JsonNode data)
            implements HistoryItem {

        static Happened of(LedgerEntry entry, Envelope envelope, Marking effective) {
            return new Happened(
                    entry.position(),
                    effective,
                    HexFormat.of().formatHex(entry.leafHash()),
                    envelope.id(),
                    entry.type(),
                    envelope.streamVersion(),
                    envelope.subject(),
                    envelope.clientId(),
                    envelope.recordedAt(),
                    entry.appendedAt(),
                    envelope.commandId(),
                    envelope.commitIndex(),
                    envelope.commitSize(),
                    envelope.correlationId(),
                    envelope.causationId(),
                    Json.MAPPER.readTree(entry.bytes()).required("data"));
        }
    }

    @Schema(description = "An event above the reader's ceiling: its position, marking and leaf hash, and nothing else")
    record Hidden(long position, Marking marking, String leafHash, boolean restricted) implements HistoryItem {

        static Hidden of(LedgerEntry entry, Marking effective) {
            return new Hidden(entry.position(), effective, HexFormat.of().formatHex(entry.leafHash()), true);
        }
    }
}
