package io.flankwatch.query.diff;

import io.flankwatch.events.Casualty;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.FieldChange;
import io.flankwatch.events.figures.StandingClaims.MetricFigure;
import io.flankwatch.query.assessments.AssessmentShown;
import io.flankwatch.query.casesummary.CaseSummary.IndicatorLine;
import io.flankwatch.query.casesummary.CaseSummary.Indicators;
import io.flankwatch.query.casesummary.CaseSummary.JurisdictionPosture;
import io.flankwatch.query.casesummary.Summing.Stand;
import io.flankwatch.query.diff.Compared.AssessmentState;
import io.flankwatch.query.diff.Compared.Details;
import io.flankwatch.query.diff.Compared.EntryState;
import io.flankwatch.query.diff.Compared.EstimateState;
import io.flankwatch.query.diff.Compared.FigureState;
import io.flankwatch.query.diff.Compared.HypothesisState;
import io.flankwatch.query.diff.Compared.IndicatorState;
import io.flankwatch.query.diff.Compared.PostureState;
import io.flankwatch.query.diff.Compared.ProtocolThen;
import io.flankwatch.query.diff.Compared.SourceState;
import io.flankwatch.query.diff.Compared.Totals;
import io.flankwatch.query.diff.Diff.Changed;
import io.flankwatch.query.diff.Diff.How;
import io.flankwatch.query.diff.Diff.Part;
import io.flankwatch.query.diff.Diff.Side;
import io.flankwatch.query.hypotheses.HypothesisShown;
import io.flankwatch.query.moment.Moment;
import io.flankwatch.query.moment.Moment.EntryThen;
import io.flankwatch.query.sources.SourceShown;
import io.flankwatch.query.watch.WatchedIndicator.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Compares what one reader may know of a case at two moments. What is compared is what [Compared] says.
public final class Comparing {

    private Comparing() {}

    /// @param limit items that are listed of each part
    public static Diff compare(Moment from, Moment to, String ceiling, int limit) {
        return new Diff(
                UUID.fromString(to.told().gate().caseId()),
                ceiling,
                side(from),
                side(to),
                FieldChange.between(Details.of(from), Details.of(to)),
                FieldChange.between(Totals.of(from.sums().counts()), Totals.of(to.sums().counts())),
                entries(from.entries(), to.entries(), limit),
                part(figures(from), figures(to), limit),
                part(postures(from), postures(to), limit),
                part(indicators(from), indicators(to), limit),
                part(hypotheses(from), hypotheses(to), limit),
                part(assessments(from), assessments(to), limit),
                part(sources(from), sources(to), limit));
    }

    private static Side side(Moment moment) {
        return new Side(moment.told().position(), moment.told().version(), moment.told().appendedAt());
    }

    private static Part entries(Map<UUID, EntryThen> from, Map<UUID, EntryThen> to, int limit) {
        List<Changed> changed = new ArrayList<>();
        for (UUID id : union(from.keySet(), to.keySet())) {
            EntryThen before = from.get(id);
            EntryThen after = to.get(id);
            if (before == null && after != null) {
                changed.add(changed(id, after, How.ADDED, stands(after)));
            } else if (before != null && after == null) {
                changed.add(changed(id, before, How.GONE, List.of()));
            } else if (before != null && after != null && !before.equals(after)) {
                // What is sealed is nowhere but where it is unsealed.
                List<FieldChange> texts = FieldChange.between((Record) before.recorded(), (Record) after.recorded()).stream()
                        .filter(change -> !change.field().equals("persons"))
                        .toList();
                List<FieldChange> all = new ArrayList<>(texts);
                all.addAll(FieldChange.between(state(before), state(after)));
                if (!all.isEmpty()) {
                    changed.add(changed(id, after, how(before.stand().stand(), after.stand().stand(), !texts.isEmpty()), all));
                }
            }
        }
        return cut(changed, limit);
    }

    private static EntryState state(EntryThen entry) {
        return new EntryState(entry.stand().stand(), entry.stand().marking(), entry.meeting());
    }

    private static List<FieldChange> stands(EntryThen added) {
        return added.standing() ? List.of() : List.of(new FieldChange("state", null, added.stand().stand().name()));
    }

    private static How how(Stand before, Stand after, boolean revised) {
        if (before != after && after == Stand.RETRACTED) {
            return How.RETRACTED;
        }
        if (before != after && before == Stand.RETRACTED) {
            return How.REINSTATED;
        }
        if (before != after && after == Stand.SUPERSEDED) {
            return How.SUPERSEDED;
        }
        return revised ? How.REVISED : How.CHANGED;
    }

    private static Changed changed(UUID id, EntryThen entry, How how, List<FieldChange> changes) {
        return new Changed(id.toString(), how, entry.stand().kind().name(), says(entry.recorded()), changes);
    }

