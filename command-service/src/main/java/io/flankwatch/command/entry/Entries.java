package io.flankwatch.command.entry;

import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.command.vocabulary.EntryCommand.LinkEntries;
import io.flankwatch.command.vocabulary.EntryCommand.ProposeRedaction;
import io.flankwatch.command.vocabulary.EntryCommand.RedactEntry;
import io.flankwatch.command.vocabulary.EntryCommand.ReinstateEntry;
import io.flankwatch.command.vocabulary.EntryCommand.RetractEntry;
import io.flankwatch.command.vocabulary.EntryCommand.UnlinkEntries;
import io.flankwatch.command.vocabulary.EntryDraft;
import io.flankwatch.command.vocabulary.SealedDraft;
import io.flankwatch.events.CaseFile;
import io.flankwatch.events.Check;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryEvent.EntriesLinked;
import io.flankwatch.events.EntryEvent.EntriesUnlinked;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryEvent.EntryRedacted;
import io.flankwatch.events.EntryEvent.EntryReinstated;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryEvent.RedactionEvent;
import io.flankwatch.events.EntryEvent.RedactionProposed;
import io.flankwatch.events.EntryKind;
import io.flankwatch.events.EntryLink;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Precision;
import io.flankwatch.events.Quotation;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.events.SealedPart;
import io.flankwatch.events.SourceUse;
import io.flankwatch.events.Vector;
import io.flankwatch.events.Verification;
import io.flankwatch.events.When;
import io.flankwatch.events.figures.AcrossCases.Link;
import io.flankwatch.events.figures.AcrossCases.Ref;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/// The entries of a case, as far as decisions about them go.
public record Entries(PMap<UUID, Known> known, EntryLinks links, Redactions redactions, Alike alike) {

    public static final Entries NONE = new Entries(HashTreePMap.empty(), EntryLinks.NONE, Redactions.NONE, Alike.NONE);

    /// @param recorded     as it is now, after every revision
    /// @param marking      the strictest of the case's, its own and that of whatever it refers to
    /// @param successors   the entries that were recorded in its place, standing or not
    /// @param number       0, 1, 2 … in the order recorded
    public record Known(EntryRecorded recorded, Marking marking, boolean retracted, PVector<UUID> successors, int number) {

