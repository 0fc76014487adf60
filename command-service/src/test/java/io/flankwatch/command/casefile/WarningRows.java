package io.flankwatch.command.casefile;

import static io.flankwatch.command.casefile.CaseRows.A;
import static io.flankwatch.command.casefile.CaseRows.ANALYST;
import static io.flankwatch.command.casefile.CaseRows.B;
import static io.flankwatch.command.casefile.CaseRows.NOW;
import static io.flankwatch.command.casefile.CaseRows.SOURCE;
import static io.flankwatch.command.casefile.CaseRows.URL;
import static io.flankwatch.command.casefile.CaseRows.at;
import static io.flankwatch.command.casefile.CaseRows.given;
import static io.flankwatch.command.casefile.CaseRows.happy;
import static io.flankwatch.command.casefile.CaseRows.unknown;

import io.flankwatch.command.casefile.CaseRows.Row;
import io.flankwatch.command.vocabulary.EntryCommand.RecordDevelopment;
import io.flankwatch.command.vocabulary.EntryCommand.ReportIncursion;
import io.flankwatch.command.vocabulary.EntryDraft;
import io.flankwatch.command.vocabulary.SourceDraft;
import io.flankwatch.command.vocabulary.Warning.Code;
import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryRecorded.DevelopmentRecorded;
import io.flankwatch.events.EntryRecorded.IncursionReported;
import io.flankwatch.events.ExternalRef;
import io.flankwatch.events.FieldChange;
import io.flankwatch.events.Marking;
import io.flankwatch.events.ObjectType;
import io.flankwatch.events.Place;
import io.flankwatch.events.SourceEvent.SourceCited;
import io.flankwatch.events.SourceUse;
import io.flankwatch.events.Vector;
import io.flankwatch.events.Verification;
import io.flankwatch.events.When;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is recorded all the same, with a word of warning. (Of bounds: [CasualtyRows].)
final class WarningRows {

    private static final When THEN = at(NOW.minus(Duration.ofDays(1)));
    private static final When EARLIER = at(NOW.minus(Duration.ofDays(2)));
    private static final ExternalRef REF = new ExternalRef("WIRE", "7");

    private WarningRows() {}

    static void add(List<Row> rows) {
        duplicates(rows);
        publications(rows);
        countries(rows);
    }

    private static void duplicates(List<Row> rows) {
        DevelopmentRecorded first = new DevelopmentRecorded(entry(A, "A fire", THEN, null, null));
        DevelopmentRecorded again = new DevelopmentRecorded(entry(B, "a FIRE", THEN, null, null));
        RecordDevelopment record = new RecordDevelopment(draft(B, "a FIRE", THEN, null, null));
        DevelopmentRecorded earlier = new DevelopmentRecorded(entry(A, "A fire", EARLIER, null, null));
        EntryRevised moved = new EntryRevised(A, "wrong", List.of(new FieldChange("occurred", EARLIER, THEN)), first);
        rows.add(happy("of the same time and title", given(first), record, again).warning(Code.POSSIBLE_DUPLICATE));
        rows.add(happy("the other one is retracted", given(first, new EntryRetracted(A, "wrong")), record, again));
        rows.add(new Row(
                "who may not see the other one is not told of it",
                given(new DevelopmentRecorded(entry(A, "A fire", THEN, null, Marking.RED))),
                record, ANALYST, Marking.AMBER, false, List.of(again), null));
        rows.add(happy(
                "of another time",
                given(first),
                new RecordDevelopment(draft(B, "A fire", EARLIER, null, null)),
                new DevelopmentRecorded(entry(B, "A fire", EARLIER, null, null))));
        rows.add(happy("corrected to that time", given(earlier, moved), record, again).warning(Code.POSSIBLE_DUPLICATE));
        rows.add(happy("corrected to another time", given(first, new EntryRevised(A, "wrong", List.of(new FieldChange("occurred", THEN, EARLIER)), earlier)), record, again));
        rows.add(happy("an incursion of that time and title", given(incursion(entry(A, "A fire", THEN, null, null))), record, again));
        rows.add(happy(
                "of an unknown time",
                given(new DevelopmentRecorded(entry(A, "A fire", unknown(), null, null))),
                new RecordDevelopment(draft(B, "A fire", unknown(), null, null)),
                new DevelopmentRecorded(entry(B, "A fire", unknown(), null, null))));
        rows.add(happy(
                        "of the same record elsewhere",
                        given(new DevelopmentRecorded(entry(A, "A fire", THEN, REF, null))),
                        new RecordDevelopment(draft(B, "Smoke", EARLIER, REF, null)),
                        new DevelopmentRecorded(entry(B, "Smoke", EARLIER, REF, null)))
                .warning(Code.POSSIBLE_DUPLICATE));
        Place spot = new Place(Place.Role.IMPACT, new Place.Point(45.4, 28.0), null, null, null, List.of(), "RO", null);
        rows.add(happy(
                        "incursions of the same object at the same time and point",
                        given(incursion(entry(A, "One", THEN, null, null, spot))),
                        new ReportIncursion(draft(B, "Another", THEN, null, spot), ObjectType.UAV, null, null, null, null, null, null, null, null),
                        incursion(entry(B, "Another", THEN, null, null, spot)))
                .warning(Code.POSSIBLE_DUPLICATE));
    }

