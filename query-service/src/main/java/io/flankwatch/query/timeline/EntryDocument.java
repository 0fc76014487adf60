package io.flankwatch.query.timeline;

import io.flankwatch.events.FieldChange;
import io.flankwatch.events.Check;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryKind;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.Marking;
import io.flankwatch.events.OfAnyKind;
import io.flankwatch.query.course.MeetingStep;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.query.projection.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One entry, with everything that became of it.
///
/// @param marking    the effective one when it was recorded or last revised
/// @param recorded   what it says now, by its kind: as recorded, or as last revised
/// @param retraction absent where it was reinstated
/// @param successors the entries that were recorded in its place, standing or not
/// @param steps      what became of it, where it is a meeting
record EntryDocument(
        UUID entryId,
        String type,
        Marking marking,
        String leafHash,
        Recording recording,
        @OfAnyKind EntryRecorded recorded,
        List<Successor> successors,
        List<Revision> revisions,
        @Nullable Retraction retraction,
        @Nullable Reinstatement reinstatement,
        List<MeetingStep> steps) {

    EntryDocument {
        revisions = Check.list(revisions, "revisions");
        successors = Check.list(successors, "successors");
        steps = Check.list(steps, "steps");
    }

    /// @param covers the lowest clearance from which on a reader sees something standing in the place that this successor took;
    ///               absent where it was retracted and nothing took its own place
    record Successor(UUID entryId, Marking marking, @Nullable Marking covers) {}

    record Revision(Recording recording, Marking marking, String reason, List<FieldChange> changes) {}

    record Retraction(Recording recording, String reason) {}

    record Reinstatement(Recording recording, String reason) {}

    static EntryDocument of(Fact fact, EntryRecorded recorded) {
        return new EntryDocument(
                recorded.entry().entryId(),
                fact.envelope().type(),
                fact.marking(),
                fact.leafHash(),
                fact.recording(),
                recorded,
                List.of(),
                List.of(),
                null,
                null,
                List.of());
    }

    EntryKind kind() {
        return recorded.kind();
    }

    Entry entry() {
        return recorded.entry();
    }

    /// The lowest clearance from which on a reader sees another entry in the place of this one.
    @Nullable Marking supersededFrom() {
        Marking lowest = null;
        for (Successor successor : successors) {
            Marking covers = successor.covers();
            if (covers != null && (lowest == null || covers.compareTo(lowest) < 0)) {
                lowest = covers;
            }
        }
        return lowest;
    }

    Successor asSuccessor() {
        Marking covers = marking;
        if (retraction != null) {
            Marking inItsPlace = supersededFrom();
            covers = inItsPlace == null ? null : Marking.strictest(marking, inItsPlace);
        }
        return new Successor(entryId, marking, covers);
    }

    EntryDocument with(Successor successor) {
        List<Successor> all = others(successor.entryId());
        all.add(successor);
        return succeeded(all);
    }

    /// What took its place is recorded in the place of another, or of none.
    EntryDocument without(UUID successor) {
        return succeeded(others(successor));
    }

    private List<Successor> others(UUID successor) {
        List<Successor> all = new ArrayList<>(successors);
        all.removeIf(other -> other.entryId().equals(successor));
        return all;
    }

    private EntryDocument succeeded(List<Successor> successors) {
        return new EntryDocument(
                entryId, type, marking, leafHash, recording, recorded, successors, revisions, retraction, reinstatement, steps);
    }

    EntryDocument revised(Revision revision, EntryRecorded now) {
        List<Revision> all = new ArrayList<>(revisions);
        all.add(revision);
        return new EntryDocument(
                entryId,
                type,
                revision.marking(),
                leafHash,
                recording,
                now,
                successors,
                all,
                retraction,
                reinstatement,
                steps);
    }

    EntryDocument marked(Marking now) {
        return new EntryDocument(
                entryId, type, now, leafHash, recording, recorded, successors, revisions, retraction, reinstatement, steps);
    }

    EntryDocument retracted(Retraction retraction) {
        return new EntryDocument(
                entryId, type, marking, leafHash, recording, recorded, successors, revisions, retraction, null, steps);
    }

    EntryDocument reinstated(Reinstatement reinstatement) {
        return new EntryDocument(
                entryId, type, marking, leafHash, recording, recorded, successors, revisions, null, reinstatement, steps);
    }

    EntryDocument with(MeetingStep step) {
        List<MeetingStep> all = new ArrayList<>(steps);
        all.add(step);
        return new EntryDocument(
                entryId, type, marking, leafHash, recording, recorded, successors, revisions, retraction, reinstatement, all);
    }
}
