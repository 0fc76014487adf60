package io.flankwatch.events.watch;

import io.flankwatch.events.Casualty;
import io.flankwatch.events.Condition;
import io.flankwatch.events.EntryEvent.ConclusionRevised;
import io.flankwatch.events.EntryEvent.MeetingConcluded;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.EntryRecorded.CasualtyRecorded;
import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.EntryRecorded.InterceptProtocolChanged;
import io.flankwatch.events.EntryRecorded.MeetingConvened;
import io.flankwatch.events.EntryRecorded.ReactionRecorded;
import io.flankwatch.events.Marking;
import io.flankwatch.events.MeetingCourse;
import io.flankwatch.events.figures.AcrossCases;
import io.flankwatch.events.figures.AcrossCases.Ref;
import io.flankwatch.events.figures.Incidents;
import io.flankwatch.events.figures.Standing;
import io.flankwatch.events.figures.StandingClaims;
import io.flankwatch.events.figures.StandingClaims.Range;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Conditions over one set of facts.
final class Evaluation {

    private static final String EVERYTHING = "everything";

    private final Fulfilment.Over over;
    private final Marking level;
    private final List<Fact> facts;
    private final Map<Ref, Fact> byRef;
    private final Map<UUID, Standing> standings;
    private final @Nullable Instant deadline;

    /// @param level under which it is evaluated; no fact is stricter
    Evaluation(Fulfilment.Over over, Marking level, Collection<Fact> facts, @Nullable Instant deadline) {
        this.over = over;
        this.level = level;
        this.facts = facts.stream().sorted(Comparator.comparing(Fact::number)).toList();
        this.deadline = deadline;
        byRef = this.facts.stream().collect(Collectors.toMap(Fact::ref, fact -> fact));
        standings = this.facts.stream().collect(Collectors.groupingBy(
                fact -> fact.ref().caseId(),
                Collectors.collectingAndThen(
                        Collectors.mapping(
                                fact -> new Standing.Link(fact.ref().entryId(), fact.entry().supersedes(), fact.retracted()), Collectors.toList()),
                        Standing::among)));
    }

    record Found(Fact by, Set<Ref> rests) {}

    @Nullable Found of(Condition condition) {
        return switch (condition) {
            case Condition.ProtocolReaches reaches ->
                first(fact -> fact.mayBeBy(deadline) && fact.recorded() instanceof InterceptProtocolChanged change && reached(fact.ref(), change, reaches));
            case Condition.MeetingConcludes concludes ->
                first(fact -> fact.ref().entryId().equals(concludes.meeting())
                        && own(fact.ref())
                        && fact.recorded() instanceof MeetingConvened
                        && concluded(fact, concludes));
            case Condition.SomebodyReacts reacts ->
                first(fact -> fact.mayBeBy(deadline) && fact.recorded() instanceof ReactionRecorded reaction && reacted(reaction, reacts));
            case Condition.IncursionsReach incursions -> incursions(incursions);
            case Condition.CasualtiesReach casualties -> over.ledger() ? acrossCases(casualties) : inOneCase(casualties);
            case Condition.AnyOf any -> {
                List<Found> found = any.of().stream().map(this::of).filter(Objects::nonNull).map(Objects::requireNonNull).toList();
                yield found.isEmpty() ? null : together(found, found.stream().map(Found::by).min(Comparator.comparing(Fact::number)).orElseThrow());
            }
            case Condition.AllOf all -> {
                List<Found> found = all.of().stream().map(this::of).filter(Objects::nonNull).map(Objects::requireNonNull).toList();
                yield found.size() < all.of().size() ? null : together(found, last(found.stream().map(Found::by).toList()));
            }
            case Condition.Manual _ -> null;
        };
    }

