package io.flankwatch.query.reading;

import io.flankwatch.events.Marking;
import io.flankwatch.platform.access.CaseAccess;
import io.flankwatch.platform.access.Ceiling;

/// What of a case one reader may see now.
///
/// @param restrictedAt the position of the last event that restricted or widened who may see what
public record CaseGate(String caseId, CaseAccess access, Ceiling ceiling, long restrictedAt) {

    /// Whether the reader may know that there is such a case.
    public boolean showsCase() {
        return access.visibleTo(ceiling);
    }

    /// @param recorded the effective marking under which something was recorded
    public boolean shows(Marking recorded) {
        return access.visibleTo(ceiling, recorded);
    }

    /// The stricter of then and now.
    public Marking effective(Marking recorded) {
        return Marking.strictest(access.marking(), recorded);
    }

    /// Under which ceiling an answer about the case was computed.
    public String ceilingKey() {
        return ceiling.key(access.members());
    }
}
