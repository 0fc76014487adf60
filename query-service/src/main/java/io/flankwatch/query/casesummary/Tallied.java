package io.flankwatch.query.casesummary;

import io.flankwatch.events.EntryKind;
import io.flankwatch.events.Vector;
import io.flankwatch.events.figures.GrowingClaims;
import io.flankwatch.events.figures.Postures;
import io.flankwatch.query.casesummary.CaseSummary.Counts;
import io.flankwatch.query.casesummary.ShareDocument.Cited;
import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.reading.CaseState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a case comes to for one reader, and what that was made of: most of what is recorded later is added to it, without going through thousands of
/// entries again.
///
/// @param position that was asked about
/// @param last     the position of the last entry that it counts, which may be a later one: documents move on while they are read
record Tallied(long position, long last, List<ShareDocument> shares, GrowingClaims claims, Tally tally) {

    /// @param before of the same case for the same reader, if it is known
    static Tallied of(CaseState state, @Nullable Tallied before) {
        List<ShareDocument> shares = Summing.shares(state);
        Optional<Tallied> further = before == null ? Optional.empty() : before.with(state, shares);
        return further.orElseGet(() -> {
            Summing summing = Summing.of(state, shares);
            GrowingClaims claims = summing.claims();
            long last = shares.stream().flatMap(share -> share.contributions().stream()).mapToLong(Contribution::position).max().orElse(-1);
            return new Tallied(state.position(), last, shares, claims, summing.tally(claims.figures()));
        });
    }

    /// @return empty where more has become of the entries than that there are later ones
    private Optional<Tallied> with(CaseState state, List<ShareDocument> now) {
        if (now.size() != shares.size()) {
            return Optional.empty();
        }
        List<Contribution> recorded = new ArrayList<>();
        boolean cited = false;
        for (int i = 0; i < now.size(); i++) {
            Optional<List<Contribution>> since = now.get(i).since(shares.get(i));
            if (since.isEmpty()) {
                return Optional.empty();
            }
            recorded.addAll(since.get());
            cited |= !now.get(i).sources().equals(shares.get(i).sources());
        }
        recorded.sort(Comparator.comparingLong(Contribution::position));
        return recorded.isEmpty() || recorded.getFirst().position() > last ? with(state, now, recorded, cited) : Optional.empty();
    }

    private Optional<Tallied> with(CaseState state, List<ShareDocument> now, List<Contribution> recorded, boolean cited) {
        CaseGate gate = state.gate();
        List<Contribution> seen = recorded.stream().filter(entry -> gate.shows(entry.marking())).toList();
        GrowingClaims grown = claims;
        List<Postures.Change> protocols = new ArrayList<>(tally.protocols());
        for (Contribution entry : seen) {
            Optional<GrowingClaims> with = grown.and(entry.toClaims());
            if (with.isEmpty() || !entry.links().isEmpty()) {
                return Optional.empty();
            }
            grown = with.get();
            if (entry.protocol() != null) {
                protocols.add(entry.protocol());
            }
        }
        int restricted = (int) recorded.stream().filter(entry -> entry.counts() && !gate.shows(entry.marking())).count();
        Counts counts = counts(seen.stream().filter(Contribution::counts).toList(), restricted, cited ? Summing.sources(gate, now) : null);
        long latest = recorded.isEmpty() ? last : recorded.getLast().position();
        return Optional.of(new Tallied(state.position(), latest, now, grown, new Tally(counts, grown.figures(), protocols)));
    }

    /// @param standing what was recorded and stands
    /// @param sources  null where no other has been cited
    private Counts counts(List<Contribution> standing, int restricted, @Nullable List<Cited> sources) {
        Counts before = tally.counts();
        Map<EntryKind, Integer> byKind = new EnumMap<>(EntryKind.class);
        byKind.putAll(before.byKind());
        Map<Vector, Integer> byVector = new EnumMap<>(Vector.class);
        byVector.putAll(before.byVector());
        standing.forEach(entry -> {
            byKind.merge(entry.kind(), 1, Integer::sum);
            byVector.merge(entry.vector(), 1, Integer::sum);
        });
        return new Counts(
                Summing.incidents(byKind),
                before.recorded() + standing.size(),
                before.counted() + standing.size(),
                before.retracted(),
                before.superseded(),
                before.falseAlarms(),
                before.restricted() + restricted,
                sources == null ? before.sources() : sources.size(),
                sources == null ? before.independentSources() : Summing.independent(sources),
                byKind,
                byVector);
    }
}