    /// What an entry is called by: its title, or what takes the place of one.
    public static String says(EntryRecorded recorded) {
        String title = recorded.entry().title();
        if (title != null) {
            return title;
        }
        return switch (recorded) {
            case EntryRecorded.IncursionReported incursion -> incursion.objectType().name();
            case EntryRecorded.CasualtyRecorded casualty -> casualty.metric().name();
            case EntryRecorded.ReactionRecorded reaction -> reaction.actor() + ": " + reaction.stance();
            case EntryRecorded.MeetingConvened meeting -> meeting.body();
            case EntryRecorded.InterceptProtocolChanged changed -> changed.jurisdiction() + ": " + changed.posture() + ", " + changed.status();
            case EntryRecorded.NoteAdded note -> note.kind().name();
            case EntryRecorded.DevelopmentRecorded development -> development.kind().name();
        };
    }

    /// One thing as it is compared.
    private record Told(String says, Record state) {}

    private static Part part(Map<String, Told> from, Map<String, Told> to, int limit) {
        List<Changed> changed = new ArrayList<>();
        for (String id : union(from.keySet(), to.keySet())) {
            Told before = from.get(id);
            Told after = to.get(id);
            if (before == null && after != null) {
                changed.add(new Changed(id, How.ADDED, null, after.says(), List.of()));
            } else if (before != null && after == null) {
                changed.add(new Changed(id, How.GONE, null, before.says(), List.of()));
            } else if (before != null && after != null && !before.state().equals(after.state())) {
                changed.add(new Changed(id, How.CHANGED, null, after.says(), FieldChange.between(before.state(), after.state())));
            }
        }
        return cut(changed, limit);
    }

    private static Part cut(List<Changed> changed, int limit) {
        List<Changed> listed = changed.subList(0, Math.min(limit, changed.size()));
        return new Part(changed.size(), List.copyOf(listed), changed.size() - listed.size());
    }

    private static <T> Set<T> union(Set<T> one, Set<T> other) {
        Set<T> all = new LinkedHashSet<>(one);
        all.addAll(other);
        return all;
    }

    private static Map<String, Told> figures(Moment moment) {
        Map<String, Told> told = new LinkedHashMap<>();
        for (MetricFigure figure : moment.casualties()) {
            Casualty.Metric metric = figure.metric();
            told.put(
                    metric.name(),
                    new Told(
                            metric.name(),
                            new FigureState(figure.all(), figure.confirmed(), figure.used().size(), figure.leftOut().size())));
        }
        return told;
    }

    private static Map<String, Told> postures(Moment moment) {
        Instant then = moment.told().appendedAt();
        Map<String, Told> told = new LinkedHashMap<>();
        for (JurisdictionPosture posture : moment.sums().postures(then)) {
            String id = posture.jurisdiction() + "/" + posture.targetClass();
            List<ProtocolThen> beside = posture.beside().stream().map(ProtocolThen::of).toList();
            told.put(id, new Told(id, PostureState.of(posture.inForce(), beside)));
        }
        return told;
    }

    private static Map<String, Told> indicators(Moment moment) {
        Indicators indicators = moment.sums().heading().indicators();
        Map<String, Told> told = new LinkedHashMap<>();
        put(told, State.OPEN, indicators.open());
        put(told, State.MET, indicators.met());
        put(told, State.NOT_MET, indicators.notMet());
        put(told, State.EXPIRED, indicators.expired());
        put(told, State.WITHDRAWN, indicators.withdrawn());
        return told;
    }

    private static void put(Map<String, Told> told, State state, List<IndicatorLine> lines) {
        for (IndicatorLine line : lines) {
            told.put(
                    line.indicatorId().toString(),
                    new Told(line.statement(), new IndicatorState(state, line.deadline(), line.metBy(), line.late(), line.reason())));
        }
    }

    private static Map<String, Told> hypotheses(Moment moment) {
        Map<String, Told> told = new LinkedHashMap<>();
        for (HypothesisShown shown : moment.hypotheses()) {
            List<EstimateState> estimates = shown.estimates().stream()
                    .filter(HypothesisShown.EstimateShown::latest)
                    .map(estimate -> new EstimateState(
                            estimate.analyst(), estimate.likelihood(), estimate.confidence(), estimate.given(), estimate.holds()))
                    .toList();
            told.put(
                    shown.hypothesisId().toString(),
                    new Told(
                            shown.statement(),
                            new HypothesisState(
                                    shown.statement(), shown.description(), shown.resolution(), shown.inconsistency(), estimates)));
        }
        return told;
    }

    private static Map<String, Told> assessments(Moment moment) {
        Map<String, Told> told = new LinkedHashMap<>();
        for (AssessmentShown shown : moment.assessments()) {
            AssessmentShown.Approval approval = shown.approval();
            String says = shown.title() == null ? shown.keyJudgements().getFirst().statement() : shown.title();
            told.put(
                    shown.assessmentId().toString(),
                    new Told(
                            says,
                            new AssessmentState(shown.state(), approval == null ? null : approval.approver(), shown.replacedBy())));
        }
        return told;
    }

    private static Map<String, Told> sources(Moment moment) {
        Map<String, Told> told = new LinkedHashMap<>();
        for (SourceShown shown : moment.sources()) {
            told.put(
                    shown.sourceId().toString(),
                    new Told(
                            shown.title(),
                            new SourceState(
                                    shown.reliability(),
                                    shown.credibility(),
                                    shown.checks().isEmpty() ? null : shown.checks().getLast().result(),
                                    shown.captures().size(),
                                    shown.custody().size())));
        }
        return told;
    }
}
