package io.flankwatch.command.casefile;

import static io.flankwatch.command.casefile.CaseRows.given;
import static io.flankwatch.command.casefile.CaseRows.happy;
import static io.flankwatch.command.casefile.CaseRows.id;
import static io.flankwatch.command.casefile.CaseRows.refused;
import static io.flankwatch.command.casefile.CaseRows.refusedUnder;

import io.flankwatch.command.casefile.CaseRows.Row;
import io.flankwatch.command.vocabulary.SourceCommand.AddCapture;
import io.flankwatch.command.vocabulary.SourceCommand.CheckSource;
import io.flankwatch.command.vocabulary.SourceCommand.CiteSource;
import io.flankwatch.command.vocabulary.SourceCommand.GradeSource;
import io.flankwatch.command.vocabulary.SourceCommand.TransferCustody;
import io.flankwatch.command.vocabulary.SourceDraft;
import io.flankwatch.events.CaseFileEvent.CaseClosed;
import io.flankwatch.events.Evidence.Action;
import io.flankwatch.events.Evidence.Capture;
import io.flankwatch.events.Evidence.CheckResult;
import io.flankwatch.events.Evidence.Kind;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Precision;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Reliability;
import io.flankwatch.events.SourceEvent.CaptureAdded;
import io.flankwatch.events.SourceEvent.CustodyTransferred;
import io.flankwatch.events.SourceEvent.SourceChecked;
import io.flankwatch.events.SourceEvent.SourceCited;
import io.flankwatch.events.SourceEvent.SourceGraded;
import io.flankwatch.events.When;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What becomes of a source after it was cited.
final class SourceRows {

    private static final UUID SOURCE = id(10);
    private static final UUID OTHER = id(11);
    private static final UUID CAPTURE = id(12);
    private static final UUID DERIVED = id(13);
    private static final UUID NOWHERE = id(99);
    private static final CaseClosed CLOSED = new CaseClosed(null, false);

    private SourceRows() {}

    static void add(List<Row> rows) {
        citing(rows);
        captures(rows);
        checks(rows);
        grades(rows);
        custody(rows);
    }

    private static void citing(List<Row> rows) {
        rows.add(happy(
                "a source copies one that was cited before",
                given(cited(SOURCE, null, null)),
                new CiteSource(draft(OTHER, SOURCE)),
                new SourceCited(OTHER, url(OTHER), null, "t", null, null, null, null, null, null, SOURCE, null, List.of())));
        rows.add(refused("a source is no copy of itself", given(), new CiteSource(draft(SOURCE, SOURCE)), RefusalCode.SOURCE_CYCLE));
        rows.add(refused(
                "a capture's id is no other's",
                given(cited(SOURCE, null, null), added(CAPTURE, capture(null, null))),
                new CiteSource(draft(CAPTURE, null)),
                RefusalCode.ENTRY_EXISTS));
        rows.add(refused(
                "a capture is no source that could be copied",
                given(cited(SOURCE, null, null), added(CAPTURE, capture(null, null))),
                new CiteSource(draft(OTHER, CAPTURE)),
                RefusalCode.NO_SUCH_SOURCE));
    }

