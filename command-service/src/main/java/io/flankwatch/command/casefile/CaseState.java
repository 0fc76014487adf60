package io.flankwatch.command.casefile;

import io.flankwatch.command.assessment.Assessments;
import io.flankwatch.command.assessment.Grounds;
import io.flankwatch.command.brief.Briefs;
import io.flankwatch.command.entry.Entries;
import io.flankwatch.command.hypothesis.Hypotheses;
import io.flankwatch.command.indicator.Indicators;
import io.flankwatch.command.meeting.Meetings;
import io.flankwatch.command.protocol.Protocols;
import io.flankwatch.command.source.Sources;
import io.flankwatch.events.AssessmentEvent;
import io.flankwatch.events.BriefEvent;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFile;
import io.flankwatch.events.CaseFileEvent;
import io.flankwatch.events.EntryEvent.EntriesLinked;
import io.flankwatch.events.EntryEvent.EntriesUnlinked;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryEvent.EntryReinstated;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryEvent.MeetingEvent;
import io.flankwatch.events.EntryEvent.RedactionEvent;
import io.flankwatch.events.EntryRecorded.CasualtyRecorded;
import io.flankwatch.events.EntryRecorded.DevelopmentRecorded;
import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.EntryRecorded.InterceptProtocolChanged;
import io.flankwatch.events.EntryRecorded.MeetingConvened;
import io.flankwatch.events.EntryRecorded.NoteAdded;
import io.flankwatch.events.EntryRecorded.ReactionRecorded;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.HypothesisEvent;
import io.flankwatch.events.IndicatorEvent;
import io.flankwatch.events.Marking;
import io.flankwatch.events.SourceEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// All that decisions about a case depend on. Immutable: made by folding its events, and only so.
///
/// @param file absent before the case was opened
record CaseState(
        @Nullable CaseFile file,
        Sources sources,
        Entries entries,
        Meetings meetings,
        Protocols protocols,
        Indicators indicators,
        Hypotheses hypotheses,
        Assessments assessments,
        Briefs briefs) {

    static final CaseState NONE =
            new CaseState(
                    null, Sources.NONE, Entries.NONE, Meetings.NONE, Protocols.NONE, Indicators.NONE, Hypotheses.NONE, Assessments.NONE, Briefs.NONE);

    /// History is trusted: whatever was recorded is taken as it is.
    ///
    /// @param marking the event's effective one, as it was recorded
    CaseState evolve(CaseEvent event, Marking marking) {
        Assessments noted = assessments.noted(event);
        return switch (event) {
            case CaseFileEvent filed ->
                new CaseState(CaseFile.evolve(file, filed), sources, entries, meetings, protocols, indicators, hypotheses, noted, briefs);
            case SourceEvent source ->
                new CaseState(file, sources.evolve(source, marking), entries, meetings, protocols, indicators, hypotheses, noted, briefs);
            case EntryRecorded recorded -> {
                Entries more = entries.evolve(recorded, marking);
                yield new CaseState(file, sources, more, meetings, evolve(recorded), indicators, hypotheses, noted, briefs);
            }
            case EntryRevised revised -> {
                Entries corrected = entries.evolve(revised, marking);
                yield new CaseState(file, sources, corrected, meetings, protocols.evolve(revised), indicators, hypotheses, noted, briefs);
            }
            case EntryReinstated reinstated ->
                new CaseState(file, sources, entries.evolve(reinstated), meetings, protocols, indicators, hypotheses, noted, briefs);
            case EntryRetracted retracted ->
                new CaseState(file, sources, entries.evolve(retracted), meetings, protocols, indicators, hypotheses, noted, briefs);
            case EntryMarkingChanged changed ->
                new CaseState(file, sources, entries.evolve(changed), meetings, protocols, indicators.evolve(changed), hypotheses, noted, briefs);
            case RedactionEvent redaction ->
                new CaseState(file, sources, entries.evolve(redaction), meetings, protocols, indicators, hypotheses, noted, briefs);
            case EntriesLinked linked ->
                new CaseState(file, sources, entries.evolve(linked), meetings, protocols, indicators, hypotheses, noted, briefs);
            case EntriesUnlinked unlinked ->
                new CaseState(file, sources, entries.evolve(unlinked), meetings, protocols, indicators, hypotheses, noted, briefs);
            case MeetingEvent held ->
                new CaseState(file, sources, entries, meetings.evolve(held, marking), protocols, indicators, hypotheses, noted, briefs);
            case IndicatorEvent indicator ->
                new CaseState(file, sources, entries, meetings, protocols, indicators.evolve(indicator, marking), hypotheses, noted, briefs);
            case HypothesisEvent about ->
                new CaseState(file, sources, entries, meetings, protocols, indicators, hypotheses.evolve(about, marking), noted, briefs);
            case AssessmentEvent about ->
                new CaseState(file, sources, entries, meetings, protocols, indicators, hypotheses, noted.evolve(about, marking), briefs);
            case BriefEvent about ->
                new CaseState(file, sources, entries, meetings, protocols, indicators, hypotheses, noted, briefs.evolve(about));
        };
    }

    private Protocols evolve(EntryRecorded recorded) {
        return switch (recorded) {
            case InterceptProtocolChanged changed -> protocols.evolve(changed);
            case IncursionReported _, CasualtyRecorded _, DevelopmentRecorded _, ReactionRecorded _, MeetingConvened _, NoteAdded _ -> protocols;
        };
    }

    CaseFile opened() {
        if (file == null) {
            throw new IllegalStateException("the case has not been opened");
        }
        return file;
    }

    /// What assessments rest on.
    Grounds grounds() {
        return new Grounds(sources, entries, indicators, hypotheses);
    }

    /// Ids of whatever there is within a case are unique, all of them together.
    boolean taken(UUID id) {
        return entries.has(id) || sources.has(id) || indicators.has(id) || hypotheses.has(id) || assessments.has(id) || briefs.has(id);
    }
}
