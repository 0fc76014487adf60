package io.flankwatch.command.casefile;

import static io.flankwatch.command.casefile.CaseRows.A;
import static io.flankwatch.command.casefile.CaseRows.ANALYST;
import static io.flankwatch.command.casefile.CaseRows.B;
import static io.flankwatch.command.casefile.CaseRows.INDICATOR;
import static io.flankwatch.command.casefile.CaseRows.MEETING;
import static io.flankwatch.command.casefile.CaseRows.NOWHERE;
import static io.flankwatch.command.casefile.CaseRows.SOURCE;
import static io.flankwatch.command.casefile.CaseRows.URL;
import static io.flankwatch.command.casefile.CaseRows.cited;
import static io.flankwatch.command.casefile.CaseRows.development;
import static io.flankwatch.command.casefile.CaseRows.entry;
import static io.flankwatch.command.casefile.CaseRows.given;
import static io.flankwatch.command.casefile.CaseRows.happy;
import static io.flankwatch.command.casefile.CaseRows.id;
import static io.flankwatch.command.casefile.CaseRows.marked;
import static io.flankwatch.command.casefile.CaseRows.refused;
import static io.flankwatch.command.casefile.CaseRows.refusedUnder;
import static io.flankwatch.command.casefile.HypothesisRows.HYPOTHESIS;
import static io.flankwatch.command.casefile.HypothesisRows.estimate;
import static io.flankwatch.command.casefile.HypothesisRows.proposed;
import static io.flankwatch.command.casefile.IndicatorRows.defined;
import static io.flankwatch.command.casefile.MeetingRows.convened;
import static io.flankwatch.command.casefile.ProtocolRows.changed;

import io.flankwatch.command.casefile.CaseRows.Row;
import io.flankwatch.command.vocabulary.AssessmentCommand.ApproveAssessment;
import io.flankwatch.command.vocabulary.AssessmentCommand.DraftAssessment;
import io.flankwatch.command.vocabulary.AssessmentCommand.ReturnAssessment;
import io.flankwatch.command.vocabulary.CaseFileCommand.CloseCase;
import io.flankwatch.events.AssessmentEvent.AssessmentApproved;
import io.flankwatch.events.AssessmentEvent.AssessmentDrafted;
import io.flankwatch.events.AssessmentEvent.AssessmentReturned;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFileEvent.CaseClosed;
import io.flankwatch.events.Consistency;
import io.flankwatch.events.EntryEvent.EntriesLinked;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryEvent.EntryReinstated;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryLink;
import io.flankwatch.events.EntryRecorded.DevelopmentRecorded;
import io.flankwatch.events.Evidence.CheckResult;
import io.flankwatch.events.HypothesisEvent.EvidenceWeighed;
import io.flankwatch.events.HypothesisEvent.Given;
import io.flankwatch.events.HypothesisEvent.Given.Outcome;
import io.flankwatch.events.IndicatorEvent.IndicatorMet;
import io.flankwatch.events.Judgement.KeyJudgement;
import io.flankwatch.events.Judgement.Level;
import io.flankwatch.events.Judgement.Risk;
import io.flankwatch.events.Likelihood;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Protocol.Posture;
import io.flankwatch.events.Protocol.Status;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Reliability;
import io.flankwatch.events.SourceEvent.SourceChecked;
import io.flankwatch.events.SourceEvent.SourceGraded;
import io.flankwatch.events.SourceUse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Assessments: drafted by one and approved by another, as long as what they rest on is as it was.
final class AssessmentRows {

    static final UUID ASSESSMENT = id(70);
    private static final UUID NEXT = id(71);
    private static final String AUTHOR = "bob";
    private static final DevelopmentRecorded SOURCED =
            new DevelopmentRecorded(entry(A, List.of(new SourceUse(SOURCE, null)), null, null));

    private AssessmentRows() {}

    static void add(List<Row> rows) {
        draft(rows);
        approve(rows);
        outdated(rows);
        giveBack(rows);
        close(rows);
    }

