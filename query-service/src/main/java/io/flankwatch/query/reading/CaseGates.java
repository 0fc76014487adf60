package io.flankwatch.query.reading;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.ledger.LedgerReader;
import io.flankwatch.platform.access.CaseAccess;
import io.flankwatch.platform.access.Ceiling;
import io.flankwatch.query.projection.FollowedLedger;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Decides who may see a case, by the ledger itself and up to its head.
@Component
public class CaseGates {

    private final LedgerReader ledger;

    CaseGates(FollowedLedger ledger) {
        this.ledger = ledger.reader();
    }

    /// @throws Refused NO_SUCH_CASE where there is none, or the reader may not know that there is
    public CaseGate open(UUID caseId, Ceiling ceiling) {
        return find(caseId.toString(), ceiling)
                .orElseThrow(() -> new Refused(RefusalCode.NO_SUCH_CASE, "There is no case " + caseId + ", or it may not be seen"));
    }

    /// Empty where there is no such case, or the reader may not know that there is.
    public Optional<CaseGate> find(String caseId, Ceiling ceiling) {
        return look(caseId, ceiling).filter(CaseGate::showsCase);
    }

    /// A case that may be hidden from the reader: for whoever has to leave a placeholder for what happened in it.
    public Optional<CaseGate> look(String caseId, Ceiling ceiling) {
        @Nullable CaseAccess access = null;
        long restrictedAt = -1;
        for (LedgerEntry entry : ledger.stream(caseId, CaseAccess.TYPES, Long.MAX_VALUE)) {
            access = CaseAccess.apply(access, entry.envelope().event());
            restrictedAt = entry.position();
        }
        return access == null ? Optional.empty() : Optional.of(new CaseGate(caseId, access, ceiling, restrictedAt));
    }
}
