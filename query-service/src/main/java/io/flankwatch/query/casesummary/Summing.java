package io.flankwatch.query.casesummary;

import io.flankwatch.events.EntryKind;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Vector;
import io.flankwatch.events.figures.GrowingClaims;
import io.flankwatch.events.figures.Incidents;
import io.flankwatch.events.figures.Origins;
import io.flankwatch.events.figures.Postures;
import io.flankwatch.events.figures.Standing;
import io.flankwatch.events.figures.StandingClaims;
import io.flankwatch.query.casesummary.CaseSummary.Counts;
import io.flankwatch.query.casesummary.CaseSummary.JurisdictionPosture;
import io.flankwatch.query.casesummary.ShareDocument.Cited;
import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.reading.CaseState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Sums a case up for one reader, from what its entries contribute.
public final class Summing {

    private final CaseState state;
    private final CaseGate gate;
    private final Heading heading;
    /// In whatever order: a case has thousands, and few are told one by one.
    private final List<Contribution> seen;
    /// Those that are claims, in the order recorded.
    private final List<Contribution> claiming;
    private final List<Cited> sources;
    private final int restricted;
    private final Standing standing;

    private Summing(CaseState state, Heading heading, List<ShareDocument> shares) {
        this.state = state;
        this.gate = state.gate();
        this.heading = heading;
        this.seen = new ArrayList<>();
        int hidden = 0;
        for (ShareDocument share : shares) {
            for (Contribution entry : share.contributions()) {
                if (gate.shows(entry.marking())) {
                    seen.add(entry);
                } else if (entry.counts()) {
                    hidden++;
                }
            }
        }
        this.restricted = hidden;
        this.claiming = inOrder(entry -> entry.claim() != null);
        this.sources = sources(gate, shares);
        this.standing = Standing.among(
                seen.stream().map(entry -> new Standing.Link(entry.entryId(), entry.supersedes(), entry.retracted())).toList());
    }

    static List<Cited> sources(CaseGate gate, List<ShareDocument> shares) {
        return shares.stream()
                .flatMap(share -> share.sources().stream())
                .filter(source -> gate.shows(source.marking()))
                .sorted(Comparator.comparingLong(Cited::position))
                .toList();
    }

    static int independent(List<Cited> sources) {
        return Origins.among(sources.stream().map(source -> new Origins.Link(source.sourceId(), source.copiesFrom())).toList()).independent();
    }

    private List<Contribution> inOrder(Predicate<Contribution> told) {
        return seen.stream().filter(told).sorted(Comparator.comparingLong(Contribution::position)).toList();
    }

    static CaseCasualties casualties(CaseState state) {
        return of(state).caseCasualties();
    }

    /// For whoever tells more of a case than its summary.
    ///
    /// @param state of [SummaryView]
    public static Summing of(CaseState state) {
        return of(state, shares(state));
    }

    static Summing of(CaseState state, List<ShareDocument> shares) {
        return new Summing(state, Heading.of(state), shares);
    }

    static List<ShareDocument> shares(CaseState state) {
        return state.findAll(SummaryView.shares(state.gate().caseId()), ShareDocument.class);
    }

    /// What it says of itself.
    public Heading heading() {
        return heading;
    }

    /// What its entries come to.
    Tally tally() {
        return tally(casualties());
    }

    Tally tally(List<StandingClaims.MetricFigure> casualties) {
        return new Tally(counts(), casualties, changes());
    }

    public Counts counts() {
        Map<EntryKind, Integer> byKind = new EnumMap<>(EntryKind.class);
        Map<Vector, Integer> byVector = new EnumMap<>(Vector.class);
        int counted = 0;
        int retracted = 0;
        int superseded = 0;
        int falseAlarms = 0;
        List<Contribution> counting = seen.stream().filter(Contribution::counts).toList();
        for (Contribution entry : counting) {
            switch (stand(entry)) {
                case RETRACTED -> retracted++;
                case SUPERSEDED -> superseded++;
                case FALSE_ALARM -> falseAlarms++;
                case STANDING -> {
                    counted++;
                    byKind.merge(entry.kind(), 1, Integer::sum);
                    byVector.merge(entry.vector(), 1, Integer::sum);
                }
            }
        }
        return new Counts(incidents(byKind), counting.size(), counted, retracted, superseded, falseAlarms, restricted, sources.size(), independent(sources), byKind, byVector);
    }