    private static void captures(List<Row> rows) {
        rows.add(happy(
                "a capture is added",
                given(cited(SOURCE, null, null)),
                new AddCapture(SOURCE, CAPTURE, capture(null, null)),
                added(CAPTURE, capture(null, null))));
        rows.add(happy(
                "a capture is made from another, and the same file may be captured again",
                given(cited(SOURCE, null, null), added(CAPTURE, capture(null, null))),
                new AddCapture(SOURCE, DERIVED, capture(CAPTURE, null)),
                added(DERIVED, capture(CAPTURE, null))));
        rows.add(refused(
                "what a capture is made from is there before it",
                given(cited(SOURCE, null, null)),
                new AddCapture(SOURCE, CAPTURE, capture(CAPTURE, null)),
                RefusalCode.NO_SUCH_CAPTURE));
        rows.add(refused(
                "a capture is of a source of the case", given(), new AddCapture(SOURCE, CAPTURE, capture(null, null)), RefusalCode.NO_SUCH_SOURCE));
        rows.add(refused(
                "a capture's id is taken once",
                given(cited(SOURCE, null, null), added(CAPTURE, capture(null, null))),
                new AddCapture(SOURCE, CAPTURE, capture(null, null)),
                RefusalCode.ENTRY_EXISTS));
        rows.add(refused(
                "a closed case takes no captures",
                given(cited(SOURCE, null, null), CLOSED),
                new AddCapture(SOURCE, CAPTURE, capture(null, null)),
                RefusalCode.CASE_CLOSED));
        rows.add(refused(
                "what has not been captured yet is no capture",
                given(cited(SOURCE, null, null)),
                new AddCapture(
                        SOURCE,
                        CAPTURE,
                        new Capture(Kind.HTML, "0".repeat(64), null, null, tomorrow(), null, null, null, null, null, null, null, null, null, null)),
                RefusalCode.OCCURRED_IN_FUTURE));
        rows.add(refusedUnder(
                Marking.AMBER,
                "nobody adds what they could not see",
                given(cited(SOURCE, null, null)),
                new AddCapture(SOURCE, CAPTURE, capture(null, Marking.RED)),
                RefusalCode.MARKING_ABOVE_CLEARANCE));
        rows.add(refusedUnder(
                Marking.AMBER,
                "a source above the clearance is not there",
                given(cited(SOURCE, null, Marking.RED)),
                new AddCapture(SOURCE, CAPTURE, capture(null, null)),
                RefusalCode.NO_SUCH_SOURCE));
        rows.add(refusedUnder(
                Marking.AMBER,
                "a capture above the clearance is not there",
                given(cited(SOURCE, null, null), added(CAPTURE, capture(null, Marking.RED))),
                new AddCapture(SOURCE, DERIVED, capture(CAPTURE, null)),
                RefusalCode.NO_SUCH_CAPTURE));
    }

    private static void checks(List<Row> rows) {
        rows.add(happy(
                "a source is checked",
                given(cited(SOURCE, null, null)),
                new CheckSource(SOURCE, CheckResult.REACHABLE, null, null),
                checked(CheckResult.REACHABLE, null)));
        rows.add(happy(
                "a check says what the one before it had found, also where it is the same",
                given(cited(SOURCE, null, null), checked(CheckResult.GONE, null)),
                new CheckSource(SOURCE, CheckResult.GONE, null, null),
                checked(CheckResult.GONE, CheckResult.GONE)));
        rows.add(happy(
                "the sources of a closed case are checked",
                given(cited(SOURCE, null, null), CLOSED),
                new CheckSource(SOURCE, CheckResult.CORRECTED, null, null),
                checked(CheckResult.CORRECTED, null)));
        rows.add(refused(
                "what is not there is not checked", given(), new CheckSource(SOURCE, CheckResult.GONE, null, null), RefusalCode.NO_SUCH_SOURCE));
        rows.add(refused(
                "nobody has looked tomorrow",
                given(cited(SOURCE, null, null)),
                new CheckSource(SOURCE, CheckResult.GONE, tomorrow(), null),
                RefusalCode.OCCURRED_IN_FUTURE));
    }

    private static void grades(List<Row> rows) {
        rows.add(happy(
                "an axis that is not named stays as it is",
                given(cited(SOURCE, Reliability.B, null)),
                new GradeSource(SOURCE, null, 3, "seen twice"),
                new SourceGraded(SOURCE, Reliability.B, Reliability.B, 3, null, "seen twice")));
        rows.add(happy(
                "a grade follows the one before it",
                given(cited(SOURCE, Reliability.B, null), new SourceGraded(SOURCE, Reliability.C, Reliability.B, 3, null, null)),
                new GradeSource(SOURCE, Reliability.F, 6, null),
                new SourceGraded(SOURCE, Reliability.F, Reliability.C, 6, 3, null)));
        rows.add(refused(
                "the same grade is none",
                given(cited(SOURCE, Reliability.B, null), new SourceGraded(SOURCE, Reliability.C, Reliability.B, 3, null, null)),
                new GradeSource(SOURCE, Reliability.C, 3, "again"),
                RefusalCode.NOTHING_CHANGED));
        rows.add(refused(
                "the grades of a closed case stand",
                given(cited(SOURCE, null, null), CLOSED),
                new GradeSource(SOURCE, Reliability.A, null, null),
                RefusalCode.CASE_CLOSED));
        rows.add(refused(
                "what is not there is not graded", given(), new GradeSource(NOWHERE, Reliability.A, null, null), RefusalCode.NO_SUCH_SOURCE));
    }

