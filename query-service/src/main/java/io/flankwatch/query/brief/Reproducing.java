package io.flankwatch.query.brief;

import io.flankwatch.events.BriefEvent.BriefIssued;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFileEvent.CaseMarkingChanged;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryEvent.EntryRedacted;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.query.reading.Asked;
import io.flankwatch.query.reading.CaseReads;
import io.flankwatch.query.reading.CaseTold;
import io.swagger.v3.oas.annotations.media.Schema;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Makes a brief that was issued once more.
@Component
class Reproducing {

    private final Rendering rendering;
    private final CaseReads reads;

    Reproducing(Rendering rendering, CaseReads reads) {
        this.rendering = rendering;
        this.reads = reads;
    }

    @Schema(name = "NotReproducedBecause")
    enum Why {
        /// Something of the case was marked more strictly or redacted since: `changedAt` names the positions.
        RESTRICTED_OR_REDACTED,
        /// Briefs are not written as that media type.
        NO_SUCH_FORM,
        /// Nothing of that kind is known: what was issued was no brief as it is made by this service, or this service makes them otherwise by now.
        NOT_KNOWN
    }

    /// @param because   absent where the same bytes come out
    /// @param changedAt the positions of what restricted or redacted something of the case since, as far as the reader may see it
    @Schema(name = "Reproduction")
    record Reproduction(boolean reproduced, @Nullable Why because, List<Long> changedAt) {}

    Reproduction again(UUID caseId, BriefIssued issued, Ceiling ceiling) {
        Optional<Form> form = Form.of(issued.mediaType());
        if (form.isEmpty()) {
            return new Reproduction(false, Why.NO_SUCH_FORM, List.of());
        }
        if (issued.sha256().equals(sha256(caseId, issued, ceiling, form.get()))) {
            return new Reproduction(true, null, List.of());
        }
        CaseTold now = reads.told(caseId, new Asked(null, null), ceiling);
        List<Long> changedAt = now.facts().stream()
                .filter(fact -> fact.position() > issued.position() && changes(fact.event()) && now.gate().shows(fact.marking()))
                .map(Fact::position)
                .toList();
        return new Reproduction(false, changedAt.isEmpty() ? Why.NOT_KNOWN : Why.RESTRICTED_OR_REDACTED, changedAt);
    }

    private static boolean changes(CaseEvent event) {
        return event instanceof CaseMarkingChanged || event instanceof EntryMarkingChanged || event instanceof EntryRedacted;
    }

    /// Null where nothing of the case is under that ceiling any more.
    private @Nullable String sha256(UUID caseId, BriefIssued issued, Ceiling ceiling, Form form) {
        String since = issued.since() == null ? null : issued.since().toString();
        Asked asked = new Asked(Long.toString(issued.position()), null);
        try {
            byte[] bytes = rendering.render(caseId, asked, ceiling, issued.ceiling(), since, form).bytes();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (Refused refused) {
            if (refused.code() == RefusalCode.NO_SUCH_CASE) {
                return null;
            }
            throw refused;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
