package io.flankwatch.events.watch;

import io.flankwatch.events.Bounds;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryEvent.MeetingEvent;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.EntryRecorded.CasualtyRecorded;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Place;
import io.flankwatch.events.Verification;
import io.flankwatch.events.figures.AcrossCases;
import io.flankwatch.events.figures.AcrossCases.Link;
import io.flankwatch.events.figures.AcrossCases.Ref;
import io.flankwatch.events.figures.StandingClaims;
import io.flankwatch.events.figures.StandingClaims.Claim;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An entry as conditions look at it.
///
/// @param number    grows with the order in which entries were recorded
/// @param recorded  as it is now, after every revision
/// @param marking   its effective one
/// @param steps     what became of it where it is a meeting, in the order recorded
public record Fact(Ref ref, long number, EntryRecorded recorded, boolean retracted, Marking marking, List<Step> steps, List<Link> links) {

    public Fact {
        steps = List.copyOf(steps);
        links = List.copyOf(links);
    }

    /// @param marking the event's effective one
    public record Step(MeetingEvent event, Marking marking) {}

    Entry entry() {
        return recorded.entry();
    }

    boolean falseAlarm() {
        return entry().verification() == Verification.FALSE_ALARM;
    }

    /// What may have happened by then counts, whenever it is recorded.
    ///
    /// @param deadline absent: none
    boolean mayBeBy(@Nullable Instant deadline) {
        return mayBeBy(entry().occurred().earliest(), deadline);
    }

    static boolean mayBeBy(@Nullable Instant earliest, @Nullable Instant deadline) {
        return deadline == null || earliest == null || !earliest.isAfter(deadline);
    }

    /// As the figure of its own case counts it.
    ///
    /// @param counts whether its claim does, where it is one
    StandingClaims.Contribution inItsCase(boolean counts) {
        return new StandingClaims.Contribution(ref.entryId(), entry().supersedes(), retracted, falseAlarm(), counts ? claim() : null);
    }

    /// As figures across cases count it.
    ///
    /// @param counts whether its claim does, where it is one
    AcrossCases.Contribution acrossCases(boolean counts) {
        return new AcrossCases.Contribution(
                ref,
                number,
                recorded.kind(),
                entry().supersedes(),
                retracted,
                falseAlarm(),
                counts ? claim() : null,
                entry().occurred(),
                countries(),
                null,
                null,
                links);
    }

    Set<String> countries() {
        return countries(entry());
    }

    static Set<String> countries(Entry entry) {
        return entry.places().stream().map(Place::country).filter(Objects::nonNull).map(Objects::requireNonNull).collect(Collectors.toSet());
    }

    private @Nullable Claim claim() {
        return recorded instanceof CasualtyRecorded told
                ? new Claim(told.metric(), told.scope(), told.about(), Bounds.of(told.claim()), told.grade())
                : null;
    }
}
