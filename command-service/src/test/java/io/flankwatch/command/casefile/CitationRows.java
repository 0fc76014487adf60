package io.flankwatch.command.casefile;

import static io.flankwatch.command.casefile.CaseRows.A;
import static io.flankwatch.command.casefile.CaseRows.B;
import static io.flankwatch.command.casefile.CaseRows.NOWHERE;
import static io.flankwatch.command.casefile.CaseRows.SOURCE;
import static io.flankwatch.command.casefile.CaseRows.URL;
import static io.flankwatch.command.casefile.CaseRows.byId;
import static io.flankwatch.command.casefile.CaseRows.cited;
import static io.flankwatch.command.casefile.CaseRows.draft;
import static io.flankwatch.command.casefile.CaseRows.entry;
import static io.flankwatch.command.casefile.CaseRows.given;
import static io.flankwatch.command.casefile.CaseRows.happy;
import static io.flankwatch.command.casefile.CaseRows.refused;
import static io.flankwatch.command.casefile.CaseRows.source;

import io.flankwatch.command.casefile.CaseRows.Row;
import io.flankwatch.command.vocabulary.EntryCommand.RecordDevelopment;
import io.flankwatch.command.vocabulary.SourceCommand.CiteSource;
import io.flankwatch.command.vocabulary.SourceDraft;
import io.flankwatch.events.EntryRecorded.DevelopmentRecorded;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.SourceUse;
import java.util.List;

/// Sources, cited alone or with the entry that rests on them.
final class CitationRows {

    private CitationRows() {}

    static void add(List<Row> rows) {
        rows.add(happy("a source is cited", given(), new CiteSource(source(SOURCE, URL)), cited(SOURCE, URL)));
        rows.add(refused("a URL is cited once", given(cited(SOURCE, URL)), new CiteSource(source(B, URL)), RefusalCode.SOURCE_EXISTS));
        rows.add(refused(
                "a source's id is taken once", given(cited(SOURCE, URL)), new CiteSource(source(SOURCE, URL + "/b")), RefusalCode.ENTRY_EXISTS));
        rows.add(refused(
                "what a source copies is a source of the case",
                given(),
                new CiteSource(new SourceDraft(SOURCE, URL, null, "t", null, null, null, null, null, null, NOWHERE, null, null, null)),
                RefusalCode.NO_SUCH_SOURCE));
        rows.add(happy(
                "an entry's new source is cited in its commit",
                given(),
                new RecordDevelopment(draft(A, List.of(source(SOURCE, URL)), null, null)),
                cited(SOURCE, URL),
                new DevelopmentRecorded(entry(A, List.of(new SourceUse(SOURCE, null)), null, null))));
        rows.add(happy(
                "an entry's source is matched by its URL",
                given(cited(SOURCE, URL)),
                new RecordDevelopment(draft(A, List.of(source(null, URL)), null, null)),
                new DevelopmentRecorded(entry(A, List.of(new SourceUse(SOURCE, null)), null, null))));
        rows.add(refused(
                "an entry's source is there or is cited with it",
                given(),
                new RecordDevelopment(draft(A, List.of(byId(NOWHERE)), null, null)),
                RefusalCode.NO_SUCH_SOURCE));
    }
}