    static int incidents(Map<EntryKind, Integer> byKind) {
        return byKind.getOrDefault(EntryKind.INCURSION, 0) + byKind.getOrDefault(EntryKind.DEVELOPMENT, 0);
    }

    public List<StandingClaims.MetricFigure> casualties() {
        return StandingClaims.of(contributions(), linked(), standing);
    }

    /// The same, to go on with.
    GrowingClaims claims() {
        return GrowingClaims.of(contributions(), linked(), standing);
    }

    /// What they come to depends on the order of the claims, and of nothing else.
    private List<StandingClaims.Contribution> contributions() {
        return Stream.concat(claiming.stream(), seen.stream().filter(entry -> entry.claim() == null)).map(Contribution::toClaims).toList();
    }

    /// Between two entries of the case.
    private List<Incidents.Link<UUID>> linked() {
        return inOrder(entry -> !entry.links().isEmpty()).stream()
                .flatMap(entry -> entry.links().stream()
                        .filter(linked -> linked.link().otherCaseId() == null && gate.shows(linked.marking()))
                        .map(linked -> new Incidents.Link<>(entry.entryId(), linked.link().relation(), linked.link().otherId())))
                .toList();
    }

    private CaseCasualties caseCasualties() {
        List<StandingClaims.MetricFigure> figures = casualties();
        return new CaseCasualties(
                UUID.fromString(gate.caseId()),
                state.position(),
                state.version(),
                StandingClaims.RULE,
                gate.ceilingKey(),
                figures,
                claims(figures));
    }

    /// @param figures those that are shown beside them
    public List<CaseCasualties.ClaimShown> claims(List<StandingClaims.MetricFigure> figures) {
        Map<UUID, StandingClaims.Why> against = new HashMap<>();
        figures.forEach(figure -> figure.leftOut().forEach(left -> against.put(left.entryId(), left.why())));
        List<CaseCasualties.ClaimShown> claims = new ArrayList<>();
        for (Contribution entry : claiming) {
            StandingClaims.Claim claim = entry.claim();
            if (claim != null) {
                claims.add(CaseCasualties.ClaimShown.of(entry, claim, gate.effective(entry.marking()), against.get(entry.entryId())));
            }
        }
        return claims;
    }

    /// How an entry stands, as far as the reader sees.
    public enum Stand {
        STANDING,
        RETRACTED,
        SUPERSEDED,
        FALSE_ALARM
    }

    /// @param position of its recording
    /// @param marking  the effective one
    public record EntryStand(UUID entryId, long position, EntryKind kind, Vector vector, Marking marking, Stand stand) {}

    /// What the reader may see, in the order recorded.
    public List<EntryStand> entries() {
        return inOrder(any -> true).stream()
                .map(entry -> new EntryStand(
                        entry.entryId(), entry.position(), entry.kind(), entry.vector(), gate.effective(entry.marking()), stand(entry)))
                .toList();
    }

    private Stand stand(Contribution entry) {
        if (entry.retracted()) {
            return Stand.RETRACTED;
        }
        if (standing.superseded(entry.entryId())) {
            return Stand.SUPERSEDED;
        }
        return entry.falseAlarm() ? Stand.FALSE_ALARM : Stand.STANDING;
    }

    /// What may be done to whom at a time in the world.
    public List<JurisdictionPosture> postures(Instant at) {
        return Tally.postures(at, changes());
    }

    private List<Postures.Change> changes() {
        List<Postures.Change> changes = new ArrayList<>();
        for (Contribution entry : inOrder(told -> told.protocol() != null)) {
            Postures.Change change = entry.protocol();
            if (change != null && standing.stands(entry.entryId()) && !entry.falseAlarm()) {
                changes.add(change);
            }
        }
        return changes;
    }
}
