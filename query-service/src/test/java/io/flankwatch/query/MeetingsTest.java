package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.EntryEvent.ConclusionRevised;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryEvent.MeetingConcluded;
import io.flankwatch.events.EntryRecorded.MeetingConvened;
import io.flankwatch.events.Marking;
import io.flankwatch.events.When;
import io.flankwatch.platform.access.Role;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Meetings, one by one and ahead, and notes, as readers see them.
class MeetingsTest extends QueryApi {

    private static final When FIRST = Told.day("2090-05-01");
    private static final When SECOND = Told.day("2090-05-02");

    private final UUID caseId = UUID.randomUUID();
    private final UUID meeting = UUID.randomUUID();

    private long convened(Marking marking) {
        return CHRONICLE.append(caseId, marking, Told.opened(caseId, "t", marking), Told.meeting(meeting, FIRST, null));
    }

    private String entry() {
        return "/cases/" + caseId + "/entries/" + meeting;
    }

    private JsonNode meeting(String token, long position) {
        return read(token, entry(), position).required("meeting");
    }

    private JsonNode asOf(long position) {
        return ok(get(TOKENS.analyst(), entry() + "?asOf=" + position)).required("meeting");
    }

    @Test
    void a_meeting_is_shown_as_it_stands_now_and_as_it_was_known_to_stand() {
        long convened = convened(Marking.GREEN);
        long moved = CHRONICLE.append(caseId, Marking.GREEN, Told.rescheduled(meeting, FIRST, SECOND));
        long adjourned = CHRONICLE.append(caseId, Marking.GREEN, Told.adjourned(meeting));
        MeetingConcluded concluded = Told.concluded(meeting);
        long ended = CHRONICLE.append(caseId, Marking.GREEN, concluded);
        MeetingConcluded nothing = new MeetingConcluded(
                meeting, concluded.concluded(), MeetingConcluded.Outcome.NO_DECISION, List.of(), null, List.of(), "told");
        long last = CHRONICLE.append(caseId, Marking.GREEN, ConclusionRevised.of(concluded, nothing, "the communiqué"));

        JsonNode now = meeting(TOKENS.analyst(), last);
        assertThat(now.required("state").asString()).isEqualTo("CONCLUDED");
        assertThat(now.has("scheduled")).as("used up").isFalse();
        assertThat(texts(now.required("conclusions"), "outcome")).containsExactly("ADJOURNED", "NO_DECISION");
        assertThat(now.at("/conclusion/position").asLong()).isEqualTo(last);
        assertThat(texts(now.at("/conclusionRevisions/0/changes"), "field")).containsExactly("outcome", "decisions");
        assertThat(now.at("/conclusionRevisions/0/changes/0/before").asString()).isEqualTo("DECIDED");
        assertThat(now.at("/reschedulings/0/before/earliest").asString()).isEqualTo("2090-05-01T00:00:00Z");
        assertThat(now.at("/reschedulings/0/after/earliest").asString()).isEqualTo("2090-05-02T00:00:00Z");

        assertThat(asOf(ended).at("/conclusion/outcome").asString()).isEqualTo("DECIDED");
        assertThat(asOf(ended).at("/conclusion/decisions/0").asString()).isEqualTo("kinetic interception");
        assertThat(asOf(adjourned).required("state").asString()).isEqualTo("ADJOURNED");
        assertThat(asOf(moved).at("/scheduled/earliest").asString()).isEqualTo("2090-05-02T00:00:00Z");
        assertThat(asOf(convened).at("/scheduled/earliest").asString()).isEqualTo("2090-05-01T00:00:00Z");
        assertThat(asOf(convened).required("state").asString()).isEqualTo("PLANNED");
        assertThat(ok(get(TOKENS.analyst(), "/cases/" + caseId + "/timeline?type=MEETING")).at("/items/0/meeting/state").asString())
                .isEqualTo("CONCLUDED");
    }

    @Test
    void a_cancelled_meeting_says_why() {
        convened(Marking.GREEN);
        long last = CHRONICLE.append(caseId, Marking.GREEN, Told.cancelled(meeting));
        JsonNode now = meeting(TOKENS.analyst(), last);
        assertThat(now.required("state").asString()).isEqualTo("CANCELLED");
        assertThat(now.at("/cancellation/reason").asString()).isEqualTo("called off");
        assertThat(now.at("/cancellation/recordedBy").asString()).isEqualTo("analyst");
    }

