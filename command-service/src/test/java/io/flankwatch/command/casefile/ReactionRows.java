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
import io.flankwatch.command.vocabulary.EntryCommand.RecordReaction;
import io.flankwatch.events.EntryRecorded.ReactionRecorded;
import io.flankwatch.events.Reaction;
import io.flankwatch.events.RefusalCode;
import java.util.List;

/// Reactions.
final class ReactionRows {

    private ReactionRows() {}

    static void add(List<Row> rows) {
        rows.add(happy(
                "a reaction is recorded",
                given(development(A)),
                new RecordReaction(draft(B), "NATO", null, null, null, A, Reaction.Stance.CONDEMNS, Reaction.Act.STATEMENT),
                new ReactionRecorded(entry(B), "NATO", null, null, null, A, Reaction.Stance.CONDEMNS, Reaction.Act.STATEMENT)));
        rows.add(refused(
                "a reaction is to an entry of the case",
                given(),
                new RecordReaction(draft(B), "NATO", null, null, null, NOWHERE, Reaction.Stance.CONDEMNS, Reaction.Act.STATEMENT),
                RefusalCode.NO_SUCH_ENTRY));
    }
}
