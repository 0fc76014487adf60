package io.flankwatch.events;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What happens to an entry after it was recorded.
public sealed interface EntryEvent extends CaseEvent {

    UUID entryId();

    /// It stays visible, as retracted, and counts nowhere.
    record EntryRetracted(UUID entryId, String reason) implements EntryEvent {

        public EntryRetracted {
            Check.required(entryId, "entryId");
            Check.text(reason, "reason");
        }
    }

    /// What was retracted counts again, as if it had never been.
    record EntryReinstated(UUID entryId, String reason) implements EntryEvent {

        public EntryReinstated {
            Check.required(entryId, "entryId");
            Check.text(reason, "reason");
        }
    }

    /// From now on whoever may not see the marking sees nothing of the entry, as of whatever position. What was recorded under a stricter one
    /// keeps it.
    ///
    /// @param before    its own; absent: that of its case
    /// @param after     its own
    /// @param effective the strictest of the case's, its own and that of whatever it refers to
    /// @param raised    the entries that refer to it, directly or by way of others: from now on they are at least as strict
    /// @param reason    required where it is looser
    record EntryMarkingChanged(
            UUID entryId, @Nullable Marking before, Marking after, Marking effective, List<UUID> raised, @Nullable String reason)
            implements EntryEvent {

        public EntryMarkingChanged {
            Check.required(entryId, "entryId");
            Check.required(after, "after");
            Check.required(effective, "effective");
            raised = Check.list(raised, "raised");
            Check.optionalText(reason, "reason");
        }

        /// The entries that it marks.
        public List<UUID> entries() {
            List<UUID> all = new ArrayList<>(raised);
            all.addFirst(entryId);
            return all;
        }

        /// The effective marking of one of these entries after it.
        ///
        /// @param before the effective one
        public Marking of(UUID id, Marking before) {
            return id.equals(entryId) ? effective : Marking.strictest(before, effective);
        }
    }

    /// It was recorded wrongly, or more is known: from now on it says what `revised` says.
    ///
    /// @param changes what differs from what it said before, member by member
    /// @param revised the whole entry as it is now, with the kind that it has had from the beginning
    record EntryRevised(
            UUID entryId,
            String reason,
            List<FieldChange> changes,
            @OfAnyKind EntryRecorded revised)
            implements EntryEvent {

        public EntryRevised {
            Check.required(entryId, "entryId");
            Check.text(reason, "reason");
            changes = Check.list(changes, "changes");
            Check.that(!changes.isEmpty(), "changes", "must not be empty");
            Check.required(revised, "revised");
            Check.that(revised.entry().entryId().equals(entryId), "revised", "must be the same entry");
        }

        /// @param before the entry as it was
        public static EntryRevised of(EntryRecorded before, EntryRecorded revised, String reason) {
            return new EntryRevised(before.entry().entryId(), reason, FieldChange.between((Record) before, (Record) revised), revised);
        }
    }

    /// @param otherCaseId the case of the other entry; absent: the same case
    record EntriesLinked(UUID entryId, EntryLink.Relation relation, @Nullable UUID otherCaseId, UUID otherId, @Nullable String reason)
            implements EntryEvent {

        public EntriesLinked {
            Check.required(entryId, "entryId");
            Check.required(relation, "relation");
            Check.required(otherId, "otherId");
            Check.optionalText(reason, "reason");
        }

        public EntryLink link() {
            return new EntryLink(relation, otherCaseId, otherId);
        }
    }

    /// @param otherCaseId the case of the other entry; absent: the same case
    record EntriesUnlinked(UUID entryId, EntryLink.Relation relation, @Nullable UUID otherCaseId, UUID otherId, @Nullable String reason)
            implements EntryEvent {

        public EntriesUnlinked {
            Check.required(entryId, "entryId");
            Check.required(relation, "relation");
            Check.required(otherId, "otherId");
            Check.optionalText(reason, "reason");
        }

        public EntryLink link() {
            return new EntryLink(relation, otherCaseId, otherId);
        }
    }

    /// What is done about text that should never have been recorded. Neither event repeats it.
    sealed interface RedactionEvent extends EntryEvent {}

