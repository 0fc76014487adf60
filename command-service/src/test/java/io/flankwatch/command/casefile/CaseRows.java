package io.flankwatch.command.casefile;

import io.flankwatch.command.vocabulary.CaseCommand;
import io.flankwatch.command.vocabulary.CaseFileCommand.OpenCase;
import io.flankwatch.command.vocabulary.EntryDraft;
import io.flankwatch.command.vocabulary.SourceDraft;
import io.flankwatch.command.vocabulary.Warning;
import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.CaseFileEvent.CaseOpened;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryRecorded.DevelopmentRecorded;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Precision;
import io.flankwatch.events.Redaction.Cut;
import io.flankwatch.events.Redaction.Residue;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
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
    /// @param warned     what the answer warns of, in order
    record Row(
            String name,
            List<CaseEvent> given,
            CaseCommand when,
            String subject,
            Marking clearance,
            boolean supervisor,
            List<CaseEvent> then,
            @Nullable RefusalCode refused,
            List<Warning.Code> warned) {

        Row(
                String name,
                List<CaseEvent> given,
                CaseCommand when,
                String subject,
                Marking clearance,
                boolean supervisor,
                List<CaseEvent> then,
                @Nullable RefusalCode refused) {
            this(name, given, when, subject, clearance, supervisor, then, refused, List.of());
        }

        Row warning(Warning.Code... codes) {
            return new Row(name, given, when, subject, clearance, supervisor, then, refused, List.of(codes));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Row> all() {
        var rows = new ArrayList<Row>();
        CaseFileRows.add(rows);
        CitationRows.add(rows);
        SourceRows.add(rows);
        EntryRows.add(rows);
        IncursionRows.add(rows);
        CasualtyRows.add(rows);
        ReactionRows.add(rows);
        MeetingRows.add(rows);
        MeetingCourseRows.add(rows);
        ProtocolRows.add(rows);
        IndicatorRows.add(rows);
        ConditionRows.add(rows);
        RulingRows.add(rows);
        NoteRows.add(rows);
        CorrectionRows.add(rows);
        LinkRows.add(rows);
        HypothesisRows.add(rows);
        AssessmentRows.add(rows);
        MarkingRows.add(rows);
        WarningRows.add(rows);
        RedactionRows.add(rows);
        BriefRows.add(rows);
        return rows;
    }

    /// Every other case that there is, is AMBER.
    static @Nullable Marking markingOf(UUID otherCase, @Nullable UUID entry) {
        return otherCase.equals(NOWHERE) || NOWHERE.equals(entry) ? null : Marking.AMBER;
    }

    /// One stored event has what every pointer asks for, but for those to nowhere.
    static List<Residue> residues(UUID entryId, List<String> pointers) {
        if (pointers.contains("/nowhere")) {
            throw Refused.at("/pointers/0", RefusalCode.NOT_REDACTABLE, "nothing is there");
        }
        return List.of(new Residue(1, pointers.stream().map(pointer -> new Cut("/data" + pointer, false)).toList(), "0f".repeat(32)));
    }

    /// A case has a hundred positions here.
    static boolean has(long position) {
        return position < 100;
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
}