    /// Whether one more entry, to which nothing is linked, may fulfil what was not. What it adds counts for what it is, whatever the others are; and only figures and
    /// incidents can come to more by what it takes the place of.
    static boolean mayFollow(Condition condition, EntryRecorded recorded) {
        return switch (condition) {
            case Condition.ProtocolReaches reaches ->
                recorded instanceof InterceptProtocolChanged change && change.jurisdiction().equals(reaches.jurisdiction());
            case Condition.MeetingConcludes concludes -> recorded.entry().entryId().equals(concludes.meeting());
            case Condition.SomebodyReacts reacts -> recorded instanceof ReactionRecorded reaction && reacted(reaction, reacts);
            case Condition.IncursionsReach incursions ->
                recorded.entry().supersedes() != null
                        || (recorded instanceof IncursionReported raid && isWanted(raid, incursions));
            case Condition.CasualtiesReach casualties ->
                recorded.entry().supersedes() != null
                        || (recorded instanceof CasualtyRecorded claim && claim.metric() == casualties.metric());
            case Condition.AnyOf any -> any.of().stream().anyMatch(part -> mayFollow(part, recorded));
            case Condition.AllOf all -> all.of().stream().anyMatch(part -> mayFollow(part, recorded));
            case Condition.Manual _ -> false;
        };
    }

    private static Found together(List<Found> found, Fact by) {
        return new Found(by, found.stream().flatMap(each -> each.rests().stream()).collect(Collectors.toSet()));
    }

    private static Fact last(Collection<Fact> of) {
        return of.stream().max(Comparator.comparing(Fact::number)).orElseThrow();
    }

    /// Each such entry fulfils it alone.
    private @Nullable Found first(Predicate<Fact> fulfils) {
        List<Fact> found = facts.stream().filter(this::counts).filter(fulfils).toList();
        return found.isEmpty() ? null : new Found(found.getFirst(), found.stream().map(Fact::ref).collect(Collectors.toSet()));
    }

    private boolean counts(Fact fact) {
        return !fact.falseAlarm() && stands(fact);
    }

    private boolean stands(Fact fact) {
        return standing(fact.ref()).stands(fact.ref().entryId());
    }

    private Standing standing(Ref ref) {
        return Objects.requireNonNull(standings.get(ref.caseId()), "every fact is of a known case");
    }

    private boolean own(Ref ref) {
        return over.caseId() == null || over.caseId().equals(ref.caseId());
    }

    /// A decision counts as long as its meeting stands and may have decided anything.
    private boolean reached(Ref ref, InterceptProtocolChanged change, Condition.ProtocolReaches reaches) {
        return change.jurisdiction().equals(reaches.jurisdiction())
                && change.posture().compareTo(reaches.posture()) >= 0
                && change.status().reaches(reaches.status())
                && (reaches.targetClass() == null || change.targetClass() == reaches.targetClass())
                && (reaches.decidedBy() == null || (reaches.decidedBy().equals(change.decidedBy()) && own(ref) && decided(ref.caseId(), reaches.decidedBy())));
    }

    private boolean decided(UUID caseId, UUID meeting) {
        Fact fact = byRef.get(new Ref(caseId, meeting));
        return fact != null && stands(fact) && course(fact).mayHaveDecided();
    }

    private boolean concluded(Fact meeting, Condition.MeetingConcludes wanted) {
        MeetingCourse course = course(meeting);
        MeetingConcluded end = course.conclusion();
        String decision = wanted.decision();
        return course.state() == MeetingCourse.State.CONCLUDED
                && end != null
                && endIsSeen(meeting)
                && Fact.mayBeBy(end.concluded().earliest(), deadline)
                && (decision == null
                        || course.conclusions().stream().flatMap(each -> each.decisions().stream()).anyMatch(made -> folded(made).contains(folded(decision))));
    }

    private boolean endIsSeen(Fact meeting) {
        return meeting.steps().stream()
                .filter(step -> step.event() instanceof MeetingConcluded || step.event() instanceof ConclusionRevised)
                .allMatch(step -> level.allows(step.marking()));
    }

    private static MeetingCourse course(Fact meeting) {
        return MeetingCourse.of(null, meeting.steps().stream().map(Fact.Step::event).toList());
    }

    private static boolean reacted(ReactionRecorded reaction, Condition.SomebodyReacts wanted) {
        return folded(reaction.actor()).equals(folded(wanted.actor()))
                && (wanted.stance() == null || reaction.stance() == wanted.stance())
                && (wanted.act() == null || reaction.act() == wanted.act());
    }

