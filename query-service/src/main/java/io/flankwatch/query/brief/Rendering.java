package io.flankwatch.query.brief;

import io.flankwatch.events.Marking;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.query.brief.Brief.Limits;
import io.flankwatch.query.moment.Moment;
import io.flankwatch.query.moment.Moments;
import io.flankwatch.query.reading.Asked;
import io.flankwatch.query.reading.CaseGates;
import io.flankwatch.query.reading.CaseReads;
import io.flankwatch.query.reading.CaseState;
import io.flankwatch.query.reading.CaseTold;
import io.flankwatch.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Makes the bytes of a brief, anew for every reader: nothing of it is kept, so that nothing can outlive a restriction.
@Component
class Rendering {

    private final CaseGates gates;
    private final CaseReads reads;
    private final Moments moments;

    Rendering(CaseGates gates, CaseReads reads, Moments moments) {
        this.gates = gates;
        this.reads = reads;
        this.moments = moments;
    }

    /// @param state for the headers
    @SuppressWarnings("ArrayRecordComponent")
    record Rendered(CaseState state, byte[] bytes) {}

    /// @param under a marking that the reader wants to see no more than; absent: the highest that they may
    /// @param since a position or an instant
    /// @throws Refused NO_SUCH_CASE, POSITION_BEYOND_HEAD, MALFORMED, MARKING_ABOVE_CLEARANCE
    Rendered render(UUID caseId, Asked asked, Ceiling ceiling, @Nullable Marking under, @Nullable String since, Form form) {
        Marking highest = gates.open(caseId, ceiling).highest();
        if (under != null && !highest.allows(under)) {
            throw new Refused(RefusalCode.MARKING_ABOVE_CLEARANCE, "You see no more of this case than is marked " + highest);
        }
        Marking marking = under == null ? highest : under;
        CaseTold told = reads.told(caseId, asked, ceiling.loweredTo(marking));
        Moment before = since == null ? null : moments.of(reads.before(told, since, "since"));
        Brief brief = Composing.brief(moments.of(told), marking, before, Limits.USUAL);
        return new Rendered(told.as(Brief.FORM), bytes(brief, form));
    }

    static byte[] bytes(Brief brief, Form form) {
        return switch (form) {
            case JSON -> Json.MAPPER.writeValueAsBytes(brief);
            case MARKDOWN -> Markdown.of(Wording.page(brief)).getBytes(StandardCharsets.UTF_8);
            case HTML -> Html.of(Wording.page(brief)).getBytes(StandardCharsets.UTF_8);
        };
    }
}
