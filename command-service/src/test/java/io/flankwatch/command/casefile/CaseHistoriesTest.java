package io.flankwatch.command.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.command.desk.Revisions;
import io.flankwatch.command.entry.Entries;
import io.flankwatch.command.vocabulary.AssessmentCommand.DraftAssessment;
import io.flankwatch.command.vocabulary.AssessmentCommand.ReturnAssessment;
import io.flankwatch.command.vocabulary.CaseCommand;
import io.flankwatch.command.vocabulary.CaseFileCommand.ChangeCaseMarking;
import io.flankwatch.command.vocabulary.CaseFileCommand.CloseCase;
import io.flankwatch.command.vocabulary.CaseFileCommand.ReopenCase;
import io.flankwatch.command.vocabulary.Context;
import io.flankwatch.command.vocabulary.Decision.Decided;
import io.flankwatch.command.vocabulary.EntryCommand.AddNote;
import io.flankwatch.command.vocabulary.EntryCommand.CancelMeeting;
import io.flankwatch.command.vocabulary.EntryCommand.ChangeEntryMarking;
import io.flankwatch.command.vocabulary.EntryCommand.ChangeInterceptProtocol;
import io.flankwatch.command.vocabulary.EntryCommand.ConveneMeeting;
import io.flankwatch.command.vocabulary.EntryCommand.LinkEntries;
import io.flankwatch.command.vocabulary.EntryCommand.RecordCasualty;
import io.flankwatch.command.vocabulary.EntryCommand.RecordDevelopment;
import io.flankwatch.command.vocabulary.EntryCommand.ReinstateEntry;
import io.flankwatch.command.vocabulary.EntryCommand.RescheduleMeeting;
import io.flankwatch.command.vocabulary.EntryCommand.RetractEntry;
import io.flankwatch.command.vocabulary.EntryCommand.ReviseEntry;
import io.flankwatch.command.vocabulary.EntryCommand.UnlinkEntries;
import io.flankwatch.command.vocabulary.HypothesisCommand.EstimateLikelihood;
import io.flankwatch.command.vocabulary.HypothesisCommand.ProposeHypothesis;
import io.flankwatch.command.vocabulary.HypothesisCommand.ResolveHypothesis;
import io.flankwatch.command.vocabulary.HypothesisCommand.WeighEvidence;
import io.flankwatch.command.vocabulary.SourceCommand.CheckSource;
import io.flankwatch.command.vocabulary.SourceCommand.CiteSource;
import io.flankwatch.command.vocabulary.SourceCommand.TransferCustody;
import io.flankwatch.events.Bounds;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFile;
import io.flankwatch.events.CaseFileEvent.CaseMarkingChanged;
import io.flankwatch.events.CaseFileEvent.CaseReopened;
import io.flankwatch.events.Casualty;
import io.flankwatch.events.Consistency;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryKind;
import io.flankwatch.events.EntryLink;
import io.flankwatch.events.EntryRecorded.CasualtyRecorded;
import io.flankwatch.events.EntryRecorded.InterceptProtocolChanged;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.Evidence;
import io.flankwatch.events.HypothesisEvent.Given;
import io.flankwatch.events.HypothesisEvent.Resolution;
import io.flankwatch.events.Judgement.KeyJudgement;
import io.flankwatch.events.Likelihood;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Protocol.Posture;
import io.flankwatch.events.Protocol.Status;
import io.flankwatch.events.Protocol.TargetClass;
import io.flankwatch.events.Quantity;
import io.flankwatch.events.Refused;
import io.flankwatch.events.SourceEvent.CustodyTransferred;
import io.flankwatch.events.SourceEvent.SourceChecked;
import io.flankwatch.events.Verification;
import io.flankwatch.events.figures.Postures;
import io.flankwatch.events.figures.StandingClaims;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds whatever happened to a case: over random commands, of which some are refused.
class CaseHistoriesTest {

