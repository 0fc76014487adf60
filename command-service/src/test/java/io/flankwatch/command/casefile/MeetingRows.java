package io.flankwatch.command.casefile;

import static io.flankwatch.command.casefile.CaseRows.A;
import static io.flankwatch.command.casefile.CaseRows.MEETING;
import static io.flankwatch.command.casefile.CaseRows.NOW;
import static io.flankwatch.command.casefile.CaseRows.NOWHERE;
import static io.flankwatch.command.casefile.CaseRows.SOURCE;
import static io.flankwatch.command.casefile.CaseRows.URL;
import static io.flankwatch.command.casefile.CaseRows.at;
import static io.flankwatch.command.casefile.CaseRows.cited;
import static io.flankwatch.command.casefile.CaseRows.development;
import static io.flankwatch.command.casefile.CaseRows.draft;
import static io.flankwatch.command.casefile.CaseRows.entry;
import static io.flankwatch.command.casefile.CaseRows.given;
import static io.flankwatch.command.casefile.CaseRows.happy;
import static io.flankwatch.command.casefile.CaseRows.refused;
import static io.flankwatch.command.casefile.CaseRows.source;
import static io.flankwatch.command.casefile.CaseRows.unknown;

import io.flankwatch.command.casefile.CaseRows.Row;
import io.flankwatch.command.vocabulary.EntryCommand.ConcludeMeeting;
import io.flankwatch.command.vocabulary.EntryCommand.ConveneMeeting;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.SourceUse;
import io.flankwatch.events.EntryEvent.MeetingConcluded;
import io.flankwatch.events.EntryRecorded.MeetingConvened;
import io.flankwatch.events.RefusalCode;
import java.util.List;
import java.util.UUID;

/// Meetings, called and ended. What else becomes of them has rows of its own.
final class MeetingRows {

    private MeetingRows() {}

    static void add(List<Row> rows) {
        rows.add(happy("a meeting is convened", given(), new ConveneMeeting(draft(MEETING), "CSAT", null, null, null), convened()));
        rows.add(happy("a meeting is concluded", given(convened()), conclude(MEETING), concluded()));
        rows.add(refused("a meeting is concluded once", given(convened(), concluded()), conclude(MEETING), RefusalCode.ALREADY_CONCLUDED));
        rows.add(refused(
                "a meeting that is retracted is not concluded",
                given(convened(), new EntryRetracted(MEETING, "wrong")),
                conclude(MEETING),
                RefusalCode.ALREADY_RETRACTED));
        rows.add(refused("a conclusion rests on something", given(convened()), unsourced(), RefusalCode.UNSOURCED));
        rows.add(happy(
                "a conclusion's new source is cited in its commit",
                given(convened()),
                new ConcludeMeeting(
                        MEETING, unknown(), MeetingConcluded.Outcome.DECIDED, List.of("x"), null, null, List.of(source(SOURCE, URL)), null),
                cited(SOURCE, URL),
                new MeetingConcluded(
                        MEETING,
                        unknown(),
                        MeetingConcluded.Outcome.DECIDED,
                        List.of("x"),
                        null,
                        List.of(new SourceUse(SOURCE, null)),
                        null)));
        rows.add(refused(
                "a meeting has not ended yet",
                given(convened()),
                new ConcludeMeeting(
                        MEETING, at(NOW.plusSeconds(3600)), MeetingConcluded.Outcome.UNKNOWN, null, null, null, null, "told"),
                RefusalCode.OCCURRED_IN_FUTURE));
        rows.add(happy(
                "a meeting has an agenda and what triggered it",
                given(development(A)),
                new ConveneMeeting(draft(MEETING), "CSAT", at(NOW), List.of("the strike"), List.of(A)),
                new MeetingConvened(entry(MEETING), "CSAT", at(NOW), List.of("the strike"), List.of(A))));
        rows.add(refused(
                "what triggered a meeting is an entry of the case",
                given(),
                new ConveneMeeting(draft(MEETING), "CSAT", null, null, List.of(NOWHERE)),
                RefusalCode.NO_SUCH_ENTRY));
        rows.add(refused("only a meeting is concluded", given(development(A)), conclude(A), RefusalCode.NOT_A_MEETING));
    }

    static MeetingConvened convened() {
        return new MeetingConvened(entry(MEETING), "CSAT", null, List.of(), List.of());
    }

    static ConcludeMeeting conclude(UUID id) {
        return new ConcludeMeeting(id, unknown(), MeetingConcluded.Outcome.DECIDED, List.of("x"), null, null, null, "told");
    }

    private static ConcludeMeeting unsourced() {
        return new ConcludeMeeting(MEETING, unknown(), MeetingConcluded.Outcome.DECIDED, null, null, null, null, null);
    }

    static MeetingConcluded concluded() {
        return new MeetingConcluded(MEETING, unknown(), MeetingConcluded.Outcome.DECIDED, List.of("x"), null, List.of(), "told");
    }
}
