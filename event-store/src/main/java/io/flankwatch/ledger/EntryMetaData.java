package io.flankwatch.ledger;

import io.flankwatch.wire.Envelope;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/// Metadata of an event that was read. All of it is in its envelope; a map of it is made only for whoever wants one, since a replay would make one
/// for every event, for a tenth of its time.
final class EntryMetaData extends MetaData {

    private static final long serialVersionUID = 1;

    private final transient LedgerEntry entry;
    private final transient Envelope envelope;
    private transient @Nullable MetaData map;

    EntryMetaData(LedgerEntry entry, Envelope envelope) {
        super(Map.of());
        this.entry = entry;
        this.envelope = envelope;
    }

    @Override
    public @Nullable Object get(Object key) {
        return key instanceof String name
                ? switch (name) {
                    case LedgerMetadata.COMMAND_ID -> envelope.commandId();
                    case LedgerMetadata.CORRELATION_ID -> envelope.correlationId();
                    case LedgerMetadata.CAUSATION_ID -> envelope.causationId();
                    case LedgerMetadata.SUBJECT -> envelope.subject();
                    case LedgerMetadata.CLIENT_ID -> envelope.clientId();
                    case LedgerMetadata.MARKING -> envelope.marking();
                    case LedgerMetadata.ENVELOPE -> envelope;
                    case LedgerMetadata.ENTRY -> entry;
                    default -> null;
                }
                : null;
    }

    @Override
    public boolean containsKey(Object key) {
        return get(key) != null;
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    /// Two threads may make it twice, and it is the same.
    private MetaData map() {
        MetaData made = map;
        if (made == null) {
            made = MetaData.from(Map.of(
                    LedgerMetadata.COMMAND_ID, envelope.commandId(),
                    LedgerMetadata.CORRELATION_ID, envelope.correlationId(),
                    LedgerMetadata.CAUSATION_ID, envelope.causationId(),
                    LedgerMetadata.SUBJECT, envelope.subject(),
                    LedgerMetadata.CLIENT_ID, envelope.clientId(),
                    LedgerMetadata.MARKING, envelope.marking(),
                    LedgerMetadata.ENVELOPE, envelope,
                    LedgerMetadata.ENTRY, entry));
            map = made;
        }
        return made;
    }

    @Override
    public int size() {
        return map().size();
    }

    @Override
    public boolean containsValue(Object value) {
        return map().containsValue(value);
    }

    @Override
    public Set<String> keySet() {
        return map().keySet();
    }

    @Override
    public Collection<Object> values() {
        return map().values();
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return map().entrySet();
    }

    @Override
    public MetaData and(String key, Object value) {
        return map().and(key, value);
    }

    @Override
    public MetaData andIfNotPresent(String key, Supplier<Object> value) {
        return map().andIfNotPresent(key, value);
    }

    @Override
    public MetaData mergedWith(Map<String, ?> additional) {
        return map().mergedWith(additional);
    }

    @Override
    public MetaData withoutKeys(Set<String> keys) {
        return map().withoutKeys(keys);
    }

    @Override
    public MetaData subset(String... keys) {
        return map().subset(keys);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || map().equals(other);
    }

    @Override
    public int hashCode() {
        return map().hashCode();
    }

    @Override
    public String toString() {
        return map().toString();
    }

    private Object writeReplace() {
        return map();
    }
}
