package io.flankwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.importer.ExpectedFigures;
import io.flankwatch.importer.ExpectedFigures.Month;
import io.flankwatch.importer.Importer;
import io.flankwatch.standalone.demo.Client;
import io.flankwatch.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A file is imported into the standalone, which is killed on the way; a subscriber is cut off again and again.
///
/// The file is made up here, of the shape and with the contradictions of real ones; `-Dflankwatch.import.file=FILE` takes another.
class ImportedFileTest {

    private static final Duration RESTART = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @Test
    void everything_arrives_once_whatever_breaks_on_the_way() throws Exception {
        Path file = file();
        SortedMap<String, Month> expected = ExpectedFigures.of(file);
        long rows = expected.values().stream().mapToLong(Month::incidents).sum();
        int port = JavaProcess.freePort();
        URI server = URI.create("http://127.0.0.1:" + port);
        Client client = new Client(server);
        JavaProcess standalone = start(port);
        var over = new AtomicBoolean();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            standalone.ready();
            var ledger = new Acknowledged(client);
            Future<?> writer = threads.submit(() -> ledger.write(over));
            Future<String> importing = threads.submit(() -> importFile(file, server));
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> head(client) > rows);

            standalone.kill();
            long killed = System.nanoTime();
            standalone = start(port).ready();
            assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(RESTART);

            var stream = new EventStream(server, client);
            Future<?> reading = threads.submit(() -> {
                stream.readTo(rows, 50);
                return null;
            });
            String report = importing.get();
            over.set(true);
            writer.get();
            reading.get();
            long head = head(client);
            stream.readTo(head, Math.max(50, (int) head / 12));
            assertThat(stream.cuts()).isGreaterThanOrEqualTo(10);
            assertThat(stream.positions()).isEqualTo(Stream.iterate(0L, position -> position + 1).limit(head + 1).toList());
            assertThat(report).containsPattern("rows rejected +0");

            assertThat(figures(client, head)).isEqualTo(expected);
            assertThat(new FeedSchemas(client).hold()).isEqualTo(head + 1);
            ledger.everything_acknowledged_is_there_once();

