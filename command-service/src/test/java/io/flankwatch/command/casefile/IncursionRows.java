package io.flankwatch.command.casefile;

import static io.flankwatch.command.casefile.CaseRows.A;
import static io.flankwatch.command.casefile.CaseRows.NOW;
import static io.flankwatch.command.casefile.CaseRows.NOWHERE;
import static io.flankwatch.command.casefile.CaseRows.development;
import static io.flankwatch.command.casefile.CaseRows.draft;
import static io.flankwatch.command.casefile.CaseRows.draftAt;
import static io.flankwatch.command.casefile.CaseRows.entry;
import static io.flankwatch.command.casefile.CaseRows.given;
import static io.flankwatch.command.casefile.CaseRows.happy;
import static io.flankwatch.command.casefile.CaseRows.refused;

import io.flankwatch.command.casefile.CaseRows.Row;
import io.flankwatch.command.vocabulary.EntryCommand.ReportIncursion;
import io.flankwatch.command.vocabulary.EntryDraft;
import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.ObjectType;
import io.flankwatch.events.RefusalCode;
import java.util.List;

/// Incursions.
final class IncursionRows {

    private IncursionRows() {}

    static void add(List<Row> rows) {
        rows.add(happy(
                "an incursion is reported",
                given(),
                new ReportIncursion(draft(A), ObjectType.OWA_UAV, "Geran-2", null, null, null, null, null, null, null),
                new IncursionReported(
                        entry(A), ObjectType.OWA_UAV, "Geran-2", null, List.of(), null, null, List.of(), List.of(), List.of())));
        rows.add(refused("one that is yet to come is none", given(), report(draftAt(A, NOW.plusSeconds(3600))), RefusalCode.OCCURRED_IN_FUTURE));
        rows.add(refused("its id is taken once", given(development(A)), report(draft(A)), RefusalCode.ENTRY_EXISTS));
        rows.add(refused("it takes the place of an entry of the case", given(), report(draft(A, null, null, NOWHERE)), RefusalCode.NO_SUCH_ENTRY));
    }

    private static ReportIncursion report(EntryDraft entry) {
        return new ReportIncursion(entry, ObjectType.UAV, null, null, null, null, null, null, null, null);
    }
}
