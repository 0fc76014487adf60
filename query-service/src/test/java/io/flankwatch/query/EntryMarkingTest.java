package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.EntryEvent.EntriesLinked;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryEvent.EntryReinstated;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryLink.Relation;
import io.flankwatch.events.EntryRecorded.DevelopmentRecorded;
import io.flankwatch.events.Consistency;
import io.flankwatch.events.HypothesisEvent.EvidenceWeighed;
import io.flankwatch.events.HypothesisEvent.HypothesisResolved;
import io.flankwatch.events.HypothesisEvent.Resolution;
import io.flankwatch.events.IndicatorEvent.IndicatorMet;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Protocol.Bound;
import io.flankwatch.events.Protocol.Posture;
import io.flankwatch.events.Protocol.Status;
import io.flankwatch.events.Quantity;
import io.flankwatch.events.Verification;
import io.flankwatch.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What is left of an entry for whoever may not see it any more: nothing, on every path, live and as of before.
class EntryMarkingTest extends QueryApi {

    private static final String WORD = "Mamalyga";
    private static final String DAY = "2025-03-07";
    /// Nobody else's: what is in force elsewhere in this ledger is not what this is about.
    private static final String JURISDICTION = "MT";

    private final UUID caseId = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final UUID secret = UUID.randomUUID();
    private final UUID open = UUID.randomUUID();
    private final UUID claim = UUID.randomUUID();
    private final UUID indicator = UUID.randomUUID();
    private final UUID change = UUID.randomUUID();
    private final UUID hypothesis = UUID.randomUUID();
    private final UUID assessment = UUID.randomUUID();
    private long first;
    private long before;

    private void told() {
        CHRONICLE.append(other, Marking.GREEN, Told.opened(other, "o", Marking.GREEN), Told.development(open, Told.UNKNOWN));
        CHRONICLE.append(caseId, Marking.GREEN, Told.opened(caseId, "t", Marking.GREEN));
        DevelopmentRecorded plain = Told.development(secret, Told.day(DAY));
        first = CHRONICLE.append(caseId, Marking.GREEN, plain);
        CHRONICLE.append(
                caseId, Marking.GREEN, EntryRevised.of(plain, Told.corrected(plain, Told.day(DAY), WORD, Verification.UNVERIFIED, null), WORD));
        CHRONICLE.append(caseId, Marking.GREEN, new EntryRetracted(secret, WORD), new EntryReinstated(secret, WORD));
        CHRONICLE.append(caseId, Marking.GREEN, Told.injured(claim, new Quantity(3L, 3L, 3L, WORD), secret));
        CHRONICLE.append(caseId, Marking.GREEN, Told.protocol(change, UUID.randomUUID(), JURISDICTION, Posture.KINETIC_ENGAGE, Status.IN_FORCE, Bound.unknown()));
        CHRONICLE.append(caseId, Marking.GREEN, Told.indicator(indicator), new IndicatorMet(indicator, change, false, null));
        CHRONICLE.append(
                caseId,
                Marking.GREEN,
                Told.hypothesis(hypothesis, "h"),
                new EvidenceWeighed(hypothesis, secret, Consistency.VERY_INCONSISTENT, WORD),
                new HypothesisResolved(hypothesis, Resolution.REFUTED, Resolution.UNRESOLVED, List.of(secret), WORD),
                Told.assessment(assessment, null, List.of(hypothesis), List.of(secret)));
        CHRONICLE.append(caseId, Marking.GREEN, new EntriesLinked(secret, Relation.SAME_INCIDENT, other, open, WORD));
        before = CHRONICLE.append(other, Marking.GREEN, new EntriesLinked(open, Relation.PART_OF, caseId, secret, WORD));
    }

    private long tightened() {
        CHRONICLE.append(caseId, Marking.AMBER, new EntryMarkingChanged(change, null, Marking.AMBER, Marking.AMBER, List.of(), null));
        return CHRONICLE.append(caseId, Marking.AMBER, new EntryMarkingChanged(secret, null, Marking.AMBER, Marking.AMBER, List.of(claim), "r"));
    }

    private String path(String below) {
        return "/cases/" + caseId + below;
    }

    private List<String> reads() {
        List<String> paths = new ArrayList<>(List.of(
                "/cases?limit=200",
                "/figures/casualties?by=month",
                "/figures/incursions?by=month",
                "/incursions?limit=1000",
                "/meetings?after=2000-01-01T00:00:00Z",
                "/events?after=" + (first - 3) + "&limit=5000",
                "/cases/" + other + "/entries/" + open,
                "/cases/" + other + "/history?limit=1000",
                "/cases/" + other + "/timeline"));
        for (long position = first; position <= before; position++) {
            paths.add("/events/" + position);
        }
        for (String below : List.of(
                "", "/timeline?limit=500", "/history?limit=1000", "/casualties", "/protocols", "/sources", "/hypotheses", "/hypotheses/" + hypothesis, "/assessments", "/entries/" + open, "/indicators/" + indicator)) {
            paths.add(path(below));
            paths.add(path(below) + (below.contains("?") ? "&" : "?") + "asOf=" + before);
        }
        paths.add("/postures/" + JURISDICTION);
        paths.add("/postures/" + JURISDICTION + "?asOf=" + before);
        return paths;
    }

