package io.flankwatch.query.brief;

import static io.flankwatch.query.brief.Texts.words;
import static io.flankwatch.query.brief.Wording.capital;

import io.flankwatch.events.HypothesisEvent.Given;
import io.flankwatch.events.HypothesisEvent.Resolution;
import io.flankwatch.events.Protocol;
import io.flankwatch.events.figures.StandingClaims.Figure;
import io.flankwatch.events.figures.StandingClaims.Range;
import io.flankwatch.query.brief.Brief.Assessment;
import io.flankwatch.query.brief.Brief.ClaimLine;
import io.flankwatch.query.brief.Brief.Condition;
import io.flankwatch.query.brief.Brief.EstimateLine;
import io.flankwatch.query.brief.Brief.HypothesisLine;
import io.flankwatch.query.brief.Brief.IndicatorLine;
import io.flankwatch.query.brief.Brief.JudgementLine;
import io.flankwatch.query.brief.Brief.ProtocolLine;
import io.flankwatch.query.brief.Page.Blocks;
import io.flankwatch.query.brief.Page.Line;
import io.flankwatch.query.brief.Page.Run;
import io.flankwatch.query.brief.Page.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The words for what a case comes to: posture, people harmed, indicators, hypotheses and the assessment.
///
/// A likelihood and a confidence are never in one sentence (ICD 203).
final class Judging {

    private final Brief brief;
    private final List<Section> sections = new ArrayList<>();

    private Judging(Brief brief) {
        this.brief = brief;
    }

    static List<Section> sections(Brief brief) {
        Judging judging = new Judging(brief);
        judging.posture();
        judging.casualties();
        judging.indicators();
        judging.hypotheses();
        if (brief.assessment() != null) {
            judging.assessment(brief.assessment());
        }
        return judging.sections;
    }

    private void posture() {
        Blocks blocks = new Blocks();
        List<List<Line>> rows = brief.posture().jurisdictions().stream()
                .map(line -> List.of(
                        Line.of(line.jurisdiction() + ", " + words(line.targetClass())),
                        protocol(line.before()),
                        protocol(line.now()),
                        beside(line.beside())))
                .toList();
        if (!rows.isEmpty()) {
            blocks.paragraph("What may be done to whom at " + Times.words(brief.posture().at()) + ", as far as it is known.");
        }
        blocks.table(List.of("Over, to whom", "Before", "In force", "Beside it"), rows);
        blocks.leftOut(brief.posture().leftOut(), "further postures");
        blocks.into(sections, "Posture before and now");
    }

    private static Line protocol(@Nullable ProtocolLine protocol) {
        return protocol == null ? Line.of("nothing known") : Line.of(said(protocol, false));
    }

    private static Line beside(List<ProtocolLine> protocols) {
        List<Run> runs = new ArrayList<>();
        for (ProtocolLine protocol : protocols) {
            if (!runs.isEmpty()) {
                runs.add(new Run("; ", false));
            }
            runs.addAll(said(protocol, true));
        }
        return Line.of(runs);
    }

    private static List<Run> said(ProtocolLine protocol, boolean status) {
        List<Run> runs = new ArrayList<>();
        runs.add(new Run(words(protocol.posture()) + (status ? ", " + words(protocol.status()) : ""), false));
        if (protocol.authority() != null) {
            runs.add(new Run(", by ", false));
            runs.add(Run.said(protocol.authority()));
        }
        if (protocol.legalBasis() != null) {
            runs.add(new Run(", on ", false));
            runs.add(Run.said(protocol.legalBasis()));
        }
        runs.add(new Run(start(protocol.effectiveFrom()) + end(protocol.effectiveUntil()), false));
        return runs;
    }

    private static String start(Protocol.Bound from) {
        return switch (from.kind()) {
            case AT -> ", from " + Times.words(Objects.requireNonNull(from.at()));
            case OPEN -> ", without a start";
            case UNKNOWN -> ", start unknown";
        };
    }