    /// A supervisor holds that something recorded of an entry has to go; another one has to agree. Until then nothing is taken out.
    ///
    /// @param ground   why, in law or otherwise; not what
    /// @param pointers to what has to go, in the data of whatever event of the entry has it
    record RedactionProposed(UUID entryId, String ground, List<String> pointers, String proposedBy) implements RedactionEvent {

        public RedactionProposed {
            Check.required(entryId, "entryId");
            Check.text(ground, "ground");
            pointers = Redaction.pointers(pointers, "pointers");
            Check.text(proposedBy, "proposedBy");
        }
    }

    /// Something recorded of an entry was taken out: the stored events at these positions are no longer what they were, as of whatever position.
    ///
    /// @param ground     as it was proposed
    /// @param pointers   as they were proposed
    /// @param proposedBy subject of the token of whoever proposed it; who recorded this agreed
    /// @param residues   every stored event that is concerned, as it is from now on
    record EntryRedacted(UUID entryId, String ground, List<String> pointers, String proposedBy, List<Redaction.Residue> residues)
            implements RedactionEvent {

        public EntryRedacted {
            Check.required(entryId, "entryId");
            Check.text(ground, "ground");
            pointers = Redaction.pointers(pointers, "pointers");
            Check.text(proposedBy, "proposedBy");
            residues = Check.list(residues, "residues");
            Check.that(!residues.isEmpty(), "residues", "must not be empty");
        }
    }

    /// What becomes of a meeting after it was called.
    sealed interface MeetingEvent extends EntryEvent {}

    /// A meeting ended, or one of its sessions: an adjourned one may be concluded again.
    ///
    /// @param concluded when it ended
    /// @param decisions what was decided, in the order announced
    record MeetingConcluded(
            UUID entryId,
            When concluded,
            Outcome outcome,
            List<String> decisions,
            @Nullable String description,
            List<SourceUse> sources,
            @Nullable String unsourced)
            implements MeetingEvent {

        public MeetingConcluded {
            Check.required(entryId, "entryId");
            Check.required(concluded, "concluded");
            Check.required(outcome, "outcome");
            decisions = Check.list(decisions, "decisions");
            Check.optionalText(description, "description");
            sources = Check.list(sources, "sources");
            Check.optionalText(unsourced, "unsourced");
        }

        public enum Outcome {
            DECIDED,
            NO_DECISION,
            ADJOURNED,
            UNKNOWN
        }
    }

    /// A meeting is to be held at another time than was known. After an adjournment: when it resumes.
    ///
    /// @param scheduled the old time, absent where none was known, and the new one, which may be UNKNOWN
    /// @param reason    as stated
    record MeetingRescheduled(UUID entryId, Change<When> scheduled, @Nullable String reason, List<SourceUse> sources)
            implements MeetingEvent {

        public MeetingRescheduled {
            Check.required(entryId, "entryId");
            Check.required(Check.required(scheduled, "scheduled").after(), "scheduled");
            Check.optionalText(reason, "reason");
            sources = Check.list(sources, "sources");
        }
    }

    /// A meeting is not held, or not resumed. What it was to decide it has not decided.
    record MeetingCancelled(UUID entryId, String reason, List<SourceUse> sources) implements MeetingEvent {

        public MeetingCancelled {
            Check.required(entryId, "entryId");
            Check.text(reason, "reason");
            sources = Check.list(sources, "sources");
        }
    }

    /// How a meeting ended was recorded wrongly, or more is known: from now on its last conclusion is what `revised` says.
    ///
    /// @param changes what differs from what it said before, member by member
    /// @param revised the whole conclusion as it is now; absent: it has not ended so, after all
    record ConclusionRevised(UUID entryId, String reason, List<FieldChange> changes, @Nullable MeetingConcluded revised)
            implements MeetingEvent {

        public ConclusionRevised {
            Check.required(entryId, "entryId");
            Check.text(reason, "reason");
            changes = Check.list(changes, "changes");
            Check.that(!changes.isEmpty(), "changes", "must not be empty");
            Check.that(revised == null || revised.entryId().equals(entryId), "revised", "must be that of the same meeting");
        }

        /// @param before the conclusion as it was
        public static ConclusionRevised of(MeetingConcluded before, @Nullable MeetingConcluded revised, String reason) {
            return new ConclusionRevised(before.entryId(), reason, FieldChange.between(before, revised), revised);
        }
    }
}
