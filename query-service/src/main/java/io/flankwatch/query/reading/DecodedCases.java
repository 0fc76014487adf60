package io.flankwatch.query.reading;

import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.query.projection.Fact;
import io.flankwatch.query.projection.FollowedLedger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The events of the large cases that were told last. Half of what it takes to tell ten thousand of them is to fetch and to decode them, and whoever asks for a
/// case as of one moment asks for others: these are the same events, or the same and some more.
///
/// What was appended stays as it is, but for what redactions take out of it. So what was read is good until something in the case is marked anew or
/// redacted, which whoever asks has just looked up.
@Component
final class DecodedCases {

    /// Of all cases together, as they are stored; decoded they take half as much again.
    private static final long MOST_BYTES = 32 << 20;

    private final FollowedLedger ledger;
    private final Map<String, Decoded> cases = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    DecodedCases(FollowedLedger ledger) {
        this.ledger = ledger;
    }

    /// @param facts      all of a case up to a position
    /// @param bytes      of all of them, as stored
    /// @param upTo       that position
    /// @param remarkedAt of the gate behind which they were read
    private record Decoded(List<Fact> facts, long bytes, long upTo, long remarkedAt) {}

    /// The events of a case up to a position, each as it was recorded; empty where it was opened later.
    ///
    /// @param gate     of now
    /// @param position of the ledger; `Long.MAX_VALUE` for all that there is
    List<Fact> upTo(CaseGate gate, long position) {
        String caseId = gate.caseId();
        Decoded before = known(caseId, gate.remarkedAt());
        if (before == null || before.upTo() < position) {
            return read(gate, before, position);
        }
        return before.facts().stream().takeWhile(fact -> fact.position() <= position).toList();
    }

    private synchronized @Nullable Decoded known(String caseId, long remarkedAt) {
        Decoded known = cases.get(caseId);
        return known == null || known.remarkedAt() != remarkedAt ? null : known;
    }

    private List<Fact> read(CaseGate gate, @Nullable Decoded before, long position) {
        String caseId = gate.caseId();
        List<Fact> facts = new ArrayList<>();
        long length = 0;
        long version = -1;
        if (before != null) {
            facts.addAll(before.facts());
            length = before.bytes();
            version = facts.getLast().envelope().streamVersion();
        } else if (gate.remarkedAt() >= 0) {
            // Whoever has recorded a redaction takes the text out afterwards: it must not be kept here beyond that.
            ledger.redaction().settle(caseId);
        }
        for (LedgerEntry entry : ledger.reader().stream(caseId, version, position)) {
            facts.add(Fact.of(entry));
            length += entry.bytes().length;
        }
        List<Fact> all = List.copyOf(facts);
        if (all.size() >= CaseState.LARGE) {
            // Of what was not asked for with a position, more may have been appended since.
            keep(caseId, new Decoded(all, length, position == Long.MAX_VALUE ? all.getLast().position() : position, gate.remarkedAt()));
        }
        return all;
    }

    private synchronized void keep(String caseId, Decoded decoded) {
        Decoded before = cases.put(caseId, decoded);
        bytes += decoded.bytes() - (before == null ? 0 : before.bytes());
        Iterator<Decoded> longestAgo = cases.values().iterator();
        while (bytes > MOST_BYTES) {
            bytes -= longestAgo.next().bytes();
            longestAgo.remove();
        }
    }
}