    private static void draft(List<Row> rows) {
        rows.add(happy(
                "an assessment is drafted",
                given(proposed("h", null), development(A)),
                draft(ASSESSMENT, null, List.of(HYPOTHESIS), A),
                drafted(ASSESSMENT, ANALYST, null, List.of(HYPOTHESIS), A)));
        rows.add(refused("its id is taken once", given(development(A), drafted(A)), draft(ASSESSMENT, null, List.of(), A), RefusalCode.ENTRY_EXISTS));
        rows.add(refused("it rests on entries of the case", given(), draft(ASSESSMENT, null, List.of(), NOWHERE), RefusalCode.NO_SUCH_ENTRY));
        rows.add(refused(
                "it rests on what stands",
                given(development(A), new EntryRetracted(A, "wrong")),
                draft(ASSESSMENT, null, List.of(), A),
                RefusalCode.DOES_NOT_STAND));
        rows.add(refused("it rests on hypotheses of the case", given(), draft(ASSESSMENT, null, List.of(NOWHERE)), RefusalCode.NO_SUCH_HYPOTHESIS));
        rows.add(refusedUnder(
                Marking.AMBER,
                "nobody drafts what they could not read",
                given(development(A)),
                new DraftAssessment(ASSESSMENT, null, judgements(List.of(), A), null, null, null, null, Marking.RED),
                RefusalCode.MARKING_ABOVE_CLEARANCE));
        rows.add(happy(
                "another takes the place of one that was returned",
                given(development(A), drafted(A), returned()),
                draft(NEXT, ASSESSMENT, List.of(), A),
                drafted(NEXT, ANALYST, ASSESSMENT, List.of(), A)));
        rows.add(refused("what it replaces is there", given(development(A)), draft(NEXT, ASSESSMENT, List.of(), A), RefusalCode.NO_SUCH_ASSESSMENT));
        rows.add(refused(
                "a place is taken once",
                given(development(A), drafted(A), drafted(NEXT, AUTHOR, ASSESSMENT, List.of(), A)),
                draft(id(72), ASSESSMENT, List.of(), A),
                RefusalCode.ASSESSMENT_REPLACED));
    }

    private static void approve(List<Row> rows) {
        rows.add(happy("it is approved by somebody else", given(development(A), drafted(A)), approve(), approved()));
        rows.add(new Row(
                "it is not approved by its author",
                given(development(A), drafted(A)),
                approve(),
                AUTHOR,
                Marking.RED,
                true,
                List.of(),
                RefusalCode.SELF_APPROVAL));
        rows.add(refused("what is not there is not approved", given(), approve(), RefusalCode.NO_SUCH_ASSESSMENT));
        rows.add(refusedUnder(
                Marking.AMBER,
                "nor what rests on what one may not see",
                given(marked(A, Marking.RED), drafted(A)),
                approve(),
                RefusalCode.NO_SUCH_ASSESSMENT));
        rows.add(refusedUnder(
                Marking.AMBER,
                "nor what rests on what was marked more strictly since",
                given(
                        development(A),
                        drafted(A),
                        new EntryMarkingChanged(A, null, Marking.AMBER_STRICT, Marking.AMBER_STRICT, List.of(), null)),
                approve(),
                RefusalCode.NO_SUCH_ASSESSMENT));
        rows.add(refused("it is approved once", given(development(A), drafted(A), approved()), approve(), RefusalCode.ALREADY_APPROVED));
        rows.add(refused("what was returned is not approved", given(development(A), drafted(A), returned()), approve(), RefusalCode.ASSESSMENT_RETURNED));
        rows.add(refused(
                "what was replaced is not approved",
                given(development(A), drafted(A), drafted(NEXT, AUTHOR, ASSESSMENT, List.of(), A)),
                approve(),
                RefusalCode.ASSESSMENT_REPLACED));
    }

