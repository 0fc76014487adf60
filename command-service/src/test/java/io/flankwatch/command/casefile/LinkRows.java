package io.flankwatch.command.casefile;

import static io.flankwatch.command.casefile.CaseRows.A;
import static io.flankwatch.command.casefile.CaseRows.B;
import static io.flankwatch.command.casefile.CaseRows.C;
import static io.flankwatch.command.casefile.CaseRows.CASE;
import static io.flankwatch.command.casefile.CaseRows.NOWHERE;
import static io.flankwatch.command.casefile.CaseRows.development;
import static io.flankwatch.command.casefile.CaseRows.given;
import static io.flankwatch.command.casefile.CaseRows.happy;
import static io.flankwatch.command.casefile.CaseRows.id;
import static io.flankwatch.command.casefile.CaseRows.marked;
import static io.flankwatch.command.casefile.CaseRows.refused;
import static io.flankwatch.command.casefile.CaseRows.refusedUnder;

import io.flankwatch.command.casefile.CaseRows.Row;
import io.flankwatch.command.vocabulary.EntryCommand.LinkEntries;
import io.flankwatch.command.vocabulary.EntryCommand.UnlinkEntries;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFileEvent.CaseClosed;
import io.flankwatch.events.EntryEvent.EntriesLinked;
import io.flankwatch.events.EntryEvent.EntriesUnlinked;
import io.flankwatch.events.EntryLink.Relation;
import io.flankwatch.events.Marking;
import io.flankwatch.events.RefusalCode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Entries that are linked to each other, and to those of other cases.
final class LinkRows {

    private static final UUID OTHER = id(2);

    private LinkRows() {}

    static void add(List<Row> rows) {
        linked(rows);
        circles(rows);
        otherCases(rows);
        unlinked(rows);
    }

    private static void linked(List<Row> rows) {
        rows.add(happy("entries are linked", three(), link(A, Relation.SAME_INCIDENT, null, B), linked(A, Relation.SAME_INCIDENT, null, B)));
        rows.add(happy("the case itself may be named", three(), link(A, Relation.PART_OF, CASE, B), linked(A, Relation.PART_OF, null, B)));
        rows.add(refused("an entry is not linked to itself", three(), link(A, Relation.CONTRADICTS, null, A), RefusalCode.MALFORMED));
        rows.add(refused(
                "entries are linked once",
                three(linked(A, Relation.SAME_INCIDENT, null, B)),
                link(A, Relation.SAME_INCIDENT, null, B),
                RefusalCode.ALREADY_LINKED));
        rows.add(refused(
                "to be the same is so either way round",
                three(linked(A, Relation.SAME_INCIDENT, null, B)),
                link(B, Relation.SAME_INCIDENT, null, A),
                RefusalCode.ALREADY_LINKED));
        rows.add(happy(
                "a response may be responded to by what it responds to",
                three(linked(A, Relation.IN_RESPONSE_TO, null, B)),
                link(B, Relation.IN_RESPONSE_TO, null, A),
                linked(B, Relation.IN_RESPONSE_TO, null, A)));
        rows.add(happy(
                "entries may be linked in several ways",
                three(linked(A, Relation.IN_RESPONSE_TO, null, B)),
                link(A, Relation.CONTRADICTS, null, B),
                linked(A, Relation.CONTRADICTS, null, B)));
        rows.add(refused("what is not there is not linked", three(), link(NOWHERE, Relation.PART_OF, null, B), RefusalCode.NO_SUCH_ENTRY));
        rows.add(refused("nothing is linked to what is not there", three(), link(A, Relation.PART_OF, null, NOWHERE), RefusalCode.NO_SUCH_ENTRY));
        rows.add(refusedUnder(
                Marking.AMBER,
                "nothing is linked to what is above the clearance",
                given(development(A), marked(B, Marking.AMBER_STRICT)),
                link(A, Relation.PART_OF, null, B),
                RefusalCode.NO_SUCH_ENTRY));
        rows.add(refused("a closed case takes no links", three(new CaseClosed(null, false)), link(A, Relation.PART_OF, null, B), RefusalCode.CASE_CLOSED));
    }

    private static void circles(List<Row> rows) {
        List<CaseEvent> chain = three(linked(A, Relation.PART_OF, null, B), linked(B, Relation.PART_OF, null, C));
        rows.add(refused("nothing is part of its own part", chain, link(C, Relation.PART_OF, null, A), RefusalCode.CIRCULAR));
        rows.add(happy("a part may be part of two", chain, link(A, Relation.PART_OF, null, C), linked(A, Relation.PART_OF, null, C)));
        rows.add(happy(
                "a link that was taken away closes no circle",
                three(linked(A, Relation.PART_OF, null, B), unlinked(A, Relation.PART_OF, null, B)),
                link(B, Relation.PART_OF, null, A),
                linked(B, Relation.PART_OF, null, A)));
    }

    private static void otherCases(List<Row> rows) {
        rows.add(happy(
                "an entry of another case is named with its case",
                three(),
                link(A, Relation.SAME_INCIDENT, OTHER, A),
                linked(A, Relation.SAME_INCIDENT, OTHER, A)));
        rows.add(refused(
                "nothing is linked to what another case does not have, or does not show",
                three(),
                link(A, Relation.SAME_INCIDENT, OTHER, NOWHERE),
                RefusalCode.NO_SUCH_ENTRY));
        rows.add(refused(
                "nothing is linked to an entry of no case", three(), link(A, Relation.SAME_INCIDENT, NOWHERE, B), RefusalCode.NO_SUCH_ENTRY));
    }

    private static void unlinked(List<Row> rows) {
        rows.add(happy(
                "a link is taken away",
                three(linked(A, Relation.PART_OF, OTHER, B)),
                unlink(A, Relation.PART_OF, OTHER, B),
                unlinked(A, Relation.PART_OF, OTHER, B)));
        rows.add(refused(
                "a link of another kind is not taken away",
                three(linked(A, Relation.PART_OF, null, B)),
                unlink(A, Relation.CONTRADICTS, null, B),
                RefusalCode.NO_SUCH_LINK));
        rows.add(refused(
                "a link is taken away where it was made",
                three(linked(A, Relation.SAME_INCIDENT, null, B)),
                unlink(B, Relation.SAME_INCIDENT, null, A),
                RefusalCode.NO_SUCH_LINK));
        rows.add(refused(
                "a link is taken away once",
                three(linked(A, Relation.PART_OF, null, B), unlinked(A, Relation.PART_OF, null, B)),
                unlink(A, Relation.PART_OF, null, B),
                RefusalCode.NO_SUCH_LINK));
    }

    private static List<CaseEvent> three(CaseEvent... more) {
        List<CaseEvent> events = given(development(A), development(B), development(C));
        events.addAll(List.of(more));
        return events;
    }

    private static LinkEntries link(UUID entry, Relation relation, @Nullable UUID otherCase, UUID other) {
        return new LinkEntries(entry, relation, otherCase, other, "r");
    }

    private static UnlinkEntries unlink(UUID entry, Relation relation, @Nullable UUID otherCase, UUID other) {
        return new UnlinkEntries(entry, relation, otherCase, other, "r");
    }

    private static EntriesLinked linked(UUID entry, Relation relation, @Nullable UUID otherCase, UUID other) {
        return new EntriesLinked(entry, relation, otherCase, other, "r");
    }

    private static EntriesUnlinked unlinked(UUID entry, Relation relation, @Nullable UUID otherCase, UUID other) {
        return new EntriesUnlinked(entry, relation, otherCase, other, "r");
    }
}
