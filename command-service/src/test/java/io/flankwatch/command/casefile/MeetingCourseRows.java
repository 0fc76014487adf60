package io.flankwatch.command.casefile;

import static io.flankwatch.command.casefile.CaseRows.A;
import static io.flankwatch.command.casefile.CaseRows.B;
import static io.flankwatch.command.casefile.CaseRows.INDICATOR;
import static io.flankwatch.command.casefile.CaseRows.MEETING;
import static io.flankwatch.command.casefile.CaseRows.NOW;
import static io.flankwatch.command.casefile.CaseRows.SOURCE;
import static io.flankwatch.command.casefile.CaseRows.URL;
import static io.flankwatch.command.casefile.CaseRows.at;
import static io.flankwatch.command.casefile.CaseRows.cited;
import static io.flankwatch.command.casefile.CaseRows.development;
import static io.flankwatch.command.casefile.CaseRows.given;
import static io.flankwatch.command.casefile.CaseRows.happy;
import static io.flankwatch.command.casefile.CaseRows.refused;
import static io.flankwatch.command.casefile.CaseRows.refusedUnder;
import static io.flankwatch.command.casefile.CaseRows.source;
import static io.flankwatch.command.casefile.CaseRows.unknown;
import static io.flankwatch.command.casefile.IndicatorRows.defined;
import static io.flankwatch.command.casefile.MeetingRows.conclude;
import static io.flankwatch.command.casefile.MeetingRows.concluded;
import static io.flankwatch.command.casefile.MeetingRows.convened;
import static io.flankwatch.command.casefile.ProtocolRows.change;
import static io.flankwatch.command.casefile.ProtocolRows.changed;

import io.flankwatch.command.casefile.CaseRows.Row;
import io.flankwatch.command.vocabulary.EntryCommand.CancelMeeting;
import io.flankwatch.command.vocabulary.EntryCommand.ConcludeMeeting;
import io.flankwatch.command.vocabulary.EntryCommand.RescheduleMeeting;
import io.flankwatch.command.vocabulary.EntryCommand.ReviseEntry;
import io.flankwatch.events.Change;
import io.flankwatch.events.EntryEvent.ConclusionRevised;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryEvent.MeetingCancelled;
import io.flankwatch.events.EntryEvent.MeetingConcluded;
import io.flankwatch.events.EntryEvent.MeetingConcluded.Outcome;
import io.flankwatch.events.EntryEvent.MeetingRescheduled;
import io.flankwatch.events.EntryRecorded.InterceptProtocolChanged;
import io.flankwatch.events.FieldChange;
import io.flankwatch.events.IndicatorEvent.IndicatorMet;
import io.flankwatch.events.IndicatorEvent.IndicatorReopened;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Protocol.Posture;
import io.flankwatch.events.Protocol.Status;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.SourceEvent.SourceCited;
import io.flankwatch.events.SourceUse;
import io.flankwatch.events.When;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What becomes of a meeting between its convening and its end, and how its end is corrected.
final class MeetingCourseRows {

    private static final When NOON = at(NOW);
    private static final When EVENING = at(NOW.plusSeconds(6 * 3600));
    private static final MeetingCancelled CANCELLED = new MeetingCancelled(MEETING, "called off", List.of());

    private MeetingCourseRows() {}

    static void add(List<Row> rows) {
        rescheduled(rows);
        cancelled(rows);
        adjourned(rows);
        corrected(rows);
        decisions(rows);
    }

    private static void rescheduled(List<Row> rows) {
        rows.add(happy("a meeting gets a time", given(convened()), reschedule(NOON), moved(null, NOON)));
        rows.add(happy(
                "a meeting gets another time",
                given(convened(), moved(null, NOON)),
                reschedule(EVENING),
                moved(NOON, EVENING)));
        rows.add(happy(
                "nobody knows any more when a meeting is",
                given(convened(), moved(null, NOON)),
                reschedule(unknown()),
                moved(NOON, unknown())));
        rows.add(happy(
                "the source of a new time is cited in its commit",
                given(convened()),
                new RescheduleMeeting(MEETING, NOON, "fog", List.of(source(SOURCE, URL))),
                cited(SOURCE, URL),
                new MeetingRescheduled(MEETING, new Change<>(null, NOON), "fog", List.of(new SourceUse(SOURCE, null)))));
        rows.add(refused("the same time is no new one", given(convened(), moved(null, NOON)), reschedule(NOON), RefusalCode.NOTHING_CHANGED));
        rows.add(refused("no time is what it had", given(convened()), reschedule(unknown()), RefusalCode.NOTHING_CHANGED));
        rows.add(refused("only a meeting is rescheduled", given(development(A)), new RescheduleMeeting(A, NOON, null, null), RefusalCode.NOT_A_MEETING));
        rows.add(refused(
                "what is not there is not rescheduled", given(), reschedule(NOON), RefusalCode.NO_SUCH_ENTRY));
        rows.add(refused(
                "a meeting that ended is not rescheduled", given(convened(), concluded()), reschedule(NOON), RefusalCode.ALREADY_CONCLUDED));
        rows.add(refused(
                "a retracted meeting is not rescheduled",
                given(convened(), new EntryRetracted(MEETING, "wrong")),
                reschedule(NOON),
                RefusalCode.ALREADY_RETRACTED));
        rows.add(new Row(
                "a time that who asks may not see is not told of",
                given(convened(), secret(), new MeetingRescheduled(MEETING, new Change<>(null, NOON), null, List.of(new SourceUse(SOURCE, null)))),
                reschedule(EVENING),
                CaseRows.ANALYST,
                Marking.AMBER,
                false,
                List.of(moved(null, EVENING)),
                null));
    }