    @Test
    void what_a_reader_may_not_see_has_not_happened_to_the_meeting() {
        convened(Marking.GREEN);
        CHRONICLE.append(caseId, Marking.AMBER, Told.rescheduled(meeting, FIRST, SECOND));
        long last = CHRONICLE.append(caseId, Marking.AMBER, Told.concluded(meeting));
        JsonNode seen = meeting(TOKENS.integrator(), last);
        assertThat(seen.required("state").asString()).isEqualTo("PLANNED");
        assertThat(seen.at("/scheduled/earliest").asString()).isEqualTo("2090-05-01T00:00:00Z");
        assertThat(seen.required("reschedulings")).isEmpty();
        assertThat(meeting(TOKENS.analyst(), last).required("state").asString()).isEqualTo("CONCLUDED");
        assertThat(ahead(TOKENS.integrator(), last)).extracting(item -> item.at("/scheduled/earliest").asString()).containsExactly("2090-05-01T00:00:00Z");
        assertThat(ahead(TOKENS.analyst(), last)).isEmpty();
    }

    @Test
    void what_became_of_a_meeting_has_at_least_the_marking_that_the_meeting_has_now() {
        convened(Marking.GREEN);
        CHRONICLE.append(caseId, Marking.GREEN, Told.rescheduled(meeting, FIRST, SECOND));
        long ended = CHRONICLE.append(caseId, Marking.GREEN, Told.concluded(meeting));
        assertThat(meeting(TOKENS.analyst(), ended).at("/conclusion/marking").asString()).isEqualTo("GREEN");
        long last = CHRONICLE.append(caseId, Marking.AMBER, new EntryMarkingChanged(meeting, null, Marking.AMBER, Marking.AMBER, List.of(), null));

        JsonNode now = meeting(TOKENS.analyst(), last);
        assertThat(now.at("/conclusion/marking").asString()).isEqualTo("AMBER");
        assertThat(now.at("/reschedulings/0/marking").asString()).isEqualTo("AMBER");
        assertThat(asOf(last)).isEqualTo(now);
        assertThat(asOf(ended)).as("rights are those of today").isEqualTo(now);
    }

    /// Of this test's case.
    private List<JsonNode> ahead(String token, long position) {
        List<JsonNode> items = new ArrayList<>();
        for (JsonNode item : read(token, "/meetings?after=2090-01-01T00:00:00Z&limit=500", position).required("items")) {
            if (item.required("caseId").asString().equals(caseId.toString())) {
                items.add(item);
            }
        }
        return items;
    }

    private List<String> aheadIds(long position) {
        return ahead(TOKENS.analyst(), position).stream().map(item -> item.required("entryId").asString()).toList();
    }

    @Test
    void meetings_ahead_are_those_that_are_still_to_be_held_or_resumed_in_the_order_in_which_they_come() {
        convened(Marking.GREEN);
        UUID later = UUID.randomUUID();
        UUID whenever = UUID.randomUUID();
        UUID past = UUID.randomUUID();
        UUID adjourned = UUID.randomUUID();
        UUID cancelled = UUID.randomUUID();
        UUID concluded = UUID.randomUUID();
        UUID retracted = UUID.randomUUID();
        UUID replaced = UUID.randomUUID();
        UUID replacing = UUID.randomUUID();
        long last = CHRONICLE.append(
                caseId,
                Marking.GREEN,
                Told.meeting(whenever, Told.UNKNOWN, null),
                Told.meeting(later, SECOND, null),
                Told.meeting(past, Told.day("2089-12-31"), null),
                Told.meeting(adjourned, Told.day("2089-12-30"), null),
                Told.adjourned(adjourned),
                Told.rescheduled(adjourned, null, Told.day("2090-04-30")),
                Told.meeting(cancelled, SECOND, null),
                Told.cancelled(cancelled),
                Told.meeting(concluded, SECOND, null),
                Told.concluded(concluded),
                Told.meeting(retracted, SECOND, null),
                new EntryRetracted(retracted, "wrong"),
                Told.meeting(replaced, SECOND, null),
                Told.meeting(replacing, Told.day("2090-05-03"), replaced));
        assertThat(aheadIds(last))
                .containsExactly(adjourned.toString(), meeting.toString(), later.toString(), replacing.toString(), whenever.toString());
        assertThat(ahead(TOKENS.analyst(), last)).extracting(item -> item.required("state").asString()).startsWith("ADJOURNED", "PLANNED");

        long reopened = CHRONICLE.append(
                caseId, Marking.GREEN, ConclusionRevised.of(Told.concluded(concluded), null, "another one"), new EntryRetracted(replacing, "wrong"));
        assertThat(aheadIds(reopened)).contains(concluded.toString(), replaced.toString()).doesNotContain(replacing.toString());
    }

    @Test
    void a_revised_meeting_is_ahead_as_it_was_revised() {
        convened(Marking.GREEN);
        MeetingConvened before = Told.meeting(meeting, FIRST, null);
        MeetingConvened after = Told.meeting(meeting, SECOND, null);
        long last = CHRONICLE.append(caseId, Marking.GREEN, EntryRevised.of(before, after, "misread"));
        assertThat(ahead(TOKENS.analyst(), last).getFirst().at("/scheduled/earliest").asString()).isEqualTo("2090-05-02T00:00:00Z");
    }

