package io.flankwatch.command.casefile;

import io.flankwatch.command.entry.Entries.Known;
import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.command.vocabulary.EntryCommand.ChangeEntryMarking;
import io.flankwatch.events.CaseFile;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.EntryRecorded.InterceptProtocolChanged;
import io.flankwatch.events.Marking;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Marks entries anew: and with them what tells of them, since no entry tells of what its reader may not see.
final class EntryMarkings {

    private EntryMarkings() {}

    static EntryMarkingChanged change(CaseState state, CaseFile file, ChangeEntryMarking command, Context context) {
        Known known = state.entries().refer(command.entryId(), "/entryId", context, file.members());
        Marking own = known.recorded().ownMarking();
        Marking before = own == null ? file.marking() : own;
        if (file.closed() && before.allows(command.marking())) {
            throw new Refused(RefusalCode.CASE_CLOSED, "the case is closed");
        }
        context.mayStaff(file.members());
        context.mayRemark(before, command.marking(), command.reason(), file.members());
        boolean stricter = !before.allows(command.marking());
        Marking effective = stricter ? Marking.strictest(known.marking(), command.marking()) : loosened(state, known, command.marking());
        List<UUID> raised = stricter ? telling(state, command.entryId(), effective) : List.of();
        return new EntryMarkingChanged(command.entryId(), own, command.marking(), effective, raised, command.reason());
    }

    /// What it refers to keeps it as strict as that is.
    private static Marking loosened(CaseState state, Known known, Marking marking) {
        EntryRecorded recorded = known.recorded();
        List<UUID> named = new ArrayList<>(Markings.named(recorded));
        if (recorded instanceof InterceptProtocolChanged change) {
            for (InterceptProtocolChanged earlier : state.protocols().changes()) {
                if (earlier.entry().entryId().equals(change.entry().entryId())) {
                    break;
                }
                // A stricter one was not the state before for whoever recorded this one.
                if (tells(change, earlier) && known.marking().allows(state.entries().marking(earlier.entry().entryId()))) {
                    named.add(earlier.entry().entryId());
                }
            }
        }
        return Markings.strictest(state, marking, Markings.sources(recorded.entry()), named);
    }

    /// The entries that tell of one, directly or by way of others, and are less strict.
    private static List<UUID> telling(CaseState state, UUID entryId, Marking effective) {
        Set<UUID> told = new LinkedHashSet<>(Set.of(entryId));
        boolean more = true;
        while (more) {
            more = false;
            for (var candidate : state.entries().known().entrySet()) {
                if (!told.contains(candidate.getKey()) && tellsOfAny(state, candidate.getValue().recorded(), told)) {
                    told.add(candidate.getKey());
                    more = true;
                }
            }
        }
        told.remove(entryId);
        return told.stream().filter(id -> !state.entries().marking(id).allows(effective)).sorted().toList();
    }

    private static boolean tellsOfAny(CaseState state, EntryRecorded recorded, Set<UUID> told) {
        if (Markings.named(recorded).stream().anyMatch(told::contains)) {
            return true;
        }
        if (recorded instanceof InterceptProtocolChanged change) {
            for (InterceptProtocolChanged earlier : state.protocols().changes()) {
                if (earlier.entry().entryId().equals(change.entry().entryId())) {
                    return false;
                }
                if (told.contains(earlier.entry().entryId()) && tells(change, earlier)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// A change tells of the state before, and of what it replaces.
    private static boolean tells(InterceptProtocolChanged change, InterceptProtocolChanged earlier) {
        return earlier.protocolId().equals(change.protocolId()) || earlier.protocolId().equals(change.replaces());
    }
}
