package io.flankwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.EntryEvent.ConclusionRevised;
import io.flankwatch.events.EntryEvent.MeetingConcluded;
import io.flankwatch.events.EntryEvent.MeetingRescheduled;
import io.flankwatch.events.IndicatorEvent.IndicatorMet;
import io.flankwatch.events.IndicatorEvent.IndicatorReopened;
import io.flankwatch.events.Marking;
import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.platform.access.Role;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The course of a meeting over HTTP.
class MeetingTest extends CommandApi {

    private final String meeting = UUID.randomUUID().toString();

    @BeforeEach
    void convene() {
        created(post(TOKENS.analyst(), path("/meetings"), """
                {"entryId": "%s", "occurred": {"precision": "UNKNOWN"}, "unsourced": "told", "body": "CSAT", "agenda": ["the strike"]}""".formatted(meeting)));
    }

    private HttpResponse<String> step(String what, String body) {
        return post(TOKENS.analyst(), path("/meetings/" + meeting + what), body);
    }

    private static String ended(String outcome, String more) {
        return "{\"concluded\": {\"precision\": \"UNKNOWN\"}, \"outcome\": \"" + outcome + "\", \"unsourced\": \"told\"" + more + "}";
    }

    @Test
    void a_meeting_is_moved_adjourned_resumed_and_concluded() {
        String noon = "{\"earliest\": \"2026-05-30T12:00:00Z\", \"latest\": \"2026-05-30T12:59:59Z\", \"precision\": \"HOUR\"}";
        HttpResponse<String> moved = step("/schedule", "{\"scheduled\": " + noon + "}");
        assertThat(moved.statusCode()).as(moved.body()).isIn(200, 201);
        assertThat(moved.headers().firstValue("Location")).hasValue(path("/entries/" + meeting));
        assertThat(step("/conclusion", ended("ADJOURNED", ", \"resumption\": {\"precision\": \"UNKNOWN\", \"asStated\": \"tomorrow\"}")).statusCode()).isIn(200, 201);

        List<LedgerEntry> events = events();
        LedgerEntry adjourned = events.get(events.size() - 2);
        LedgerEntry resumed = events.getLast();
        assertThat(adjourned.envelope().event()).isInstanceOf(MeetingConcluded.class);
        assertThat(((MeetingRescheduled) resumed.envelope().event()).scheduled().after()).isNotNull();
        assertThat(resumed.envelope().commandId()).isEqualTo(adjourned.envelope().commandId());
        assertThat(resumed.envelope().causationId()).isEqualTo(adjourned.envelope().id());

        assertThat(step("/conclusion", ended("DECIDED", ", \"decisions\": [\"kinetic means\"]")).statusCode()).isIn(200, 201);
        problem(step("/conclusion", ended("DECIDED", "")), 409, "ALREADY_CONCLUDED");
        problem(step("/cancellation", "{\"reason\": \"r\"}"), 409, "ALREADY_CONCLUDED");
        problem(step("/schedule", "{\"scheduled\": " + noon + "}"), 409, "ALREADY_CONCLUDED");
    }

    @Test
    void a_cancelled_meeting_is_over() {
        assertThat(step("/cancellation", "{\"reason\": \"called off\"}").statusCode()).isIn(200, 201);
        problem(step("/conclusion", ended("DECIDED", "")), 409, "MEETING_CANCELLED");
        problem(step("/cancellation", "{\"reason\": \"called off\"}"), 409, "MEETING_CANCELLED");
        problem(step("/schedule", "{\"scheduled\": {\"precision\": \"UNKNOWN\", \"asStated\": \"soon\"}}"), 409, "MEETING_CANCELLED");
    }

    @Test
    void a_conclusion_is_corrected_with_its_meeting() {
        assertThat(step("/conclusion", ended("UNKNOWN", "")).statusCode()).isIn(200, 201);
        assertThat(revise("{\"conclusion\": {\"outcome\": \"DECIDED\", \"decisions\": [\"x\"]}}").statusCode()).isEqualTo(200);
        ConclusionRevised revised = (ConclusionRevised) events().getLast().envelope().event();
        assertThat(revised.changes()).extracting(change -> change.field()).containsExactly("outcome", "decisions");
        assertThat(pointer(revise("{\"conclusion\": {\"outcome\": \"PERHAPS\"}}"), 400, "MALFORMED")).isEqualTo("/changes/conclusion/outcome");
        assertThat(pointer(revise("{\"conclusion\": {\"result\": \"x\"}}"), 400, "UNKNOWN_FIELD")).isEqualTo("/changes/conclusion/result");
        assertThat(pointer(revise("{\"conclusion\": {\"unsourced\": null}}"), 409, "UNSOURCED")).isEqualTo("/changes/conclusion/sources");
        assertThat(pointer(revise("{\"conclusion\": 5}"), 400, "MALFORMED")).isEqualTo("/changes/conclusion");
        assertThat(revise("{\"conclusion\": null}").statusCode()).isEqualTo(200);
        assertThat(pointer(revise("{\"conclusion\": {}}"), 409, "NOT_CONCLUDED")).isEqualTo("/changes/conclusion");
    }