    private static String end(Protocol.Bound until) {
        return switch (until.kind()) {
            case AT -> ", until " + Times.words(Objects.requireNonNull(until.at()));
            case OPEN -> ", without an end";
            case UNKNOWN -> ", end unknown";
        };
    }

    private void casualties() {
        Blocks blocks = new Blocks();
        List<List<Line>> rows = brief.casualties().metrics().stream()
                .map(metric -> List.of(
                        Line.of(capital(words(metric.metric()))),
                        Line.of(figure(metric.all())),
                        Line.of(figure(metric.confirmed())),
                        Line.of(metric.used() + " used, " + metric.notUsed() + " not")))
                .toList();
        if (!rows.isEmpty()) {
            blocks.paragraph("By the rule " + brief.casualties().rule() + ", from claims that no other takes the place of.");
        }
        blocks.table(List.of("People", "All claims", "Confirmed ones", "Claims"), rows);
        blocks.items(brief.casualties().claims().stream().map(Judging::claim).toList());
        blocks.leftOut(brief.casualties().leftOut(), "further claims");
        blocks.into(sections, "Casualties");
    }

    private static String figure(@Nullable Figure figure) {
        return figure == null ? "none" : range(figure.figure());
    }

    /// Absent is not 0.
    private static String range(Range range) {
        if (range.low() == null) {
            return range.high() == null ? "no number stated" : "at most " + range.high();
        }
        if (range.high() == null) {
            return "at least " + range.low() + ", no upper end";
        }
        return range.low().equals(range.high()) ? range.low().toString() : range.low() + " to " + range.high();
    }

    private static Line claim(ClaimLine claim) {
        List<Run> runs = new ArrayList<>();
        runs.add(new Run(capital(words(claim.metric())) + ": ", false));
        runs.add(Run.said(Texts.quantity(claim.min(), claim.best(), claim.max(), claim.asStated())));
        StringBuilder rest = new StringBuilder();
        if (claim.grade() != null) {
            rest.append(". Grade: ").append(words(claim.grade()));
        }
        if (!claim.sources().isEmpty()) {
            rest.append(". Sources: ").append(String.join(", ", claim.sources()));
        }
        if (claim.notUsed() != null) {
            rest.append(". Not used: ").append(words(claim.notUsed()));
        }
        runs.add(new Run(rest.append('.').toString(), false));
        return Line.of(runs);
    }

    private void indicators() {
        Blocks blocks = new Blocks();
        indicators(blocks, "Met", brief.indicators().met());
        indicators(blocks, "Open", brief.indicators().open());
        indicators(blocks, "Missed", brief.indicators().missed());
        indicators(blocks, "Ruled not met", brief.indicators().notMet());
        indicators(blocks, "Withdrawn", brief.indicators().withdrawn());
        blocks.leftOut(brief.indicators().leftOut(), "further indicators");
        blocks.into(sections, "Indicators");
    }

    private static void indicators(Blocks blocks, String heading, List<IndicatorLine> lines) {
        if (!lines.isEmpty()) {
            blocks.heading(heading);
            blocks.items(lines.stream().map(Judging::indicator).toList());
        }
    }

    private static Line indicator(IndicatorLine line) {
        List<Run> runs = new ArrayList<>(List.of(Run.said(line.statement())));
        if (line.metBySays() != null) {
            runs.add(new Run(". Met by: ", false));
            runs.add(Run.said(line.metBySays()));
        }
        if (line.late()) {
            runs.add(new Run(". It happened by the deadline and was recorded after it", false));
        }
        if (line.reason() != null) {
            runs.add(new Run(". Reason: ", false));
            runs.add(Run.said(line.reason()));
        }
        StringBuilder times = new StringBuilder(". Since " + Times.words(line.since()));
        if (line.deadline() != null) {
            times.append("; deadline ").append(Times.words(line.deadline()));
        }
        if (line.timeLeft() != null) {
            times.append("; time left: ").append(Times.words(Duration.parse(line.timeLeft())));
        }
        runs.add(new Run(times.append('.').toString(), false));
        return Line.of(runs);
    }

