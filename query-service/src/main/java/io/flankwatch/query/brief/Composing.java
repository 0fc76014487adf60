package io.flankwatch.query.brief;

import static io.flankwatch.query.brief.Texts.cut;
import static io.flankwatch.query.brief.Texts.cutOptional;

import io.flankwatch.events.CaseFile;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.Marking;
import io.flankwatch.events.SourceUse;
import io.flankwatch.events.Vector;
import io.flankwatch.events.When;
import io.flankwatch.events.figures.StandingClaims;
import io.flankwatch.query.assessments.AssessmentShown;
import io.flankwatch.query.brief.Brief.Assessment;
import io.flankwatch.query.brief.Brief.Casualties;
import io.flankwatch.query.brief.Brief.Changes;
import io.flankwatch.query.brief.Brief.ClaimLine;
import io.flankwatch.query.brief.Brief.Counted;
import io.flankwatch.query.brief.Brief.EntryLine;
import io.flankwatch.query.brief.Brief.JudgementLine;
import io.flankwatch.query.brief.Brief.Limits;
import io.flankwatch.query.brief.Brief.MetricLine;
import io.flankwatch.query.brief.Brief.Posture;
import io.flankwatch.query.brief.Brief.PostureLine;
import io.flankwatch.query.brief.Brief.ProtocolLine;
import io.flankwatch.query.brief.Brief.RiskLine;
import io.flankwatch.query.brief.Brief.Situation;
import io.flankwatch.query.brief.Brief.VectorPart;
import io.flankwatch.query.casesummary.CaseCasualties.ClaimShown;
import io.flankwatch.query.casesummary.CaseSummary;
import io.flankwatch.query.casesummary.CaseSummary.Counts;
import io.flankwatch.query.casesummary.CaseSummary.JurisdictionPosture;
import io.flankwatch.query.casesummary.CaseSummary.ProtocolState;
import io.flankwatch.query.moment.Moment;
import io.flankwatch.query.moment.Moment.EntryThen;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Puts a brief together from a case at one moment.
final class Composing {