    private static void cancelled(List<Row> rows) {
        rows.add(happy("a meeting is cancelled", given(convened()), cancel(), CANCELLED));
        rows.add(refused("a meeting is cancelled once", given(convened(), CANCELLED), cancel(), RefusalCode.MEETING_CANCELLED));
        rows.add(refused("a cancelled meeting is not concluded", given(convened(), CANCELLED), conclude(MEETING), RefusalCode.MEETING_CANCELLED));
        rows.add(refused("a cancelled meeting is not rescheduled", given(convened(), CANCELLED), reschedule(NOON), RefusalCode.MEETING_CANCELLED));
        rows.add(refused("a meeting that ended is not cancelled", given(convened(), concluded()), cancel(), RefusalCode.ALREADY_CONCLUDED));
        rows.add(refused("only a meeting is cancelled", given(development(A)), new CancelMeeting(A, "r", null), RefusalCode.NOT_A_MEETING));
    }

    private static void adjourned(List<Row> rows) {
        rows.add(happy("a meeting is adjourned", given(convened()), adjourn(null), ended(Outcome.ADJOURNED)));
        rows.add(happy(
                "a meeting is adjourned until a time",
                given(convened(), moved(null, NOON)),
                adjourn(EVENING),
                ended(Outcome.ADJOURNED),
                moved(null, EVENING)));
        rows.add(happy(
                "an adjourned meeting is concluded later",
                given(convened(), ended(Outcome.ADJOURNED), moved(null, EVENING)),
                conclude(MEETING),
                concluded()));
        rows.add(happy(
                "an adjourned meeting is adjourned again",
                given(convened(), ended(Outcome.ADJOURNED)),
                adjourn(null),
                ended(Outcome.ADJOURNED)));
        rows.add(happy(
                "an adjourned meeting is rescheduled, and its time before was used up",
                given(convened(), moved(null, NOON), ended(Outcome.ADJOURNED)),
                reschedule(EVENING),
                moved(null, EVENING)));
        rows.add(happy("an adjourned meeting is not resumed", given(convened(), ended(Outcome.ADJOURNED)), cancel(), CANCELLED));
        rows.add(refused(
                "an adjourned meeting ends once",
                given(convened(), ended(Outcome.ADJOURNED), concluded()),
                conclude(MEETING),
                RefusalCode.ALREADY_CONCLUDED));
    }

    private static void corrected(List<Row> rows) {
        MeetingConcluded open = ended(Outcome.UNKNOWN);
        rows.add(happy(
                "a conclusion is corrected, and says what it said before",
                given(convened(), open),
                revise(Map.of("outcome", "NO_DECISION")),
                new ConclusionRevised(
                        MEETING,
                        "corrected",
                        List.of(new FieldChange("outcome", "UNKNOWN", "NO_DECISION")),
                        ended(Outcome.NO_DECISION))));
        rows.add(happy(
                "a conclusion's new source is cited with its correction",
                given(convened(), open),
                revise(members("unsourced", null, "sources", List.of(Map.of("sourceId", SOURCE.toString(), "url", URL, "title", "t")))),
                cited(SOURCE, URL),
                ConclusionRevised.of(
                        open,
                        new MeetingConcluded(
                                MEETING, unknown(), Outcome.UNKNOWN, List.of(), null, List.of(new SourceUse(SOURCE, null)), null),
                        "corrected")));
        rows.add(happy(
                "a meeting has not ended, after all",
                given(convened(), open),
                revise(null),
                ConclusionRevised.of(open, null, "corrected")));
        rows.add(happy(
                "what has not ended after all can end",
                given(convened(), open, ConclusionRevised.of(open, null, "corrected")),
                conclude(MEETING),
                concluded()));
        rows.add(happy(
                "what turns out to be an adjournment can be cancelled",
                given(convened(), open, ConclusionRevised.of(open, ended(Outcome.ADJOURNED), "corrected")),
                cancel(),
                CANCELLED));
        rows.add(refused("what has not ended has no conclusion to correct", given(convened()), revise(Map.of()), RefusalCode.NOT_CONCLUDED));
        rows.add(refused(
                "a correction that changes nothing is none",
                given(convened(), open),
                revise(Map.of("outcome", "UNKNOWN")),
                RefusalCode.NOTHING_CHANGED));
        rows.add(refused(
                "a corrected conclusion rests on something",
                given(convened(), open),
                revise(members("unsourced", null)),
                RefusalCode.UNSOURCED));
        rows.add(refused(
                "a corrected conclusion is of the past",
                given(convened(), open),
                revise(Map.of("concluded", Map.of("precision", "APPROXIMATE", "earliest", NOW.plusSeconds(3600).toString()))),
                RefusalCode.OCCURRED_IN_FUTURE));
        rows.add(refused("a conclusion is corrected by members", given(convened(), open), revise(5), RefusalCode.MALFORMED));
        rows.add(refused(
                "a resumption is no part of a conclusion",
                given(convened(), ended(Outcome.ADJOURNED)),
                revise(Map.of("resumption", Map.of("precision", "UNKNOWN"))),
                RefusalCode.MALFORMED));
        rows.add(refused(
                "a conclusion is corrected by itself",
                given(convened(), open),
                new ReviseEntry(MEETING, "corrected", Map.of("title", "u", "conclusion", Map.of("outcome", "DECIDED"))),
                RefusalCode.MALFORMED));
        rows.add(refusedUnder(
                Marking.AMBER,
                "a conclusion that who asks may not see is not there to be corrected",
                given(
                        convened(),
                        secret(),
                        new MeetingConcluded(
                                MEETING, unknown(), Outcome.UNKNOWN, List.of(), null, List.of(new SourceUse(SOURCE, null)), null)),
                revise(Map.of("outcome", "DECIDED")),
                RefusalCode.NOT_CONCLUDED));
    }

