package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.IndicatorEvent.IndicatorMet;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Protocol.Bound;
import io.flankwatch.events.Protocol.Posture;
import io.flankwatch.events.Protocol.Status;
import io.flankwatch.events.Quantity;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReadsTest extends QueryApi {

    private final UUID caseId = UUID.randomUUID();
    private final UUID strike = UUID.randomUUID();
    private final UUID meeting = UUID.randomUUID();
    private final UUID source = UUID.randomUUID();
    private final UUID indicator = UUID.randomUUID();
    private final UUID passive = UUID.randomUUID();
    private final UUID kinetic = UUID.randomUUID();
    private final UUID change = UUID.randomUUID();

    private String path(String below) {
        return "/cases/" + caseId + below;
    }

    /// @return the position before the meeting's conclusion
    private long untilTheMeeting() {
        CHRONICLE.append(caseId, Marking.AMBER, Told.opened(caseId, "Drone strike in Galați", Marking.AMBER));
        CHRONICLE.append(
                caseId,
                Marking.AMBER,
                Told.cited(source, "Two injured in Galați"),
                Told.sourced(strike, Told.day("2026-05-28"), source),
                Told.injured(UUID.randomUUID(), new Quantity(2L, 2L, 2L, null), strike),
                Told.injured(UUID.randomUUID(), new Quantity(null, null, null, "several"), strike),
                Told.injured(UUID.randomUUID(), new Quantity(2L, 2L, 2L, null)));
        return CHRONICLE.append(
                caseId,
                Marking.AMBER,
                Told.protocol(UUID.randomUUID(), passive, Posture.TRACK, Status.IN_FORCE, Bound.unknown()),
                Told.meeting(meeting, Told.day("2026-05-29")),
                Told.indicator(indicator));
    }

    private long theMeetingConcludes() {
        CHRONICLE.append(caseId, Marking.AMBER, Told.concluded(meeting));
        return CHRONICLE.append(
                caseId,
                Marking.AMBER,
                Told.protocol(change, kinetic, Posture.KINETIC_ENGAGE, Status.IN_FORCE, new Bound(Bound.Kind.AT, Instant.parse("2026-06-01T00:00:00Z"))),
                new IndicatorMet(indicator, change, false, null));
    }

    @Test
    void a_summary_says_what_the_case_comes_to() {
        untilTheMeeting();
        JsonNode summary = read(TOKENS.analyst(), path(""), theMeetingConcludes());

        assertThat(summary.at("/counts/incidents").asInt()).isEqualTo(1);
        assertThat(summary.at("/counts/byKind/CASUALTY").asInt()).isEqualTo(3);
        JsonNode injured = summary.at("/casualties/metrics/0");
        assertThat(summary.at("/casualties/rule").asString()).isEqualTo("standing-claims/v1");
        assertThat(injured.required("metric").asString()).isEqualTo("INJURED");
        assertThat(injured.at("/all/figure/low").asLong()).isEqualTo(2);
        assertThat(injured.at("/all/figure/high").isMissingNode()).isTrue();
        assertThat(injured.at("/all/figure/openEnded").asInt()).isEqualTo(1);
        assertThat(injured.required("used")).hasSize(3);
        assertThat(summary.at("/posture/jurisdictions/0/inForce/posture").asString()).isEqualTo("KINETIC_ENGAGE");
        assertThat(summary.at("/indicators/met/0/metBy").asString()).isEqualTo(change.toString());
        assertThat(summary.at("/ceiling").asString()).isEqualTo("RED/MEMBER");
        assertThat(summary.at("/version").asLong()).isEqualTo(11);
    }

    @Test
    void as_of_the_position_before_the_meeting_concluded_everything_is_as_it_was() {
        long before = untilTheMeeting();
        long after = theMeetingConcludes();
        read(TOKENS.analyst(), path(""), after);
        String then = "?asOf=" + before;

        JsonNode summary = ok(get(TOKENS.analyst(), path("") + then));
        assertThat(summary.at("/posture/jurisdictions/0/inForce/posture").asString()).isEqualTo("TRACK");
        assertThat(summary.at("/indicators/open")).hasSize(1);
        assertThat(summary.at("/indicators/met")).isEmpty();
        assertThat(summary.at("/position").asLong()).isEqualTo(before);
        assertThat(ok(get(TOKENS.analyst(), path("/indicators/" + indicator) + then)).required("state").asString()).isEqualTo("OPEN");
        assertThat(ok(get(TOKENS.analyst(), path("/entries/" + meeting) + then)).at("/meeting/conclusion").isMissingNode()).isTrue();
        problem(get(TOKENS.analyst(), path("/entries/" + change) + then), 404, "NO_SUCH_ENTRY");

        assertThat(read(TOKENS.analyst(), path("/indicators/" + indicator), after).required("state").asString()).isEqualTo("MET");
        assertThat(read(TOKENS.analyst(), path("/entries/" + meeting), after).at("/meeting/conclusion/decisions/0").asString())
                .isEqualTo("kinetic interception");
        assertThat(ok(get(TOKENS.analyst(), path("") + "?at=2026-05-15T00:00:00Z")).at("/posture/jurisdictions/0/inForce/posture").asString())
                .as("another time in the world, known now")
                .isEqualTo("TRACK");
    }

    @Test
    void as_of_takes_instants_and_refuses_what_has_not_come() {
        long before = untilTheMeeting();
        String appended = LEDGER.reader().at(before).orElseThrow().appendedAt().toString();
        theMeetingConcludes();

        assertThat(ok(get(TOKENS.analyst(), path("") + "?asOf=" + appended)).at("/position").asLong()).isEqualTo(before);
        problem(get(TOKENS.analyst(), path("") + "?asOf=2999-01-01T00:00:00Z"), 400, "POSITION_BEYOND_HEAD");
        problem(get(TOKENS.analyst(), path("") + "?asOf=99999999"), 400, "POSITION_BEYOND_HEAD");
        problem(get(TOKENS.analyst(), path("") + "?asOf=99999999999999999999999999"), 400, "POSITION_BEYOND_HEAD");
        problem(get(TOKENS.analyst(), path("") + "?asOf=9999-12-31T23:59:59.999999999-18:00"), 400, "POSITION_BEYOND_HEAD");
        for (String wrong : List.of("yesterday", "2026-01-01T00:00Z", "2026-01-01T00:00:00", "%2B10000-01-01T00:00:00Z", "2026-02-30T00:00:00Z", "-1", "")) {
            problem(get(TOKENS.analyst(), path("") + "?asOf=" + wrong), 400, "MALFORMED");
            problem(get(TOKENS.analyst(), path("/timeline") + "?from=" + wrong), 400, "MALFORMED");
            problem(get(TOKENS.analyst(), path("/timeline") + "?to=" + wrong), 400, "MALFORMED");
        }
        problem(get(TOKENS.analyst(), path("") + "?asOf=0000-01-01T00:00:00Z"), 404, "NO_SUCH_CASE");
        ok(get(TOKENS.analyst(), path("/timeline") + "?from=0000-01-01T00:00:00Z&to=9999-12-31T23:59:59-18:00"));
        assertThat(ok(get(TOKENS.analyst(), path("/timeline") + "?from=2026-05-29T00:00:00+02:00")).toString())
                .as("as pasted")
                .isEqualTo(ok(get(TOKENS.analyst(), path("/timeline") + "?from=2026-05-28T22:00:00Z")).toString());
        problem(get(TOKENS.analyst(), path("") + "?asOf=2020-01-01T00:00:00Z"), 404, "NO_SUCH_CASE");
        problem(get(TOKENS.analyst(), "/cases?asOf=1"), 400, "MALFORMED");
        problem(get(TOKENS.analyst(), path("/timeline") + "?vectr=MILITARY"), 400, "MALFORMED");
    }

    @Test
    void an_entry_shows_both_times_and_who_said_so() {
        untilTheMeeting();
        JsonNode entry = read(TOKENS.analyst(), path("/entries/" + strike), theMeetingConcludes());

        assertThat(entry.at("/occurred/earliest").asString()).isEqualTo("2026-05-28T00:00:00Z");
        assertThat(entry.required("recordedAt").asString()).isNotBlank();
        assertThat(entry.required("appendedAt").asString()).isNotBlank();
        assertThat(entry.required("recordedBy").asString()).isEqualTo("analyst");
        assertThat(entry.required("client").asString()).isEqualTo("test");
        assertThat(entry.at("/sources/0/reliability").asString()).isEqualTo("B");
        assertThat(entry.at("/sources/0/credibility").asInt()).isEqualTo(2);
        assertThat(entry.at("/sources/0/locator").asString()).isEqualTo("p. 3");
        assertThat(ok(get(TOKENS.analyst(), path("/sources/" + source))).required("title").asString()).isEqualTo("Two injured in Galați");
        problem(get(TOKENS.analyst(), path("/sources/" + strike)), 404, "NO_SUCH_SOURCE");
        problem(get(TOKENS.analyst(), path("/indicators/" + strike)), 404, "NO_SUCH_INDICATOR");
        for (String nothing : List.of("nonsense", "1-1-1-1-1", "00000000-0000-0000-0000-000000000000")) {
            problem(get(TOKENS.analyst(), "/cases/" + nothing), 404, "NO_SUCH_CASE");
            problem(get(TOKENS.analyst(), path("/entries/") + nothing), 404, "NO_SUCH_ENTRY");
            problem(get(TOKENS.analyst(), path("/sources/") + nothing), 404, "NO_SUCH_SOURCE");
            problem(get(TOKENS.analyst(), path("/indicators/") + nothing), 404, "NO_SUCH_INDICATOR");
            problem(get(TOKENS.analyst(), "/events/" + nothing), 404, "NO_SUCH_POSITION");
            problem(get(TOKENS.analyst(), "/events?caseId=" + nothing), 400, "MALFORMED");
        }
    }

    @Test
    void a_retracted_entry_stays_visible_with_its_reason_and_its_predecessor_stands_again() {
        UUID successor = UUID.randomUUID();
        untilTheMeeting();
        CHRONICLE.append(caseId, Marking.AMBER, Told.instead(successor, strike, Told.day("2026-05-27")));
        long superseded = CHRONICLE.append(caseId, Marking.AMBER, Told.development(UUID.randomUUID(), Told.UNKNOWN));
        assertThat(read(TOKENS.analyst(), path("/entries/" + strike), superseded).required("standing").asBoolean()).isFalse();
        long position = CHRONICLE.append(caseId, Marking.AMBER, new EntryRetracted(successor, "a mix-up"));

        JsonNode timeline = read(TOKENS.analyst(), path("/timeline") + "?type=DEVELOPMENT", position).required("items");
        assertThat(texts(timeline, "entryId").subList(0, 2)).containsExactly(successor.toString(), strike.toString());
        assertThat(timeline.at("/0/retracted/reason").asString()).isEqualTo("a mix-up");
        assertThat(timeline.at("/0/retracted/by").asString()).isEqualTo("analyst");
        assertThat(timeline.at("/0/standing").asBoolean()).isFalse();
        assertThat(timeline.at("/1/standing").asBoolean()).isTrue();
        assertThat(timeline.at("/1/supersededBy/0").asString()).isEqualTo(successor.toString());
        assertThat(texts(ok(get(TOKENS.analyst(), path("/timeline") + "?standing=false")).required("items"), "entryId"))
                .containsExactly(successor.toString());
    }

    @Test
    void a_timeline_pages_through_everything_once_in_either_order() {
        List<Step> steps = RandomHistory.of(7, caseId, 160);
        long last = -1;
        for (Step step : steps) {
            last = CHRONICLE.append(caseId, step);
        }
        for (String order : List.of("occurred", "recorded")) {
            for (String token : List.of(TOKENS.analyst(), TOKENS.integrator())) {
                JsonNode whole = read(token, path("/timeline") + "?limit=500&order=" + order, last).required("items");
                List<String> paged = new ArrayList<>();
                HttpResponse<String> page = get(token, path("/timeline") + "?limit=7&order=" + order);
                paged.addAll(texts(ok(page).required("items"), "leafHash"));
                while (ok(page).has("next")) {
                    page = get(token, next(page));
                    paged.addAll(texts(ok(page).required("items"), "leafHash"));
                }
                assertThat(paged).isEqualTo(texts(whole, "leafHash")).doesNotHaveDuplicates().hasSizeGreaterThan(20);
            }
        }
    }

    @Test
    void an_answer_that_the_caller_has_is_not_sent_again_until_something_happens() {
        long position = untilTheMeeting();
        HttpResponse<String> first = get(TOKENS.analyst(), path("/timeline"), "Ledger-Position", Long.toString(position));
        String tag = first.headers().firstValue("ETag").orElseThrow();

        assertThat(tag).startsWith("\"8-");
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache, private");
        assertThat(first.headers().firstValue("Ledger-Position")).hasValue(Long.toString(position));
        assertThat(get(TOKENS.analyst(), path("/timeline"), "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(get(TOKENS.auditor(), path("/timeline"), "If-None-Match", tag).statusCode()).as("another ceiling").isEqualTo(200);
        assertThat(get(TOKENS.analyst(), path("/timeline") + "?order=recorded", "If-None-Match", tag).statusCode()).isEqualTo(200);

        long after = theMeetingConcludes();
        assertThat(get(TOKENS.analyst(), path("/timeline"), "If-None-Match", tag, "Ledger-Position", Long.toString(after)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoever_has_written_reads_it_at_once() {
        CHRONICLE.append(caseId, Marking.AMBER, Told.opened(caseId, "t", Marking.AMBER));
        for (int i = 0; i < 20; i++) {
            UUID entry = UUID.randomUUID();
            long position = CHRONICLE.append(caseId, Marking.AMBER, Told.development(entry, Told.UNKNOWN));
            assertThat(read(TOKENS.analyst(), path("/entries/" + entry), position).required("position").asLong()).isEqualTo(position);
            assertThat(texts(read(TOKENS.analyst(), "/cases", position).required("items"), "position")).contains(Long.toString(position));
        }
        problem(get(TOKENS.analyst(), path(""), "Ledger-Position", "99999999"), 400, "POSITION_BEYOND_HEAD");
        problem(get(TOKENS.analyst(), path(""), "Ledger-Position", "soon"), 400, "MALFORMED");
    }

    @Test
    void cases_are_found_whatever_the_diacritics() {
        String unique = "x" + UUID.randomUUID().toString().replace("-", "");
        long position = CHRONICLE.append(caseId, Marking.AMBER, Told.opened(caseId, "Lovitură în Galați " + unique, Marking.AMBER));
        for (String q : List.of("galati", "GALA%C5%A2I", "Gala%C8%9Bi", "lovitura+galati")) {
            JsonNode found = read(TOKENS.analyst(), "/cases?q=" + q + "+" + unique, position).required("items");
            assertThat(texts(found, "caseId")).as(q).containsExactly(caseId.toString());
        }
        String base = "/cases?q=" + unique;
        assertThat(ok(get(TOKENS.analyst(), base + "&country=RO&country=PL&status=OPEN&tag=exercise&lead=lead&marking=AMBER&ref=ucdp:2026-05")).required("items"))
                .hasSize(1);
        assertThat(ok(get(TOKENS.analyst(), base + "&country=PL")).path("items")).isEmpty();
        for (String wrong : List.of("limit=201", "q=%FF", "cursor=%F0", "status=OPEN,CLOSED", "status=", "status=&status=OPEN", "country=RO&status=OPEN&status=", "country=RO,PL", "country=XX", "country=EASTERN_FLANK", "marking=AMBRE")) {
            problem(get(TOKENS.analyst(), "/cases?" + wrong), 400, "MALFORMED");
        }
        assertThat(ok(get(TOKENS.analyst(), base + "&tag=exercise,demo")).path("items")).as("a comma is part of a value").isEmpty();
        assertThat(ok(get(TOKENS.analyst(), base + "&country=NATO_EASTERN_FLANK")).required("items")).hasSize(1);
        assertThat(ok(get(TOKENS.analyst(), base + "&country=BALTIC_STATES")).path("items")).isEmpty();
        problem(get(TOKENS.analyst(), "/cases?sort=nonsense"), 400, "MALFORMED");
        problem(get(TOKENS.analyst(), "/cases?cursor=nonsense"), 400, "MALFORMED");
    }

    @Test
    void a_marking_can_be_asked_for_as_it_is_written() {
        String title = UUID.randomUUID().toString();
        long position = CHRONICLE.append(caseId, Marking.AMBER_STRICT, Told.opened(caseId, title, Marking.AMBER_STRICT));
        for (String marking : List.of("AMBER+STRICT", "AMBER%2BSTRICT")) {
            assertThat(read(TOKENS.analyst(), "/cases?marking=" + marking + "&q=" + title, position).path("items")).as(marking).hasSize(1);
        }
    }

    @Test
    void a_list_or_a_line_that_the_caller_has_is_not_sent_again() {
        long position = untilTheMeeting();
        read(TOKENS.analyst(), path("/timeline"), position);
        for (String path : List.of("/events/" + position, "/events?limit=2&after=" + (position - 2), "/cases?limit=1&q=no-such-words")) {
            String tag = get(TOKENS.analyst(), path, "Ledger-Position", Long.toString(position)).headers().firstValue("ETag").orElseThrow();
            assertThat(get(TOKENS.analyst(), path, "If-None-Match", tag).statusCode()).as(path).isEqualTo(304);
            assertThat(get(TOKENS.integrator(), path, "If-None-Match", tag).statusCode()).as("another ceiling: " + path).isEqualTo(200);
        }
    }

    @Test
    void cases_are_paged_in_every_order() {
        String tag = UUID.randomUUID().toString();
        long position = -1;
        for (int i = 0; i < 7; i++) {
            UUID id = UUID.randomUUID();
            Marking marking = i == 3 ? Marking.AMBER : Marking.GREEN;
            position = CHRONICLE.append(id, marking, Told.opened(id, tag + " " + (i % 3), marking));
        }
        for (String sort : List.of("opened", "-opened", "changed", "-changed", "title", "-title")) {
            JsonNode whole = read(TOKENS.integrator(), "/cases?q=" + tag + "&sort=" + sort, position).required("items");
            assertThat(whole).as("one is AMBER").hasSize(6);
            HttpResponse<String> page = get(TOKENS.integrator(), "/cases?limit=2&q=" + tag + "&sort=" + sort);
            List<String> paged = new ArrayList<>(texts(ok(page).required("items"), "caseId"));
            while (ok(page).has("next")) {
                page = get(TOKENS.integrator(), next(page));
                paged.addAll(texts(ok(page).required("items"), "caseId"));
            }
            assertThat(paged).isEqualTo(texts(whole, "caseId"));
        }
    }

    @Test
    void history_tells_every_event_with_who_and_under_which_command() {
        untilTheMeeting();
        theMeetingConcludes();
        JsonNode history = ok(get(TOKENS.analyst(), path("/history") + "?limit=1000")).required("items");

        assertThat(history).hasSize(12);
        JsonNode met = history.get(11);
        assertThat(met.required("type").asString()).isEqualTo("io.flankwatch.indicator.met.v1");
        assertThat(met.required("commandId")).isEqualTo(history.get(10).required("commandId"));
        assertThat(met.required("position").asLong()).isEqualTo(history.get(10).required("position").asLong() + 1);
        assertThat(met.at("/data/indicatorId").asString()).isEqualTo(indicator.toString());
        assertThat(met.required("version").asLong()).isEqualTo(11);
        HttpResponse<String> page = get(TOKENS.analyst(), path("/history") + "?limit=5");
        assertThat(texts(ok(get(TOKENS.analyst(), next(page))).required("items"), "position").getFirst())
                .isEqualTo(history.get(5).required("position").asString());
    }
}