    @Test
    void meetings_ahead_stay_under_the_readers_ceiling() {
        long last = convened(Marking.RED);
        String member = TOKENS.token("lead", Marking.RED, Role.ANALYST);
        assertThat(ahead(member, last)).hasSize(1);
        assertThat(ahead(TOKENS.token("auditor", Marking.CLEAR, Role.AUDITOR), last)).hasSize(1);
        assertThat(ahead(TOKENS.token("mia", Marking.RED, Role.ANALYST), last)).isEmpty();
        assertThat(ahead(TOKENS.integrator(), last)).isEmpty();
    }

    @Test
    void a_meeting_above_a_ceiling_is_no_meeting_ahead() {
        long first = convened(Marking.GREEN);
        UUID secret = UUID.randomUUID();
        long last = CHRONICLE.append(caseId, Marking.AMBER, Told.meeting(secret, SECOND, null));
        assertThat(last).isGreaterThan(first);
        assertThat(ahead(TOKENS.integrator(), last)).extracting(item -> item.required("entryId").asString()).containsExactly(meeting.toString());
        assertThat(aheadIds(last)).containsExactly(meeting.toString(), secret.toString());
    }

    @Test
    void meetings_ahead_come_in_pages_and_are_not_sent_twice() {
        convened(Marking.GREEN);
        long last = CHRONICLE.append(caseId, Marking.GREEN, Told.meeting(UUID.randomUUID(), SECOND, null));
        String all = "/meetings?after=2090-01-01T00:00:00Z";
        List<String> together = texts(read(TOKENS.analyst(), all, last).required("items"), "entryId");
        List<String> paged = new ArrayList<>();
        HttpResponse<String> page = get(TOKENS.analyst(), all + "&limit=1");
        while (true) {
            paged.addAll(texts(ok(page).required("items"), "entryId"));
            if (page.headers().firstValue("Link").isEmpty()) {
                break;
            }
            page = get(TOKENS.analyst(), next(page));
        }
        assertThat(paged).isEqualTo(together);
        String etag = get(TOKENS.analyst(), all).headers().firstValue("ETag").orElseThrow();
        assertThat(get(TOKENS.analyst(), all, "If-None-Match", etag).statusCode()).isEqualTo(304);
    }

    @Test
    void what_meetings_ahead_can_not_be_asked_is_refused() {
        problem(get(TOKENS.analyst(), "/meetings?asOf=1"), 400, "MALFORMED");
        problem(get(TOKENS.analyst(), "/meetings?after=tomorrow"), 400, "MALFORMED");
        problem(get(TOKENS.analyst(), "/meetings?limit=501"), 400, "MALFORMED");
        problem(get(TOKENS.analyst(), "/meetings?cursor=x"), 400, "MALFORMED");
    }

    @Test
    void a_note_is_shown_and_counts_in_no_figure() {
        convened(Marking.GREEN);
        UUID note = UUID.randomUUID();
        long last = CHRONICLE.append(caseId, Marking.GREEN, Told.note(note, "Who called it?", meeting));
        JsonNode shown = read(TOKENS.analyst(), "/cases/" + caseId + "/entries/" + note, last);
        assertThat(shown.required("kind").asString()).isEqualTo("NOTE");
        assertThat(shown.at("/note/text").asString()).isEqualTo("Who called it?");
        assertThat(shown.at("/note/about/0").asString()).isEqualTo(meeting.toString());
        assertThat(texts(read(TOKENS.analyst(), "/cases/" + caseId + "/timeline?type=NOTE", last).required("items"), "entryId"))
                .containsExactly(note.toString());
        JsonNode counts = read(TOKENS.analyst(), "/cases/" + caseId, last).required("counts");
        assertThat(counts.required("recorded").asInt()).isEqualTo(1);
        assertThat(counts.required("counted").asInt()).isEqualTo(1);
        assertThat(counts.required("byKind").propertyNames()).containsExactly("MEETING");
        JsonNode figures = read(TOKENS.analyst(), "/figures/incursions?by=month", last);
        long another = CHRONICLE.append(caseId, Marking.GREEN, Told.note(UUID.randomUUID(), "And who was there?"));
        assertThat(read(TOKENS.analyst(), "/cases/" + caseId, another).required("counts")).isEqualTo(counts);
        assertThat(read(TOKENS.analyst(), "/figures/incursions?by=month", another).required("rows")).isEqualTo(figures.required("rows"));
        long hidden = CHRONICLE.append(caseId, Marking.AMBER_STRICT, Told.note(UUID.randomUUID(), "secret"));
        assertThat(read(TOKENS.integrator(), "/cases/" + caseId, hidden).at("/counts/restricted").asInt()).isZero();
    }
}
