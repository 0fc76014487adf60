package io.flankwatch.query.casesummary;

import io.flankwatch.events.CaseFile;
import io.flankwatch.events.figures.StandingClaims;
import io.flankwatch.query.casesummary.CaseSummary.Casualties;
import io.flankwatch.query.casesummary.CaseSummary.Closed;
import io.flankwatch.query.casesummary.CaseSummary.IndicatorLine;
import io.flankwatch.query.casesummary.CaseSummary.Indicators;
import io.flankwatch.query.casesummary.CaseSummary.LastChange;
import io.flankwatch.query.casesummary.CaseSummary.PostureThen;
import io.flankwatch.query.casesummary.CaseSummary.Status;
import io.flankwatch.query.casesummary.HeadDocument.Change;
import io.flankwatch.query.casesummary.HeadDocument.Closing;
import io.flankwatch.query.links.CaseLinks;
import io.flankwatch.query.projection.DocumentId;
import io.flankwatch.query.projection.Recording;
import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.reading.CaseState;
import io.flankwatch.query.watch.WatchedIndicator;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A case as a file, for one reader: what there is to say of it without its entries.
public final class Heading {

    private final CaseGate gate;
    private final HeadDocument document;

    private Heading(CaseGate gate, HeadDocument document) {
        this.gate = gate;
        this.document = document;
    }

    /// @param state of [SummaryView]
    static Heading of(CaseState state) {
        return new Heading(state.gate(), state.find(DocumentId.root(state.gate().caseId()), HeadDocument.class).orElseThrow());
    }

    /// @param tally     what its entries come to for the same reader
    /// @param at        the time in the world for which postures are told
    /// @param links     those that the reader may see
    /// @param showsCase whether the reader may know that there is a case
    CaseSummary summary(CaseState state, Tally tally, Instant at, List<CaseLinks.Link> links, Predicate<UUID> showsCase) {
        CaseFile file = document.file();
        return new CaseSummary(
                UUID.fromString(gate.caseId()),
                file.title(),
                file.summary(),
                document.closing() == null ? Status.OPEN : Status.CLOSED,
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
                document.opened(),
                closed(document.closing()),
                tally.counts(),
                new Casualties(StandingClaims.RULE, gate.ceilingKey(), tally.casualties()),
                new PostureThen(at, tally.postures(at)),
                indicators(),
                lastChange(document.last(), showsCase));
    }

    public CaseFile file() {
        return document.file();
    }

    public Recording opened() {
        return document.opened();
    }

    /// Null while it is open.
    public @Nullable Closed closed() {
        return closed(document.closing());
    }

    private static @Nullable Closed closed(@Nullable Closing closing) {
        return closing == null ? null : new Closed(closing.event().reason(), closing.event().forced(), closing.recording());
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
        return document.indicators().stream()
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

    private LastChange lastChange(Change last, Predicate<UUID> showsCase) {
        boolean shown = gate.shows(last.marking()) && (last.other() == null || showsCase.test(last.other()));
        return new LastChange(
                last.recording().position(), gate.effective(last.marking()), shown ? last.type() : null, shown ? last.recording() : null);
    }
}