    /// What has changed since, and what it makes of an assessment of A and of the hypothesis.
    private static void outdated(List<Row> rows) {
        DevelopmentRecorded otherwise = new DevelopmentRecorded(entry(A, List.of(new SourceUse(SOURCE, "p. 3")), null, null));
        Object[][] changes = {
            {"an entry was revised", A, EntryRevised.of(SOURCED, otherwise, "r")},
            {"an entry was retracted", A, new EntryRetracted(A, "wrong")},
            {"an entry was contradicted", A, new EntriesLinked(B, EntryLink.Relation.CONTRADICTS, null, A, null)},
            {"a source was graded otherwise", SOURCE, new SourceGraded(SOURCE, Reliability.E, null, 5, null, null)},
            {"a source has changed", SOURCE, new SourceChecked(SOURCE, CheckResult.CORRECTED, null, null, null)},
            {"evidence was weighed", HYPOTHESIS, new EvidenceWeighed(HYPOTHESIS, B, Consistency.NEUTRAL, null)},
            {"a likelihood was estimated", HYPOTHESIS, estimate(AUTHOR, null)},
        };
        for (Object[] change : changes) {
            rows.add(refused(
                    "it is outdated where " + change[0], rests((CaseEvent) change[2]), approve(), RefusalCode.ASSESSMENT_OUTDATED));
            rows.add(happy(
                    "and approved where it is acknowledged that " + change[0],
                    rests((CaseEvent) change[2]),
                    approve((UUID) change[1]),
                    approved((UUID) change[1])));
        }
        rows.add(refused(
                "it is outdated where another entry took the place of one",
                rests(new DevelopmentRecorded(entry(id(80), List.of(), null, A))),
                approve(),
                RefusalCode.ASSESSMENT_OUTDATED));
        rows.add(refused(
                "to acknowledge one change is not to acknowledge another",
                rests(new EntryRetracted(A, "wrong"), estimate(AUTHOR, null)),
                approve(A),
                RefusalCode.ASSESSMENT_OUTDATED));
        rows.add(refused(
                "it is outdated where an entry is as it was after it was not",
                rests(new EntryRetracted(A, "wrong"), new EntryReinstated(A, "right")),
                approve(),
                RefusalCode.ASSESSMENT_OUTDATED));
        rows.add(refused(
                "it is outdated where what was weighed against its hypothesis has changed",
                given(
                        development(B),
                        proposed("h", null),
                        new EvidenceWeighed(HYPOTHESIS, B, Consistency.NEUTRAL, null),
                        drafted(ASSESSMENT, AUTHOR, null, List.of(HYPOTHESIS)),
                        new EntryRetracted(B, "wrong")),
                approve(),
                RefusalCode.ASSESSMENT_OUTDATED));
        rows.add(refused(
                "it is outdated where an indicator that its hypothesis was estimated for is met",
                given(
                        convened(),
                        defined(MEETING),
                        proposed("h", null),
                        estimate(AUTHOR, new Given(INDICATOR, Outcome.MET)),
                        drafted(ASSESSMENT, AUTHOR, null, List.of(HYPOTHESIS)),
                        changed(B, Posture.KINETIC_ENGAGE, Status.ADOPTED, MEETING, null),
                        new IndicatorMet(INDICATOR, B, false, null)),
                approve(),
                RefusalCode.ASSESSMENT_OUTDATED));
        rows.add(happy(
                "it is not outdated by what it does not rest on, by new facts, or by a source that is still there",
                rests(
                        development(id(81)),
                        new EntryRetracted(B, "wrong"),
                        new SourceChecked(SOURCE, CheckResult.REACHABLE, null, null, null)),
                approve(),
                approved()));
        rows.add(happy(
                "it is not outdated by what its readers may not see",
                given(
                        marked(B, Marking.RED),
                        proposed("h", null),
                        new EvidenceWeighed(HYPOTHESIS, B, Consistency.NEUTRAL, null),
                        drafted(ASSESSMENT, AUTHOR, null, List.of(HYPOTHESIS)),
                        new EntryRetracted(B, "wrong")),
                approve(),
                approved()));
    }

