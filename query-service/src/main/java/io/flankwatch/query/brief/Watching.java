package io.flankwatch.query.brief;

import static io.flankwatch.query.brief.Texts.cut;
import static io.flankwatch.query.brief.Texts.cutOptional;

import io.flankwatch.events.HypothesisEvent.Given;
import io.flankwatch.query.brief.Brief.Condition;
import io.flankwatch.query.brief.Brief.EstimateLine;
import io.flankwatch.query.brief.Brief.Hypotheses;
import io.flankwatch.query.brief.Brief.HypothesisLine;
import io.flankwatch.query.brief.Brief.IndicatorLine;
import io.flankwatch.query.brief.Brief.Indicators;
import io.flankwatch.query.brief.Brief.Limits;
import io.flankwatch.query.casesummary.CaseSummary;
import io.flankwatch.query.diff.Comparing;
import io.flankwatch.query.hypotheses.HypothesisShown;
import io.flankwatch.query.hypotheses.HypothesisShown.EstimateShown;
import io.flankwatch.query.moment.Moment;
import io.flankwatch.query.moment.Moment.EntryThen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The parts of a brief that look ahead: what is watched for, and what may be.
final class Watching {

    private static final String RULE = "ach-inconsistency/v1";

    private Watching() {}

    static Indicators indicators(Moment moment, Instant knownAt, Limits limits) {
        CaseSummary.Indicators all = moment.sums().heading().indicators();
        int leftOut = Stream.of(all.met(), all.open(), all.expired(), all.notMet(), all.withdrawn())
                .mapToInt(lines -> Math.max(0, lines.size() - limits.indicatorsOfState()))
                .sum();
        return new Indicators(
                lines(all.met(), null, moment, limits),
                lines(all.open(), knownAt, moment, limits),
                lines(all.expired(), null, moment, limits),
                lines(all.notMet(), null, moment, limits),
                lines(all.withdrawn(), null, moment, limits),
                leftOut);
    }

    /// @param leftFrom the time from which there is time left; absent where there is none to be had
    private static List<IndicatorLine> lines(List<CaseSummary.IndicatorLine> lines, @Nullable Instant leftFrom, Moment moment, Limits limits) {
        return lines.stream().limit(limits.indicatorsOfState()).map(line -> line(line, leftFrom, moment, limits)).toList();
    }

    private static IndicatorLine line(CaseSummary.IndicatorLine line, @Nullable Instant leftFrom, Moment moment, Limits limits) {
        Duration left = leftFrom == null ? null : Times.left(line.deadline(), leftFrom);
        UUID metBy = line.metBy();
        EntryThen met = metBy == null || line.metByCase() != null ? null : moment.entries().get(metBy);
        return new IndicatorLine(
                line.indicatorId(),
                cut(line.statement(), limits.text()),
                line.deadline(),
                left == null ? null : left.toString(),
                metBy,
                met == null ? null : cut(Comparing.says(met.recorded()), limits.title()),
                line.late(),
                cutOptional(line.reason(), limits.text()),
                line.since().appendedAt());
    }

    static Hypotheses hypotheses(Moment moment, Limits limits) {
        List<HypothesisShown> all = moment.hypotheses();
        List<HypothesisLine> lines = all.stream().limit(limits.listed()).map(shown -> line(shown, moment, limits)).toList();
        return new Hypotheses(RULE, lines, all.size() - lines.size());
    }

    private static HypothesisLine line(HypothesisShown shown, Moment moment, Limits limits) {
        List<EstimateShown> latest = shown.estimates().stream().filter(EstimateShown::latest).toList();
        List<EstimateLine> lines = latest.stream().limit(limits.listed()).map(estimate -> line(estimate, moment, limits)).toList();
        return new HypothesisLine(
                shown.hypothesisId(),
                cut(shown.statement(), limits.text()),
                cutOptional(shown.description(), limits.text()),
                shown.resolution(),
                shown.inconsistency(),
                lines,
                latest.size() - lines.size());
    }

    private static EstimateLine line(EstimateShown estimate, Moment moment, Limits limits) {
        return new EstimateLine(
                estimate.analyst(),
                estimate.likelihood(),
                estimate.words(),
                estimate.confidence(),
                condition(estimate.given(), moment, limits),
                estimate.holds(),
                estimate.horizon(),
                cut(estimate.rationale(), limits.text()));
    }

    private static @Nullable Condition condition(@Nullable Given given, Moment moment, Limits limits) {
        if (given == null) {
            return null;
        }
        CaseSummary.Indicators all = moment.sums().heading().indicators();
        String statement = Stream.of(all.open(), all.met(), all.notMet(), all.expired(), all.withdrawn())
                .flatMap(List::stream)
                .filter(line -> line.indicatorId().equals(given.indicatorId()))
                .map(CaseSummary.IndicatorLine::statement)
                .findFirst()
                .orElse(null);
        return new Condition(given.indicatorId(), cutOptional(statement, limits.text()), given.outcome());
    }
}