    private final List<Decided> history = new ArrayList<>();
    private final List<UUID> entries = new ArrayList<>();
    private CaseState state = CaseState.NONE;
    private Random random = new Random(0);
    private int refused;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void all_events_come_to_what_a_remembered_state_and_the_rest_come_to(long seed) {
        List<CaseState> states = new ArrayList<>(List.of(CaseState.NONE));
        happen(seed, 150);
        for (Decided decided : history) {
            states.add(states.getLast().evolve(decided.caseEvent(), decided.marking()));
        }
        assertThat(states.getLast()).isEqualTo(state);
        for (int i = 0; i < history.size(); i += 10) {
            CaseState remembered = states.get(i);
            for (Decided decided : history.subList(i, history.size())) {
                remembered = remembered.evolve(decided.caseEvent(), decided.marking());
            }
            assertThat(remembered).isEqualTo(state);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void to_retract_and_reinstate_changes_no_figure(long seed) {
        happen(seed, 150);
        Figures before = figures();
        for (UUID entry : List.copyOf(entries)) {
            if (!known(entry).retracted()) {
                submit(new RetractEntry(entry, "wrong"));
                submit(new ReinstateEntry(entry, "right"));
                assertThat(figures()).isEqualTo(before);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void to_retract_a_successor_restores_its_predecessor(long seed) {
        happen(seed, 150);
        Figures before = figures();
        Set<UUID> successors = new HashSet<>();
        for (UUID entry : List.copyOf(entries)) {
            if (state.entries().stands(entry) && (known(entry).kind() == EntryKind.CASUALTY || known(entry).kind() == EntryKind.DEVELOPMENT)) {
                UUID successor = id();
                successors.add(successor);
                submit(known(entry).kind() == EntryKind.CASUALTY ? claim(successor, entry, null) : development(successor, entry));
                assertThat(state.entries().stands(entry)).isFalse();
                submit(new RetractEntry(successor, "wrong"));
                assertThat(state.entries().stands(entry)).isTrue();
                assertThat(figures().without(successors)).isEqualTo(before);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 11, 12})
    void independent_claims_may_come_in_any_order(long seed) {
        happen(seed, 50);
        List<CaseCommand> claims = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            claims.add(claim(id(), null, any(entries)));
        }
        CaseState start = state;
        List<UUID> known = List.copyOf(entries);
        claims.forEach(this::submit);
        Figures before = figures();
        for (int i = 0; i < 5; i++) {
            state = start;
            entries.clear();
            entries.addAll(known);
            Collections.shuffle(claims, random);
            claims.forEach(this::submit);
            assertThat(figures()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {13, 14, 15})
    void a_closed_case_changes_only_by_what_closing_admits(long seed) {
        happen(seed, 150);
        submit(new CloseCase("done", true));
        for (int i = 0; i < 500; i++) {
            CaseState before = state;
            int recorded = history.size();
            try {
                submit(any());
            } catch (Refused refusal) {
                assertThat(state).isEqualTo(before);
                continue;
            }
            assertThat(history.subList(recorded, history.size())).extracting(Decided::caseEvent).allSatisfy(this::admitted);
            if (history.getLast().event() instanceof CaseReopened) {
                submit(new CloseCase("done again", true));
            }
        }
    }

    private void admitted(CaseEvent event) {
        switch (event) {
            case CaseReopened reopened -> {}
            case SourceChecked checked -> {}
            case CustodyTransferred transferred -> {}
            case CaseMarkingChanged marking -> assertThat(marking.after()).isGreaterThan(marking.before());
            case EntryMarkingChanged marking -> assertThat(marking.after()).isGreaterThan(marking.before() == null ? file().marking() : marking.before());
            default -> throw new AssertionError("a closed case took " + event);
        }
    }

    /// @param openIndicators as far as they are open
    private record Figures(List<Metric> casualties, List<Postures.Posture> postures, Set<UUID> openIndicators) {

        record Metric(
                Casualty.Metric metric,
                StandingClaims.@Nullable Figure all,
                StandingClaims.@Nullable Figure confirmed,
                Set<UUID> used,
                Set<StandingClaims.LeftOut> leftOut) {}

        /// Retracted claims are still named, as left out.
        Figures without(Set<UUID> retracted) {
            return new Figures(
                    casualties.stream()
                            .map(metric -> new Metric(
                                    metric.metric(),
                                    metric.all(),
                                    metric.confirmed(),
                                    metric.used(),
                                    Set.copyOf(metric.leftOut().stream().filter(left -> !retracted.contains(left.entryId())).toList())))
                            .toList(),
                    postures,
                    openIndicators);
        }
    }

    private Figures figures() {
        List<StandingClaims.Contribution> contributions = new ArrayList<>();
        List<Postures.Change> changes = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            var known = known(entries.get(i));
            EntryRecorded recorded = known.recorded();
            boolean falseAlarm = recorded.entry().verification() == Verification.FALSE_ALARM;
            contributions.add(new StandingClaims.Contribution(
                    entries.get(i), recorded.entry().supersedes(), known.retracted(), falseAlarm, recorded instanceof CasualtyRecorded claim ? claim(claim) : null));
            if (recorded instanceof InterceptProtocolChanged change && state.entries().stands(entries.get(i)) && !falseAlarm) {
                changes.add(new Postures.Change(
                        i, entries.get(i), change.protocolId(), change.jurisdiction(), change.targetClass(), change.state(), change.decidedBy(), change.replaces()));
            }
        }
        List<Figures.Metric> casualties = StandingClaims.of(contributions).stream()
                .map(figure -> new Figures.Metric(
                        figure.metric(), figure.all(), figure.confirmed(), Set.copyOf(figure.used()), Set.copyOf(figure.leftOut())))
                .toList();
        return new Figures(casualties, Postures.at(CaseRows.NOW, changes), Set.copyOf(state.indicators().open()));
    }

    private static StandingClaims.Claim claim(CasualtyRecorded claim) {
        return new StandingClaims.Claim(claim.metric(), claim.scope(), claim.about(), Bounds.of(claim.claim()), claim.grade());
    }

    private Entries.Known known(UUID entry) {
        return Objects.requireNonNull(state.entries().known().get(entry));
    }

    private CaseFile file() {
        return Objects.requireNonNull(state.file());
    }

    private void happen(long seed, int commands) {
        random = new Random(seed);
        submit(CaseRows.open(null));
        submit(IndicatorRows.define(null, null));
        while (history.size() < commands) {
            try {
                submit(any());
            } catch (Refused expected) {
                refused++;
            }
        }
        if (file().closed()) {
            submit(new ReopenCase("news"));
        }
        assertThat(refused).as("refused beside " + history.size() + " events").isPositive();
    }

    private void submit(CaseCommand command) {
        var context = new Context(CaseRows.NOW, CaseRows.ANALYST, Marking.RED, true, this::id, (id, entry) -> null, Revisions::revised, CaseRows::residues, CaseRows::has);
        for (Decided decided : CaseDecider.decide(state, command, context).events()) {
            history.add(decided);
            state = state.evolve(decided.caseEvent(), decided.marking());
            if (decided.event() instanceof EntryRecorded recorded) {
                entries.add(recorded.entry().entryId());
            }
        }
    }

    private CaseCommand any() {
        if (entries.size() < 3) {
            return development(id(), null);
        }
        UUID entry = any(entries);
        return switch (random.nextInt(24)) {
            case 0 -> development(id(), null);
            case 1 -> development(id(), entry);
            case 2 -> claim(id(), null, entry);
            case 3 -> claim(id(), entry, any(entries));
            case 4 -> claim(id(), null, null);
            case 5 -> new ChangeInterceptProtocol(
                    CaseRows.draft(id(), null, null, random.nextInt(3) == 0 ? entry : null),
                    CaseRows.PROTOCOL,
                    "RO",
                    TargetClass.UNCREWED,
                    any(List.of(Posture.values())),
                    any(List.of(Status.values())),
                    null, null, null, null, null, null, null,
                    "it is so");
            case 6, 7 -> new RetractEntry(entry, "wrong");
            case 8 -> new ReinstateEntry(entry, "right");
            case 9 -> new ReviseEntry(entry, "corrected", Map.of("supersedes", any(entries).toString()));
            case 11 -> new AddNote(CaseRows.draft(id(), null, null, null), "think", List.of(entry));
            case 12 -> new ConveneMeeting(CaseRows.draft(id(), null, null, null), "Council", CaseRows.unknown(), null, List.of(entry));
            case 13 -> any(List.of(
                    MeetingRows.conclude(entry),
                    new RescheduleMeeting(entry, CaseRows.at(CaseRows.NOW.plusSeconds(random.nextInt(9_000))), null, null),
                    new CancelMeeting(entry, "called off", null)));
            case 14 -> new LinkEntries(entry, any(List.of(EntryLink.Relation.values())), null, any(entries), null);
            case 15 -> new UnlinkEntries(entry, any(List.of(EntryLink.Relation.values())), null, any(entries), null);
            case 16 -> new ChangeEntryMarking(entry, any(List.of(Marking.values())), "it is so");
            case 17 -> new ChangeCaseMarking(any(List.of(Marking.values())), "it is so");
            case 18 -> new CiteSource(CaseRows.source(any(List.of(CaseRows.SOURCE, id())), "https://example.org/" + random.nextInt(20)));
            case 19 -> any(List.of(
                    new CheckSource(CaseRows.SOURCE, any(List.of(Evidence.CheckResult.values())), null, null),
                    new TransferCustody(CaseRows.SOURCE, null, Evidence.Action.TRANSFERRED, "archive", "kept there", null)));
            case 20 -> random.nextInt(4) == 0 ? new CloseCase("done", true) : new ReopenCase("news");
            case 21 -> any(List.of(
                    new ProposeHypothesis(HypothesisRows.HYPOTHESIS, "h", null, null),
                    new WeighEvidence(HypothesisRows.HYPOTHESIS, entry, any(List.of(Consistency.values())), null),
                    new EstimateLikelihood(
                            HypothesisRows.HYPOTHESIS, Likelihood.LIKELY, null, null, new Given(CaseRows.INDICATOR, Given.Outcome.MET), "so it looks"),
                    new ResolveHypothesis(HypothesisRows.HYPOTHESIS, any(List.of(Resolution.values())), List.of(entry), "so it was")));
            case 22 -> any(List.of(
                    new DraftAssessment(
                            AssessmentRows.ASSESSMENT, null, List.of(new KeyJudgement("j", null, null, List.of(), List.of(entry))), null, null, null, null, null),
                    new ReturnAssessment(AssessmentRows.ASSESSMENT, "thin")));
            case 10 -> new ReviseEntry(entry, "corrected", Map.of("verification", any(List.of(Verification.values())).toString()));
            default -> new ReviseEntry(entry, "corrected", Map.of("min", random.nextInt(5)));
        };
    }

    private CaseCommand development(UUID id, @Nullable UUID supersedes) {
        return new RecordDevelopment(CaseRows.draft(id, null, null, supersedes));
    }

    /// @param about absent: the whole case
    private CaseCommand claim(UUID id, @Nullable UUID supersedes, @Nullable UUID about) {
        return new RecordCasualty(
                CaseRows.draft(id, null, null, supersedes),
                about == null ? Casualty.Scope.CASE : null,
                about == null ? null : List.of(about),
                any(List.of(Casualty.Metric.KILLED, Casualty.Metric.INJURED)),
                new Quantity((long) random.nextInt(5), null, random.nextBoolean() ? null : (long) random.nextInt(9), "some"),
                null,
                any(List.of(Casualty.Grade.values())));
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
