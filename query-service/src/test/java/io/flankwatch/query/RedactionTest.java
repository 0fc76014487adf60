package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.EntryEvent.EntryReinstated;
import io.flankwatch.events.EntryEvent.EntryRetracted;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryEvent.RedactionProposed;
import io.flankwatch.events.EntryRecorded.DevelopmentRecorded;
import io.flankwatch.events.Marking;
import io.flankwatch.events.Verification;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/// What was taken out of an entry is nowhere: on no path, live or as of before, and in no document.
class RedactionTest extends QueryApi {

    private static final String NAME = "Ștefan Exemplu";
    private static final List<String> POINTERS = List.of("/title", "/reason");

    private final UUID caseId = UUID.randomUUID();
    private final UUID entry = UUID.randomUUID();
    private long first;
    private long before;

    private void told() {
        first = CHRONICLE.append(caseId, Marking.GREEN, Told.opened(caseId, "t", Marking.GREEN)) + 1;
        DevelopmentRecorded plain = Told.development(entry, Told.day("2026-05-29"));
        CHRONICLE.append(caseId, Marking.GREEN, plain);
        CHRONICLE.append(
                caseId, Marking.GREEN, EntryRevised.of(plain, Told.corrected(plain, Told.day("2026-05-30"), NAME, Verification.UNVERIFIED, null), NAME));
        CHRONICLE.append(caseId, Marking.GREEN, new EntryRetracted(entry, NAME), new EntryReinstated(entry, NAME));
        before = CHRONICLE.append(caseId, Marking.GREEN, new RedactionProposed(entry, "g", POINTERS, "sue"));
    }

    private long redacted() {
        return CHRONICLE.append(caseId, Marking.GREEN, CHRONICLE.redaction(caseId, new RedactionProposed(entry, "g", POINTERS, "sue")));
    }

    private List<String> reads() {
        List<String> paths = new ArrayList<>(List.of("/events?after=" + (first - 2) + "&limit=5000", "/events?caseId=" + caseId));
        for (long position = first; position <= before; position++) {
            paths.add("/events/" + position);
        }
        for (String below : List.of("", "/timeline?limit=500", "/history?limit=1000", "/entries/" + entry)) {
            String path = "/cases/" + caseId + below;
            paths.add(path);
            paths.add(path + (below.contains("?") ? "&" : "?") + "asOf=" + before);
        }
        return paths;
    }

    /// The views are what takes it out where the command-service had no time to.
    @Test
    void nothing_is_left_of_it_on_any_path_and_in_any_document() {
        told();
        String path = "/cases/" + caseId + "/entries/" + entry;
        HttpResponse<String> earlier = get(TOKENS.analyst(), path + "?asOf=" + before);
        assertThat(ok(earlier).toString()).contains(NAME);
        assertThat(read(TOKENS.analyst(), path, before).toString()).contains(NAME);
        assertThat(documents()).contains(NAME);

        long last = redacted();
        for (String view : List.of("", "/timeline", "/casualties", "/entries/" + entry)) {
            var unused = read(TOKENS.analyst(), "/cases/" + caseId + view, last);
        }
        for (String read : reads()) {
            assertThat(get(TOKENS.auditor(), read).body()).as(read).doesNotContain(NAME);
        }
        assertThat(get(TOKENS.analyst(), path + "?asOf=" + before, "If-None-Match", earlier.headers().firstValue("ETag").orElseThrow()).statusCode())
                .as("nothing cached outlives it")
                .isEqualTo(200);
        // The other views come to it by themselves.
        Awaitility.await().untilAsserted(() -> assertThat(documents()).doesNotContain(NAME));
        assertThat(read(TOKENS.analyst(), path, last)).isEqualTo(read(TOKENS.analyst(), path + "?asOf=" + last, last));
    }

    /// What was decoded of such a case is kept for whoever asks next.
    @Test
    void nothing_is_left_of_it_where_a_large_case_was_told_before() {
        told();
        before = CHRONICLE.append(
                caseId,
                Marking.GREEN,
                Stream.generate(() -> Told.development(UUID.randomUUID(), Told.day("2026-05-28"))).limit(1_000).toList());
        String path = "/cases/" + caseId + "/entries/" + entry + "?asOf=" + before;
        assertThat(ok(get(TOKENS.analyst(), path)).toString()).contains(NAME);
        var unused = redacted();
        assertThat(ok(get(TOKENS.analyst(), path)).toString()).doesNotContain(NAME);
    }

    private static String documents() {
        var all = new StringBuilder();
        for (String collection : VIEWS.database().listCollectionNames()) {
            for (Document document : VIEWS.database().getCollection(collection).find()) {
                all.append(TestViews.text(document));
            }
        }
        return all.toString();
    }
}
