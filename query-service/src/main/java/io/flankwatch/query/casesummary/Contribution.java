package io.flankwatch.query.casesummary;

import io.flankwatch.events.Bounds;
import io.flankwatch.events.Check;
import io.flankwatch.events.EntryKind;
import io.flankwatch.events.EntryLink;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.EntryRecorded.CasualtyRecorded;
import io.flankwatch.events.EntryRecorded.InterceptProtocolChanged;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Vector;
import io.flankwatch.events.Verification;
import io.flankwatch.events.figures.Postures.Change;
import io.flankwatch.events.figures.StandingClaims;
import io.flankwatch.events.figures.StandingClaims.Claim;
import io.flankwatch.query.projection.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What one entry adds to the figures of its case, for those who may see it.
///
/// @param marking  the effective one when it was recorded or last revised
/// @param asStated the words of a claim
/// @param links    those that it was given, to entries of whatever case
record Contribution(
        UUID entryId,
        long position,
        EntryKind kind,
        Vector vector,
        Marking marking,
        @Nullable UUID supersedes,
        boolean retracted,
        boolean falseAlarm,
        @Nullable Claim claim,
        @Nullable String asStated,
        @Nullable Change protocol,
        List<Linked> links) {

    Contribution {
        links = Check.list(links, "links");
    }

    /// @param marking the effective one when it was recorded
    record Linked(EntryLink link, Marking marking) {}

    /// What analysts think is no figure.
    boolean counts() {
        return kind != EntryKind.NOTE;
    }

    /// What the rule about claims has to know of it.
    StandingClaims.Contribution toClaims() {
        return new StandingClaims.Contribution(entryId, supersedes, retracted, falseAlarm, claim);
    }

    static Contribution of(Fact fact, EntryRecorded recorded) {
        return of(fact.position(), fact.marking(), false, recorded, List.of());
    }

    /// It keeps its place, and whether it is retracted.
    Contribution revised(Fact fact, EntryRecorded now) {
        return of(position, fact.marking(), retracted, now, links);
    }

    private static Contribution of(long position, Marking marking, boolean retracted, EntryRecorded recorded, List<Linked> links) {
        return new Contribution(
                recorded.entry().entryId(),
                position,
                recorded.kind(),
                recorded.entry().vector(),
                marking,
                recorded.entry().supersedes(),
                retracted,
                recorded.entry().verification() == Verification.FALSE_ALARM,
                recorded instanceof CasualtyRecorded casualty ? claim(casualty) : null,
                recorded instanceof CasualtyRecorded casualty ? casualty.claim().asStated() : null,
                recorded instanceof InterceptProtocolChanged changed ? change(position, changed) : null,
                links);
    }

    Contribution retracted(boolean now) {
        return new Contribution(
                entryId, position, kind, vector, marking, supersedes, now, falseAlarm, claim, asStated, protocol, links);
    }

    Contribution marked(Marking now) {
        return new Contribution(
                entryId, position, kind, vector, now, supersedes, retracted, falseAlarm, claim, asStated, protocol, links);
    }

    Contribution linked(EntryLink link, Marking marking) {
        List<Linked> all = new ArrayList<>(links);
        all.add(new Linked(link, marking));
        return with(all);
    }

    Contribution unlinked(EntryLink link) {
        return with(links.stream().filter(linked -> !linked.link().equals(link)).toList());
    }

    private Contribution with(List<Linked> links) {
        return new Contribution(
                entryId, position, kind, vector, marking, supersedes, retracted, falseAlarm, claim, asStated, protocol, links);
    }

    private static Claim claim(CasualtyRecorded casualty) {
        return new Claim(
                casualty.metric(), casualty.scope(), casualty.about(), Bounds.of(casualty.claim()), casualty.grade());
    }

    private static Change change(long position, InterceptProtocolChanged changed) {
        return new Change(
                position,
                changed.entry().entryId(),
                changed.protocolId(),
                changed.jurisdiction(),
                changed.targetClass(),
                changed.state(),
                changed.decidedBy(),
                changed.replaces());
    }
}
