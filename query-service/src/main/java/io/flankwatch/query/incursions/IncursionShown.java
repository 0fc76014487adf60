package io.flankwatch.query.incursions;

import io.flankwatch.events.Confidence;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.ExternalRef;
import io.flankwatch.events.Incursion.OutcomeCount;
import io.flankwatch.events.Incursion.Target;
import io.flankwatch.events.Marking;
import io.flankwatch.events.ObjectType;
import io.flankwatch.events.Place;
import io.flankwatch.events.Quantity;
import io.flankwatch.events.Verification;
import io.flankwatch.events.When;
import io.flankwatch.events.figures.AcrossCases.Ref;
import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.standing.StandingEntry;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(description = "An incursion as it is now, after every correction; its entry, below its case, has the rest")
record IncursionShown(
        UUID caseId,
        UUID entryId,
        @Nullable String title,
        When occurred,
        List<Place> places,
        ObjectType objectType,
        @Nullable String model,
        @Schema(description = "How many objects; absent where nobody says, which is not 0") @Nullable Quantity count,
        List<OutcomeCount> outcomes,
        @Nullable Target target,
        Verification verification,
        @Nullable Confidence confidence,
        @Schema(description = "Neither retracted, nor superseded, nor a false alarm, as far as the reader sees") boolean standing,
        boolean retracted,
        @Schema(description = "The same for all entries about one incident, in whatever case: count it once. It is one of these entries; absent where it does not stand")
                @Nullable Ref incident,
        @Schema(description = "The other entries about it, of whatever kind, as far as the reader sees: linked as SAME_INCIDENT, directly or by way of others")
                List<Ref> sameIncident,
        List<ExternalRef> externalRefs,
        Marking marking,
        Instant recordedAt,
        @Schema(description = "Where it was recorded") long position) {

    /// @param incident the entries about the same one, itself among them; absent where it does not stand
    static IncursionShown of(
            Ref ref, IncursionDocument document, StandingEntry state, CaseGate gate, boolean standing, @Nullable Set<Ref> incident) {
        IncursionReported told = document.told();
        Entry entry = told.entry();
        return new IncursionShown(
                ref.caseId(),
                ref.entryId(),
                entry.title(),
                entry.occurred(),
                entry.places(),
                told.objectType(),
                told.model(),
                told.count(),
                told.outcomes(),
                told.target(),
                entry.verification(),
                entry.confidence(),
                standing,
                state.retracted(),
                incident == null ? null : incident.iterator().next(),
                incident == null ? List.of() : incident.stream().filter(other -> !other.equals(ref)).toList(),
                entry.externalRefs(),
                gate.effective(gate.today(state.marking(), ref.entryId())),
                document.recorded().recordedAt(),
                document.recorded().position());
    }
}
