package io.flankwatch.command.casefile;

import static io.flankwatch.command.casefile.CaseRows.A;
import static io.flankwatch.command.casefile.CaseRows.B;
import static io.flankwatch.command.casefile.CaseRows.C;
import static io.flankwatch.command.casefile.CaseRows.INDICATOR;
import static io.flankwatch.command.casefile.CaseRows.MEETING;
import static io.flankwatch.command.casefile.CaseRows.NOW;
import static io.flankwatch.command.casefile.CaseRows.NOWHERE;
import static io.flankwatch.command.casefile.CaseRows.SOURCE;
import static io.flankwatch.command.casefile.CaseRows.URL;
import static io.flankwatch.command.casefile.CaseRows.cited;
import static io.flankwatch.command.casefile.CaseRows.development;
import static io.flankwatch.command.casefile.CaseRows.draft;
import static io.flankwatch.command.casefile.CaseRows.entry;
import static io.flankwatch.command.casefile.CaseRows.given;
import static io.flankwatch.command.casefile.CaseRows.happy;
import static io.flankwatch.command.casefile.CaseRows.marked;
import static io.flankwatch.command.casefile.CaseRows.refused;
import static io.flankwatch.command.casefile.CaseRows.refusedUnder;
import static io.flankwatch.command.casefile.CaseRows.unknown;
import static io.flankwatch.command.casefile.IndicatorRows.defined;
import static io.flankwatch.command.casefile.MeetingRows.convened;
import static io.flankwatch.command.casefile.ProtocolRows.changed;
import static io.flankwatch.command.casefile.ProtocolRows.state;

import io.flankwatch.command.casefile.CaseRows.Row;
import io.flankwatch.command.vocabulary.EntryCommand.RecordDevelopment;
import io.flankwatch.command.vocabulary.EntryCommand.ReinstateEntry;
import io.flankwatch.command.vocabulary.EntryCommand.ReviseEntry;
import io.flankwatch.events.Casualty;
import io.flankwatch.events.FieldChange;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryEvent.EntryReinstated;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryRecorded.CasualtyRecorded;
import io.flankwatch.events.EntryRecorded.DevelopmentRecorded;
import io.flankwatch.events.EntryRecorded.InterceptProtocolChanged;
import io.flankwatch.events.IndicatorEvent.IndicatorMet;
import io.flankwatch.events.IndicatorEvent.IndicatorReopened;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Protocol.Posture;
import io.flankwatch.events.Protocol.Status;
import io.flankwatch.events.Quantity;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.SourceUse;
import io.flankwatch.events.Vector;
import io.flankwatch.events.Verification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Corrections: revised, and reinstated.
final class CorrectionRows {

    private CorrectionRows() {}

    static void add(List<Row> rows) {
        revisions(rows);
        kinds(rows);
        places(rows);
        indicators(rows);
        reinstatements(rows);
    }

    private static void revisions(List<Row> rows) {
        rows.add(happy(
                "a revision says what changed, from what to what",
                given(development(A)),
                revise(A, "title", "u", "description", "more is known"),
                new EntryRevised(
                        A,
                        "corrected",
                        List.of(new FieldChange("title", "t", "u"), new FieldChange("description", null, "more is known")),
                        new DevelopmentRecorded(titled(A, "u", "more is known", Verification.UNVERIFIED)))));
        rows.add(happy(
                "null takes a member away",
                given(new DevelopmentRecorded(titled(A, "t", "d", Verification.UNVERIFIED))),
                revise(A, "description", null),
                new EntryRevised(A, "corrected", List.of(new FieldChange("description", "d", null)), development(A))));
        rows.add(refused("what is not there is not revised", given(), revise(A, "title", "u"), RefusalCode.NO_SUCH_ENTRY));
        rows.add(refusedUnder(
                Marking.AMBER,
                "an entry above the clearance is not there to be revised",
                given(marked(A, Marking.AMBER_STRICT)),
                revise(A, "title", "u"),
                RefusalCode.NO_SUCH_ENTRY));
        rows.add(refused("a revision that changes nothing is none", given(development(A)), revise(A, "title", "t"), RefusalCode.NOTHING_CHANGED));
        rows.add(refused("a revision without changes is none", given(development(A)), revise(A), RefusalCode.NOTHING_CHANGED));
        rows.add(refused("a revised entry rests on something", given(development(A)), revise(A, "unsourced", null), RefusalCode.UNSOURCED));
        rows.add(refused(
                "what has not happened is no fact after a revision either",
                given(development(A)),
                revise(A, "occurred", Map.of("precision", "APPROXIMATE", "earliest", NOW.plusSeconds(3600).toString())),
                RefusalCode.OCCURRED_IN_FUTURE));
        rows.add(happy(
                "a revision's new source is cited in its commit",
                given(development(A)),
                revise(A, "sources", List.of(Map.of("sourceId", SOURCE.toString(), "url", URL, "title", "t")), "unsourced", null),
                cited(SOURCE, URL),
                EntryRevised.of(
                        development(A), new DevelopmentRecorded(entry(A, List.of(new SourceUse(SOURCE, null)), null, null)), "corrected")));
        rows.add(refused(
                "a revised entry's source is there or is cited with it",
                given(development(A)),
                revise(A, "sources", List.of(Map.of("sourceId", NOWHERE.toString()))),
                RefusalCode.NO_SUCH_SOURCE));
        rows.add(happy(
                "what is retracted can be corrected",
                given(development(A), new EntryRetracted(A, "wrong")),
                revise(A, "title", "u"),
                EntryRevised.of(development(A), new DevelopmentRecorded(titled(A, "u", null, Verification.UNVERIFIED)), "corrected")));
    }