    private static void custody(List<Row> rows) {
        rows.add(happy(
                "custody begins",
                given(cited(SOURCE, null, null)),
                transfer(null, Action.COLLECTED, "ana"),
                transferred(null, Action.COLLECTED, "ana", null)));
        rows.add(happy(
                "custody passes on, also when the case is closed",
                given(cited(SOURCE, null, null), transferred(null, Action.COLLECTED, "ana", null), CLOSED),
                transfer(null, Action.TRANSFERRED, "store"),
                transferred(null, Action.TRANSFERRED, "store", "ana")));
        rows.add(happy(
                "a capture has a chain of its own",
                given(
                        cited(SOURCE, null, null),
                        added(CAPTURE, capture(null, null)),
                        transferred(null, Action.COLLECTED, "ana", null),
                        transferred(CAPTURE, Action.COPIED, "bo", null)),
                transfer(CAPTURE, Action.SEALED, "store"),
                transferred(CAPTURE, Action.SEALED, "store", "bo")));
        rows.add(refused(
                "custody is of a capture of that source",
                given(cited(SOURCE, null, null), cited(OTHER, null, null), new CaptureAdded(OTHER, CAPTURE, capture(null, null))),
                transfer(CAPTURE, Action.SEALED, "store"),
                RefusalCode.NO_SUCH_CAPTURE));
        rows.add(refused(
                "custody is of a capture that is there",
                given(cited(SOURCE, null, null)),
                transfer(NOWHERE, Action.SEALED, "store"),
                RefusalCode.NO_SUCH_CAPTURE));
        rows.add(refused("custody is of a source that is there", given(), transfer(null, Action.SEALED, "store"), RefusalCode.NO_SUCH_SOURCE));
        rows.add(refused(
                "nothing is handed over tomorrow",
                given(cited(SOURCE, null, null)),
                new TransferCustody(SOURCE, null, Action.SEALED, "store", "r", tomorrow()),
                RefusalCode.OCCURRED_IN_FUTURE));
    }

    private static When tomorrow() {
        return new When(CaseRows.NOW.plusSeconds(86_400), CaseRows.NOW.plusSeconds(86_400), Precision.EXACT, null, null, null);
    }

    private static String url(UUID id) {
        return "https://example.org/" + id;
    }

    private static SourceDraft draft(UUID id, @Nullable UUID copiesFrom) {
        return new SourceDraft(id, url(id), null, "t", null, null, null, null, null, null, copiesFrom, null, null, null);
    }

    private static SourceCited cited(UUID id, @Nullable Reliability reliability, @Nullable Marking marking) {
        return new SourceCited(id, url(id), null, "t", null, null, null, null, reliability, null, null, marking, List.of());
    }

    private static Capture capture(@Nullable UUID derivedFrom, @Nullable Marking marking) {
        return new Capture(
                Kind.SCREENSHOT, "0".repeat(64), 5L, "image/png", null, null, null, 200, "ana", null, null, null, derivedFrom, null, marking);
    }

    private static CaptureAdded added(UUID id, Capture capture) {
        return new CaptureAdded(SOURCE, id, capture);
    }

    private static SourceChecked checked(CheckResult result, @Nullable CheckResult previous) {
        return new SourceChecked(SOURCE, result, previous, null, null);
    }

    private static TransferCustody transfer(@Nullable UUID capture, Action action, String custodian) {
        return new TransferCustody(SOURCE, capture, action, custodian, "r", null);
    }

    private static CustodyTransferred transferred(
            @Nullable UUID capture, Action action, String custodian, @Nullable String previous) {
        return new CustodyTransferred(SOURCE, capture, action, custodian, previous, "r", null);
    }
}