    @Test
    void nothing_of_a_tightened_entry_is_left_on_any_path() {
        told();
        assertThat(read(TOKENS.integrator(), path("/entries/" + secret), before).toString()).contains(WORD);
        HttpResponse<String> summary = get(TOKENS.integrator(), path(""), "Ledger-Position", Long.toString(before));
        assertThat(ok(summary).at("/casualties/metrics/0/all/figure/low").asLong()).isEqualTo(3);
        assertThat(ok(summary).at("/indicators/met")).hasSize(1);
        assertThat(read(TOKENS.integrator(), "/postures/" + JURISDICTION, before).toString()).contains(change.toString());
        String found = "/cases?from=" + DAY + "T00:00:00Z&to=" + DAY + "T23:59:59Z&limit=200";
        assertThat(texts(read(TOKENS.integrator(), found, before).required("items"), "caseId")).contains(caseId.toString());

        tightened();
        for (String read : reads()) {
            assertThat(get(TOKENS.integrator(), read).body())
                    .as(read)
                    .doesNotContain(WORD)
                    .doesNotContain(secret.toString())
                    .doesNotContain(claim.toString())
                    .doesNotContain(change.toString());
            assertThat(get(TOKENS.analyst(), read).statusCode()).as(read).isIn(200, 404);
        }
        for (String below : List.of("/entries/" + secret, "/entries/" + claim, "/entries/" + change)) {
            problem(get(TOKENS.integrator(), path(below)), 404, "NO_SUCH_ENTRY");
            problem(get(TOKENS.integrator(), path(below) + "?asOf=" + before), 404, "NO_SUCH_ENTRY");
            ok(get(TOKENS.analyst(), path(below)));
        }
        assertThat(texts(ok(get(TOKENS.integrator(), found)).required("items"), "caseId")).doesNotContain(caseId.toString());
        assertThat(texts(ok(get(TOKENS.analyst(), found)).required("items"), "caseId")).contains(caseId.toString());
        HttpResponse<String> now = get(TOKENS.integrator(), path(""), "If-None-Match", summary.headers().firstValue("ETag").orElseThrow());
        assertThat(ok(now).at("/casualties/metrics")).isEmpty();
        assertThat(ok(now).at("/indicators/open")).hasSize(1);
        assertThat(ok(now).at("/counts/restricted").asInt()).isEqualTo(3);
        JsonNode placeholder = ok(get(TOKENS.integrator(), "/events/" + first));
        assertThat(placeholder.required("marking").asString()).isEqualTo("AMBER");
        assertThat(placeholder.has("event")).isFalse();
        assertThat(ok(get(TOKENS.integrator(), path("/timeline?asOf=" + before))).at("/items/0").has("restricted")).isTrue();
    }

    @Test
    void a_loosened_entry_is_shown_as_it_is_now_and_not_as_it_was() {
        CHRONICLE.append(caseId, Marking.GREEN, Told.opened(caseId, "t", Marking.GREEN));
        long hidden = CHRONICLE.append(caseId, Marking.AMBER, Told.development(secret, Told.day(DAY)));
        long last = CHRONICLE.append(
                caseId, Marking.AMBER, new EntryMarkingChanged(secret, Marking.AMBER, Marking.GREEN, Marking.GREEN, List.of(), "published"));
        assertThat(read(TOKENS.integrator(), path("/entries/" + secret), last).required("marking").asString()).isEqualTo("GREEN");
        problem(get(TOKENS.integrator(), path("/entries/" + secret + "?asOf=" + hidden)), 404, "NO_SUCH_ENTRY");
        assertThat(ok(get(TOKENS.integrator(), "/events/" + hidden)).has("event")).as("its bytes were recorded under AMBER").isFalse();
        assertThat(ok(get(TOKENS.integrator(), path(""))).at("/counts/incidents").asInt()).isEqualTo(1);
    }

    @Test
    void the_stream_recalls_what_it_sent_and_says_nothing_of_it() throws IOException, InterruptedException {
        told();
        long last = tightened();
        for (String token : List.of(TOKENS.integrator(), TOKENS.analyst())) {
            List<String> data = recall(token, last);
            JsonNode recall = Json.MAPPER.readTree(data.getFirst());
            assertThat(recall.propertyNames()).containsExactly("position", "positions");
            assertThat(recall.required("position").asLong()).isEqualTo(last);
            assertThat(recall.required("positions").valueStream().map(JsonNode::asLong)).contains(first, first + 1).doesNotContain(first - 1, last);
        }
    }

    /// The data of the recall that comes with a position.
    private List<String> recall(String token, long position) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                HTTP.send(request(token, "/events/stream?after=" + (position - 1)).build(), HttpResponse.BodyHandlers.ofInputStream());
        List<String> data = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            String event = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ") && event.equals("recall")) {
                    data.add(line.substring(6));
                    event = "";
                } else if (line.equals("id: " + position)) {
                    return data;
                }
            }
        }
        return data;
    }
}
