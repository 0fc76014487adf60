package io.flankwatch.command.casefile;

import static io.flankwatch.command.casefile.CaseRows.A;
import static io.flankwatch.command.casefile.CaseRows.ANALYST;
import static io.flankwatch.command.casefile.CaseRows.CASE;
import static io.flankwatch.command.casefile.CaseRows.INDICATOR;
import static io.flankwatch.command.casefile.CaseRows.NOWHERE;
import static io.flankwatch.command.casefile.CaseRows.draft;
import static io.flankwatch.command.casefile.CaseRows.given;
import static io.flankwatch.command.casefile.CaseRows.happy;
import static io.flankwatch.command.casefile.CaseRows.id;
import static io.flankwatch.command.casefile.CaseRows.open;
import static io.flankwatch.command.casefile.CaseRows.opened;
import static io.flankwatch.command.casefile.CaseRows.refused;
import static io.flankwatch.command.casefile.CaseRows.refusedUnder;
import static io.flankwatch.command.casefile.IndicatorRows.defined;

import io.flankwatch.command.casefile.CaseRows.Row;
import io.flankwatch.command.vocabulary.CaseCommand;
import io.flankwatch.command.vocabulary.CaseFileCommand.AssignAnalyst;
import io.flankwatch.command.vocabulary.CaseFileCommand.ChangeCaseDetails;
import io.flankwatch.command.vocabulary.CaseFileCommand.ChangeCaseDetails.Detail;
import io.flankwatch.command.vocabulary.CaseFileCommand.ChangeCaseMarking;
import io.flankwatch.command.vocabulary.CaseFileCommand.CloseCase;
import io.flankwatch.command.vocabulary.CaseFileCommand.LinkCases;
import io.flankwatch.command.vocabulary.CaseFileCommand.RemoveAnalyst;
import io.flankwatch.command.vocabulary.CaseFileCommand.ReopenCase;
import io.flankwatch.command.vocabulary.CaseFileCommand.UnlinkCases;
import io.flankwatch.command.vocabulary.EntryCommand.RecordDevelopment;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFileEvent.AnalystAssigned;
import io.flankwatch.events.CaseFileEvent.AnalystRemoved;
import io.flankwatch.events.CaseFileEvent.CaseClosed;
import io.flankwatch.events.CaseFileEvent.CaseDetailsChanged;
import io.flankwatch.events.CaseFileEvent.CaseMarkingChanged;
import io.flankwatch.events.CaseFileEvent.CaseReopened;
import io.flankwatch.events.CaseFileEvent.CasesLinked;
import io.flankwatch.events.CaseFileEvent.CasesUnlinked;
import io.flankwatch.events.CaseLink.Relation;
import io.flankwatch.events.Change;
import io.flankwatch.events.IndicatorEvent.IndicatorWithdrawn;
import io.flankwatch.events.Marking;
import io.flankwatch.events.RefusalCode;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The case as a file.
final class CaseFileRows {

    private static final UUID OTHER = id(2);

    private CaseFileRows() {}

    static void add(List<Row> rows) {
        openedAndClosed(rows);
        reopened(rows);
        details(rows);
        markings(rows);
        team(rows);
        links(rows);
    }

    private static void openedAndClosed(List<Row> rows) {
        rows.add(happy("a case is opened", List.of(), open(null), opened(Marking.AMBER)));
        rows.add(happy("a case keeps the marking it is opened with", List.of(), open(Marking.GREEN), opened(Marking.GREEN)));
        rows.add(refused("an id is taken once", given(), open(null), RefusalCode.CASE_EXISTS));
        rows.add(refusedUnder(
                Marking.GREEN, "nobody marks above their clearance", List.of(), open(Marking.RED), RefusalCode.MARKING_ABOVE_CLEARANCE));
        rows.add(happy("a case is closed", given(), new CloseCase("done", null), new CaseClosed("done", false)));
        rows.add(refused("a closed case is closed", given(new CaseClosed(null, false)), new CloseCase(null, null), RefusalCode.CASE_CLOSED));
        rows.add(refused(
                "a closed case refuses new facts", given(new CaseClosed(null, false)), new RecordDevelopment(draft(A)), RefusalCode.CASE_CLOSED));
        rows.add(refused("a case with open indicators stays open", given(defined(null)), new CloseCase("x", false), RefusalCode.OPEN_INDICATORS));
        rows.add(refused("force needs a reason", given(defined(null)), new CloseCase(null, true), RefusalCode.REASON_REQUIRED));
        rows.add(happy(
                "force withdraws what is open in the same commit",
                given(defined(null)),
                new CloseCase("enough", true),
                new IndicatorWithdrawn(INDICATOR, "enough"),
                new CaseClosed("enough", true)));
        rows.add(refusedUnder(
                Marking.GREEN, "a case above the clearance does not exist", given(), new RecordDevelopment(draft(A)), RefusalCode.NO_SUCH_CASE));
    }

