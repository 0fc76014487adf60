package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.CaseEvent;
import io.flankwatch.events.Marking;
import io.flankwatch.events.ObjectType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes out compressed, to whom, and under which tag.
class CompressionTest extends QueryApi {

    private final UUID caseId = UUID.randomUUID();

    private long told() {
        List<CaseEvent> events = new ArrayList<>(List.of(Told.opened(caseId, "t", Marking.GREEN)));
        for (int i = 0; i < 30; i++) {
            events.add(Told.raid(UUID.randomUUID(), Told.day("2026-05-28"), ObjectType.UAV, List.of()));
        }
        return CHRONICLE.append(caseId, Marking.GREEN, events.toArray(CaseEvent[]::new));
    }

    private HttpResponse<byte[]> ask(String token, String path, String... headers) {
        HttpRequest.Builder request = request(token, path);
        try {
            return HTTP.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofByteArray());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static byte[] unpacked(HttpResponse<byte[]> answer) throws IOException {
        assertThat(answer.headers().allValues("Content-Encoding")).containsExactly("gzip");
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            return in.readAllBytes();
        }
    }

    private static String tag(HttpResponse<?> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    @Test
    void large_answers_go_out_compressed_whatever_their_form_and_whoever_reads_them() throws IOException {
        long last = told();
        read(TOKENS.analyst(), "/cases/" + caseId + "/timeline", last);
        read(TOKENS.analyst(), "/incursions", last);
        Map<String, String> reads = Map.of(
                "/cases/" + caseId + "/timeline?limit=500", "application/json",
                "/cases/" + caseId + "/history?asOf=" + last, "application/json",
                "/incursions?limit=30", "text/csv",
                "/incursions?limit=31", "application/geo+json",
                "/events?limit=30&after=" + (last - 30), "application/x-ndjson",
                "/v3/api-docs", "application/json");
        for (String token : List.of(TOKENS.analyst(), TOKENS.auditor())) {
            for (Map.Entry<String, String> each : reads.entrySet()) {
                String read = each.getKey();
                HttpResponse<byte[]> plain = ask(token, read, "Accept", each.getValue());
                HttpResponse<byte[]> packed = ask(token, read, "Accept", each.getValue(), "Accept-Encoding", "br, gzip;q=0.8");
                assertThat(plain.statusCode()).isEqualTo(200);
                assertThat(plain.headers().firstValue("Content-Encoding")).as(read).isEmpty();
                assertThat(unpacked(packed)).as(read).isEqualTo(plain.body());
                assertThat(packed.body().length).as(read).isLessThan(plain.body().length / 2);
                assertThat(packed.headers().firstValue("Content-Type")).isEqualTo(plain.headers().firstValue("Content-Type"));
                assertThat(packed.headers().allValues("Vary")).as(read).contains("Accept-Encoding");
                assertThat(plain.headers().allValues("Vary")).as(read).contains("Accept-Encoding");
            }
        }
    }

    @Test
    void the_compressed_answer_has_a_strong_tag_of_its_own_under_which_it_is_not_sent_again() {
        long last = told();
        String path = "/cases/" + caseId + "/timeline?limit=500";
        String plain = tag(ask(TOKENS.analyst(), path, "Ledger-Position", Long.toString(last)));
        HttpResponse<byte[]> packed = ask(TOKENS.analyst(), path, "Accept-Encoding", "gzip");
        assertThat(tag(packed)).isEqualTo(plain.replaceAll("\"$", "-gzip\"")).startsWith("\"");

        for (String has : List.of(tag(packed), plain, "\"other\", " + tag(packed))) {
            HttpResponse<byte[]> again = ask(TOKENS.analyst(), path, "Accept-Encoding", "gzip", "If-None-Match", has);
            assertThat(again.statusCode()).as(has).isEqualTo(304);
            assertThat(has).endsWith(tag(again));
            assertThat(again.body()).isEmpty();
        }
        assertThat(ask(TOKENS.analyst(), path, "If-None-Match", plain).statusCode()).isEqualTo(304);
        assertThat(ask(TOKENS.analyst(), path, "If-None-Match", tag(packed)).statusCode()).as("takes no gzip any more").isEqualTo(200);
        assertThat(ask(TOKENS.auditor(), path, "Accept-Encoding", "gzip", "If-None-Match", tag(packed)).statusCode()).as("another ceiling").isEqualTo(200);

        CHRONICLE.append(caseId, Marking.GREEN, Told.development(UUID.randomUUID(), Told.UNKNOWN));
        String now = Long.toString(last + 1);
        assertThat(ask(TOKENS.analyst(), path, "Accept-Encoding", "gzip", "If-None-Match", tag(packed), "Ledger-Position", now).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip;q=0", "gzip; q=0.000, br", "deflate", "gzipped", ";,;q="})
    void who_takes_no_gzip_gets_none(String accepted) {
        long last = told();
        HttpResponse<byte[]> answer = ask(TOKENS.analyst(), "/cases/" + caseId + "/history?asOf=" + last, "Accept-Encoding", accepted);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).startsWith("{");
    }

    @Test
    void what_is_small_or_has_its_digest_told_or_is_refused_stays_as_it_is() {
        long last = told();
        read(TOKENS.analyst(), "/cases", last);
        String brief = "/cases/" + caseId + "/brief?asOf=" + last;
        for (String path : List.of("/cases?limit=1&q=no-such-words", brief, "/cases/" + UUID.randomUUID(), "/incursions?bbox=wrong")) {
            HttpResponse<byte[]> plain = ask(TOKENS.analyst(), path);
            HttpResponse<byte[]> same = ask(TOKENS.analyst(), path, "Accept-Encoding", "gzip");
            assertThat(same.statusCode()).isEqualTo(plain.statusCode());
            assertThat(same.headers().firstValue("Content-Encoding")).as(path).isEmpty();
            assertThat(same.headers().firstValue("ETag")).isEqualTo(plain.headers().firstValue("ETag"));
            assertThat(same.headers().firstValue("Content-Type")).isEqualTo(plain.headers().firstValue("Content-Type"));
            if (plain.statusCode() == 200) {
                assertThat(same.body()).as(path).isEqualTo(plain.body());
            }
        }
        assertThat(ask(TOKENS.analyst(), brief).body().length).isGreaterThan(2048);
    }

    @Test
    void what_was_known_then_is_not_sent_again_whatever_has_happened_since() {
        long then = told();
        for (String below : List.of("", "/timeline", "/history", "/casualties", "/protocols", "/brief")) {
            String path = "/cases/" + caseId + below + "?asOf=" + then;
            HttpResponse<byte[]> first = ask(TOKENS.analyst(), path);
            assertThat(first.headers().firstValue("Cache-Control")).isEqualTo(Optional.of("no-cache, private"));
            CHRONICLE.append(caseId, Marking.GREEN, Told.development(UUID.randomUUID(), Told.UNKNOWN));
            assertThat(ask(TOKENS.analyst(), path, "If-None-Match", tag(first)).statusCode()).as(path).isEqualTo(304);
            assertThat(ask(TOKENS.analyst(), "/cases/" + caseId + below, "If-None-Match", tag(first)).statusCode()).as(path).isEqualTo(200);
        }
    }
}
