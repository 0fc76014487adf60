package io.flankwatch.query.reading;

import io.flankwatch.events.Marking;
import io.flankwatch.platform.access.CaseAccess;
import io.flankwatch.platform.access.Ceiling;

/// A case that the reader may see, and what of it.
///
/// @param restrictedAt the position of the last event that restricted or widened who may see what
public record CaseGate(String caseId, CaseAccess access, Ceiling ceiling, long restrictedAt) {

    /// @param recorded the effective marking under which something was recorded
    public boolean shows(Marking recorded) {
        return access.visibleTo(ceiling, recorded);
    }

    /// Under which ceiling an answer about the case was computed.
    public String ceilingKey() {
        return ceiling.key(access.members());
    }
}