        public EntryKind kind() {
            return recorded.kind();
        }
    }

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
        return replacedBut(entry, null);
    }

    /// @param apart a successor that is not asked about
    private boolean replacedBut(Known entry, @Nullable UUID apart) {
        // Rows can't be circles: none is ever recorded.
        return entry.successors().stream().filter(id -> !id.equals(apart)).map(this::find).anyMatch(next -> !next.retracted() || replaced(next));
    }

    /// Whether something stands in the place that an entry would take, or further back in the row: of a row only one counts.
    ///
    /// @param apart the entry itself where it is there already
    private boolean taken(UUID place, @Nullable UUID apart) {
        UUID before = place;
        UUID from = apart;
        while (before != null) {
            Known entry = find(before);
            if (replacedBut(entry, from)) {
                return true;
            }
            from = before;
            before = entry.recorded().entry().supersedes();
        }
        return false;
    }

    private Known find(UUID id) {
        return Check.required(known.get(id), "entryId");
    }

    /// Those of its kind that may tell of the same thing: of the same record of another system, or of the very same time. None where several as a rule do.
    public Set<UUID> like(EntryRecorded recorded) {
        return alike.to(recorded);
    }

    public Marking marking(UUID id) {
        return find(id).marking();
    }

    /// What an entry was linked to.
    public List<Link> links(UUID caseId, UUID id) {
        return links.of(id).stream()
                .map(link -> new Link(link.relation(), new Ref(link.otherCaseId() == null ? caseId : link.otherCaseId(), link.otherId())))
                .toList();
    }

    /// The entry that a command refers to.
    public Known refer(UUID id, String pointer, Context context, Set<String> members) {
        Known entry = known.get(id);
        if (entry == null || !context.sees(entry.marking(), members)) {
            throw Refused.at(pointer, RefusalCode.NO_SUCH_ENTRY, "the case has no entry " + id);
        }
        return entry;
    }

    /// An entry that a command concludes something from: not what was retracted or replaced.
    public void referStanding(UUID id, String pointer, Context context, Set<String> members) {
        var unused = refer(id, pointer, context, members);
        if (!stands(id)) {
            throw Refused.at(pointer, RefusalCode.DOES_NOT_STAND, "entry " + id + " does not stand");
        }
    }

    /// The entry that comes of a draft.
    ///
    /// @param usual  the vector of its kind where the client names none
    /// @param uses   its sources, all of the case
    /// @param before what is revised; absent: the entry is new
    public Entry admit(
            EntryDraft draft,
            EntryKind kind,
            @Nullable Vector usual,
            List<SourceUse> uses,
            @Nullable Entry before,
            Context context,
            Set<String> members) {
        When occurred = draft.occurred() == null ? new When(null, null, Precision.UNKNOWN, null, null, null) : draft.occurred();
        context.hasHappened(occurred, "/occurred");
        context.mayMark(draft.marking(), "/marking", members);
        // What an analyst thinks rests on nobody but them.
        if (kind != EntryKind.NOTE) {
            sourced(uses, draft.unsourced());
        }
        UUID superseded = draft.supersedes();
        if (superseded != null && !(before != null && superseded.equals(before.supersedes()))) {
            takesPlace(superseded, kind, before == null ? null : before.entryId(), context, members);
        }
        return new Entry(
                draft.entryId() == null ? context.ids().get() : draft.entryId(),
                draft.vector() == null ? Check.required(usual, "vector") : draft.vector(),
                draft.title(),
                draft.description(),
                occurred,
                Check.list(draft.places(), "places"),
                uses,
                draft.unsourced(),
                Check.<Quotation>list(draft.quotations(), "quotations"),
                draft.verification() == null ? Verification.UNVERIFIED : draft.verification(),
                draft.confidence(),
                draft.marking(),
                superseded,
                Check.list(draft.externalRefs(), "externalRefs"),
                persons(Check.list(draft.persons(), "persons"), before));
    }

    private static List<SealedPart> persons(List<SealedDraft> drafts, @Nullable Entry before) {
        List<SealedPart> parts = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            SealedDraft draft = drafts.get(i);
            String sealed = draft.sealed();
            if (sealed == null) {
                String pointer = "/persons/" + i + "/details";
                parts.add((before == null ? List.<SealedPart>of() : before.persons()).stream()
                        .filter(part -> part.personId().equals(draft.personId()))
                        .findFirst()
                        .orElseThrow(() -> Refused.at(pointer, RefusalCode.MALFORMED, "are required where the entry has nothing about the person yet")));
            } else {
                parts.add(new SealedPart(draft.personId(), sealed));
            }
        }
        return parts;
    }

    private void takesPlace(UUID superseded, EntryKind kind, @Nullable UUID own, Context context, Set<String> members) {
        Known predecessor = refer(superseded, "/supersedes", context, members);
        if (predecessor.kind() != kind) {
            throw Refused.at("/supersedes", RefusalCode.KIND_MISMATCH, "entry " + superseded + " is of kind " + predecessor.kind());
        }
        for (UUID before = superseded; before != null; before = find(before).recorded().entry().supersedes()) {
            if (before.equals(own)) {
                throw Refused.at("/supersedes", RefusalCode.CIRCULAR, "entry " + superseded + " stands in the place of " + own);
            }
        }
        if (taken(superseded, own)) {
            throw Refused.at("/supersedes", RefusalCode.ALREADY_SUPERSEDED, "another entry stands in the place of " + superseded);
        }
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

    public EntryReinstated reinstate(ReinstateEntry command, Context context, Set<String> members) {
        Known entry = refer(command.entryId(), "/entryId", context, members);
        if (!entry.retracted()) {
            throw new Refused(RefusalCode.NOT_RETRACTED, "entry " + command.entryId() + " is not retracted");
        }
        UUID predecessor = entry.recorded().entry().supersedes();
        if (predecessor != null && taken(predecessor, command.entryId())) {
            throw new Refused(RefusalCode.ALREADY_SUPERSEDED, "another entry has taken the place of " + command.entryId() + " meanwhile");
        }
        return new EntryReinstated(command.entryId(), command.reason());
    }

    public EntriesLinked link(LinkEntries command, CaseFile file, Context context) {
        EntryLink link = linking(command.entryId(), command.relation(), command.otherCaseId(), command.otherId(), file, context);
        if (link.otherCaseId() == null && link.otherId().equals(command.entryId())) {
            throw Refused.at("/otherId", RefusalCode.MALFORMED, "is the entry itself");
        }
        if (links.has(command.entryId(), link)) {
            throw Refused.at("/otherId", RefusalCode.ALREADY_LINKED, "it is linked to " + link.otherId() + " already");
        }
        if (links.closesCircle(command.entryId(), link)) {
            throw Refused.at("/otherId", RefusalCode.CIRCULAR, "entry " + link.otherId() + " is part of " + command.entryId());
        }
        return new EntriesLinked(command.entryId(), link.relation(), link.otherCaseId(), link.otherId(), command.reason());
    }

    public EntriesUnlinked unlink(UnlinkEntries command, CaseFile file, Context context) {
        EntryLink link = linking(command.entryId(), command.relation(), command.otherCaseId(), command.otherId(), file, context);
        if (!links.of(command.entryId()).contains(link)) {
            throw Refused.at("/otherId", RefusalCode.NO_SUCH_LINK, "it has no such link to " + link.otherId());
        }
        return new EntriesUnlinked(command.entryId(), link.relation(), link.otherCaseId(), link.otherId(), command.reason());
    }

    public RedactionProposed propose(ProposeRedaction command, Context context, Set<String> members) {
        var unused = refer(command.entryId(), "/entryId", context, members);
        return redactions.propose(command, context);
    }

    public EntryRedacted redact(RedactEntry command, Context context, Set<String> members) {
        var unused = refer(command.entryId(), "/entryId", context, members);
        return redactions.confirm(command, context);
    }

    /// A link between entries that are there, as far as who asks may see.
    private EntryLink linking(
            UUID entryId, EntryLink.Relation relation, @Nullable UUID otherCase, UUID otherId, CaseFile file, Context context) {
        var unused = refer(entryId, "/entryId", context, file.members());
        if (otherCase == null || otherCase.equals(file.id())) {
            var unusedOther = refer(otherId, "/otherId", context, file.members());
            return new EntryLink(relation, null, otherId);
        }
        var unusedMarking = context.other(otherCase, otherId, "/otherId");
        return new EntryLink(relation, otherCase, otherId);
    }

    /// What is raised is so by a marking of its own, which can be changed again.
    public Entries evolve(EntryMarkingChanged changed) {
        Entries entries = this;
        for (UUID id : changed.entries()) {
            Known before = find(id);
            Marking own = id.equals(changed.entryId()) ? changed.after() : changed.effective();
            entries = entries.with(
                    id, new Known(before.recorded().marked(own), changed.of(id, before.marking()), before.retracted(), before.successors(), before.number()));
        }
        return entries;
    }

    /// What was taken out is not in here any more once the case is loaded again, and until then nothing else is decided on it: see CaseRepository.
    public Entries evolve(RedactionEvent event) {
        return new Entries(known, links, redactions.evolve(event), alike);
    }

    public Entries evolve(EntriesLinked linked) {
        return new Entries(known, links.plus(linked.entryId(), linked.link()), redactions, alike);
    }

    public Entries evolve(EntriesUnlinked unlinked) {
        return new Entries(known, links.minus(unlinked.entryId(), unlinked.link()), redactions, alike);
    }

    public Entries evolve(EntryRecorded recorded, Marking marking) {
        UUID id = recorded.entry().entryId();
        return with(id, new Known(recorded, marking, false, TreePVector.empty(), known.size()))
                .with(alike.plus(recorded))
                .linked(recorded.entry().supersedes(), id);
    }

    public Entries evolve(EntryRevised revised, Marking marking) {
        UUID id = revised.entryId();
        Known before = find(id);
        UUID from = before.recorded().entry().supersedes();
        UUID to = revised.revised().entry().supersedes();
        Entries entries = with(id, new Known(revised.revised(), marking, before.retracted(), before.successors(), before.number()))
                .with(alike.minus(before.recorded()).plus(revised.revised()));
        return Objects.equals(from, to) ? entries : entries.unlinked(from, id).linked(to, id);
    }

    public Entries evolve(EntryRetracted retracted) {
        return retracted(retracted.entryId(), true);
    }

    public Entries evolve(EntryReinstated reinstated) {
        return retracted(reinstated.entryId(), false);
    }

    private Entries retracted(UUID id, boolean retracted) {
        Known before = find(id);
        return with(id, new Known(before.recorded(), before.marking(), retracted, before.successors(), before.number()));
    }

    private Entries linked(@Nullable UUID predecessor, UUID id) {
        return predecessor == null ? this : succeeded(predecessor, find(predecessor).successors().plus(id));
    }

    private Entries unlinked(@Nullable UUID predecessor, UUID id) {
        return predecessor == null ? this : succeeded(predecessor, find(predecessor).successors().minus(id));
    }

    private Entries succeeded(UUID id, PVector<UUID> successors) {
        Known before = find(id);
        return with(id, new Known(before.recorded(), before.marking(), before.retracted(), successors, before.number()));
    }

    private Entries with(UUID id, Known entry) {
        return new Entries(known.plus(id, entry), links, redactions, alike);
    }

    private Entries with(Alike others) {
        return new Entries(known, links, redactions, others);
    }
}
