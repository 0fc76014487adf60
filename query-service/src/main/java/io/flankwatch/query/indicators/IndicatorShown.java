package io.flankwatch.query.indicators;

import io.flankwatch.events.Condition;
import io.flankwatch.events.IndicatorEvent.IndicatorDefined;
import io.flankwatch.events.Marking;
import io.flankwatch.query.projection.Recording;
import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.watch.WatchedIndicator;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(description = "A warning indicator: something to watch for (not an indicator of compromise), with everything that became of it")
record IndicatorShown(
        UUID indicatorId,
        String statement,
        @Nullable String owner,
        IndicatorDefined.Scope scope,
        Condition condition,
        @Nullable Instant deadline,
        WatchedIndicator.State state,
        @Schema(description = "The entry that fulfils it, while it is met by rule") @Nullable UUID metBy,
        @Schema(description = "The case of that entry, where it is another one") @Nullable UUID metByCase,
        @Schema(description = "Met before the deadline and recorded after it") boolean late,
        Marking marking,
        @Schema(description = "Ids of the hypotheses of the case that it bears on") List<UUID> hypotheses,
        String leafHash,
        Recording defined,
        @Schema(description = "Every change of it that the reader may see, in the order recorded") List<WatchedIndicator.Change> changes) {

    /// @return null where the reader may not see it
    static @Nullable IndicatorShown of(WatchedIndicator defined, CaseGate gate) {
        WatchedIndicator indicator = defined.today(gate);
        if (!gate.shows(indicator.marking())) {
            return null;
        }
        WatchedIndicator.Change fulfilment = indicator.fulfilment(gate::shows);
        return new IndicatorShown(
                indicator.indicatorId(),
                indicator.statement(),
                indicator.owner(),
                indicator.scope(),
                indicator.condition(),
                indicator.deadline(),
                indicator.state(gate::shows),
                fulfilment == null ? null : fulfilment.metBy(),
                fulfilment == null ? null : fulfilment.metByCase(),
                fulfilment != null && fulfilment.late(),
                gate.effective(indicator.marking()),
                indicator.hypotheses(),
                indicator.leafHash(),
                indicator.defined(),
                indicator.changes(gate::shows));
    }
}
