package io.flankwatch.command.entry;

import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryKind;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.ExternalRef;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/// Entries by what two of one kind that tell of the same thing have in common, so that a new one is compared with few of a large case.
record Alike(PMap<Trait, PSet<UUID>> entries) {

    static final Alike NONE = new Alike(HashTreePMap.empty());

    /// Of a kind whose entries tell of something that happened once. Claims of several sources about one thing are as it should be, and a protocol that does
    /// not change is refused.
    private static final Set<EntryKind> HAPPENED_ONCE =
            Set.of(EntryKind.INCURSION, EntryKind.DEVELOPMENT, EntryKind.REACTION, EntryKind.MEETING);

    sealed interface Trait {
        record Referenced(EntryKind kind, ExternalRef ref) implements Trait {}

        record At(EntryKind kind, @Nullable Instant earliest, @Nullable Instant latest) implements Trait {}
    }

    /// Whatever is of the same record of another system, or of the very same time.
    Set<UUID> to(EntryRecorded recorded) {
        Set<UUID> alike = new HashSet<>();
        traits(recorded).forEach(trait -> alike.addAll(entries.getOrDefault(trait, HashTreePSet.empty())));
        return alike;
    }

    Alike plus(EntryRecorded recorded) {
        PMap<Trait, PSet<UUID>> after = entries;
        for (Trait trait : traits(recorded)) {
            after = after.plus(trait, after.getOrDefault(trait, HashTreePSet.empty()).plus(recorded.entry().entryId()));
        }
        return new Alike(after);
    }

    Alike minus(EntryRecorded recorded) {
        PMap<Trait, PSet<UUID>> after = entries;
        for (Trait trait : traits(recorded)) {
            PSet<UUID> others = after.getOrDefault(trait, HashTreePSet.empty()).minus(recorded.entry().entryId());
            after = others.isEmpty() ? after.minus(trait) : after.plus(trait, others);
        }
        return new Alike(after);
    }

    private static Set<Trait> traits(EntryRecorded recorded) {
        Set<Trait> traits = new HashSet<>();
        if (HAPPENED_ONCE.contains(recorded.kind())) {
            Entry entry = recorded.entry();
            entry.externalRefs().forEach(ref -> traits.add(new Trait.Referenced(recorded.kind(), ref)));
            if (entry.occurred().earliest() != null || entry.occurred().latest() != null) {
                traits.add(new Trait.At(recorded.kind(), entry.occurred().earliest(), entry.occurred().latest()));
            }
        }
        return traits;
    }
}
