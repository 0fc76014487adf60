package io.flankwatch.command.casefile;

import static io.flankwatch.command.casefile.CaseRows.A;
import static io.flankwatch.command.casefile.CaseRows.B;
import static io.flankwatch.command.casefile.CaseRows.NOWHERE;
import static io.flankwatch.command.casefile.CaseRows.development;
import static io.flankwatch.command.casefile.CaseRows.draft;
import static io.flankwatch.command.casefile.CaseRows.entry;
import static io.flankwatch.command.casefile.CaseRows.given;
import static io.flankwatch.command.casefile.CaseRows.happy;
import static io.flankwatch.command.casefile.CaseRows.refused;

import io.flankwatch.command.casefile.CaseRows.Row;
import io.flankwatch.command.vocabulary.EntryCommand.RecordCasualty;
import io.flankwatch.command.vocabulary.Warning;
import io.flankwatch.events.Casualty;
import io.flankwatch.events.EntryRecorded.CasualtyRecorded;
import io.flankwatch.events.Quantity;
import io.flankwatch.events.RefusalCode;
import java.util.List;
import java.util.UUID;

/// Casualty claims.
final class CasualtyRows {

    private CasualtyRows() {}

    static void add(List<Row> rows) {
        rows.add(happy(
                "a casualty claim is kept as stated, contradictions and all",
                given(development(A)),
                casualty(List.of(A), new Quantity(5L, 5L, 2L, null)),
                new CasualtyRecorded(
                        entry(B),
                        Casualty.Scope.ENTRIES,
                        List.of(A),
                        Casualty.Metric.KILLED,
                        new Quantity(5L, 5L, 2L, null),
                        List.of(),
                        null))
                .warning(Warning.Code.BOUNDS_INVERTED));
        rows.add(refused(
                "a claim is about entries of the case",
                given(),
                casualty(List.of(NOWHERE), new Quantity(1L, null, null, null)),
                RefusalCode.NO_SUCH_ENTRY));
    }

    private static RecordCasualty casualty(List<UUID> about, Quantity claim) {
        return new RecordCasualty(draft(B), null, about, Casualty.Metric.KILLED, claim, null, null);
    }
}
