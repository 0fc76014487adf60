package io.flankwatch.command.casefile;

import static io.flankwatch.command.casefile.CaseRows.A;
import static io.flankwatch.command.casefile.CaseRows.B;
import static io.flankwatch.command.casefile.CaseRows.NOWHERE;
import static io.flankwatch.command.casefile.CaseRows.development;
import static io.flankwatch.command.casefile.CaseRows.given;
import static io.flankwatch.command.casefile.CaseRows.happy;
import static io.flankwatch.command.casefile.CaseRows.marked;
import static io.flankwatch.command.casefile.CaseRows.refused;
import static io.flankwatch.command.casefile.CaseRows.refusedUnder;
import static io.flankwatch.command.casefile.CaseRows.unknown;

import io.flankwatch.command.casefile.CaseRows.Row;
import io.flankwatch.command.vocabulary.EntryCommand.AddNote;
import io.flankwatch.command.vocabulary.EntryCommand.ReviseEntry;
import io.flankwatch.command.vocabulary.EntryDraft;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryRecorded.NoteAdded;
import io.flankwatch.events.Marking;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Vector;
import io.flankwatch.events.Verification;
import io.flankwatch.events.When;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Working notes.
final class NoteRows {

    private NoteRows() {}

    static void add(List<Row> rows) {
        rows.add(happy("a note needs neither a time nor a source", given(), think(null), note("think", null)));
        rows.add(happy("a note is about entries", given(development(A)), think(null, A), note("think", null, A)));
        rows.add(refused("a note is about entries of the case", given(), think(null, NOWHERE), RefusalCode.NO_SUCH_ENTRY));
        rows.add(refusedUnder(
                Marking.AMBER_STRICT,
                "a note is about what its author sees",
                given(marked(A, Marking.RED)),
                think(null, A),
                RefusalCode.NO_SUCH_ENTRY));
        rows.add(refusedUnder(
                Marking.AMBER,
                "nobody adds a note that they could not read",
                given(),
                think(null),
                RefusalCode.MARKING_ABOVE_CLEARANCE));
        rows.add(new Row(
                "its author may mark a note otherwise",
                given(),
                think(Marking.AMBER),
                CaseRows.ANALYST,
                Marking.AMBER,
                false,
                List.of(note("think", Marking.AMBER)),
                null));
        rows.add(refused(
                "what an analyst did tomorrow is no note",
                given(),
                new AddNote(draft(null, CaseRows.at(CaseRows.NOW.plusSeconds(3600))), "think", null),
                RefusalCode.OCCURRED_IN_FUTURE));
        rows.add(happy(
                "a note is corrected",
                given(note("think", null)),
                new ReviseEntry(B, "corrected", Map.of("text", "think again")),
                EntryRevised.of(note("think", null), note("think again", null), "corrected")));
    }

    private static AddNote think(@Nullable Marking marking, UUID... about) {
        return new AddNote(draft(marking, null), "think", List.of(about));
    }

    private static EntryDraft draft(@Nullable Marking marking, @Nullable When occurred) {
        return new EntryDraft(B, null, null, null, occurred, null, null, null, null, null, null, marking, null, null);
    }

    private static NoteAdded note(String text, @Nullable Marking marking, UUID... about) {
        return new NoteAdded(
                new Entry(
                        B, Vector.INFORMATION, null, null, unknown(), List.of(), List.of(), null, List.of(), Verification.UNVERIFIED, null, marking, null, List.of()),
                text,
                List.of(about));
    }
}