    private void hypotheses() {
        Blocks blocks = new Blocks();
        for (HypothesisLine hypothesis : brief.hypotheses().items()) {
            blocks.heading(Run.said(hypothesis.statement()));
            blocks.said(hypothesis.description());
            String resolved = hypothesis.resolution() == Resolution.UNRESOLVED ? "Unresolved." : "Resolved: " + words(hypothesis.resolution()) + ".";
            blocks.paragraph(resolved + " Inconsistency by " + brief.hypotheses().rule() + ": " + hypothesis.inconsistency() + " (what speaks against it; the least stands best).");
            blocks.items(hypothesis.estimates().stream().map(Judging::estimate).toList());
            blocks.leftOut(hypothesis.leftOut(), "further estimates");
        }
        blocks.leftOut(brief.hypotheses().leftOut(), "further hypotheses");
        blocks.into(sections, "Hypotheses");
    }

    private static Line estimate(EstimateLine estimate) {
        List<Run> runs = new ArrayList<>();
        Condition given = estimate.given();
        if (given != null) {
            runs.add(new Run(given.outcome() == Given.Outcome.MET ? "If this is met: " : "If this is not met: ", false));
            runs.add(Run.said(given.statement() == null ? given.indicatorId().toString() : given.statement()));
            runs.add(new Run(switch (estimate.holds()) {
                case YES -> " (which has come about). ";
                case NOT_YET -> " (which is open). ";
                case NO -> " (which has not come about). ";
            }, false));
        }
        runs.add(new Run("Likelihood: " + estimate.words() + ", by ", false));
        runs.add(Run.said(estimate.analyst()));
        if (estimate.horizon() != null) {
            runs.add(new Run(", for ", false));
            runs.add(Run.said(Times.words(estimate.horizon())));
        }
        runs.add(new Run(". ", false));
        if (estimate.confidence() != null) {
            runs.add(new Run("Confidence: " + words(estimate.confidence()) + ". ", false));
        }
        runs.add(new Run("Rationale: ", false));
        runs.add(Run.said(estimate.rationale()));
        return Line.of(runs);
    }

    private void assessment(Assessment assessment) {
        Blocks judgements = new Blocks();
        judgements.said(assessment.title());
        judgements.paragraph(
                "Drafted by ", Run.said(assessment.author()), " on what was known at position " + assessment.pinnedTo() + ", approved by ",
                Run.said(assessment.approver()), " on " + Times.words(assessment.approved()) + ".");
        judgements.ordered(assessment.keyJudgements().stream().map(Judging::judgement).toList());
        Stream.ofNullable(assessment.outlook()).forEach(outlook -> {
            judgements.heading("Outlook");
            judgements.said(outlook);
        });
        judgements.leftOut(assessment.leftOut(), "further judgements, risks and actions");
        judgements.into(sections, "Assessment");
        Blocks risks = new Blocks();
        risks.table(
                List.of("Risk", "Likelihood", "Impact", "Level"),
                assessment.risks().stream()
                        .map(risk -> List.of(
                                Line.of(Run.said(risk.description())),
                                Line.of(risk.likelihood().words()),
                                Line.of(words(risk.impact())),
                                Line.of(words(risk.level()))))
                        .toList());
        risks.into(sections, "Risk");
        Blocks actions = new Blocks();
        actions.ordered(assessment.recommendedActions().stream().map(action -> Line.of(Run.said(action))).toList());
        actions.into(sections, "Recommended actions");
    }

    private static Line judgement(JudgementLine judgement) {
        List<Run> runs = new ArrayList<>(List.of(Run.said(judgement.statement())));
        if (judgement.likelihood() != null) {
            runs.add(new Run(" Likelihood: " + judgement.likelihood().words() + ".", false));
        }
        if (judgement.confidence() != null) {
            runs.add(new Run(" Confidence: " + words(judgement.confidence()) + ".", false));
        }
        return Line.of(runs);
    }
}
