package io.flankwatch.command.casefile;

import static io.flankwatch.command.casefile.CaseRows.A;
import static io.flankwatch.command.casefile.CaseRows.ANALYST;
import static io.flankwatch.command.casefile.CaseRows.B;
import static io.flankwatch.command.casefile.CaseRows.development;
import static io.flankwatch.command.casefile.CaseRows.given;
import static io.flankwatch.command.casefile.CaseRows.happy;
import static io.flankwatch.command.casefile.CaseRows.marked;
import static io.flankwatch.command.casefile.CaseRows.refused;
import static io.flankwatch.command.casefile.CaseRows.refusedUnder;

import io.flankwatch.command.casefile.CaseRows.Row;
import io.flankwatch.command.vocabulary.EntryCommand.ProposeRedaction;
import io.flankwatch.command.vocabulary.EntryCommand.RedactEntry;
import io.flankwatch.events.CaseFileEvent.CaseClosed;
import io.flankwatch.events.EntryEvent.EntryRedacted;
import io.flankwatch.events.EntryEvent.RedactionProposed;
import io.flankwatch.events.Marking;
import io.flankwatch.events.RefusalCode;
import java.util.List;

final class RedactionRows {

    private static final String GROUND = "Art. 17(1)(d) GDPR";
    private static final List<String> TITLE = List.of("/title");

    private RedactionRows() {}

    static void add(List<Row> rows) {
        var propose = new ProposeRedaction(A, GROUND, TITLE);
        var redact = new RedactEntry(A);
        var byOther = new RedactionProposed(A, GROUND, TITLE, "sue");
        var redacted = new EntryRedacted(A, GROUND, TITLE, "sue", CaseRows.residues(A, TITLE));

        rows.add(happy("a redaction is proposed, and nothing is taken out", given(development(A)), propose, new RedactionProposed(A, GROUND, TITLE, ANALYST)));
        rows.add(happy("another supervisor takes out what was proposed", given(development(A), byOther), redact, redacted));
        rows.add(happy(
                "the last proposal is the one that counts",
                given(development(A), new RedactionProposed(A, "another", List.of("/description"), ANALYST), byOther),
                redact,
                redacted));
        rows.add(happy("a closed case admits a redaction", given(development(A), byOther, new CaseClosed(null, false)), redact, redacted));
        rows.add(happy(
                "a closed case admits its proposal",
                given(development(A), new CaseClosed(null, false)),
                propose,
                new RedactionProposed(A, GROUND, TITLE, ANALYST)));
        rows.add(refused("nobody agrees with themselves", given(development(A), new RedactionProposed(A, GROUND, TITLE, ANALYST)), redact, RefusalCode.SELF_APPROVAL));
        rows.add(refused("what nobody proposed is not taken out", given(development(A)), redact, RefusalCode.NOT_PROPOSED));
        rows.add(refused("a proposal is carried out once", given(development(A), byOther, redacted), redact, RefusalCode.NOT_PROPOSED));
        rows.add(refused("a proposal is of its own entry", given(development(A), development(B), byOther), new RedactEntry(B), RefusalCode.NOT_PROPOSED));
        rows.add(refused(
                "what is nowhere can't be taken out",
                given(development(A)),
                new ProposeRedaction(A, GROUND, List.of("/nowhere")),
                RefusalCode.NOT_REDACTABLE));
        rows.add(refused("an entry that is not there is not redacted", given(), propose, RefusalCode.NO_SUCH_ENTRY));
        rows.add(refusedUnder(
                Marking.AMBER, "nor one that may not be seen", given(marked(A, Marking.AMBER_STRICT), byOther), redact, RefusalCode.NO_SUCH_ENTRY));
        rows.add(new Row(
                "an analyst proposes no redaction", given(development(A)), propose, ANALYST, Marking.RED, false, List.of(), RefusalCode.ROLE_MISSING));
        rows.add(new Row(
                "an analyst confirms none", given(development(A), byOther), redact, ANALYST, Marking.RED, false, List.of(), RefusalCode.ROLE_MISSING));
    }
}