    private static void reopened(List<Row> rows) {
        CaseClosed closed = new CaseClosed(null, false);
        rows.add(happy("a closed case is reopened", given(closed), new ReopenCase("news"), new CaseReopened("news")));
        rows.add(refused("an open case is open", given(), new ReopenCase(null), RefusalCode.CASE_OPEN));
        rows.add(happy(
                "a reopened case takes new facts",
                given(closed, new CaseReopened(null)),
                new RecordDevelopment(draft(A)),
                CaseRows.development(A)));
        rows.add(happy(
                "a closed case takes a stricter marking",
                given(closed),
                new ChangeCaseMarking(Marking.RED, null),
                new CaseMarkingChanged(Marking.AMBER, Marking.RED, null)));
        rows.add(refused("a closed case takes no looser marking", given(closed), new ChangeCaseMarking(Marking.GREEN, "r"), RefusalCode.CASE_CLOSED));
        rows.add(refused("a closed case keeps its details", given(closed), title("u"), RefusalCode.CASE_CLOSED));
        rows.add(refused("a closed case keeps its team", given(closed), new AssignAnalyst("mia"), RefusalCode.CASE_CLOSED));
        rows.add(refused("a closed case is linked to nothing", given(closed), new LinkCases(OTHER, Relation.RELATED), RefusalCode.CASE_CLOSED));
    }

    private static void details(List<Row> rows) {
        rows.add(happy(
                "only what changed is told, with what it was",
                given(),
                new ChangeCaseDetails("u", null, List.of("RO"), List.of("drones"), null, null, null),
                new CaseDetailsChanged(new Change<>("t", "u"), null, null, new Change<>(List.of(), List.of("drones")), null, null)));
        rows.add(happy(
                "what was changed is what is changed next",
                given(new CaseDetailsChanged(new Change<>("t", "u"), null, null, null, null, null)),
                title("v"),
                new CaseDetailsChanged(new Change<>("u", "v"), null, null, null, null, null)));
        rows.add(happy(
                "an empty list takes a list away",
                given(),
                new ChangeCaseDetails(null, null, List.of(), null, null, null, null),
                new CaseDetailsChanged(null, null, new Change<>(List.of("RO"), null), null, null, null)));
        rows.add(happy(
                "what a case can do without is taken away",
                given(),
                new ChangeCaseDetails(null, null, null, null, null, null, Set.of(Detail.LEAD)),
                lead("lea", null)));
        rows.add(refused("the same details are no change", given(), title("t"), RefusalCode.NOTHING_CHANGED));
        rows.add(refused(
                "nothing can't be taken away",
                given(),
                new ChangeCaseDetails(null, null, null, null, null, null, Set.of(Detail.SUMMARY)),
                RefusalCode.NOTHING_CHANGED));
        rows.add(by("eve", false, "who sees a case may mend its title", given(), title("u"), title("t", "u")));
        rows.add(refusedTo("eve", false, "nobody makes themselves the lead of a case that is not theirs", given(), leads("eve"), RefusalCode.MEMBERS_ONLY));
        rows.add(by("eve", true, "a supervisor names a lead", given(), leads("eve"), lead("lea", "eve")));
    }

    private static void markings(List<Row> rows) {
        rows.add(by(ANALYST, false, "a member marks more strictly", given(), new ChangeCaseMarking(Marking.RED, null), new CaseMarkingChanged(Marking.AMBER, Marking.RED, null)));
        rows.add(refusedTo("eve", false, "others don't", given(), new ChangeCaseMarking(Marking.AMBER_STRICT, null), RefusalCode.MEMBERS_ONLY));
        rows.add(happy(
                "a supervisor marks more loosely with a reason",
                given(),
                new ChangeCaseMarking(Marking.GREEN, "published"),
                new CaseMarkingChanged(Marking.AMBER, Marking.GREEN, "published")));
        rows.add(refused("a looser marking needs a reason", given(), new ChangeCaseMarking(Marking.GREEN, null), RefusalCode.REASON_REQUIRED));
        rows.add(refusedTo(ANALYST, false, "a looser marking needs a supervisor", given(), new ChangeCaseMarking(Marking.GREEN, "r"), RefusalCode.ROLE_MISSING));
        rows.add(refused("the same marking is no change", given(), new ChangeCaseMarking(Marking.AMBER, "r"), RefusalCode.NOTHING_CHANGED));
        rows.add(refusedUnder(
                Marking.AMBER,
                "nobody marks a case above their clearance",
                given(),
                new ChangeCaseMarking(Marking.AMBER_STRICT, null),
                RefusalCode.MARKING_ABOVE_CLEARANCE));
        rows.add(refusedTo("eve", true, "nobody marks a case RED who is not of it", given(), new ChangeCaseMarking(Marking.RED, null), RefusalCode.MARKING_ABOVE_CLEARANCE));
    }

