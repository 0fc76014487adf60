package io.flankwatch.command.casefile;

import io.flankwatch.command.vocabulary.CaseCommand;
import io.flankwatch.command.vocabulary.CaseFileCommand.OpenCase;
import io.flankwatch.command.vocabulary.EntryCommand.ChangeInterceptProtocol;
import io.flankwatch.command.vocabulary.EntryCommand.ConcludeMeeting;
import io.flankwatch.command.vocabulary.EntryCommand.ConveneMeeting;
import io.flankwatch.command.vocabulary.EntryCommand.RecordCasualty;
import io.flankwatch.command.vocabulary.EntryCommand.RecordDevelopment;
import io.flankwatch.command.vocabulary.EntryCommand.RecordReaction;
import io.flankwatch.command.vocabulary.EntryCommand.ReportIncursion;
import io.flankwatch.command.vocabulary.EntryCommand.RetractEntry;
import io.flankwatch.command.vocabulary.EntryDraft;
import io.flankwatch.command.vocabulary.IndicatorCommand.DefineIndicator;
import io.flankwatch.command.vocabulary.SourceCommand.CiteSource;
import io.flankwatch.command.vocabulary.SourceDraft;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFileEvent.CaseOpened;
import io.flankwatch.events.Casualty;
import io.flankwatch.events.Condition.ProtocolReaches;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryEvent.MeetingConcluded;
import io.flankwatch.events.EntryRecorded.CasualtyRecorded;
import io.flankwatch.events.EntryRecorded.DevelopmentRecorded;
import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.EntryRecorded.InterceptProtocolChanged;
import io.flankwatch.events.EntryRecorded.MeetingConvened;
import io.flankwatch.events.EntryRecorded.ReactionRecorded;
import io.flankwatch.events.IndicatorEvent.IndicatorDefined;
import io.flankwatch.events.IndicatorEvent.IndicatorMet;
import io.flankwatch.events.IndicatorEvent.IndicatorReopened;
import io.flankwatch.events.IndicatorEvent.IndicatorWithdrawn;
import io.flankwatch.events.Marking;
import io.flankwatch.events.ObjectType;
import io.flankwatch.events.Precision;
import io.flankwatch.events.Protocol;
import io.flankwatch.events.Protocol.Bound;
import io.flankwatch.events.Protocol.Posture;
import io.flankwatch.events.Protocol.Status;
import io.flankwatch.events.Protocol.TargetClass;
import io.flankwatch.events.Quantity;
import io.flankwatch.events.Reaction;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.SourceEvent.SourceCited;
import io.flankwatch.events.SourceUse;
import io.flankwatch.events.Vector;
import io.flankwatch.events.Verification;
import io.flankwatch.events.When;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The rules of a case, row by row: given these events, when this is asked, then these events or this refusal. The same rows run on
/// the pure functions and on Axon's fixture.
final class CaseRows {

    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final UUID CASE = id(1);
    static final String ANALYST = "ana";

    static final UUID SOURCE = id(10);
    static final UUID A = id(20);
    static final UUID B = id(21);
    static final UUID C = id(22);
    static final UUID MEETING = id(30);
    static final UUID PROTOCOL = id(40);
    static final UUID INDICATOR = id(50);
    static final UUID NOWHERE = id(99);
    static final String URL = "https://example.org/a";

    private CaseRows() {}

