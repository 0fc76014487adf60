package io.flankwatch.command.casefile;

import static io.flankwatch.command.casefile.CaseRows.A;
import static io.flankwatch.command.casefile.CaseRows.ANALYST;
import static io.flankwatch.command.casefile.CaseRows.B;
import static io.flankwatch.command.casefile.CaseRows.C;
import static io.flankwatch.command.casefile.CaseRows.NOWHERE;
import static io.flankwatch.command.casefile.CaseRows.development;
import static io.flankwatch.command.casefile.CaseRows.entry;
import static io.flankwatch.command.casefile.CaseRows.given;
import static io.flankwatch.command.casefile.CaseRows.happy;
import static io.flankwatch.command.casefile.CaseRows.marked;
import static io.flankwatch.command.casefile.CaseRows.refused;
import static io.flankwatch.command.casefile.CaseRows.refusedUnder;

import io.flankwatch.command.casefile.CaseRows.Row;
import io.flankwatch.command.vocabulary.EntryCommand.ChangeEntryMarking;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFileEvent.CaseClosed;
import io.flankwatch.events.Casualty;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryRecorded.CasualtyRecorded;
import io.flankwatch.events.EntryRecorded.ReactionRecorded;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Quantity;
import io.flankwatch.events.Reaction;
import io.flankwatch.events.RefusalCode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Entries that are marked anew. The case is AMBER.
final class MarkingRows {

    private MarkingRows() {}

    static void add(List<Row> rows) {
        rows.add(happy(
                "an entry is marked more strictly",
                given(development(A)),
                mark(A, Marking.AMBER_STRICT, null),
                changed(A, null, Marking.AMBER_STRICT, Marking.AMBER_STRICT, null)));
        rows.add(happy(
                "a supervisor loosens with a reason, and the case keeps it as strict as itself",
                given(marked(A, Marking.AMBER_STRICT)),
                mark(A, Marking.GREEN, "r"),
                changed(A, Marking.AMBER_STRICT, Marking.GREEN, Marking.AMBER, "r")));
        rows.add(refused("a looser marking needs a reason", given(marked(A, Marking.AMBER_STRICT)), mark(A, Marking.AMBER, null), RefusalCode.REASON_REQUIRED));
        rows.add(asAnalyst("an analyst of the case tightens", mark(A, Marking.RED, null), null));
        rows.add(asAnalyst("an analyst does not loosen", mark(A, Marking.GREEN, "r"), RefusalCode.ROLE_MISSING));
        rows.add(new Row(
                "who is not of the case does not mark its entries",
                given(development(A)),
                mark(A, Marking.AMBER_STRICT, null),
                "eve",
                Marking.RED,
                false,
                List.of(),
                RefusalCode.MEMBERS_ONLY));
        rows.add(refused("the same marking is none", given(development(A)), mark(A, Marking.AMBER, null), RefusalCode.NOTHING_CHANGED));
        rows.add(refused("what is not there is not marked", given(), mark(NOWHERE, Marking.RED, null), RefusalCode.NO_SUCH_ENTRY));
        rows.add(refusedUnder(
                Marking.AMBER,
                "what is above the clearance is not there to be marked",
                given(marked(A, Marking.AMBER_STRICT)),
                mark(A, Marking.RED, null),
                RefusalCode.NO_SUCH_ENTRY));
        rows.add(refusedUnder(
                Marking.AMBER,
                "nobody marks what they could not see afterwards",
                given(development(A)),
                mark(A, Marking.AMBER_STRICT, null),
                RefusalCode.MARKING_ABOVE_CLEARANCE));
        rows.add(happy(
                "a closed case takes a stricter marking",
                given(development(A), new CaseClosed(null, false)),
                mark(A, Marking.RED, null),
                changed(A, null, Marking.RED, Marking.RED, null)));
        rows.add(refused(
                "a closed case takes no looser marking",
                given(marked(A, Marking.RED), new CaseClosed(null, false)),
                mark(A, Marking.AMBER, "r"),
                RefusalCode.CASE_CLOSED));
        CasualtyRecorded claim = new CasualtyRecorded(
                entry(B), Casualty.Scope.ENTRIES, List.of(A), Casualty.Metric.KILLED, new Quantity(1L, null, null, null), List.of(), null);
        ReactionRecorded reaction = new ReactionRecorded(entry(C), "NATO", null, null, null, B, Reaction.Stance.CONDEMNS, Reaction.Act.STATEMENT);
        rows.add(happy(
                "what tells of an entry is raised with it, directly or by way of others",
                given(development(A), claim, reaction),
                mark(A, Marking.RED, null),
                changed(A, null, Marking.RED, Marking.RED, null, B, C)));
        rows.add(happy(
                "what was raised is loosened by itself, down to what it tells of",
                given(development(A), claim, changed(A, null, Marking.RED, Marking.RED, null, B)),
                mark(B, Marking.AMBER, "r"),
                changed(B, Marking.RED, Marking.AMBER, Marking.RED, "r")));
    }

    private static Row asAnalyst(String name, ChangeEntryMarking when, @Nullable RefusalCode refused) {
        List<CaseEvent> then =
                refused == null ? List.of(changed(A, null, when.marking(), when.marking(), null)) : List.of();
        return new Row(name, given(development(A)), when, ANALYST, Marking.RED, false, then, refused);
    }

    private static ChangeEntryMarking mark(UUID entry, Marking marking, @Nullable String reason) {
        return new ChangeEntryMarking(entry, marking, reason);
    }

    private static EntryMarkingChanged changed(
            UUID entry, @Nullable Marking before, Marking after, Marking effective, @Nullable String reason, UUID... raised) {
        return new EntryMarkingChanged(entry, before, after, effective, List.of(raised), reason);
    }
}
