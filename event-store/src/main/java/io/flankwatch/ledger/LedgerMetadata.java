package io.flankwatch.ledger;

import io.flankwatch.events.Marking;
import io.flankwatch.wire.Envelope;
import java.util.Map;
import java.util.UUID;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/// What travels beside an event's payload in Axon's messages: on the way in what becomes of its envelope, on the way out all of it.
public final class LedgerMetadata {

    /// UUID of the command that it belongs to.
    public static final String COMMAND_ID = "ledger.commandId";
    /// UUID that everything of one piece of work has in common.
    public static final String CORRELATION_ID = "ledger.correlationId";
    /// UUID of the event or command that caused it.
    public static final String CAUSATION_ID = "ledger.causationId";
    /// An Integer in place of the causation id: the event was caused by the one that many places before it in the same commit.
    public static final String CAUSED_BACK = "ledger.causedBack";
    /// Subject of the token, a String.
    public static final String SUBJECT = "ledger.subject";
    /// Client of the token, a String.
    public static final String CLIENT_ID = "ledger.clientId";
    /// The effective [Marking].
    public static final String MARKING = "ledger.marking";
    /// On messages that were read: the [Envelope].
    public static final String ENVELOPE = "ledger.envelope";
    /// On messages that were read: the [LedgerEntry].
    public static final String ENTRY = "ledger.entry";

    /// Axon asks for a type of aggregate beside the stream's name; it does not matter here which kind of stream it is.
    public static final String STREAM_TYPE = "case";

    private LedgerMetadata() {}

    /// What an event needs on its way into the ledger.
    public static MetaData of(UUID commandId, UUID correlationId, UUID causationId, String subject, String clientId, Marking marking) {
        return MetaData.from(Map.of(
                COMMAND_ID, commandId,
                CORRELATION_ID, correlationId,
                CAUSATION_ID, causationId,
                SUBJECT, subject,
                CLIENT_ID, clientId,
                MARKING, marking));
    }

    /// The entry of a message that was read from the ledger.
    public static LedgerEntry entry(Message<?> message) {
        return required(message, ENTRY, LedgerEntry.class);
    }

    /// The envelope of a message that was read from the ledger.
    public static Envelope envelope(Message<?> message) {
        return required(message, ENVELOPE, Envelope.class);
    }

    static <T> T required(Message<?> message, String key, Class<T> type) {
        T value = optional(message, key, type);
        if (value == null) {
            throw new IllegalStateException("a message of " + message.getPayloadType().getName() + " has no metadata " + key);
        }
        return value;
    }

    static <T> @Nullable T optional(Message<?> message, String key, Class<T> type) {
        return type.cast(message.getMetaData().get(key));
    }
}