    /// @param subject    who asks
    /// @param clearance  theirs
    /// @param supervisor whether they are one
    /// @param refused    absent: the events are expected
    record Row(
            String name,
            List<CaseEvent> given,
            CaseCommand when,
            String subject,
            Marking clearance,
            boolean supervisor,
            List<CaseEvent> then,
            @Nullable RefusalCode refused) {

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Row> all() {
        var rows = new ArrayList<Row>();
        CaseFileRows.add(rows);
        sources(rows);
        entries(rows);
        meetingsAndProtocols(rows);
        indicators(rows);
        SourceRows.add(rows);
        CorrectionRows.add(rows);
        return rows;
    }

    private static void sources(List<Row> rows) {
        rows.add(happy("a source is cited", given(), new CiteSource(source(SOURCE, URL)), cited(SOURCE, URL)));
        rows.add(refused("a URL is cited once", given(cited(SOURCE, URL)), new CiteSource(source(B, URL)), RefusalCode.SOURCE_EXISTS));
        rows.add(refused(
                "a source's id is taken once", given(cited(SOURCE, URL)), new CiteSource(source(SOURCE, URL + "/b")), RefusalCode.ENTRY_EXISTS));
        rows.add(refused(
                "what a source copies is a source of the case",
                given(),
                new CiteSource(new SourceDraft(SOURCE, URL, null, "t", null, null, null, null, null, null, NOWHERE, null, null, null)),
                RefusalCode.NO_SUCH_SOURCE));
        rows.add(happy(
                "an entry's new source is cited in its commit",
                given(),
                new RecordDevelopment(draft(A, List.of(source(SOURCE, URL)), null, null)),
                cited(SOURCE, URL),
                new DevelopmentRecorded(entry(A, List.of(new SourceUse(SOURCE, null)), null, null))));
        rows.add(happy(
                "an entry's source is matched by its URL",
                given(cited(SOURCE, URL)),
                new RecordDevelopment(draft(A, List.of(source(null, URL)), null, null)),
                new DevelopmentRecorded(entry(A, List.of(new SourceUse(SOURCE, null)), null, null))));
        rows.add(refused(
                "an entry's source is there or is cited with it",
                given(),
                new RecordDevelopment(draft(A, List.of(byId(NOWHERE)), null, null)),
                RefusalCode.NO_SUCH_SOURCE));
    }

    private static void entries(List<Row> rows) {
        rows.add(happy("a development is recorded", given(), new RecordDevelopment(draft(A)), development(A)));
        rows.add(refused("an entry's id is taken once", given(development(A)), new RecordDevelopment(draft(A)), RefusalCode.ENTRY_EXISTS));
        rows.add(refused(
                "an entry rests on something",
                given(),
                new RecordDevelopment(new EntryDraft(
                        A, Vector.MILITARY, "t", null, unknown(), null, null, null, null, null, null, null, null, null)),
                RefusalCode.UNSOURCED));
        rows.add(refused(
                "what has not happened is no fact",
                given(),
                new RecordDevelopment(new EntryDraft(
                        A, Vector.MILITARY, "t", null, at(NOW.plusSeconds(3600)), null, null, "told", null, null, null, null, null, null)),
                RefusalCode.OCCURRED_IN_FUTURE));
        rows.add(happy(
                "an incursion is reported",
                given(),
                new ReportIncursion(draft(A), ObjectType.OWA_UAV, "Geran-2", null, null, null, null, null, null, null),
                new IncursionReported(
                        entry(A), ObjectType.OWA_UAV, "Geran-2", null, List.of(), null, null, List.of(), List.of(), List.of())));
        rows.add(happy(
                "a casualty claim is kept as stated, contradictions and all",
                given(development(A)),
                casualty(List.of(A), new Quantity(5L, 5L, 2L, null)),
                new CasualtyRecorded(
                        entry(B),
                        Casualty.Scope.ENTRIES,
                        List.of(A),
                        Casualty.Metric.KILLED,
                        new Quantity(5L, 5L, 2L, null),
                        List.of(),
                        null)));
        rows.add(refused(
                "a claim is about entries of the case",
                given(),
                casualty(List.of(NOWHERE), new Quantity(1L, null, null, null)),
                RefusalCode.NO_SUCH_ENTRY));
        rows.add(happy(
                "a reaction is recorded",
                given(development(A)),
                new RecordReaction(draft(B), "NATO", null, null, null, A, Reaction.Stance.CONDEMNS, Reaction.Act.STATEMENT),
                new ReactionRecorded(entry(B), "NATO", null, null, null, A, Reaction.Stance.CONDEMNS, Reaction.Act.STATEMENT)));
        rows.add(refused(
                "a reaction is to an entry of the case",
                given(),
                new RecordReaction(draft(B), "NATO", null, null, null, NOWHERE, Reaction.Stance.CONDEMNS, Reaction.Act.STATEMENT),
                RefusalCode.NO_SUCH_ENTRY));
        rows.add(happy("an entry is retracted", given(development(A)), new RetractEntry(A, "wrong"), new EntryRetracted(A, "wrong")));
        rows.add(refused("what is not there is not retracted", given(), new RetractEntry(A, "wrong"), RefusalCode.NO_SUCH_ENTRY));
        rows.add(refused(
                "an entry is retracted once",
                given(development(A), new EntryRetracted(A, "wrong")),
                new RetractEntry(A, "wrong"),
                RefusalCode.ALREADY_RETRACTED));
        rows.add(refusedUnder(
                Marking.AMBER,
                "an entry above the clearance is not there",
                given(marked(A, Marking.AMBER_STRICT)),
                new RetractEntry(A, "wrong"),
                RefusalCode.NO_SUCH_ENTRY));
        rows.add(happy(
                "an entry takes another's place",
                given(development(A)),
                new RecordDevelopment(draft(B, null, null, A)),
                new DevelopmentRecorded(entry(B, List.of(), null, A))));
        rows.add(refused(
                "a place is taken once",
                given(development(A), new DevelopmentRecorded(entry(B, List.of(), null, A))),
                new RecordDevelopment(draft(C, null, null, A)),
                RefusalCode.ALREADY_SUPERSEDED));
        rows.add(refused(
                "a place is taken as long as anything in a row stands in it",
                given(
                        development(A),
                        new DevelopmentRecorded(entry(B, List.of(), null, A)),
                        new DevelopmentRecorded(entry(C, List.of(), null, B))),
                new RecordDevelopment(draft(UUID.randomUUID(), null, null, A)),
                RefusalCode.ALREADY_SUPERSEDED));
        rows.add(happy(
                "a place is free again when its taker is retracted",
                given(development(A), new DevelopmentRecorded(entry(B, List.of(), null, A)), new EntryRetracted(B, "wrong")),
                new RecordDevelopment(draft(C, null, null, A)),
                new DevelopmentRecorded(entry(C, List.of(), null, A))));
        rows.add(refused(
                "an entry takes the place of its own kind",
                given(convened()),
                new RecordDevelopment(draft(B, null, null, MEETING)),
                RefusalCode.KIND_MISMATCH));
    }

    private static void meetingsAndProtocols(List<Row> rows) {
        rows.add(happy("a meeting is convened", given(), new ConveneMeeting(draft(MEETING), "CSAT", null, null, null), convened()));
        rows.add(happy("a meeting is concluded", given(convened()), conclude(MEETING), concluded()));
        rows.add(refused("a meeting is concluded once", given(convened(), concluded()), conclude(MEETING), RefusalCode.ALREADY_CONCLUDED));
        rows.add(refused("only a meeting is concluded", given(development(A)), conclude(A), RefusalCode.NOT_A_MEETING));
        rows.add(happy("a protocol takes its first state", given(), change(A, Posture.TRACK, Status.IN_FORCE, null), changed(A, Posture.TRACK, Status.IN_FORCE, null, null)));
        rows.add(happy(
                "the previous state is filled in",
                given(changed(A, Posture.TRACK, Status.IN_FORCE, null, null)),
                change(B, Posture.KINETIC_ENGAGE, Status.IN_FORCE, null),
                changed(B, Posture.KINETIC_ENGAGE, Status.IN_FORCE, null, state(Posture.TRACK, Status.IN_FORCE))));
        rows.add(happy(
                "a retracted change is not the previous state",
                given(
                        changed(A, Posture.TRACK, Status.IN_FORCE, null, null),
                        changed(B, Posture.WARN, Status.IN_FORCE, null, state(Posture.TRACK, Status.IN_FORCE)),
                        new EntryRetracted(B, "wrong")),
                change(C, Posture.KINETIC_ENGAGE, Status.IN_FORCE, null),
                changed(C, Posture.KINETIC_ENGAGE, Status.IN_FORCE, null, state(Posture.TRACK, Status.IN_FORCE))));
        rows.add(refused(
                "no change is no event",
                given(changed(A, Posture.TRACK, Status.IN_FORCE, null, null)),
                change(B, Posture.TRACK, Status.IN_FORCE, null),
                RefusalCode.NOTHING_CHANGED));
        rows.add(refused(
                "a step back needs a reason",
                given(changed(A, Posture.TRACK, Status.IN_FORCE, null, null)),
                change(B, Posture.TRACK, Status.PROPOSED, null),
                RefusalCode.REASON_REQUIRED));
        rows.add(happy(
                "to rescind needs none",
                given(changed(A, Posture.TRACK, Status.IN_FORCE, null, null)),
                change(B, Posture.TRACK, Status.RESCINDED, null),
                changed(B, Posture.TRACK, Status.RESCINDED, null, state(Posture.TRACK, Status.IN_FORCE))));
        rows.add(refused(
                "a protocol keeps its targets",
                given(changed(A, Posture.TRACK, Status.IN_FORCE, null, null)),
                new ChangeInterceptProtocol(
                        draft(B), PROTOCOL, "RO", TargetClass.CREWED_CIVIL, Posture.TRACK, Status.IN_FORCE, null, null, null, null, null, null, null, null),
                RefusalCode.PROTOCOL_MISMATCH));
        rows.add(refused(
                "a meeting decides, nothing else", given(development(B)), change(A, Posture.TRACK, Status.IN_FORCE, B), RefusalCode.NOT_A_MEETING));
    }

    private static void indicators(List<Row> rows) {
        InterceptProtocolChanged tracking = changed(A, Posture.TRACK, Status.IN_FORCE, null, null);
        InterceptProtocolChanged kinetic = changed(B, Posture.KINETIC_ENGAGE, Status.ADOPTED, MEETING, null);
        rows.add(happy("an indicator is defined", given(), define(null, null), defined(null)));
        rows.add(refused("an indicator's id is taken once", given(defined(null)), define(null, null), RefusalCode.ENTRY_EXISTS));
        rows.add(refused("it watches a meeting of the case", given(), define(null, MEETING), RefusalCode.NO_SUCH_ENTRY));
        rows.add(happy(
                "it is met in the commit of its cause",
                given(convened(), defined(MEETING)),
                change(B, Posture.KINETIC_ENGAGE, Status.ADOPTED, MEETING),
                kinetic,
                new IndicatorMet(INDICATOR, B, false)));
        rows.add(happy(
                "a lower posture does not meet it", given(defined(null)), change(A, Posture.TRACK, Status.IN_FORCE, null), tracking));
        rows.add(happy(
                "another decision does not meet it",
                given(convened(), defined(MEETING)),
                change(B, Posture.KINETIC_ENGAGE, Status.ADOPTED, null),
                changed(B, Posture.KINETIC_ENGAGE, Status.ADOPTED, null, null)));
        rows.add(happy(
                "it is met at once where it is fulfilled already",
                given(convened(), kinetic),
                define(null, null),
                defined(null),
                new IndicatorMet(INDICATOR, B, false)));
        rows.add(happy(
                "it is reopened in the commit that undoes its cause",
                given(convened(), defined(MEETING), kinetic, new IndicatorMet(INDICATOR, B, false)),
                new RetractEntry(B, "wrong"),
                new EntryRetracted(B, "wrong"),
                new IndicatorReopened(INDICATOR, B)));
        rows.add(happy(
                "it rests on another entry that fulfils it when the first is retracted",
                given(
                        convened(),
                        defined(MEETING),
                        kinetic,
                        new IndicatorMet(INDICATOR, B, false),
                        changed(C, Posture.KINETIC_ENGAGE, Status.IN_FORCE, MEETING, state(Posture.KINETIC_ENGAGE, Status.ADOPTED))),
                new RetractEntry(B, "wrong"),
                new EntryRetracted(B, "wrong"),
                new IndicatorReopened(INDICATOR, B),
                new IndicatorMet(INDICATOR, C, false)));
        rows.add(happy(
                "a decision counts as long as its meeting stands",
                given(convened(), defined(MEETING), kinetic, new IndicatorMet(INDICATOR, B, false)),
                new RetractEntry(MEETING, "wrong"),
                new EntryRetracted(MEETING, "wrong"),
                new IndicatorReopened(INDICATOR, B)));
        rows.add(happy(
                "what happened in time and is recorded late meets it late",
                given(new IndicatorDefined(
                        INDICATOR, "s", null, IndicatorDefined.Scope.CASE, reaches(null), NOW.minusSeconds(60), null)),
                change(B, Posture.KINETIC_ENGAGE, Status.ADOPTED, null),
                changed(B, Posture.KINETIC_ENGAGE, Status.ADOPTED, null, null),
                new IndicatorMet(INDICATOR, B, true)));
        rows.add(happy(
                "what happened after the deadline does not meet it",
                given(new IndicatorDefined(
                        INDICATOR, "s", null, IndicatorDefined.Scope.CASE, reaches(null), NOW.minusSeconds(60), null)),
                new ChangeInterceptProtocol(
                        draftAt(B, NOW.minusSeconds(5)), PROTOCOL, "RO", TargetClass.UNCREWED, Posture.KINETIC_ENGAGE, Status.ADOPTED, null, null, null, null, null, null, null, null),
                new InterceptProtocolChanged(
                        entryAt(B, NOW.minusSeconds(5)), PROTOCOL, "RO", TargetClass.UNCREWED, Posture.KINETIC_ENGAGE, Status.ADOPTED, null, null, Bound.unknown(), Bound.unknown(), List.of(), null, null, null, null)));
    }

    /// Every other case that there is, is AMBER.
    static @Nullable Marking markingOf(UUID otherCase) {
        return otherCase.equals(NOWHERE) ? null : Marking.AMBER;
    }

    static UUID id(int n) {
        return new UUID(0x019A_0000_0000_7000L, 0x8000_0000_0000_0000L | n);
    }

    static List<CaseEvent> given(CaseEvent... more) {
        var events = new ArrayList<CaseEvent>(List.of(opened(Marking.AMBER)));
        events.addAll(Arrays.asList(more));
        return events;
    }

    static Row happy(String name, List<CaseEvent> given, CaseCommand when, CaseEvent... then) {
        return new Row(name, given, when, ANALYST, Marking.RED, true, List.of(then), null);
    }

    static Row refused(String name, List<CaseEvent> given, CaseCommand when, RefusalCode code) {
        return refusedUnder(Marking.RED, name, given, when, code);
    }

    static Row refusedUnder(Marking clearance, String name, List<CaseEvent> given, CaseCommand when, RefusalCode code) {
        return new Row(name, given, when, ANALYST, clearance, true, List.of(), code);
    }

    static OpenCase open(@Nullable Marking marking) {
        return new OpenCase(CASE, "t", null, marking, List.of("RO"), null, "lea", null);
    }

    static CaseOpened opened(Marking marking) {
        return new CaseOpened(CASE, "t", null, marking, List.of("RO"), List.of(), "lea", ANALYST, List.of());
    }

    static SourceDraft source(@Nullable UUID id, String url) {
        return new SourceDraft(id, url, null, "t", null, null, null, null, null, null, null, null, null, null);
    }

    static SourceDraft byId(UUID id) {
        return new SourceDraft(id, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    static SourceCited cited(UUID id, String url) {
        return new SourceCited(id, url, null, "t", null, null, null, null, null, null, null, null, List.of());
    }

    static When unknown() {
        return new When(null, null, Precision.UNKNOWN, null, null, null);
    }

    static When at(Instant instant) {
        return new When(instant, instant, Precision.EXACT, null, null, null);
    }

    static EntryDraft draft(UUID id) {
        return draft(id, null, null, null);
    }

    static EntryDraft draft(UUID id, @Nullable List<SourceDraft> sources, @Nullable Marking marking, @Nullable UUID supersedes) {
        return new EntryDraft(
                id, Vector.MILITARY, "t", null, unknown(), null, sources, sources == null ? "told" : null, null, null, null, marking, supersedes, null);
    }

    static EntryDraft draftAt(UUID id, Instant instant) {
        return new EntryDraft(id, Vector.MILITARY, "t", null, at(instant), null, null, "told", null, null, null, null, null, null);
    }

    static Entry entryAt(UUID id, Instant instant) {
        return new Entry(
                id, Vector.MILITARY, "t", null, at(instant), List.of(), List.of(), "told", List.of(), Verification.UNVERIFIED, null, null, null, List.of());
    }

    static Entry entry(UUID id) {
        return entry(id, List.of(), null, null);
    }

    static Entry entry(UUID id, List<SourceUse> uses, @Nullable Marking marking, @Nullable UUID supersedes) {
        return new Entry(
                id,
                Vector.MILITARY,
                "t",
                null,
                unknown(),
                List.of(),
                uses,
                uses.isEmpty() ? "told" : null,
                List.of(),
                Verification.UNVERIFIED,
                null,
                marking,
                supersedes,
                List.of());
    }

    static DevelopmentRecorded development(UUID id) {
        return new DevelopmentRecorded(entry(id));
    }

    static DevelopmentRecorded marked(UUID id, Marking marking) {
        return new DevelopmentRecorded(entry(id, List.of(), marking, null));
    }

    static RecordCasualty casualty(List<UUID> about, Quantity claim) {
        return new RecordCasualty(draft(B), null, about, Casualty.Metric.KILLED, claim, null, null);
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

    static ChangeInterceptProtocol change(UUID id, Posture posture, Status status, @Nullable UUID decidedBy) {
        return new ChangeInterceptProtocol(
                draft(id), PROTOCOL, "RO", TargetClass.UNCREWED, posture, status, null, null, null, null, null, decidedBy, null, null);
    }

    static InterceptProtocolChanged changed(
            UUID id, Posture posture, Status status, @Nullable UUID decidedBy, Protocol.@Nullable State previous) {
        return new InterceptProtocolChanged(
                entry(id),
                PROTOCOL,
                "RO",
                TargetClass.UNCREWED,
                posture,
                status,
                null,
                null,
                Bound.unknown(),
                Bound.unknown(),
                List.of(),
                decidedBy,
                null,
                null,
                previous);
    }

    static Protocol.State state(Posture posture, Status status) {
        return new Protocol.State(posture, status, null, null, Bound.unknown(), Bound.unknown(), List.of());
    }

    static ProtocolReaches reaches(@Nullable UUID decidedBy) {
        return new ProtocolReaches("RO", Posture.KINETIC_ENGAGE, Status.ADOPTED, null, decidedBy);
    }

    static DefineIndicator define(@Nullable Instant deadline, @Nullable UUID decidedBy) {
        return new DefineIndicator(INDICATOR, "s", null, null, reaches(decidedBy), deadline, null);
    }

    static IndicatorDefined defined(@Nullable UUID decidedBy) {
        return new IndicatorDefined(INDICATOR, "s", null, IndicatorDefined.Scope.CASE, reaches(decidedBy), null, null);
    }
}
