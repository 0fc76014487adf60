package io.flankwatch.command.casefile;

import static io.flankwatch.command.casefile.CaseRows.A;
import static io.flankwatch.command.casefile.CaseRows.draft;
import static io.flankwatch.command.casefile.CaseRows.entry;
import static io.flankwatch.command.casefile.CaseRows.given;
import static io.flankwatch.command.casefile.CaseRows.happy;

import io.flankwatch.command.casefile.CaseRows.Row;
import io.flankwatch.command.vocabulary.EntryCommand.ReportIncursion;
import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.ObjectType;
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
    }
}