    private static void kinds(List<Row> rows) {
        CasualtyRecorded claimed = claim(A, 2L);
        rows.add(happy(
                "one bound of a claim is corrected",
                given(development(A), claimed),
                revise(B, "min", 3),
                new EntryRevised(B, "corrected", List.of(new FieldChange("min", 2, 3)), claim(A, 3L))));
        rows.add(refused(
                "a revised claim is about entries of the case",
                given(development(A), claimed),
                revise(B, "about", List.of(NOWHERE.toString())),
                RefusalCode.NO_SUCH_ENTRY));
        InterceptProtocolChanged tracking = changed(A, Posture.TRACK, Status.IN_FORCE, null, null);
        InterceptProtocolChanged warning = changed(B, Posture.WARN, Status.IN_FORCE, null, state(Posture.TRACK, Status.IN_FORCE));
        rows.add(happy(
                "a change of protocol is corrected and keeps the state before",
                given(tracking, warning),
                revise(B, "posture", "TAKE_CONTROL"),
                new EntryRevised(
                        B,
                        "corrected",
                        List.of(new FieldChange("posture", "WARN", "TAKE_CONTROL")),
                        changed(B, Posture.TAKE_CONTROL, Status.IN_FORCE, null, state(Posture.TRACK, Status.IN_FORCE)))));
        rows.add(refused(
                "a protocol keeps its jurisdiction whichever of its changes is revised",
                given(tracking, warning),
                revise(A, "jurisdiction", "MD"),
                RefusalCode.PROTOCOL_MISMATCH));
        rows.add(happy(
                "a protocol that has changed once may turn out to be another country's",
                given(tracking),
                revise(A, "jurisdiction", "MD"),
                EntryRevised.of(tracking, over("MD", tracking), "corrected")));
        rows.add(refused(
                "a status that steps back by a revision needs its reason",
                given(tracking, warning),
                revise(B, "status", "PROPOSED"),
                RefusalCode.REASON_REQUIRED));
    }

    private static void places(List<Row> rows) {
        rows.add(happy(
                "a revision can say whose place an entry takes",
                given(development(A), development(B)),
                revise(B, "supersedes", A.toString()),
                new EntryRevised(B, "corrected", List.of(new FieldChange("supersedes", null, A.toString())), instead(B, A))));
        rows.add(refused("nothing takes its own place", given(development(A)), revise(A, "supersedes", A.toString()), RefusalCode.CIRCULAR));
        rows.add(refused(
                "nothing takes its own place by way of others",
                given(development(A), instead(B, A), instead(C, B)),
                revise(A, "supersedes", C.toString()),
                RefusalCode.CIRCULAR));
        rows.add(refused(
                "a place is taken once by revision too",
                given(development(A), instead(B, A), development(C)),
                revise(C, "supersedes", A.toString()),
                RefusalCode.ALREADY_SUPERSEDED));
        rows.add(happy(
                "a place that a revision leaves is free",
                given(
                        development(A),
                        instead(B, A),
                        EntryRevised.of(instead(B, A), development(B), "another")),
                new RecordDevelopment(draft(C, null, null, A)),
                instead(C, A)));
        rows.add(refused(
                "a place taken by a revision is taken",
                given(development(A), development(B), EntryRevised.of(development(B), instead(B, A), "the same")),
                new RecordDevelopment(draft(C, null, null, A)),
                RefusalCode.ALREADY_SUPERSEDED));
    }

