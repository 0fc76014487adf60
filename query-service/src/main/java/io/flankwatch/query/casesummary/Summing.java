package io.flankwatch.query.casesummary;

import io.flankwatch.events.CaseFile;
import io.flankwatch.events.EntryKind;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Vector;
import io.flankwatch.events.figures.Incidents;
import io.flankwatch.events.figures.Origins;
import io.flankwatch.events.figures.Postures;
import io.flankwatch.events.figures.Standing;
import io.flankwatch.events.figures.StandingClaims;
import io.flankwatch.query.casesummary.CaseSummary.Casualties;
import io.flankwatch.query.casesummary.CaseSummary.Closed;
import io.flankwatch.query.casesummary.CaseSummary.Counts;
import io.flankwatch.query.casesummary.CaseSummary.IndicatorLine;
import io.flankwatch.query.casesummary.CaseSummary.Indicators;
import io.flankwatch.query.casesummary.CaseSummary.JurisdictionPosture;
import io.flankwatch.query.casesummary.CaseSummary.LastChange;
import io.flankwatch.query.casesummary.CaseSummary.PostureThen;
import io.flankwatch.query.casesummary.CaseSummary.ProtocolState;
import io.flankwatch.query.casesummary.CaseSummary.Status;
import io.flankwatch.query.casesummary.HeadDocument.Change;
import io.flankwatch.query.casesummary.HeadDocument.Closing;
import io.flankwatch.query.casesummary.ShareDocument.Cited;
import io.flankwatch.query.links.CaseLinks;
import io.flankwatch.query.projection.DocumentId;
import io.flankwatch.query.projection.Recording;
import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.reading.CaseState;
import io.flankwatch.query.watch.WatchedIndicator;
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
    private final HeadDocument head;
    /// In whatever order: a case has thousands, and few are told one by one.
    private final List<Contribution> seen;
    /// Those that are claims, in the order recorded.
    private final List<Contribution> claiming;
    private final List<Cited> sources;
    private final int restricted;
    private final Standing standing;
    private final List<CaseLinks.Link> links;
    private final Predicate<UUID> showsCase;

    private Summing(CaseState state, HeadDocument head, List<ShareDocument> shares, List<CaseLinks.Link> links, Predicate<UUID> showsCase) {
        this.links = links;
        this.showsCase = showsCase;
        this.state = state;
        this.gate = state.gate();
        this.head = head;
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
        this.sources = shares.stream()
                .flatMap(share -> share.sources().stream())
                .filter(source -> gate.shows(source.marking()))
                .sorted(Comparator.comparingLong(Cited::position))
                .toList();
        this.standing = Standing.among(
                seen.stream().map(entry -> new Standing.Link(entry.entryId(), entry.supersedes(), entry.retracted())).toList());
    }

    private List<Contribution> inOrder(Predicate<Contribution> told) {
        return seen.stream().filter(told).sorted(Comparator.comparingLong(Contribution::position)).toList();
    }

    /// @param links     those that the reader may see
    /// @param showsCase whether the reader may know that there is a case
    static CaseSummary summary(CaseState state, Instant at, List<CaseLinks.Link> links, Predicate<UUID> showsCase) {
        return of(state, links, showsCase).sum(at);
    }

    static CaseCasualties casualties(CaseState state) {
        return of(state).caseCasualties();
    }

    /// For whoever tells more of a case than its summary.
    ///
    /// @param state of [SummaryView]
    public static Summing of(CaseState state) {
        return of(state, List.of(), other -> false);
    }

    private static Summing of(CaseState state, List<CaseLinks.Link> links, Predicate<UUID> showsCase) {
        String caseId = state.gate().caseId();
        HeadDocument head = state.find(DocumentId.root(caseId), HeadDocument.class).orElseThrow();
        List<ShareDocument> shares = state.findAll(SummaryView.shares(caseId), ShareDocument.class);
        return new Summing(state, head, shares, links, showsCase);
    }

    private CaseSummary sum(Instant at) {
        CaseFile file = head.file();
        return new CaseSummary(
                UUID.fromString(gate.caseId()),
                file.title(),
                file.summary(),
                head.closing() == null ? Status.OPEN : Status.CLOSED,
                file.marking(),
                file.countries(),
                file.tags(),
                file.lead(),
                file.members().stream().sorted().toList(),
                links.stream().map(CaseSummary.Linked::of).toList(),
                file.externalRefs(),
                state.version(),
                state.position(),
                gate.ceilingKey(),
                head.opened(),
                closed(head.closing()),
                counts(),
                new Casualties(StandingClaims.RULE, gate.ceilingKey(), casualties()),
                new PostureThen(at, postures(at)),
                indicators(),
                lastChange(head.last()));
    }

    public CaseFile file() {
        return head.file();
    }

    public Recording opened() {
        return head.opened();
    }

    /// Null while it is open.
    public @Nullable Closed closed() {
        return closed(head.closing());
    }

    private static @Nullable Closed closed(@Nullable Closing closing) {
        return closing == null ? null : new Closed(closing.event().reason(), closing.event().forced(), closing.recording());
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
        int incidents = byKind.getOrDefault(EntryKind.INCURSION, 0) + byKind.getOrDefault(EntryKind.DEVELOPMENT, 0);
        return new Counts(incidents, counting.size(), counted, retracted, superseded, falseAlarms, restricted, sources.size(), Origins.among(sources.stream().map(source -> new Origins.Link(source.sourceId(), source.copiesFrom())).toList()).independent(), byKind, byVector);
    }

    public List<StandingClaims.MetricFigure> casualties() {
        // What they come to depends on the order of the claims, and of nothing else.
        return StandingClaims.of(
                Stream.concat(claiming.stream(), seen.stream().filter(entry -> entry.claim() == null))
                        .map(entry -> new StandingClaims.Contribution(
                                entry.entryId(), entry.supersedes(), entry.retracted(), entry.falseAlarm(), entry.claim()))
                        .toList(),
                linked(),
                standing);
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
        List<Postures.Change> changes = new ArrayList<>();
        for (Contribution entry : inOrder(told -> told.protocol() != null)) {
            Postures.Change change = entry.protocol();
            if (change != null && standing.stands(entry.entryId()) && !entry.falseAlarm()) {
                changes.add(change);
            }
        }
        return Postures.at(at, changes).stream()
                .map(posture -> new JurisdictionPosture(
                        posture.jurisdiction(),
                        posture.targetClass(),
                        posture.inForce() == null ? null : protocol(posture.inForce()),
                        posture.beside().stream().map(Summing::protocol).toList()))
                .toList();
    }

    private static ProtocolState protocol(Postures.Change change) {
        return new ProtocolState(
                change.protocolId(),
                change.entryId(),
                change.position(),
                change.state().posture(),
                change.state().status(),
                change.state().authority(),
                change.state().legalBasis(),
                change.state().effectiveFrom(),
                change.state().effectiveUntil(),
                change.state().conditions(),
                change.decidedBy(),
                change.replaces());
    }

    public Indicators indicators() {
        return new Indicators(
                indicators(WatchedIndicator.State.OPEN),
                indicators(WatchedIndicator.State.MET),
                indicators(WatchedIndicator.State.NOT_MET),
                indicators(WatchedIndicator.State.EXPIRED),
                indicators(WatchedIndicator.State.WITHDRAWN));
    }

    private List<IndicatorLine> indicators(WatchedIndicator.State wanted) {
        return head.indicators().stream()
                .map(indicator -> indicator.today(gate))
                .filter(indicator -> gate.shows(indicator.marking()) && indicator.state(gate::shows) == wanted)
                .map(this::line)
                .toList();
    }

    private IndicatorLine line(WatchedIndicator indicator) {
        WatchedIndicator.Change last = indicator.last(gate::shows);
        WatchedIndicator.Change fulfilment = indicator.fulfilment(gate::shows);
        Recording since = last == null ? indicator.defined() : last.recorded();
        return new IndicatorLine(
                indicator.indicatorId(),
                indicator.statement(),
                indicator.owner(),
                indicator.condition(),
                indicator.deadline(),
                fulfilment == null ? null : fulfilment.metBy(),
                fulfilment == null ? null : fulfilment.metByCase(),
                fulfilment != null && fulfilment.late(),
                last == null ? List.of() : last.evidence(),
                last == null ? null : last.reason(),
                since);
    }

    private LastChange lastChange(Change last) {
        boolean shown = gate.shows(last.marking()) && (last.other() == null || showsCase.test(last.other()));
        return new LastChange(
                last.recording().position(), gate.effective(last.marking()), shown ? last.type() : null, shown ? last.recording() : null);
    }
}
