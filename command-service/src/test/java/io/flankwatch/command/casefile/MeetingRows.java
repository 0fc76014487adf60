package io.flankwatch.command.casefile;

import static io.flankwatch.command.casefile.CaseRows.A;
import static io.flankwatch.command.casefile.CaseRows.MEETING;
import static io.flankwatch.command.casefile.CaseRows.development;
import static io.flankwatch.command.casefile.CaseRows.draft;
import static io.flankwatch.command.casefile.CaseRows.entry;
import static io.flankwatch.command.casefile.CaseRows.given;
import static io.flankwatch.command.casefile.CaseRows.happy;
import static io.flankwatch.command.casefile.CaseRows.refused;
import static io.flankwatch.command.casefile.CaseRows.unknown;

import io.flankwatch.command.casefile.CaseRows.Row;
import io.flankwatch.command.vocabulary.EntryCommand.ConcludeMeeting;
import io.flankwatch.command.vocabulary.EntryCommand.ConveneMeeting;
import io.flankwatch.events.EntryEvent.MeetingConcluded;
import io.flankwatch.events.EntryRecorded.MeetingConvened;
import io.flankwatch.events.RefusalCode;
import java.util.List;
import java.util.UUID;

/// Meetings.
final class MeetingRows {

    private MeetingRows() {}

    static void add(List<Row> rows) {
        rows.add(happy("a meeting is convened", given(), new ConveneMeeting(draft(MEETING), "CSAT", null, null, null), convened()));
        rows.add(happy("a meeting is concluded", given(convened()), conclude(MEETING), concluded()));
        rows.add(refused("a meeting is concluded once", given(convened(), concluded()), conclude(MEETING), RefusalCode.ALREADY_CONCLUDED));
        rows.add(refused("only a meeting is concluded", given(development(A)), conclude(A), RefusalCode.NOT_A_MEETING));
    }

    static MeetingConvened convened() {
        return new MeetingConvened(entry(MEETING), "CSAT", null, List.of(), List.of());
    }

    static ConcludeMeeting conclude(UUID id) {
        return new ConcludeMeeting(id, unknown(), MeetingConcluded.Outcome.DECIDED, List.of("x"), null, null, "told");
    }

    static MeetingConcluded concluded() {
        return new MeetingConcluded(MEETING, unknown(), MeetingConcluded.Outcome.DECIDED, List.of("x"), null, List.of(), "told");
    }
}
