package io.flankwatch.query.casesummary;

import io.flankwatch.events.figures.Postures;
import io.flankwatch.events.figures.StandingClaims.MetricFigure;
import io.flankwatch.query.casesummary.CaseSummary.Counts;
import io.flankwatch.query.casesummary.CaseSummary.JurisdictionPosture;
import io.flankwatch.query.casesummary.CaseSummary.ProtocolState;
import java.time.Instant;
import java.util.List;

/// What the entries of a case come to for one reader.
///
/// @param protocols changes of them, by the entries that stand, in the order recorded
record Tally(Counts counts, List<MetricFigure> casualties, List<Postures.Change> protocols) {

    List<JurisdictionPosture> postures(Instant at) {
        return postures(at, protocols);
    }

    /// What may be done to whom at a time in the world.
    static List<JurisdictionPosture> postures(Instant at, List<Postures.Change> protocols) {
        return Postures.at(at, protocols).stream()
                .map(posture -> new JurisdictionPosture(
                        posture.jurisdiction(),
                        posture.targetClass(),
                        posture.inForce() == null ? null : protocol(posture.inForce()),
                        posture.beside().stream().map(Tally::protocol).toList()))
                .toList();
    }

    private static ProtocolState protocol(Postures.Change change) {
        return new ProtocolState(
                change.protocolId(),
                change.entryId(),
                change.position(),
                change.state().posture(),
                change.state().status(),
                change.state().authority(),
                change.state().legalBasis(),
                change.state().effectiveFrom(),
                change.state().effectiveUntil(),
                change.state().conditions(),
                change.decidedBy(),
                change.replaces());
    }
}
