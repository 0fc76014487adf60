package io.flankwatch.query.casesummary;

import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.reading.CaseState;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the large cases that were read last come to: their entries are thousands, which are gone through once, and again where something other than
/// another entry has come.
@Component
final class Tallies {

    private static final int MOST = 32;

    private final Map<Of, Tallied> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Of, Tallied> eldest) {
            return size() > MOST;
        }
    };

    /// All that a tally depends on but the position, as the ETag of an answer has it.
    private record Of(String caseId, String fold, long restrictedAt, String ceiling) {

        static Of it(CaseState state) {
            CaseGate gate = state.gate();
            return new Of(gate.caseId(), state.fold(), gate.restrictedAt(), gate.ceilingKey());
        }
    }

    /// @param state of [SummaryView], and of now: documents that move on while they are read are those of a moment that nobody asks for again
    Tally now(CaseState state) {
        if (!state.large()) {
            return Summing.of(state).tally();
        }
        Of of = Of.it(state);
        @Nullable Tallied before;
        synchronized (known) {
            before = known.get(of);
        }
        if (before != null && before.position() == state.position()) {
            return before.tally();
        }
        Tallied now = Tallied.of(state, before);
        synchronized (known) {
            known.merge(of, now, (other, mine) -> mine.position() >= other.position() ? mine : other);
        }
        return now.tally();
    }
}