            assertThat(importFile(file, server)).containsPattern("recorded now +0");
            assertThat(head(client)).isEqualTo(head);
        } finally {
            // A test that has failed must not wait for those who wait for what it failed to do.
            threads.shutdownNow();
            standalone.close();
        }
    }

    private JavaProcess start(int port) {
        return JavaProcess.start(
                Standalone.class,
                port,
                List.of("--server.port=" + port, "--flankwatch.demo=false", "--flankwatch.data=" + directory.resolve("data")));
    }

    static String importFile(Path file, URI server) {
        var out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        int status = Importer.run(List.of(file.toString(), "--server", server.toString()), Map.of(), print, print, false);
        String report = out.toString(StandardCharsets.UTF_8);
        assertThat(status).as(report).isZero();
        System.out.println(report);
        return report;
    }

    /// Of the ledger, however far the views have read it.
    static long head(Client client) {
        for (long position = -1; ; ) {
            HttpResponse<String> page = client.get("auditor", "/events?type=io.flankwatch.case.opened.v1&limit=1000&after=" + position);
            position = Long.parseLong(page.headers().firstValue("Ledger-Position").orElseThrow());
            if (page.headers().firstValue("Link").isEmpty()) {
                return position;
            }
        }
    }

    private static SortedMap<String, Month> figures(Client client, long head) {
        SortedMap<String, Month> figures = new TreeMap<>();
        String next = "/cases?tag=import&limit=100";
        while (next != null) {
            JsonNode page = client.ask("auditor", next, "Ledger-Position", Long.toString(head));
            for (JsonNode listed : page.required("items")) {
                JsonNode summary = client.ask("auditor", "/cases/" + listed.required("caseId").stringValue(), "Ledger-Position", Long.toString(head));
                JsonNode killed = summary.required("casualties").required("metrics").path(0);
                JsonNode range = killed.path("all").path("figure");
                figures.put(
                        listed.required("externalRefs").get(0).required("ref").stringValue(),
                        new Month(
                                summary.required("counts").required("incidents").longValue(),
                                killed.path("used").size(),
                                range.path("low").asLong(0),
                                range.path("knownHigh").asLong(0),
                                range.path("openEnded").asLong(0)));
            }
            JsonNode cursor = page.get("next");
            next = cursor == null ? null : "/cases?tag=import&limit=100&cursor=" + cursor.stringValue();
        }
        return figures;
    }

    private Path file() throws IOException {
        String given = System.getProperty("flankwatch.import.file");
        if (given != null) {
            return Path.of(given);
        }
        long seed = new Random().nextLong();
        System.out.println("rows of seed " + seed);
        Random random = new Random(seed);
        var lines = new ArrayList<String>();
        for (int i = 0; i < 600; i++) {
            lines.add(Json.MAPPER.writeValueAsString(row(i, random)));
        }
        return Files.write(directory.resolve("incidents.ndjson"), lines);
    }

    private static Map<String, Object> row(int number, Random random) {
        var row = new LinkedHashMap<String, Object>();
        int month = 1 + random.nextInt(12);
        int day = 1 + random.nextInt(28);
        row.put("occurredAt", "2019-%02d-%02d".formatted(month, day));
        row.put("dateEnd", "2019-%02d-%02d".formatted(month, Math.min(28, day + random.nextInt(3))));
        row.put("datePrec", 1 + random.nextInt(5));
        row.put("wherePrec", 1 + random.nextInt(7));
        row.put("lat", 48 + random.nextInt(100) / 50.0);
        row.put("lon", 37 + random.nextInt(100) / 50.0);
        row.put("country", "Ukraine");
        row.put("title", "Incident " + number + " – Ловин’ \"quoted\"");
        row.put("description", random.nextBoolean() ? "killed 99" : null);
        row.put("ref", "made-" + number);
        row.put("sourceOffice", random.nextBoolean() ? "Office A;Office B;Office A" : "Office A");
        row.put("low", random.nextInt(10) == 0 ? null : random.nextInt(6));
        row.put("best", random.nextInt(10) == 0 ? null : random.nextInt(8));
        row.put("high", random.nextInt(10) == 0 ? null : random.nextInt(10));
        return row;
    }

    /// Somebody who writes under keys, tries again until it is acknowledged, and remembers every acknowledgement.
    private static final class Acknowledged {

        private final Client client;
        private final String path = "/cases/" + UUID.randomUUID();
        private final Map<String, Long> positions = new LinkedHashMap<>();

        Acknowledged(Client client) {
            this.client = client;
        }

        void write(AtomicBoolean over) {
            send("/cases", "{\"caseId\": \"" + path.substring("/cases/".length()) + "\", \"title\": \"acknowledged\"}");
            while (!over.get() || positions.size() <= 10) {
                String id = UUID.randomUUID().toString();
                JsonNode receipt = send(path + "/developments", """
                        {"entryId": "%s", "vector": "MILITARY", "title": "t", "occurred": {"precision": "UNKNOWN"}, "unsourced": "told"}""".formatted(id));
                positions.put(id, receipt.required("position").longValue());
            }
        }

        private JsonNode send(String to, String body) {
            String key = UUID.randomUUID().toString();
            return Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .pollInSameThread()
                    .pollInterval(Duration.ofMillis(20))
                    .ignoreExceptions()
                    .until(
                            () -> {
                                HttpResponse<String> answer = client.post("analyst", to, body, "Idempotency-Key", key);
                                return Json.MAPPER.readTree(answer.statusCode() == 201 ? answer.body() : "{}");
                            },
                            receipt -> receipt.get("position") != null);
        }

        void everything_acknowledged_is_there_once() {
            assertThat(positions).hasSizeGreaterThan(10);
            var recorded = new LinkedHashMap<String, Long>();
            String next = path + "/history?limit=1000";
            while (next != null) {
                JsonNode history = client.ask("auditor", next);
                for (JsonNode event : history.required("items")) {
                    if (event.required("type").stringValue().startsWith("io.flankwatch.development")) {
                        assertThat(recorded.put(event.required("data").required("entryId").stringValue(), event.required("position").longValue())).isNull();
                    }
                }
                JsonNode cursor = history.get("next");
                next = cursor == null ? null : path + "/history?limit=1000&cursor=" + cursor.stringValue();
            }
            assertThat(recorded).containsAllEntriesOf(positions);
        }
    }
}
