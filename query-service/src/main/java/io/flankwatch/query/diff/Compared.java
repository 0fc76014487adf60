package io.flankwatch.query.diff;

import io.flankwatch.events.CaseFile;
import io.flankwatch.events.Confidence;
import io.flankwatch.events.Evidence;
import io.flankwatch.events.HypothesisEvent.Given;
import io.flankwatch.events.HypothesisEvent.Resolution;
import io.flankwatch.events.Likelihood;
import io.flankwatch.events.Marking;
import io.flankwatch.events.MeetingCourse;
import io.flankwatch.events.Protocol;
import io.flankwatch.events.Reliability;
import io.flankwatch.events.figures.StandingClaims.Figure;
import io.flankwatch.query.assessments.AssessmentShown;
import io.flankwatch.query.casesummary.CaseSummary.Counts;
import io.flankwatch.query.casesummary.CaseSummary.ProtocolState;
import io.flankwatch.query.casesummary.Summing.Stand;
import io.flankwatch.query.hypotheses.HypothesisShown;
import io.flankwatch.query.moment.Moment;
import io.flankwatch.query.watch.WatchedIndicator.State;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is compared of each kind of thing: what it comes to, and nothing that merely goes with the moment, such as who was told when. Public, each of them, because their members
/// are compared one by one.
final class Compared {

    private Compared() {}

    public record Details(
            String title,
            @Nullable String summary,
            boolean closed,
            Marking marking,
            List<String> countries,
            List<String> tags,
            @Nullable String lead,
            List<String> analysts) {

        static Details of(Moment moment) {
            CaseFile file = moment.sums().heading().file();
            return new Details(
                    file.title(), file.summary(), file.closed(), file.marking(), file.countries(), file.tags(), file.lead(), file.analysts());
        }
    }

    public record Totals(
            int incidents,
            int recorded,
            int counted,
            int retracted,
            int superseded,
            int falseAlarms,
            int restricted,
            int sources,
            int independentSources) {

        static Totals of(Counts counts) {
            return new Totals(
                    counts.incidents(),
                    counts.recorded(),
                    counts.counted(),
                    counts.retracted(),
                    counts.superseded(),
                    counts.falseAlarms(),
                    counts.restricted(),
                    counts.sources(),
                    counts.independentSources());
        }
    }

    public record EntryState(Stand state, Marking marking, @Nullable MeetingCourse meeting) {}

    public record FigureState(@Nullable Figure all, @Nullable Figure confirmed, int used, int leftOut) {}

    public record ProtocolThen(UUID protocolId, UUID entryId, Protocol.Posture posture, Protocol.Status status, @Nullable String authority) {

        static ProtocolThen of(ProtocolState state) {
            return new ProtocolThen(state.protocolId(), state.entryId(), state.posture(), state.status(), state.authority());
        }
    }

    /// @param inForce the posture; absent, like what it is of, where nothing is known to be in force
    public record PostureState(
            Protocol.@Nullable Posture inForce,
            @Nullable String authority,
            @Nullable UUID protocolId,
            @Nullable UUID entryId,
            List<ProtocolThen> beside) {

        static PostureState of(@Nullable ProtocolState inForce, List<ProtocolThen> beside) {
            return inForce == null
                    ? new PostureState(null, null, null, null, beside)
                    : new PostureState(inForce.posture(), inForce.authority(), inForce.protocolId(), inForce.entryId(), beside);
        }
    }

    public record IndicatorState(State state, @Nullable Instant deadline, @Nullable UUID metBy, boolean late, @Nullable String reason) {}

    public record EstimateState(
            String analyst, Likelihood likelihood, @Nullable Confidence confidence, @Nullable Given given, HypothesisShown.Holds holds) {}

    public record HypothesisState(
            String statement, @Nullable String description, Resolution resolution, int inconsistency, List<EstimateState> estimates) {}

    public record AssessmentState(AssessmentShown.State state, @Nullable String approver, @Nullable UUID replacedBy) {}

    public record SourceState(
            @Nullable Reliability reliability,
            @Nullable Integer credibility,
            Evidence.@Nullable CheckResult lastCheck,
            int captures,
            int custody) {}
}
