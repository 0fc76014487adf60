package io.flankwatch.query.sources;

import io.flankwatch.events.Evidence.Capture;
import io.flankwatch.events.SourceEvent;
import io.flankwatch.events.SourceEvent.CaptureAdded;
import io.flankwatch.events.SourceEvent.CustodyTransferred;
import io.flankwatch.events.SourceEvent.SourceChecked;
import io.flankwatch.events.SourceEvent.SourceCited;
import io.flankwatch.events.SourceEvent.SourceGraded;
import io.flankwatch.events.figures.Origins;
import io.flankwatch.query.projection.Recording;
import io.flankwatch.query.projection.Step;
import io.flankwatch.query.reading.CaseGate;
import io.flankwatch.query.reading.CaseState;
import io.flankwatch.query.sources.SourceShown.CaptureShown;
import io.flankwatch.query.sources.SourceShown.CheckShown;
import io.flankwatch.query.sources.SourceShown.CustodyShown;
import io.flankwatch.query.sources.SourceShown.GradeShown;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Shows the sources of a case to one reader. What they may not see is not there for them: it ends no chain and has changed no grade.
public final class Showing {

    private final CaseGate gate;
    private final List<CitedSources.Line> seen;
    private final Origins origins;

    private Showing(CaseGate gate, CitedSources all) {
        this.gate = gate;
        this.seen = all.lines().stream().filter(line -> gate.shows(line.marking())).toList();
        this.origins = Origins.among(
                seen.stream().map(line -> new Origins.Link(line.sourceId(), line.copiesFrom())).toList());
    }

    /// @param state of [SourcesView]
    public static Showing of(CaseState state) {
        CaseGate gate = state.gate();
        return new Showing(gate, state.find(SourcesView.cited(gate.caseId()), CitedSources.class).orElse(CitedSources.NONE));
    }

    /// In the order cited.
    List<UUID> ids() {
        return seen.stream().map(CitedSources.Line::sourceId).toList();
    }

    public int independent() {
        return origins.independent();
    }

    /// In the order cited.
    public List<SourceShown> all(CaseState state) {
        return shown(state, ids());
    }

    /// @param ids of those that the reader may see
    List<SourceShown> shown(CaseState state, List<UUID> ids) {
        return state.findAll(ids.stream().map(id -> SourcesView.source(gate.caseId(), id)).toList(), SourceDocument.class).stream()
                .map(this::show)
                .toList();
    }

    SourceShown show(SourceDocument source) {
        SourceCited cited = source.cited().event();
        Recording recording = source.cited().recording();
        List<GradeShown> grades = grades(source);
        UUID origin = origins.of(cited.sourceId());
        return new SourceShown(
                cited.sourceId(),
                cited.url(),
                cited.documentRef(),
                cited.title(),
                cited.publisher(),
                cited.author(),
                cited.published(),
                cited.language(),
                grades.isEmpty() ? null : grades.getLast().reliability(),
                grades.isEmpty() ? null : grades.getLast().credibility(),
                cited.copiesFrom(),
                origin,
                origin.equals(cited.sourceId()),
                seen.stream()
                        .filter(line -> cited.sourceId().equals(line.copiesFrom()))
                        .map(CitedSources.Line::sourceId)
                        .toList(),
                cited.externalRefs(),
                shown(source.captures()).stream().map(this::capture).toList(),
                shown(source.checks()).stream().map(this::check).toList(),
                grades,
                shown(source.custody()).stream().map(this::custody).toList(),
                gate.effective(source.cited().marking()),
                source.cited().leafHash(),
                recording.position(),
                recording.recordedAt(),
                recording.appendedAt(),
                recording.by(),
                recording.client(),
                recording.commandId());
    }

    private <E extends SourceEvent> List<Step<E>> shown(List<Step<E>> steps) {
        return steps.stream().filter(step -> gate.shows(step.marking())).toList();
    }

    private CaptureShown capture(Step<CaptureAdded> step) {
        Capture capture = step.event().capture();
        return new CaptureShown(
                step.event().captureId(),
                capture.kind(),
                capture.sha256(),
                capture.length(),
                capture.mediaType(),
                capture.capturedAt(),
                capture.tool(),
                capture.toolVersion(),
                capture.httpStatus(),
                capture.collector(),
                capture.url(),
                capture.archiveUrl(),
                capture.originalFilename(),
                capture.derivedFrom(),
                capture.timestampToken(),
                gate.effective(step.marking()),
                step.leafHash(),
                step.recording());
    }

    private CheckShown check(Step<SourceChecked> step) {
        SourceChecked checked = step.event();
        return new CheckShown(
                checked.result(),
                checked.previous(),
                checked.at(),
                checked.note(),
                gate.effective(step.marking()),
                step.leafHash(),
                step.recording());
    }

    private List<GradeShown> grades(SourceDocument source) {
        List<GradeShown> grades = new ArrayList<>();
        Step<SourceCited> cited = source.cited();
        if (cited.event().reliability() != null || cited.event().credibility() != null) {
            grades.add(new GradeShown(
                    cited.event().reliability(),
                    null,
                    cited.event().credibility(),
                    null,
                    null,
                    gate.effective(cited.marking()),
                    cited.leafHash(),
                    cited.recording()));
        }
        for (Step<SourceGraded> step : shown(source.grades())) {
            SourceGraded graded = step.event();
            grades.add(new GradeShown(
                    graded.reliability(),
                    graded.previousReliability(),
                    graded.credibility(),
                    graded.previousCredibility(),
                    graded.reason(),
                    gate.effective(step.marking()),
                    step.leafHash(),
                    step.recording()));
        }
        return grades;
    }

    private CustodyShown custody(Step<CustodyTransferred> step) {
        CustodyTransferred transferred = step.event();
        return new CustodyShown(
                transferred.captureId(),
                transferred.action(),
                transferred.custodian(),
                transferred.previousCustodian(),
                transferred.reason(),
                transferred.at(),
                gate.effective(step.marking()),
                step.leafHash(),
                step.recording());
    }
}
