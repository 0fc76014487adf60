package io.flankwatch.query.hypotheses;

import io.flankwatch.events.Check;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Verification;
import io.flankwatch.events.figures.Standing;
import io.flankwatch.query.projection.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What there is to know of an entry that may be weighed against a hypothesis: whether it counts.
///
/// @param marking    the effective one when it was recorded or corrected last
/// @param successors the entries that were recorded in its place, standing or not
record WeighedEntry(
        UUID entryId, Marking marking, @Nullable UUID supersedes, List<UUID> successors, boolean retracted, boolean falseAlarm) {

    WeighedEntry {
        successors = Check.list(successors, "successors");
    }

    static WeighedEntry of(Fact fact, EntryRecorded recorded) {
        return new WeighedEntry(
                recorded.entry().entryId(), fact.marking(), recorded.entry().supersedes(), List.of(), false, isFalseAlarm(recorded));
    }

    private static boolean isFalseAlarm(EntryRecorded recorded) {
        return recorded.entry().verification() == Verification.FALSE_ALARM;
    }

    WeighedEntry revised(Fact fact, EntryRecorded now) {
        return new WeighedEntry(entryId, fact.marking(), now.entry().supersedes(), successors, retracted, isFalseAlarm(now));
    }

    WeighedEntry marked(Marking now) {
        return new WeighedEntry(entryId, now, supersedes, successors, retracted, falseAlarm);
    }

    WeighedEntry retracted(boolean now) {
        return new WeighedEntry(entryId, marking, supersedes, successors, now, falseAlarm);
    }

    WeighedEntry with(UUID successor) {
        List<UUID> all = new ArrayList<>(successors);
        all.add(successor);
        return new WeighedEntry(entryId, marking, supersedes, all, retracted, falseAlarm);
    }

    WeighedEntry without(UUID successor) {
        return new WeighedEntry(
                entryId, marking, supersedes, successors.stream().filter(id -> !id.equals(successor)).toList(), retracted, falseAlarm);
    }

    Standing.Link link() {
        return new Standing.Link(entryId, supersedes, retracted);
    }
}
