package io.flankwatch.query.postures;

import io.flankwatch.events.Marking;
import io.flankwatch.events.Protocol;
import io.flankwatch.events.figures.Postures;
import io.flankwatch.query.postures.KnownProtocols.Known;
import io.flankwatch.query.postures.ProtocolsDocument.Version;
import io.flankwatch.query.projection.Recording;
import io.flankwatch.query.reading.CaseReads;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// @param at       the time in the world
/// @param asOf     the position up to which it was known; absent: all that is known now
/// @param position up to where the view has read the ledger
/// @param ceiling  the clearance under which this was computed
@Schema(description = "What may be done to whom at a time in the world, as it was known at a position")
record PosturesShown(
        Instant at,
        @Nullable Long asOf,
        long position,
        String ceiling,
        @Schema(description = CaseReads.INCOMPLETE) long incomplete,
        List<PostureShown> items) {

    /// @param inForce absent where nothing is known to be
    /// @param beside  rumoured, proposed, adopted, or still to come into force
    record PostureShown(
            String jurisdiction, Protocol.TargetClass targetClass, @Nullable ChangeShown inForce, List<ChangeShown> beside) {

        static PostureShown of(Postures.Posture posture, Collection<Known> known) {
            Postures.Change inForce = posture.inForce();
            return new PostureShown(
                    posture.jurisdiction(),
                    posture.targetClass(),
                    inForce == null ? null : shown(inForce, known),
                    posture.beside().stream().map(change -> shown(change, known)).toList());
        }

        private static ChangeShown shown(Postures.Change change, Collection<Known> known) {
            return known.stream()
                    .filter(candidate -> candidate.version().change().equals(change))
                    .findFirst()
                    .map(found -> ChangeShown.of(found.caseId(), found.version().change(), found.version().recorded()))
                    .orElseThrow();
        }
    }

    /// A change of a protocol.
    @Schema(name = "ProtocolChangeShown")
    record ChangeShown(
            UUID caseId,
            UUID entryId,
            UUID protocolId,
            Protocol.Posture posture,
            Protocol.Status status,
            @Nullable String authority,
            Protocol.@Nullable LegalBasis legalBasis,
            Protocol.Bound effectiveFrom,
            Protocol.Bound effectiveUntil,
            List<String> conditions,
            @Nullable UUID decidedBy,
            @Nullable UUID replaces,
            Recording recorded) {

        static ChangeShown of(UUID caseId, Postures.Change change, Recording recorded) {
            Protocol.State state = change.state();
            return new ChangeShown(
                    caseId,
                    change.entryId(),
                    change.protocolId(),
                    state.posture(),
                    state.status(),
                    state.authority(),
                    state.legalBasis(),
                    state.effectiveFrom(),
                    state.effectiveUntil(),
                    state.conditions(),
                    change.decidedBy(),
                    change.replaces(),
                    recorded);
        }
    }

    /// The protocols of one case.
    ///
    /// @param position the last event of the case that the answer reflects
    @Schema(description = "The protocols of a case, each with its changes in the order recorded")
    record ProtocolsShown(UUID caseId, long position, long version, String ceiling, List<ProtocolShown> items) {}

    /// @param current what it is after the last change that stands; absent where none does
    record ProtocolShown(
            UUID protocolId,
            String jurisdiction,
            Protocol.TargetClass targetClass,
            @Nullable ChangeShown current,
            List<Step> changes) {}

    /// @param standing neither retracted, superseded nor a false alarm, as far as the reader sees
    @Schema(name = "ProtocolStep")
    record Step(Marking marking, boolean standing, ChangeShown change) {

        static Step of(UUID caseId, Version version, Marking marking, boolean standing) {
            return new Step(marking, standing, ChangeShown.of(caseId, version.change(), version.recorded()));
        }
    }
}
