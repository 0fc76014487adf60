package io.flankwatch.query.standing;

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

/// What there is to know of an entry, whatever its kind, so that it can be told whether it stands.
///
/// @param marking    the effective one when it was recorded or corrected last
/// @param successors the entries that were recorded in its place, standing or not
public record StandingEntry(
        UUID entryId, Marking marking, @Nullable UUID supersedes, List<UUID> successors, boolean retracted, boolean falseAlarm) {

    public StandingEntry {
        successors = Check.list(successors, "successors");
    }

    static StandingEntry of(Fact fact, EntryRecorded recorded) {
        return new StandingEntry(
                recorded.entry().entryId(), fact.marking(), recorded.entry().supersedes(), List.of(), false, isFalseAlarm(recorded));
    }

    private static boolean isFalseAlarm(EntryRecorded recorded) {
        return recorded.entry().verification() == Verification.FALSE_ALARM;
    }

    StandingEntry revised(Fact fact, EntryRecorded now) {
        return new StandingEntry(entryId, fact.marking(), now.entry().supersedes(), successors, retracted, isFalseAlarm(now));
    }

    StandingEntry marked(Marking now) {
        return new StandingEntry(entryId, now, supersedes, successors, retracted, falseAlarm);
    }

    StandingEntry retracted(boolean now) {
        return new StandingEntry(entryId, marking, supersedes, successors, now, falseAlarm);
    }

    StandingEntry with(UUID successor) {
        List<UUID> all = new ArrayList<>(successors);
        all.add(successor);
        return new StandingEntry(entryId, marking, supersedes, all, retracted, falseAlarm);
    }

    StandingEntry without(UUID successor) {
        return new StandingEntry(
                entryId, marking, supersedes, successors.stream().filter(id -> !id.equals(successor)).toList(), retracted, falseAlarm);
    }

    public Standing.Link link() {
        return new Standing.Link(entryId, supersedes, retracted);
    }
}
