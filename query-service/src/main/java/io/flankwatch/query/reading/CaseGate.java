package io.flankwatch.query.reading;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.Marking;
import io.flankwatch.platform.access.CaseAccess;
import io.flankwatch.platform.access.Ceiling;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What of a case one reader may see now.
///
/// @param restrictedAt the position of the last event that restricted or widened who may see what
/// @param remarkedAt   the position of the last one that marked entries anew: views must have come to it; -1 where there is none
/// @param elsewhere    whether the same reader may see an entry of another case
public record CaseGate(String caseId, CaseAccess access, Ceiling ceiling, long restrictedAt, long remarkedAt, Elsewhere elsewhere) {

    /// Asked of the ledger when it is asked for.
    @FunctionalInterface
    public interface Elsewhere {
        boolean shows(UUID caseId, UUID entryId);
    }

    /// Whether the reader may know that there is such a case.
    public boolean showsCase() {
        return access.visibleTo(ceiling);
    }

    /// @param recorded the effective marking under which something was recorded
    public boolean shows(Marking recorded) {
        return access.visibleTo(ceiling, recorded);
    }

    /// What was recorded under a marking about entries, which may be marked more strictly now.
    public Marking today(Marking recorded, UUID... entries) {
        return access.today(recorded, List.of(entries));
    }

    /// What an event was recorded under, or what the entries that it is about are marked with now, whichever is stricter.
    public Marking today(Marking recorded, CaseEvent event) {
        return access.today(recorded, Mentions.of(event));
    }

    /// @param otherCase the case of an entry; absent: this one, whose entries are known by their markings
    public boolean showsElsewhere(@Nullable UUID otherCase, @Nullable UUID entryId) {
        return otherCase == null || entryId == null || elsewhere.shows(otherCase, entryId);
    }

    /// The stricter of then and now.
    public Marking effective(Marking recorded) {
        return Marking.strictest(access.marking(), recorded);
    }

    /// Up to which marking the reader sees what the case has, be it by clearance, membership or role.
    public Marking highest() {
        return ceiling.highest(access.members());
    }

    /// Under which ceiling an answer about the case was computed.
    public String ceilingKey() {
        return ceiling.key(access.members());
    }
}