    @Test
    void what_is_wrong_with_a_step_is_named_by_a_pointer() {
        assertThat(pointer(step("/schedule", "{}"), 400, "MALFORMED")).isEqualTo("/scheduled");
        assertThat(pointer(step("/cancellation", "{}"), 400, "MALFORMED")).isEqualTo("/reason");
        assertThat(pointer(step("/conclusion", ended("DECIDED", ", \"resumption\": {\"precision\": \"UNKNOWN\"}")), 400, "MALFORMED")).isEqualTo("/resumption");
        assertThat(pointer(step("/schedule", "{\"scheduled\": {\"precision\": \"UNKNOWN\"}}"), 409, "NOTHING_CHANGED")).isEqualTo("/scheduled");
        assertThat(events()).hasSize(2);
    }

    @Test
    void a_step_is_refused_for_a_meeting_above_the_clearance() {
        String secret = created(post(TOKENS.analyst(), path("/meetings"), """
                {"occurred": {"precision": "UNKNOWN"}, "unsourced": "told", "body": "CSAT", "marking": "AMBER+STRICT"}""")).required("entryId").stringValue();
        String amy = TOKENS.token("amy", Marking.AMBER, Role.ANALYST);
        problem(post(amy, path("/meetings/" + secret + "/cancellation"), "{\"reason\": \"r\"}"), 404, "NO_SUCH_ENTRY");
        problem(post(amy, path("/meetings/" + secret + "/schedule"), "{\"scheduled\": {\"precision\": \"UNKNOWN\", \"asStated\": \"soon\"}}"), 404, "NO_SUCH_ENTRY");
    }

    @Test
    void what_follows_from_a_step_is_told_to_whoever_may_see_the_step() {
        String indicator = UUID.randomUUID().toString();
        created(post(TOKENS.analyst(), path("/indicators"), """
                {"indicatorId": "%s", "statement": "s", "condition": {"type": "protocolReaches", "jurisdiction": "RO", "posture": "KINETIC_ENGAGE",
                 "status": "ADOPTED", "decidedBy": "%s"}}""".formatted(indicator, meeting)));
        created(post(TOKENS.analyst(), path("/protocol-changes"), """
                {"occurred": {"precision": "UNKNOWN"}, "unsourced": "told", "jurisdiction": "RO", "targetClass": "UNCREWED", "posture": "KINETIC_ENGAGE",
                 "status": "ADOPTED", "decidedBy": "%s"}""".formatted(meeting)));
        assertThat(events().getLast().envelope().event()).isInstanceOf(IndicatorMet.class);
        assertThat(events().getLast().envelope().marking()).isEqualTo(Marking.AMBER);
        assertThat(step("/cancellation", """
                {"reason": "called off", "sources": [{"documentRef": "d", "title": "t", "marking": "AMBER+STRICT"}]}""").statusCode()).isIn(200, 201);
        LedgerEntry reopened = events().getLast();
        assertThat(reopened.envelope().event()).isInstanceOf(IndicatorReopened.class);
        assertThat(reopened.envelope().marking()).isEqualTo(Marking.AMBER_STRICT);
    }

    @Test
    void a_bulk_takes_the_whole_course() {
        HttpResponse<String> answer = post(TOKENS.analyst(), path("/commands"), """
                {"mode": "ATOMIC", "commands": [
                  {"type": "RescheduleMeeting", "body": {"entryId": "%1$s", "scheduled": {"precision": "UNKNOWN", "asStated": "soon"}}},
                  {"type": "ConcludeMeeting", "body": {"entryId": "%1$s", "concluded": {"precision": "UNKNOWN"}, "outcome": "ADJOURNED", "unsourced": "told"}},
                  {"type": "CancelMeeting", "body": {"entryId": "%1$s", "reason": "called off"}},
                  {"type": "AddNote", "body": {"text": "They never met again.", "about": ["%1$s"]}}]}""".formatted(meeting));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(events()).hasSize(6);
    }

    private HttpResponse<String> revise(String changes) {
        return send("PATCH", TOKENS.analyst(), path("/entries/" + meeting), "{\"reason\": \"corrected\", \"changes\": " + changes + "}");
    }

    private static String pointer(HttpResponse<String> answer, int status, String code) {
        return problem(answer, status, code).required("errors").get(0).required("pointer").stringValue();
    }
}
