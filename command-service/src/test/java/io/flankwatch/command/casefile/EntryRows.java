package io.flankwatch.command.casefile;

import static io.flankwatch.command.casefile.CaseRows.A;
import static io.flankwatch.command.casefile.CaseRows.B;
import static io.flankwatch.command.casefile.CaseRows.C;
import static io.flankwatch.command.casefile.CaseRows.MEETING;
import static io.flankwatch.command.casefile.CaseRows.NOW;
import static io.flankwatch.command.casefile.CaseRows.at;
import static io.flankwatch.command.casefile.CaseRows.development;
import static io.flankwatch.command.casefile.CaseRows.draft;
import static io.flankwatch.command.casefile.CaseRows.entry;
import static io.flankwatch.command.casefile.CaseRows.given;
import static io.flankwatch.command.casefile.CaseRows.happy;
import static io.flankwatch.command.casefile.CaseRows.marked;
import static io.flankwatch.command.casefile.CaseRows.refused;
import static io.flankwatch.command.casefile.CaseRows.refusedUnder;
import static io.flankwatch.command.casefile.CaseRows.unknown;
import static io.flankwatch.command.casefile.MeetingRows.convened;

import io.flankwatch.command.casefile.CaseRows.Row;
import io.flankwatch.command.vocabulary.EntryCommand.RecordDevelopment;
import io.flankwatch.command.vocabulary.EntryCommand.RetractEntry;
import io.flankwatch.command.vocabulary.EntryCommand.ReviseEntry;
import io.flankwatch.command.vocabulary.EntryDraft;
import io.flankwatch.command.vocabulary.SealedDraft;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryRecorded.DevelopmentRecorded;
import io.flankwatch.events.Marking;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.SealedPart;
import io.flankwatch.events.Vector;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What holds for an entry of any kind: recorded, retracted, taking the place of another.
final class EntryRows {

    private EntryRows() {}

    static void add(List<Row> rows) {
        rows.add(happy("a development is recorded", given(), new RecordDevelopment(draft(A)), development(A)));
        rows.add(refused("an entry's id is taken once", given(development(A)), new RecordDevelopment(draft(A)), RefusalCode.ENTRY_EXISTS));
        rows.add(refused(
                "an entry rests on something",
                given(),
                new RecordDevelopment(new EntryDraft(
                        A, Vector.MILITARY, "t", null, unknown(), null, null, null, null, null, null, null, null, null)),
                RefusalCode.UNSOURCED));
        rows.add(refused(
                "what has not happened is no fact",
                given(),
                new RecordDevelopment(new EntryDraft(
                        A, Vector.MILITARY, "t", null, at(NOW.plusSeconds(3600)), null, null, "told", null, null, null, null, null, null)),
                RefusalCode.OCCURRED_IN_FUTURE));
        rows.add(happy("an entry is retracted", given(development(A)), new RetractEntry(A, "wrong"), new EntryRetracted(A, "wrong")));
        rows.add(refused("what is not there is not retracted", given(), new RetractEntry(A, "wrong"), RefusalCode.NO_SUCH_ENTRY));
        rows.add(refused(
                "an entry is retracted once",
                given(development(A), new EntryRetracted(A, "wrong")),
                new RetractEntry(A, "wrong"),
                RefusalCode.ALREADY_RETRACTED));
        rows.add(refusedUnder(
                Marking.AMBER,
                "an entry above the clearance is not there",
                given(marked(A, Marking.AMBER_STRICT)),
                new RetractEntry(A, "wrong"),
                RefusalCode.NO_SUCH_ENTRY));
        rows.add(happy(
                "an entry takes another's place",
                given(development(A)),
                new RecordDevelopment(draft(B, null, null, A)),
                new DevelopmentRecorded(entry(B, List.of(), null, A))));
        rows.add(refused(
                "a place is taken once",
                given(development(A), new DevelopmentRecorded(entry(B, List.of(), null, A))),
                new RecordDevelopment(draft(C, null, null, A)),
                RefusalCode.ALREADY_SUPERSEDED));
        rows.add(refused(
                "a place is taken as long as anything in a row stands in it",
                given(
                        development(A),
                        new DevelopmentRecorded(entry(B, List.of(), null, A)),
                        new DevelopmentRecorded(entry(C, List.of(), null, B))),
                new RecordDevelopment(draft(UUID.randomUUID(), null, null, A)),
                RefusalCode.ALREADY_SUPERSEDED));
        rows.add(happy(
                "a place is free again when its taker is retracted",
                given(development(A), new DevelopmentRecorded(entry(B, List.of(), null, A)), new EntryRetracted(B, "wrong")),
                new RecordDevelopment(draft(C, null, null, A)),
                new DevelopmentRecorded(entry(C, List.of(), null, A))));
        rows.add(refused(
                "an entry takes the place of its own kind",
                given(convened()),
                new RecordDevelopment(draft(B, null, null, MEETING)),
                RefusalCode.KIND_MISMATCH));
        persons(rows);
    }

    /// By then they are sealed; what is sealed is no concern of a rule.
    private static void persons(List<Row> rows) {
        var part = new SealedPart(C, "c2VhbGVk");
        var told = new DevelopmentRecorded(mentioning(part));
        rows.add(happy(
                "what is sealed about a person is recorded as it is", given(), new RecordDevelopment(mentioning(new SealedDraft(C, "c2VhbGVk"))), told));
        rows.add(refused("nothing is kept that was never there", given(), new RecordDevelopment(mentioning(new SealedDraft(C, null))), RefusalCode.MALFORMED));
        var other = new DevelopmentRecorded(mentioning(new SealedPart(B, "b3RoZXI"), part));
        rows.add(happy(
                "a correction keeps the part of whom it only names",
                given(told),
                new ReviseEntry(A, "r", Map.of("persons", List.of(Map.of("personId", B.toString(), "sealed", "b3RoZXI"), Map.of("personId", C.toString())))),
                EntryRevised.of(told, other, "r")));
        rows.add(refused(
                "a correction keeps nothing of whom the entry has nothing",
                given(told),
                new ReviseEntry(A, "r", Map.of("persons", List.of(Map.of("personId", B.toString())))),
                RefusalCode.MALFORMED));
        rows.add(happy(
                "a correction leaves a person out",
                given(told),
                new ReviseEntry(A, "r", Collections.singletonMap("persons", null)),
                EntryRevised.of(told, development(A), "r")));
        rows.add(refused(
                "a person is named once in an entry",
                given(told),
                new ReviseEntry(A, "r", Map.of("persons", List.of(Map.of("personId", C.toString()), Map.of("personId", C.toString())))),
                RefusalCode.MALFORMED));
    }

    private static EntryDraft mentioning(SealedDraft... persons) {
        return new EntryDraft(
                A, Vector.MILITARY, "t", null, unknown(), null, null, "told", null, null, null, null, null, null, List.of(persons));
    }

    private static Entry mentioning(SealedPart... persons) {
        Entry entry = entry(A);
        return new Entry(
                A, entry.vector(), entry.title(), null, entry.occurred(), List.of(), List.of(), entry.unsourced(), List.of(), entry.verification(), null, null, null,
                List.of(), List.of(persons));
    }
}