    private static void team(List<Row> rows) {
        CaseMarkingChanged red = new CaseMarkingChanged(Marking.AMBER, Marking.RED, null);
        rows.add(by(ANALYST, false, "a member assigns an analyst", given(), new AssignAnalyst("mia"), new AnalystAssigned("mia")));
        rows.add(by("sue", true, "a supervisor assigns an analyst", given(), new AssignAnalyst("mia"), new AnalystAssigned("mia")));
        rows.add(refusedTo("eve", false, "nobody assigns themselves", given(), new AssignAnalyst("eve"), RefusalCode.MEMBERS_ONLY));
        rows.add(refused("an analyst is assigned once", given(new AnalystAssigned("mia")), new AssignAnalyst("mia"), RefusalCode.NOTHING_CHANGED));
        rows.add(by(
                "mia",
                false,
                "who was assigned sees a RED case",
                given(new AnalystAssigned("mia"), red),
                title("u"),
                title("t", "u")));
        rows.add(happy("an analyst is removed", given(new AnalystAssigned("mia")), new RemoveAnalyst("mia"), new AnalystRemoved("mia")));
        rows.add(happy("the opener can leave", given(), new RemoveAnalyst(ANALYST), new AnalystRemoved(ANALYST)));
        rows.add(refusedTo(
                "mia",
                false,
                "who was removed sees a RED case no more",
                given(new AnalystAssigned("mia"), red, new AnalystRemoved("mia")),
                title("u"),
                RefusalCode.NO_SUCH_CASE));
        rows.add(refused("who is not assigned is not removed", given(), new RemoveAnalyst("mia"), RefusalCode.NO_SUCH_ANALYST));
        rows.add(refused("the lead is not removed", given(), new RemoveAnalyst("lea"), RefusalCode.LEADS_CASE));
        rows.add(refused("the last member is not removed", given(lead("lea", null)), new RemoveAnalyst(ANALYST), RefusalCode.LAST_MEMBER));
        rows.add(refused(
                "the last member leads on",
                given(new AnalystRemoved(ANALYST)),
                new ChangeCaseDetails(null, null, null, null, null, null, Set.of(Detail.LEAD)),
                RefusalCode.LAST_MEMBER));
    }

    private static void links(List<Row> rows) {
        CasesLinked linked = new CasesLinked(OTHER, Relation.DUPLICATE_OF);
        rows.add(happy("a case is linked to another", given(), new LinkCases(OTHER, Relation.DUPLICATE_OF), linked));
        rows.add(refused("a case is linked to one that is there", given(), new LinkCases(NOWHERE, Relation.RELATED), RefusalCode.NO_SUCH_CASE));
        rows.add(refused("a case is not linked to itself", given(), new LinkCases(CASE, Relation.RELATED), RefusalCode.MALFORMED));
        rows.add(refused("a case is linked to another once", given(linked), new LinkCases(OTHER, Relation.RELATED), RefusalCode.ALREADY_LINKED));
        rows.add(happy("a link is taken away", given(linked), new UnlinkCases(OTHER), new CasesUnlinked(OTHER, Relation.DUPLICATE_OF)));
        rows.add(refused("what is not linked is not unlinked", given(), new UnlinkCases(OTHER), RefusalCode.NO_SUCH_LINK));
        rows.add(happy(
                "what was unlinked is linked anew",
                given(linked, new CasesUnlinked(OTHER, Relation.DUPLICATE_OF)),
                new LinkCases(OTHER, Relation.PART_OF),
                new CasesLinked(OTHER, Relation.PART_OF)));
    }

    private static ChangeCaseDetails title(String title) {
        return new ChangeCaseDetails(title, null, null, null, null, null, null);
    }

    private static CaseDetailsChanged title(String before, String after) {
        return new CaseDetailsChanged(new Change<>(before, after), null, null, null, null, null);
    }

    private static ChangeCaseDetails leads(String subject) {
        return new ChangeCaseDetails(null, null, null, null, subject, null, null);
    }

    private static CaseDetailsChanged lead(String before, @Nullable String after) {
        return new CaseDetailsChanged(null, null, null, null, new Change<>(before, after), null);
    }

    private static Row by(String subject, boolean supervisor, String name, List<CaseEvent> given, CaseCommand when, CaseEvent... then) {
        return new Row(name, given, when, subject, Marking.RED, supervisor, List.of(then), null);
    }

    private static Row refusedTo(String subject, boolean supervisor, String name, List<CaseEvent> given, CaseCommand when, RefusalCode code) {
        return new Row(name, given, when, subject, Marking.RED, supervisor, List.of(), code);
    }
}
