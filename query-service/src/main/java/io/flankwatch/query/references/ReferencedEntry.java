package io.flankwatch.query.references;

import io.flankwatch.events.Check;
import io.flankwatch.events.EntryKind;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.ExternalRef;
import io.flankwatch.events.Marking;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.query.projection.Searched;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// @param position of the event from which on another system had a name for it
/// @param marking  the effective one when it was recorded or last revised
/// @param refs     `system:ref`
record ReferencedEntry(
        UUID entryId, long position, Marking marking, EntryKind kind, @Nullable String title, List<ExternalRef> externalRefs, List<String> refs) implements Searched {

    ReferencedEntry {
        externalRefs = Check.list(externalRefs, "externalRefs");
        refs = Check.list(refs, "refs");
    }

    static ReferencedEntry of(@Nullable ReferencedEntry before, Fact fact, EntryRecorded told) {
        List<ExternalRef> references = told.entry().externalRefs();
        return new ReferencedEntry(
                told.entry().entryId(),
                before == null ? fact.position() : before.position,
                fact.marking(),
                told.kind(),
                told.entry().title(),
                references,
                references.stream().map(ref -> ref.system() + ":" + ref.ref()).toList());
    }

    ReferencedEntry marked(Marking now) {
        return new ReferencedEntry(entryId, position, now, kind, title, externalRefs, refs);
    }
}
