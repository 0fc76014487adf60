package io.flankwatch.platform.access;

import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.Marking;
import io.flankwatch.wire.Envelope;
import io.flankwatch.wire.EventTypes;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How one entry of a case is marked now, for whoever has to know it without the rest of the case.
public final class EntryAccess {

    /// The stored types that say so.
    public static final List<String> TYPES = EventTypes.classes().stream()
            .filter(type -> EntryRecorded.class.isAssignableFrom(type) || type == EntryRevised.class || type == EntryMarkingChanged.class)
            .map(EventTypes::nameOf)
            .toList();

    private EntryAccess() {}

    /// @param events of these types, in the order recorded
    /// @return null where the case has no such entry
    public static @Nullable Marking marking(UUID entryId, Iterable<Envelope> events) {
        Marking marking = null;
        for (Envelope envelope : events) {
            marking = after(envelope, entryId, marking);
        }
        return marking;
    }

    private static @Nullable Marking after(Envelope envelope, UUID entryId, @Nullable Marking before) {
        return switch (envelope.event()) {
            case EntryRecorded recorded when recorded.entry().entryId().equals(entryId) -> envelope.marking();
            case EntryRevised revised when revised.entryId().equals(entryId) -> envelope.marking();
            case EntryMarkingChanged changed when before != null && changed.entries().contains(entryId) -> changed.of(entryId, before);
            default -> before;
        };
    }
}