    private static void publications(List<Row> rows) {
        Entry told = new Entry(
                A, Vector.MILITARY, "t", null, THEN, List.of(), List.of(new SourceUse(SOURCE, null)), null, List.of(), Verification.UNVERIFIED, null, null, null, List.of());
        rows.add(happy(
                        "a source that was published before it happened",
                        given(cited(EARLIER)),
                        new RecordDevelopment(sourced(CaseRows.byId(SOURCE))),
                        new DevelopmentRecorded(told))
                .warning(Code.OCCURRED_AFTER_PUBLICATION));
        rows.add(happy(
                        "one that is cited with it",
                        given(),
                        new RecordDevelopment(sourced(new SourceDraft(SOURCE, URL, null, "t", null, null, EARLIER, null, null, null, null, null, null, null))),
                        cited(EARLIER),
                        new DevelopmentRecorded(told))
                .warning(Code.OCCURRED_AFTER_PUBLICATION));
        rows.add(happy(
                "a source of the same moment", given(cited(THEN)), new RecordDevelopment(sourced(CaseRows.byId(SOURCE))), new DevelopmentRecorded(told)));
    }

    private static void countries(List<Row> rows) {
        Place elsewhere = new Place(Place.Role.SITE, null, null, null, null, List.of(), null, "PL-06");
        Place here = new Place(Place.Role.SITE, null, null, null, null, List.of(), "RO", null);
        rows.add(happy(
                        "no place in a country of the case",
                        given(),
                        new RecordDevelopment(draft(A, "t", THEN, null, elsewhere)),
                        new DevelopmentRecorded(entry(A, "t", THEN, null, null, elsewhere)))
                .warning(Code.COUNTRY_MISMATCH));
        rows.add(happy(
                "one place in a country of the case",
                given(),
                new RecordDevelopment(new EntryDraft(
                        A, Vector.MILITARY, "t", null, THEN, List.of(elsewhere, here), null, "told", null, null, null, null, null, null)),
                new DevelopmentRecorded(entry(A, "t", THEN, null, null, elsewhere, here))));
    }

    private static EntryDraft draft(UUID id, String title, When when, @Nullable ExternalRef ref, @Nullable Place place) {
        return new EntryDraft(
                id, Vector.MILITARY, title, null, when, place == null ? null : List.of(place), null, "told", null, null, null, null, null, ref == null ? null : List.of(ref));
    }

    private static EntryDraft sourced(SourceDraft source) {
        return new EntryDraft(A, Vector.MILITARY, "t", null, THEN, null, List.of(source), null, null, null, null, null, null, null);
    }

    private static Entry entry(UUID id, String title, When when, @Nullable ExternalRef ref, @Nullable Marking marking, Place... places) {
        return new Entry(
                id, Vector.MILITARY, title, null, when, List.of(places), List.of(), "told", List.of(), Verification.UNVERIFIED, null, marking, null,
                ref == null ? List.of() : List.of(ref));
    }

    private static IncursionReported incursion(Entry entry) {
        return new IncursionReported(entry, ObjectType.UAV, null, null, List.of(), null, null, List.of(), List.of(), List.of());
    }

    private static SourceCited cited(When published) {
        return new SourceCited(SOURCE, URL, null, "t", null, null, published, null, null, null, null, null, List.of());
    }
}