    private static void giveBack(List<Row> rows) {
        rows.add(happy("it is returned to its author", given(development(A), drafted(A)), new ReturnAssessment(ASSESSMENT, "r"), returned()));
        rows.add(refused("what is approved is not returned", given(development(A), drafted(A), approved()), new ReturnAssessment(ASSESSMENT, "r"), RefusalCode.ALREADY_APPROVED));
        rows.add(refused("it is returned once", given(development(A), drafted(A), returned()), new ReturnAssessment(ASSESSMENT, "r"), RefusalCode.ASSESSMENT_RETURNED));
    }

    private static void close(List<Row> rows) {
        rows.add(refused("a case with an unapproved assessment stays open", given(development(A), drafted(A)), new CloseCase("x", null), RefusalCode.UNAPPROVED_ASSESSMENT));
        rows.add(refused("also with one that was returned", given(development(A), drafted(A), returned()), new CloseCase("x", null), RefusalCode.UNAPPROVED_ASSESSMENT));
        rows.add(refused("to force it needs a reason", given(development(A), drafted(A)), new CloseCase(null, true), RefusalCode.REASON_REQUIRED));
        rows.add(happy("it is closed by force", given(development(A), drafted(A)), new CloseCase("x", true), new CaseClosed("x", true)));
        rows.add(happy("it is closed once the assessment is approved", given(development(A), drafted(A), approved()), new CloseCase("x", null), new CaseClosed("x", false)));
        rows.add(happy(
                "or another in its place",
                given(development(A), drafted(A), returned(), drafted(NEXT, AUTHOR, ASSESSMENT, List.of(), A), new AssessmentApproved(NEXT, ANALYST, null, List.of())),
                new CloseCase("x", null),
                new CaseClosed("x", false)));
    }

    /// An assessment that rests on A, which rests on a source, and on the hypothesis; B is beside them.
    private static List<CaseEvent> rests(CaseEvent... since) {
        List<CaseEvent> events = new ArrayList<>(given(
                cited(SOURCE, URL), SOURCED, development(B), proposed("h", null), drafted(ASSESSMENT, AUTHOR, null, List.of(HYPOTHESIS), A)));
        events.addAll(Arrays.asList(since));
        return events;
    }

    private static List<KeyJudgement> judgements(List<UUID> hypotheses, UUID... evidence) {
        return List.of(new KeyJudgement("j", Likelihood.LIKELY, null, hypotheses, List.of(evidence)));
    }

    private static DraftAssessment draft(UUID id, @Nullable UUID replaces, List<UUID> hypotheses, UUID... evidence) {
        return new DraftAssessment(id, null, judgements(hypotheses, evidence), "o", List.of(risk()), List.of("act"), replaces, null);
    }

    private static AssessmentDrafted drafted(UUID evidence) {
        return drafted(ASSESSMENT, AUTHOR, null, List.of(), evidence);
    }

    private static AssessmentDrafted drafted(
            UUID id, String author, @Nullable UUID replaces, List<UUID> hypotheses, UUID... evidence) {
        return new AssessmentDrafted(id, author, null, judgements(hypotheses, evidence), "o", List.of(risk()), List.of("act"), replaces, null);
    }

    private static Risk risk() {
        return new Risk("r", Likelihood.UNLIKELY, Level.HIGH);
    }

    private static ApproveAssessment approve(UUID... acknowledge) {
        return new ApproveAssessment(ASSESSMENT, null, List.of(acknowledge));
    }

    private static AssessmentApproved approved(UUID... acknowledged) {
        return new AssessmentApproved(ASSESSMENT, ANALYST, null, List.of(acknowledged));
    }

    private static AssessmentReturned returned() {
        return new AssessmentReturned(ASSESSMENT, "r");
    }
}
