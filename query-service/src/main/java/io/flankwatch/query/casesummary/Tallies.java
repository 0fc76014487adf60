package io.flankwatch.query.casesummary;

import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.reading.CaseState;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/// What the large cases that were read last come to: their entries are thousands, and are gone through once for as long as nothing happens in the case.
@Component
final class Tallies {

    private static final int MOST = 32;

    private final Map<Of, Tally> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Of, Tally> eldest) {
            return size() > MOST;
        }
    };

    /// All that a tally depends on, as the ETag of an answer has it.
    private record Of(String caseId, String fold, long position, long restrictedAt, String ceiling) {

        static Of it(CaseState state) {
            CaseGate gate = state.gate();
            return new Of(gate.caseId(), state.fold(), state.position(), gate.restrictedAt(), gate.ceilingKey());
        }
    }

    /// @param state of [SummaryView], and of now: documents that move on while they are read are those of a moment that nobody asks for again
    Tally now(CaseState state) {
        if (!state.large()) {
            return Summing.of(state).tally();
        }
        Of of = Of.it(state);
        synchronized (known) {
            Tally tally = known.get(of);
            if (tally != null) {
                return tally;
            }
        }
        Tally tally = Summing.of(state).tally();
        synchronized (known) {
            known.put(of, tally);
        }
        return tally;
    }
}