    private static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private @Nullable Found incursions(Condition.IncursionsReach wanted) {
        List<Fact> live = facts.stream().filter(this::counts).toList();
        Set<Ref> there = live.stream().map(fact -> first(fact.ref())).collect(Collectors.toSet());
        Incidents<Ref> incidents = Incidents.among(live.stream()
                .flatMap(fact -> fact.links().stream().map(link -> new Incidents.Link<>(first(fact.ref()), link.relation(), first(link.to()))))
                .filter(link -> there.contains(link.from()) && there.contains(link.to()))
                .toList());
        Map<Ref, List<Fact>> raids = new HashMap<>();
        for (Fact fact : live) {
            if (fact.mayBeBy(deadline) && fact.recorded() instanceof IncursionReported raid && isWanted(raid, wanted)) {
                raids.computeIfAbsent(incidents.of(first(fact.ref())), any -> new ArrayList<>()).add(fact);
            }
        }
        List<Raid> counted = raids.entrySet().stream()
                .filter(raid -> incidents.parts(List.of(raid.getKey())).stream().noneMatch(raids::containsKey))
                .map(raid -> Raid.of(raid.getValue()))
                .toList();
        return Raid.atLeast(counted, wanted);
    }

    private static boolean isWanted(IncursionReported raid, Condition.IncursionsReach wanted) {
        return (wanted.country() == null || Fact.countries(raid.entry()).contains(wanted.country()))
                && (wanted.objectTypes().isEmpty() || wanted.objectTypes().contains(raid.objectType()));
    }

    private Ref first(Ref ref) {
        Standing standing = standings.get(ref.caseId());
        return standing == null ? ref : new Ref(ref.caseId(), standing.first(ref.entryId()));
    }

    private @Nullable Found inOneCase(Condition.CasualtiesReach wanted) {
        List<Incidents.Link<UUID>> links = facts.stream()
                .flatMap(fact -> fact.links().stream()
                        .filter(link -> link.to().caseId().equals(fact.ref().caseId()))
                        .map(link -> new Incidents.Link<>(fact.ref().entryId(), link.relation(), link.to().entryId())))
                .toList();
        return StandingClaims.of(facts.stream().map(fact -> fact.inItsCase(fact.mayBeBy(deadline))).toList(), links).stream()
                .filter(figure -> figure.metric() == wanted.metric())
                .findFirst()
                .map(figure -> {
                    StandingClaims.Figure told = wanted.confirmed() ? figure.confirmed() : figure.all();
                    Set<UUID> used = new HashSet<>(figure.used());
                    return reached(told == null ? null : told.figure(), wanted, fact -> used.contains(fact.ref().entryId()));
                })
                .orElse(null);
    }

    private @Nullable Found acrossCases(Condition.CasualtiesReach wanted) {
        return AcrossCases.casualties(
                        facts.stream().map(fact -> fact.acrossCases(fact.mayBeBy(deadline))).toList(), told -> Set.of(EVERYTHING), any -> true)
                .stream()
                .flatMap(row -> row.metrics().stream())
                .filter(row -> row.metric() == wanted.metric())
                .findFirst()
                .map(row -> {
                    Set<Ref> used = new HashSet<>(row.used());
                    return reached(wanted.confirmed() ? row.confirmed() : row.all(), wanted, fact -> used.contains(fact.ref()));
                })
                .orElse(null);
    }

    private @Nullable Found reached(@Nullable Range figure, Condition.CasualtiesReach wanted, Predicate<Fact> used) {
        Long low = figure == null ? null : figure.low();
        if (low == null || low < wanted.atLeast()) {
            return null;
        }
        List<Fact> claims = facts.stream()
                .filter(used)
                .filter(fact -> !wanted.confirmed() || (fact.recorded() instanceof CasualtyRecorded claim && claim.grade() == Casualty.Grade.CONFIRMED))
                .toList();
        return new Found(last(claims), claims.stream().map(Fact::ref).collect(Collectors.toSet()));
    }
}