    /// What is said to have been decided at a meeting, and the indicators that rest on it.
    private static void decisions(List<Row> rows) {
        InterceptProtocolChanged kinetic = changed(B, Posture.KINETIC_ENGAGE, Status.ADOPTED, MEETING, null);
        rows.add(happy(
                "an indicator is reopened in the commit that cancels the meeting which it rests on",
                given(convened(), defined(MEETING), kinetic, new IndicatorMet(INDICATOR, B, false, null)),
                cancel(),
                CANCELLED,
                new IndicatorReopened(INDICATOR, B, null)));
        rows.add(happy(
                "what a cancelled meeting is said to have decided meets nothing",
                given(convened(), defined(MEETING), CANCELLED),
                change(B, Posture.KINETIC_ENGAGE, Status.ADOPTED, MEETING),
                kinetic));
        rows.add(happy(
                "an indicator is reopened in the commit that corrects a meeting to have decided nothing",
                given(convened(), defined(MEETING), concluded(), kinetic, new IndicatorMet(INDICATOR, B, false, null)),
                revise(Map.of("outcome", "NO_DECISION")),
                ConclusionRevised.of(concluded(), nothingDecided(), "corrected"),
                new IndicatorReopened(INDICATOR, B, null)));
        rows.add(happy(
                "an indicator is met in the commit that corrects a meeting to have decided",
                given(convened(), defined(MEETING), nothingDecided(), kinetic),
                revise(Map.of("outcome", "DECIDED")),
                ConclusionRevised.of(nothingDecided(), concluded(), "corrected"),
                new IndicatorMet(INDICATOR, B, false, null)));
        rows.add(happy(
                "an indicator is reopened in the commit of a conclusion without a decision",
                given(convened(), defined(MEETING), kinetic, new IndicatorMet(INDICATOR, B, false, null)),
                new ConcludeMeeting(MEETING, unknown(), Outcome.NO_DECISION, null, null, null, null, "told"),
                ended(Outcome.NO_DECISION),
                new IndicatorReopened(INDICATOR, B, null)));
    }

    private static RescheduleMeeting reschedule(When scheduled) {
        return new RescheduleMeeting(MEETING, scheduled, null, null);
    }

    private static MeetingRescheduled moved(@Nullable When before, When after) {
        return new MeetingRescheduled(MEETING, new Change<>(before, after), null, List.of());
    }

    private static CancelMeeting cancel() {
        return new CancelMeeting(MEETING, "called off", null);
    }

    private static ConcludeMeeting adjourn(@Nullable When resumption) {
        return new ConcludeMeeting(MEETING, unknown(), Outcome.ADJOURNED, null, null, resumption, null, "told");
    }

    private static MeetingConcluded ended(Outcome outcome) {
        return new MeetingConcluded(MEETING, unknown(), outcome, List.of(), null, List.of(), "told");
    }

    private static MeetingConcluded nothingDecided() {
        return new MeetingConcluded(MEETING, unknown(), Outcome.NO_DECISION, List.of("x"), null, List.of(), "told");
    }

    private static SourceCited secret() {
        return new SourceCited(SOURCE, URL, null, "t", null, null, null, null, null, null, null, Marking.AMBER_STRICT, List.of());
    }

    private static ReviseEntry revise(@Nullable Object conclusion) {
        return new ReviseEntry(MEETING, "corrected", members("conclusion", conclusion));
    }

    /// @param members name, value, name, value …
    private static Map<String, @Nullable Object> members(@Nullable Object... members) {
        Map<String, @Nullable Object> given = new HashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            given.put(String.valueOf(members[i]), members[i + 1]);
        }
        return given;
    }
}