    private static final Comparator<EntryThen> LATEST_LAST = Comparator.comparing(
                    (EntryThen entry) -> end(entry.recorded().entry().occurred()), Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
            .thenComparing(entry -> entry.stand().position());
    private static final Comparator<EntryThen> AS_IT_HAPPENED = Comparator.comparing(
                    (EntryThen entry) -> start(entry.recorded().entry().occurred()), Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
            .thenComparing((EntryThen entry) -> end(entry.recorded().entry().occurred()), Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
            .thenComparing(entry -> entry.stand().position());

    private final Moment moment;
    private final Instant knownAt;
    private final Limits limits;
    private final References references;

    private Composing(Moment moment, Limits limits) {
        this.moment = moment;
        this.limits = limits;
        knownAt = moment.told().appendedAt();
        references = new References(moment.sources());
    }

    /// @param ceiling the highest marking that the moment was looked at under
    /// @param before  the moment that it is compared with
    static Brief brief(Moment moment, Marking ceiling, @Nullable Moment before, Limits limits) {
        return new Composing(moment, limits).compose(ceiling, before);
    }

    private Brief compose(Marking ceiling, @Nullable Moment before) {
        Changes changes = before == null ? null : Changing.changes(before, moment, ceiling, limits);
        // In the order of the page, so that the sources that it names come first among those listed.
        List<VectorPart> vectors = vectors();
        Casualties casualties = casualties();
        return new Brief(
                Brief.FORM,
                UUID.fromString(moment.told().gate().caseId()),
                moment.told().position(),
                moment.told().version(),
                knownAt,
                ceiling,
                moment.marking(),
                situation(),
                changes,
                vectors,
                posture(),
                casualties,
                Watching.indicators(moment, knownAt, limits),
                Watching.hypotheses(moment, limits),
                assessment(),
                references.listed(moment.independentSources(), limits),
                limits);
    }

    private Situation situation() {
        CaseFile file = moment.sums().heading().file();
        CaseSummary.Closed closed = moment.sums().heading().closed();
        Counts counts = moment.sums().counts();
        return new Situation(
                cut(file.title(), limits.title()),
                cutOptional(file.summary(), limits.text()),
                closed == null ? CaseSummary.Status.OPEN : CaseSummary.Status.CLOSED,
                file.countries(),
                file.tags().stream().limit(limits.listed()).map(tag -> cut(tag, limits.title())).toList(),
                moment.sums().heading().opened().appendedAt(),
                closed == null ? null : closed.recorded().appendedAt(),
                closed == null ? null : cutOptional(closed.reason(), limits.text()),
                new Counted(
                        counts.counted(),
                        counts.recorded(),
                        counts.retracted(),
                        counts.superseded(),
                        counts.falseAlarms(),
                        counts.restricted()));
    }

    private List<VectorPart> vectors() {
        Map<Vector, List<EntryThen>> byVector = moment.entries().values().stream()
                .filter(entry -> entry.standing() && !entry.note())
                .collect(Collectors.groupingBy(entry -> entry.stand().vector()));
        List<VectorPart> parts = new ArrayList<>();
        for (Vector vector : Vector.values()) {
            List<EntryThen> entries = byVector.getOrDefault(vector, List.of());
            if (!entries.isEmpty()) {
                List<EntryThen> latest = entries.stream().sorted(LATEST_LAST).skip(Math.max(0, entries.size() - limits.entriesOfVector())).toList();
                parts.add(new VectorPart(
                        vector,
                        entries.size(),
                        latest.stream().sorted(AS_IT_HAPPENED).map(this::line).toList(),
                        entries.size() - latest.size()));
            }
        }
        return parts;
    }

    private static @Nullable Instant start(When occurred) {
        return occurred.earliest() == null ? occurred.latest() : occurred.earliest();
    }

    private static @Nullable Instant end(When occurred) {
        return occurred.latest() == null ? occurred.earliest() : occurred.latest();
    }

    private EntryLine line(EntryThen then) {
        EntryRecorded recorded = then.recorded();
        var entry = recorded.entry();
        return new EntryLine(
                entry.entryId(),
                then.stand().position(),
                recorded.kind(),
                cutOptional(entry.title(), limits.title()),
                cutOptional(entry.description(), limits.text()),
                entry.occurred(),
                entry.places().stream().limit(limits.listed()).map(place -> cut(Texts.place(place), limits.title())).toList(),
                Details.of(then, limits.title()),
                entry.verification(),
                entry.confidence(),
                uses(then),
                cutOptional(entry.unsourced(), limits.title()),
                then.stand().marking());
    }

    /// Of a meeting also what its conclusion rests on.
    private List<String> uses(EntryThen then) {
        List<SourceUse> uses = new ArrayList<>(then.recorded().entry().sources());
        var meeting = then.meeting();
        if (meeting != null && meeting.conclusion() != null) {
            uses.addAll(meeting.conclusion().sources());
        }
        return references.of(uses);
    }

    private Posture posture() {
        List<JurisdictionPosture> all = moment.sums().postures(knownAt);
        List<PostureLine> lines = all.stream().limit(limits.listed()).map(this::posture).toList();
        return new Posture(knownAt, lines, all.size() - lines.size());
    }

    private PostureLine posture(JurisdictionPosture posture) {
        return new PostureLine(
                posture.jurisdiction(),
                posture.targetClass(),
                protocol(posture.inForce()),
                protocol(before(posture)),
                posture.beside().stream().limit(limits.listed()).map(beside -> Objects.requireNonNull(protocol(beside))).toList());
    }

    /// What was in force in the world until what is in force now came into force, as it is known now.
    private @Nullable ProtocolState before(JurisdictionPosture posture) {
        Instant start = posture.inForce() == null ? null : posture.inForce().effectiveFrom().at();
        if (start == null) {
            return null;
        }
        return moment.sums().postures(start.minus(1, ChronoUnit.MICROS)).stream()
                .filter(then -> then.jurisdiction().equals(posture.jurisdiction()) && then.targetClass() == posture.targetClass())
                .findFirst()
                .map(JurisdictionPosture::inForce)
                .orElse(null);
    }

    private @Nullable ProtocolLine protocol(@Nullable ProtocolState state) {
        if (state == null) {
            return null;
        }
        return new ProtocolLine(
                state.protocolId(),
                state.entryId(),
                state.posture(),
                state.status(),
                cutOptional(state.authority(), limits.title()),
                state.legalBasis() == null ? null : cut(state.legalBasis().title(), limits.title()),
                state.effectiveFrom(),
                state.effectiveUntil(),
                state.conditions().stream().limit(limits.listed()).map(condition -> cut(condition, limits.title())).toList());
    }

    private Casualties casualties() {
        List<MetricLine> metrics = moment.casualties().stream()
                .map(figure -> new MetricLine(
                        figure.metric(), figure.all(), figure.confirmed(), figure.used().size(), figure.leftOut().size()))
                .toList();
        List<ClaimShown> claims = moment.sums().claims(moment.casualties());
        List<ClaimLine> lines = claims.stream().limit(limits.claims()).map(this::claim).toList();
        return new Casualties(StandingClaims.RULE, metrics, lines, claims.size() - lines.size());
    }

    private ClaimLine claim(ClaimShown claim) {
        EntryThen entry = Objects.requireNonNull(moment.entries().get(claim.entryId()));
        return new ClaimLine(
                claim.entryId(),
                claim.metric(),
                claim.min(),
                claim.best(),
                claim.max(),
                cutOptional(claim.asStated(), limits.title()),
                claim.grade(),
                claim.leftOut(),
                references.of(entry.recorded().entry().sources()));
    }

    /// A draft that is to take its place has not done so until it is approved itself.
    private @Nullable Assessment assessment() {
        return moment.assessments().stream()
                .filter(assessment -> assessment.approval() != null)
                .max(Comparator.comparing(assessment -> Objects.requireNonNull(assessment.approval()).recorded().position()))
                .map(this::assessment)
                .orElse(null);
    }

    private Assessment assessment(AssessmentShown shown) {
        AssessmentShown.Approval approval = Objects.requireNonNull(shown.approval());
        List<JudgementLine> judgements = limited(
                shown.keyJudgements(),
                judgement -> new JudgementLine(cut(judgement.statement(), limits.text()), judgement.likelihood(), judgement.confidence()));
        List<RiskLine> risks = limited(
                shown.risks(), risk -> new RiskLine(cut(risk.description(), limits.text()), risk.likelihood(), risk.impact(), risk.level()));
        List<String> actions = limited(shown.recommendedActions(), action -> cut(action, limits.text()));
        return new Assessment(
                shown.assessmentId(),
                cutOptional(shown.title(), limits.title()),
                shown.author(),
                approval.approver(),
                shown.pinnedTo(),
                approval.recorded().appendedAt(),
                judgements,
                cutOptional(shown.outlook(), limits.text()),
                risks,
                actions,
                shown.keyJudgements().size() + shown.risks().size() + shown.recommendedActions().size() - judgements.size() - risks.size() - actions.size());
    }

    private <T, R> List<R> limited(List<T> all, Function<T, R> line) {
        return all.stream().limit(limits.listed()).map(line).toList();
    }
}
