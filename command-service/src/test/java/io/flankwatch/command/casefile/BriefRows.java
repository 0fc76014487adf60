package io.flankwatch.command.casefile;

import static io.flankwatch.command.casefile.CaseRows.development;
import static io.flankwatch.command.casefile.CaseRows.given;
import static io.flankwatch.command.casefile.CaseRows.happy;
import static io.flankwatch.command.casefile.CaseRows.id;
import static io.flankwatch.command.casefile.CaseRows.refused;
import static io.flankwatch.command.casefile.CaseRows.refusedUnder;

import io.flankwatch.command.casefile.CaseRows.Row;
import io.flankwatch.command.vocabulary.BriefCommand.IssueBrief;
import io.flankwatch.events.BriefEvent.BriefIssued;
import io.flankwatch.events.CaseFileEvent.CaseClosed;
import io.flankwatch.events.Marking;
import io.flankwatch.events.RefusalCode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Briefs: who issues one names its bytes, and a position of this case.
final class BriefRows {

    private static final UUID BRIEF = id(80);
    private static final String DIGEST = "sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:";
    private static final String HEX = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private BriefRows() {}

    static void add(List<Row> rows) {
        rows.add(happy("a brief is issued by the digest of its bytes", given(), issue(42, null, Marking.AMBER), issued(42, null, Marking.AMBER)));
        rows.add(happy(
                "a brief may tell what has changed since an earlier position",
                given(),
                issue(42, 7L, Marking.AMBER_STRICT),
                issued(42, 7L, Marking.AMBER_STRICT)));
        rows.add(refused("a brief is of a position of its case", given(), issue(100, null, Marking.AMBER), RefusalCode.NO_SUCH_POSITION));
        rows.add(refused("a brief is compared with a position of its case", given(), issue(42, 100L, Marking.AMBER), RefusalCode.NO_SUCH_POSITION));
        rows.add(refusedUnder(
                Marking.AMBER, "nobody issues what they may not see", given(), issue(42, null, Marking.RED), RefusalCode.MARKING_ABOVE_CLEARANCE));
        rows.add(refused("nothing of a case is under a ceiling below its marking", given(), issue(42, null, Marking.GREEN), RefusalCode.MALFORMED));
        rows.add(refused(
                "a brief is issued once", given(issued(42, null, Marking.AMBER)), issue(43, null, Marking.AMBER), RefusalCode.ENTRY_EXISTS));
        rows.add(refused(
                "the id of a brief is not that of an entry",
                given(development(BRIEF)),
                issue(42, null, Marking.AMBER),
                RefusalCode.ENTRY_EXISTS));
        rows.add(refused(
                "a closed case issues nothing", given(new CaseClosed(null, false)), issue(42, null, Marking.AMBER), RefusalCode.CASE_CLOSED));
    }

    private static IssueBrief issue(long position, @Nullable Long since, Marking ceiling) {
        return new IssueBrief(BRIEF, position, since, ceiling, "text/html", DIGEST, List.of("crisis centre"));
    }

    private static BriefIssued issued(long position, @Nullable Long since, Marking ceiling) {
        return new BriefIssued(BRIEF, position, since, ceiling, "text/html", HEX, List.of("crisis centre"));
    }
}
