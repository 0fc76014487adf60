package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.CaseFileEvent.CaseClosed;
import io.flankwatch.events.Marking;
import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.platform.access.Role;
import io.flankwatch.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class FeedTest extends QueryApi {

    private final UUID caseId = UUID.randomUUID();

    private long opened() {
        return CHRONICLE.append(caseId, Marking.AMBER, Told.opened(caseId, "Lovitură în Galați", Marking.AMBER));
    }

    private long developed() {
        return CHRONICLE.append(caseId, Marking.AMBER, Told.development(UUID.randomUUID(), Told.UNKNOWN));
    }

    @Test
    void a_line_has_the_stored_bytes_as_they_are() throws Exception {
        long position = opened();
        LedgerEntry entry = LEDGER.reader().at(position).orElseThrow();
        String stored = new String(entry.bytes(), StandardCharsets.UTF_8);

        String line = get(TOKENS.analyst(), "/events/" + position).body();
        assertThat(line).endsWith(",\"event\":" + stored + "}");
        assertThat(get(TOKENS.analyst(), "/events?limit=1&after=" + (position - 1)).body()).isEqualTo(line + "\n");
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update((byte) 0);
        assertThat(Json.MAPPER.readTree(line).required("leafHash").asString())
                .isEqualTo(HexFormat.of().formatHex(sha256.digest(entry.bytes())));
        HttpResponse<String> schema = get(TOKENS.analyst(), Json.MAPPER.readTree(line).at("/event/dataschema").asString());
        assertThat(schema.statusCode()).isEqualTo(200);
        assertThat(schema.headers().firstValue("Content-Type")).hasValue("application/schema+json");
        assertThat(Json.MAPPER.readTree(schema.body()).required("title")).isEqualTo(Json.MAPPER.readTree(line).at("/event/type"));
        problem(get(TOKENS.analyst(), "/schemas/io.flankwatch.case.opened/v99"), 404, "NOT_FOUND");
        problem(get(TOKENS.analyst(), "/events/99999999"), 404, "NO_SUCH_POSITION");
        problem(get(TOKENS.analyst(), "/events?after=99999999"), 400, "POSITION_BEYOND_HEAD");
        problem(get(TOKENS.analyst(), "/events?type=case.opened"), 400, "MALFORMED");
    }

    @Test
    void the_feed_pages_through_every_position_once() {
        opened();
        long last = -1;
        for (int i = 0; i < 20; i++) {
            last = developed();
        }
        List<Long> positions = new ArrayList<>();
        HttpResponse<String> page = get(TOKENS.integrator(), "/events?limit=7");
        lines(page.body()).forEach(line -> positions.add(line.required("position").asLong()));
        while (page.headers().firstValue("Link").isPresent()) {
            page = get(TOKENS.integrator(), next(page));
            lines(page.body()).forEach(line -> positions.add(line.required("position").asLong()));
        }
        assertThat(positions).isEqualTo(LongStream.rangeClosed(0, last).boxed().toList());
    }

    @Test
    void a_request_that_finds_little_says_how_far_it_has_looked() {
        long first = opened();
        for (int i = 0; i < SCANNED; i++) {
            developed();
        }
        long last = CHRONICLE.append(caseId, Marking.AMBER, new CaseClosed("done", false));

        HttpResponse<String> page = get(TOKENS.analyst(), "/events?caseId=" + caseId + "&type=io.flankwatch.case.closed.v1&after=" + (first - 1));
        assertThat(page.body()).isEmpty();
        assertThat(page.headers().firstValue("Ledger-Position")).hasValue(Long.toString(first - 1 + SCANNED));
        page = get(TOKENS.analyst(), next(page));
        assertThat(lines(page.body())).singleElement().satisfies(line -> assertThat(line.required("position").asLong()).isEqualTo(last));
        assertThat(page.headers().firstValue("Link")).isEmpty();
        assertThat(page.headers().firstValue("Ledger-Position")).hasValue(Long.toString(last));
    }

    @Test
    void a_stream_that_is_cut_off_again_and_again_has_every_position_once_and_in_order() throws Exception {
        long before = opened();
        Thread writer = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 200; i++) {
                developed();
            }
        });
        List<Long> received = new ArrayList<>();
        for (int cut = 0; cut < 10; cut++) {
            long last = received.isEmpty() ? before : received.getLast();
            try (Stream stream = open(TOKENS.analyst(), "", last)) {
                for (int i = 0; i < 20; i++) {
                    received.add(stream.next().id());
                }
            }
        }
        writer.join();
        assertThat(received).isEqualTo(LongStream.rangeClosed(before + 1, before + 200).boxed().toList());
    }

    @Test
    void a_stream_says_first_what_there_is_and_then_goes_on_with_what_is_written() throws Exception {
        long before = opened();
        try (Stream stream = open(TOKENS.analyst(), "?after=" + (before - 1), null)) {
            assertThat(stream.first.at("/oldest").asLong()).isZero();
            assertThat(stream.first.at("/newest").asLong()).isEqualTo(before);
            assertThat(stream.next().data().at("/event/subject").asString()).isEqualTo(caseId.toString());
            long position = developed();
            Message message = stream.next();
            assertThat(message.id()).isEqualTo(position);
            assertThat(message.raw()).isEqualTo(get(TOKENS.analyst(), "/events/" + position).body());
        }
    }

    @Test
    void a_filtered_stream_moves_its_id_on_past_what_it_leaves_out() throws Exception {
        long before = opened();
        long after = developed();
        try (Stream stream = open(TOKENS.analyst(), "?type=io.flankwatch.case.opened.v1&caseId=" + caseId, before - 1)) {
            assertThat(stream.next().id()).isEqualTo(before);
            assertThat(stream.bareId()).isEqualTo(after);
        }
    }

    @Test
    void a_stream_hides_what_the_reader_may_not_see() throws Exception {
        long before = opened();
        try (Stream stream = open(TOKENS.integrator(), "", before - 1)) {
            assertThat(stream.next().data().propertyNames()).containsExactly("position", "marking", "leafHash");
        }
    }

    @Test
    void a_stream_ends_with_its_token() throws Exception {
        long before = opened();
        Instant end = Instant.now().plusSeconds(2);
        String brief = TOKENS.token(claims -> claims.subject("brief")
                .claim("azp", "brief")
                .claim("clearance", "RED")
                .claim("roles", List.of(Role.ANALYST.label()))
                .expiresAt(end));
        try (Stream stream = open(brief, "", before)) {
            assertThat(stream.untilEnd()).isEmpty();
            assertThat(Duration.between(end, Instant.now())).as("a token tells whole seconds").isBetween(Duration.ofSeconds(-1), Duration.ofSeconds(5));
        }
    }

    @Test
    void a_stream_on_which_nothing_happens_gives_signs_of_life() throws Exception {
        long before = opened();
        try (Stream stream = open(TOKENS.analyst(), "", before)) {
            assertThat(stream.lines.readLine()).isEqualTo(":");
        }
    }

    private record Message(long id, JsonNode data, String raw) {}

    private Stream open(String token, String query, @Nullable Long lastEventId) throws IOException, InterruptedException {
        var request = request(token, "/events/stream" + query);
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId.toString());
        }
        HttpResponse<InputStream> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        return new Stream(answer.body());
    }

    private static final class Stream implements AutoCloseable {

        private final BufferedReader lines;
        private final JsonNode first;

        Stream(InputStream body) throws IOException {
            lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
            List<String> block = block();
            assertThat(block.getFirst()).isEqualTo("event: ledger");
            first = Json.MAPPER.readTree(block.getLast().substring("data: ".length()));
        }

        Message next() throws IOException {
            List<String> block = block();
            assertThat(block).hasSize(2);
            String raw = block.getLast().substring("data: ".length());
            return new Message(Long.parseLong(block.getFirst().substring("id: ".length())), Json.MAPPER.readTree(raw), raw);
        }

        long bareId() throws IOException {
            List<String> block = block();
            assertThat(block).hasSize(1);
            return Long.parseLong(block.getFirst().substring("id: ".length()));
        }

        List<String> untilEnd() throws IOException {
            return block();
        }

        private List<String> block() throws IOException {
            List<String> block = new ArrayList<>();
            for (String line = lines.readLine(); line != null && !(line.isEmpty() && !block.isEmpty()); line = lines.readLine()) {
                if (!line.isEmpty() && !line.startsWith(":")) {
                    block.add(line);
                }
            }
            return block;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
