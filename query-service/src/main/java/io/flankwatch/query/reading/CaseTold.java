package io.flankwatch.query.reading;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.query.projection.CaseView;
import io.flankwatch.query.projection.Fact;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A case as the ledger tells it up to a position: every view of it can be folded from there, and they all reflect the same.
///
/// @param facts in the order recorded, each under the marking that holds today, whether or not the reader may see it; never empty
/// @param upTo  the position that was asked for: there is no event of the case between its last one and that
public record CaseTold(CaseGate gate, List<Fact> facts, long upTo) {

    static CaseTold of(CaseGate gate, List<Fact> facts, long position) {
        if (facts.isEmpty()) {
            throw new Refused(RefusalCode.NO_SUCH_CASE, "There was no such case at position " + position);
        }
        return new CaseTold(gate, facts, position);
    }

    /// @throws Refused CASE_PARKED where the view can't fold the case
    public CaseState in(CaseView view) {
        return new CaseState(gate, CaseReads.fold(view), CaseReads.replay(view, gate, facts), position(), version());
    }

    /// What belongs to no view, for the headers of an answer.
    ///
    /// @param form names how it is told, and changes with it
    public CaseState as(String form) {
        return new CaseState(gate, form, ids -> Map.of(), position(), version());
    }

    /// The last event of the case.
    public long position() {
        return facts.getLast().position();
    }

    public long version() {
        return facts.getLast().envelope().streamVersion();
    }

    /// When that event was appended, by the ledger's clock: what is told as of here depends on no other.
    public Instant appendedAt() {
        return facts.getLast().appendedAt();
    }

    /// @throws Refused NO_SUCH_CASE where it was not opened by then
    CaseTold before(long position) {
        return of(gate, facts.stream().filter(fact -> fact.position() <= position).toList(), position);
    }
}