    private static void indicators(List<Row> rows) {
        InterceptProtocolChanged warning = changed(B, Posture.WARN, Status.ADOPTED, MEETING, null);
        InterceptProtocolChanged kinetic = changed(B, Posture.KINETIC_ENGAGE, Status.ADOPTED, MEETING, null);
        rows.add(happy(
                "an indicator is met in the commit of the revision that fulfils it",
                given(convened(), defined(MEETING), warning),
                revise(B, "posture", "KINETIC_ENGAGE"),
                EntryRevised.of(warning, kinetic, "corrected"),
                new IndicatorMet(INDICATOR, B, false, null)));
        rows.add(happy(
                "an indicator is reopened in the commit of the revision that undoes its cause",
                given(convened(), defined(MEETING), kinetic, new IndicatorMet(INDICATOR, B, false, null)),
                revise(B, "posture", "WARN"),
                EntryRevised.of(kinetic, warning, "corrected"),
                new IndicatorReopened(INDICATOR, B, null)));
        rows.add(happy(
                "an indicator is met again in the commit that reinstates its cause",
                given(
                        convened(),
                        defined(MEETING),
                        kinetic,
                        new IndicatorMet(INDICATOR, B, false, null),
                        new EntryRetracted(B, "wrong"),
                        new IndicatorReopened(INDICATOR, B, null)),
                new ReinstateEntry(B, "right"),
                new EntryReinstated(B, "right"),
                new IndicatorMet(INDICATOR, B, false, null)));
    }

    private static void reinstatements(List<Row> rows) {
        rows.add(happy(
                "a retracted entry is reinstated",
                given(development(A), new EntryRetracted(A, "wrong")),
                new ReinstateEntry(A, "right"),
                new EntryReinstated(A, "right")));
        rows.add(refused("what was not retracted is not reinstated", given(development(A)), new ReinstateEntry(A, "right"), RefusalCode.NOT_RETRACTED));
        rows.add(refused("what is not there is not reinstated", given(), new ReinstateEntry(A, "right"), RefusalCode.NO_SUCH_ENTRY));
        rows.add(refused(
                "a place that was taken meanwhile is taken",
                given(development(A), instead(B, A), new EntryRetracted(B, "wrong"), instead(C, A)),
                new ReinstateEntry(B, "right"),
                RefusalCode.ALREADY_SUPERSEDED));
        rows.add(happy(
                "what a later one of its own row stands for is reinstated all the same",
                given(development(A), instead(B, A), instead(C, B), new EntryRetracted(B, "wrong")),
                new ReinstateEntry(B, "right"),
                new EntryReinstated(B, "right")));
    }

    /// @param changes member, value, member, value …
    private static ReviseEntry revise(UUID entry, @Nullable Object... changes) {
        Map<String, @Nullable Object> members = new HashMap<>();
        for (int i = 0; i < changes.length; i += 2) {
            members.put(String.valueOf(changes[i]), changes[i + 1]);
        }
        return new ReviseEntry(entry, "corrected", members);
    }

    private static DevelopmentRecorded instead(UUID id, UUID place) {
        return new DevelopmentRecorded(entry(id, List.of(), null, place));
    }

    private static CasualtyRecorded claim(UUID about, Long min) {
        return new CasualtyRecorded(
                entry(B), Casualty.Scope.ENTRIES, List.of(about), Casualty.Metric.KILLED, new Quantity(min, null, null, null), List.of(), null);
    }

    private static InterceptProtocolChanged over(String jurisdiction, InterceptProtocolChanged change) {
        return new InterceptProtocolChanged(
                change.entry(),
                change.protocolId(),
                jurisdiction,
                change.targetClass(),
                change.posture(),
                change.status(),
                null,
                null,
                change.effectiveFrom(),
                change.effectiveUntil(),
                List.of(),
                null,
                null,
                null,
                null);
    }

    private static Entry titled(UUID id, String title, @Nullable String description, Verification verification) {
        return new Entry(
                id, Vector.MILITARY, title, description, unknown(), List.of(), List.of(), "told", List.of(), verification, null, null, null, List.of());
    }
}
