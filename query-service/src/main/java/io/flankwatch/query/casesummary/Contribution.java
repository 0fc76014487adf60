package io.flankwatch.query.casesummary;

import io.flankwatch.events.Bounds;
import io.flankwatch.events.EntryKind;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.EntryRecorded.CasualtyRecorded;
import io.flankwatch.events.EntryRecorded.InterceptProtocolChanged;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Vector;
import io.flankwatch.events.Verification;
import io.flankwatch.events.figures.Postures;
import io.flankwatch.events.figures.StandingClaims;
import io.flankwatch.query.projection.Fact;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What one entry adds to the figures of its case, for those who may see it.
///
/// @param marking the effective one when it was recorded or last revised
record Contribution(
        UUID entryId,
        long position,
        EntryKind kind,
        Vector vector,
        Marking marking,
        @Nullable UUID supersedes,
        boolean retracted,
        boolean falseAlarm,
        StandingClaims.@Nullable Claim claim,
        Postures.@Nullable Change protocol) {

    static Contribution of(Fact fact, EntryRecorded recorded) {
        return of(fact.position(), fact.marking(), false, recorded);
    }

    /// It keeps its place, and whether it is retracted.
    Contribution revised(Fact fact, EntryRecorded now) {
        return of(position, fact.marking(), retracted, now);
    }

    private static Contribution of(long position, Marking marking, boolean retracted, EntryRecorded recorded) {
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
                recorded instanceof InterceptProtocolChanged changed ? change(position, changed) : null);
    }

    Contribution retracted(boolean now) {
        return new Contribution(entryId, position, kind, vector, marking, supersedes, now, falseAlarm, claim, protocol);
    }

    private static StandingClaims.Claim claim(CasualtyRecorded casualty) {
        return new StandingClaims.Claim(
                casualty.metric(), casualty.scope(), casualty.about(), Bounds.of(casualty.claim()), casualty.grade());
    }

    private static Postures.Change change(long position, InterceptProtocolChanged changed) {
        return new Postures.Change(
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
