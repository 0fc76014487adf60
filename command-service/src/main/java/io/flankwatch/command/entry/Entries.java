package io.flankwatch.command.entry;

import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.command.vocabulary.EntryCommand.RetractEntry;
import io.flankwatch.command.vocabulary.EntryDraft;
import io.flankwatch.events.Check;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryKind;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Quotation;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.events.SourceUse;
import io.flankwatch.events.Vector;
import io.flankwatch.events.Verification;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// The entries of a case, as far as decisions about them go.
public record Entries(PMap<UUID, Known> known) {

    public static final Entries NONE = new Entries(HashTreePMap.empty());

    /// @param marking      the strictest of the case's, its own and that of whatever it refers to
    /// @param supersededBy the entry that was recorded in its place, standing or not
    public record Known(
            EntryKind kind, Marking marking, boolean retracted, @Nullable UUID supersededBy) {}

    public boolean has(UUID id) {
        return known.containsKey(id);
    }

    /// An entry stands when it is neither retracted nor replaced. Of entries that were recorded in place of each other the last one that
    /// is not retracted stands, and only it: retracting a successor restores what was there before.
    public boolean stands(UUID id) {
        Known entry = known.get(id);
        return entry != null && !entry.retracted() && !replaced(entry);
    }

    private boolean replaced(Known entry) {
        Known successor = entry.supersededBy() == null ? null : known.get(entry.supersededBy());
        // Rows can't be circles: an entry can only supersede one that was there before it.
        return successor != null && (!successor.retracted() || replaced(successor));
    }

    public Marking marking(UUID id) {
        return Check.required(known.get(id), "entryId").marking();
    }

    /// The entry that a command refers to.
    public Known refer(UUID id, String pointer, Context context, Set<String> members) {
        Known entry = known.get(id);
        if (entry == null || !context.sees(entry.marking(), members)) {
            throw Refused.at(pointer, RefusalCode.NO_SUCH_ENTRY, "the case has no entry " + id);
        }
        return entry;
    }

    /// The entry that comes of a draft.
    ///
    /// @param usual the vector of its kind where the client names none
    /// @param uses  its sources, all of the case
    public Entry admit(
            EntryDraft draft, EntryKind kind, @Nullable Vector usual, List<SourceUse> uses, Context context, Set<String> members) {
        context.hasHappened(draft.occurred(), "/occurred");
        context.mayMark(draft.marking(), "/marking", members);
        sourced(uses, draft.unsourced());
        UUID superseded = draft.supersedes();
        if (superseded != null) {
            Known predecessor = refer(superseded, "/supersedes", context, members);
            if (predecessor.kind() != kind) {
                throw Refused.at("/supersedes", RefusalCode.KIND_MISMATCH, "entry " + superseded + " is of kind " + predecessor.kind());
            }
            if (replaced(predecessor)) {
                throw Refused.at("/supersedes", RefusalCode.ALREADY_SUPERSEDED, "another entry stands in the place of " + superseded);
            }
        }
        return new Entry(
                draft.entryId() == null ? context.ids().get() : draft.entryId(),
                draft.vector() == null ? Check.required(usual, "vector") : draft.vector(),
                draft.title(),
                draft.description(),
                draft.occurred(),
                Check.list(draft.places(), "places"),
                uses,
                draft.unsourced(),
                Check.<Quotation>list(draft.quotations(), "quotations"),
                draft.verification() == null ? Verification.UNVERIFIED : draft.verification(),
                draft.confidence(),
                draft.marking(),
                superseded,
                Check.list(draft.externalRefs(), "externalRefs"));
    }

    public static void sourced(List<SourceUse> uses, @Nullable String unsourced) {
        if (uses.isEmpty() && unsourced == null) {
            throw Refused.at("/sources", RefusalCode.UNSOURCED, "name its sources, or say in `unsourced` why there are none");
        }
    }

    public EntryRetracted retract(RetractEntry command, Context context, Set<String> members) {
        if (refer(command.entryId(), "/entryId", context, members).retracted()) {
            throw new Refused(RefusalCode.ALREADY_RETRACTED, "entry " + command.entryId() + " is retracted already");
        }
        return new EntryRetracted(command.entryId(), command.reason());
    }

    public Entries evolve(EntryRecorded recorded, Marking marking) {
        Entry entry = recorded.entry();
        var fresh = new Known(recorded.kind(), marking, false, null);
        PMap<UUID, Known> entries = known.plus(entry.entryId(), fresh);
        UUID superseded = entry.supersedes();
        if (superseded != null) {
            Known before = Check.required(known.get(superseded), "supersedes");
            entries = entries.plus(
                    superseded,
                    new Known(before.kind(), before.marking(), before.retracted(), entry.entryId()));
        }
        return new Entries(entries);
    }

    public Entries evolve(EntryRetracted retracted) {
        Known before = Check.required(known.get(retracted.entryId()), "entryId");
        return new Entries(known.plus(
                retracted.entryId(),
                new Known(before.kind(), before.marking(), true, before.supersededBy())));
    }
}
