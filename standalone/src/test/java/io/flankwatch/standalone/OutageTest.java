package io.flankwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.command.CommandServiceApplication;
import io.flankwatch.ledger.ChaosServer;
import io.flankwatch.ledger.TestLedger;
import io.flankwatch.platform.TestKeyFile;
import io.flankwatch.platform.TestTokens;
import io.flankwatch.query.QueryServiceApplication;
import io.flankwatch.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// MongoDB and PostgreSQL go away in the middle of the load, each for `-Doutage.away` (an ISO duration), and come back.
class OutageTest {

    private static final Duration AWAY = Duration.parse(System.getProperty("outage.away", "PT5S"));
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final TestTokens TOKENS = new TestTokens();
    private static final String ANALYST = TOKENS.analyst();
    private static final String AUDITOR = TOKENS.auditor();

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<UUID> cases = Stream.generate(UUID::randomUUID).limit(5).toList();
    private final Map<UUID, Integer> outcomes = new ConcurrentHashMap<>();
    private final Map<String, Integer> answers = new ConcurrentSkipListMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicLong acknowledged = new AtomicLong(-1);
    private final AtomicInteger reads = new AtomicInteger();
    private volatile boolean loaded = true;

    @Test
    void stores_that_go_away_in_the_middle_of_the_load_are_told_of_and_nothing_acknowledged_is_lost() throws Exception {
        int mongoPort = JavaProcess.freePort();
        int commandPort = JavaProcess.freePort();
        int queryPort = JavaProcess.freePort();
        URI writes = URI.create("http://127.0.0.1:" + commandPort);
        URI questions = URI.create("http://127.0.0.1:" + queryPort);
        JavaProcess mongo = JavaProcess.startMongo(mongoPort);
        try (ChaosServer postgres = new ChaosServer();
                JavaProcess commands = JavaProcess.start(CommandServiceApplication.class, commandPort, settings(postgres, commandPort, List.of(
                        "--flankwatch.ops.writer.username=" + TestLedger.OPS_WRITER,
                        "--flankwatch.ops.writer.password=" + TestLedger.PASSWORD,
                        "--flankwatch.idempotency.secret=" + Base64.getEncoder().encodeToString(new byte[32]))));
                JavaProcess queries = JavaProcess.start(QueryServiceApplication.class, queryPort, views(postgres, queryPort, mongoPort, "flankwatch"))) {
            commands.ready();
            queries.ready();
            for (UUID caseId : cases) {
                assertThat(open(writes, caseId)).isEqualTo(201);
            }
            Thread writer = Thread.ofPlatform().start(() -> keepWriting(writes));
            Thread reader = Thread.ofPlatform().start(() -> read(questions));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> outcomes.size() > 100 && reads.get() > 100);

            mongo.kill();
            Awaitility.await().atMost(SOON).until(() -> status(questions, "/cases/" + cases.getFirst()) == 503);
            int before = outcomes.size();
            LockSupport.parkNanos(AWAY.toNanos());
            assertThat(outcomes.size()).as("commands don't need MongoDB").isGreaterThan(before);
            assertThat(answers.keySet()).contains("GET 503 STORE_AWAY").doesNotContain("POST 503 STORE_AWAY");
            Instant returned = Instant.now();
            mongo = JavaProcess.startMongo(mongoPort);
            Duration views = recovered(returned, questions);

            postgres.kill();
            // Asked anew: the writer's own command may have been on its way to the database, and then it is told 504, when its patience of ten seconds ends.
            Awaitility.await().atMost(SOON).until(() -> write(writes) == 503);
            assertThat(answers).containsKey("POST 503 STORE_AWAY");
            Awaitility.await().atMost(SOON).until(() -> status(questions, "/cases/" + cases.getFirst()) == 503);
            LockSupport.parkNanos(AWAY.toNanos());
            returned = Instant.now();
            postgres.startAgain();
            long last = acknowledged.get();
            Awaitility.await().atMost(SOON).until(() -> acknowledged.get() > last);
            Duration ledger = recovered(returned, questions);

            loaded = false;
            writer.join();
            reader.join();
            System.out.printf("outage: away %s each; MongoDB back: views after %d ms; PostgreSQL back: commands and views after %d ms; %s%n",
                    AWAY, views.toMillis(), ledger.toMillis(), answers);
            assertThat(wrong).isEmpty();
            everything_is_there_once(writes, questions);
            the_views_equal_their_replay(postgres, questions, mongoPort);
        } finally {
            mongo.close();
        }
    }

    /// Until whatever was acknowledged can be read, of every case.
    private Duration recovered(Instant returned, URI questions) {
        Awaitility.await().atMost(SOON).until(() -> {
            String position = Long.toString(acknowledged.get());
            for (UUID caseId : cases) {
                if (ask(questions, "/cases/" + caseId, "Ledger-Position", position).statusCode() != 200
                        || ask(questions, "/cases/" + caseId + "/timeline", "Ledger-Position", position).statusCode() != 200) {
                    return false;
                }
            }
            return true;
        });
        return Duration.between(returned, Instant.now());
    }

    /// What was acknowledged is there, once; what was refused is not; and of what is unknown the same key tells.
    private void everything_is_there_once(URI writes, URI questions) throws Exception {
        for (Map.Entry<UUID, Integer> outcome : Map.copyOf(outcomes).entrySet()) {
            if (outcome.getValue() == 504) {
                outcomes.put(outcome.getKey(), post(writes, outcome.getKey()).statusCode());
            }
        }
        Map<UUID, Integer> found = new ConcurrentHashMap<>();
        long after = -1;
        for (String lines = feed(questions, after); !lines.isEmpty(); lines = feed(questions, after)) {
            for (String line : lines.lines().toList()) {
                JsonNode entry = Json.MAPPER.readTree(line);
                after = entry.required("position").longValue();
                String id = entry.at("/event/data/entryId").asString("");
                if (!id.isEmpty()) {
                    found.merge(UUID.fromString(id), 1, Integer::sum);
                }
            }
        }
        outcomes.forEach((entry, status) -> assertThat(found.getOrDefault(entry, 0)).as(entry + " was answered " + status).isEqualTo(status == 201 ? 1 : 0));
        assertThat(outcomes.values()).contains(201, 503);
    }

    private String feed(URI questions, long after) throws Exception {
        HttpResponse<String> page = ask(questions, "/events?limit=5000&after=" + after);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return page.body();
    }

    private void the_views_equal_their_replay(ChaosServer postgres, URI questions, int mongoPort) throws Exception {
        int port = JavaProcess.freePort();
        try (JavaProcess another = JavaProcess.start(QueryServiceApplication.class, port, views(postgres, port, mongoPort, "replayed"))) {
            URI replayed = another.ready().url();
            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(ask(questions, "/views/digests").body()).isEqualTo(ask(replayed, "/views/digests").body()));
        }
    }

    private void keepWriting(URI writes) {
        while (loaded) {
            try {
                int unused = write(writes);
            } catch (IOException | InterruptedException broken) {
                wrong.add("POST: " + broken);
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private int write(URI writes) throws IOException, InterruptedException {
        UUID entry = UUID.randomUUID();
        HttpResponse<String> answer = post(writes, entry);
        outcomes.put(entry, answer.statusCode());
        if (answer.statusCode() == 201) {
            acknowledged.accumulateAndGet(Json.MAPPER.readTree(answer.body()).required("position").longValue(), Math::max);
        }
        told(answer, List.of(201, 503, 504));
        return answer.statusCode();
    }

    private void read(URI questions) {
        while (loaded) {
            for (String below : List.of("", "/timeline", "/history")) {
                try {
                    told(ask(questions, "/cases/" + cases.get(reads.getAndIncrement() % cases.size()) + below), List.of(200, 503));
                } catch (IOException | InterruptedException broken) {
                    wrong.add("GET: " + broken);
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private void told(HttpResponse<String> answer, List<Integer> expected) {
        int status = answer.statusCode();
        String code = status < 400 ? "" : " " + Json.MAPPER.readTree(answer.body()).path("code").asString("");
        answers.merge(answer.request().method() + " " + status + code, 1, Integer::sum);
        if (!expected.contains(status) || (status == 503 && answer.headers().firstValue("Retry-After").isEmpty())) {
            wrong.add(answer + " " + answer.headers().map() + " " + answer.body());
        }
    }

    private HttpResponse<String> post(URI writes, UUID entry) throws IOException, InterruptedException {
        String body = "{\"entryId\": \"%s\", \"vector\": \"INFORMATION\", \"title\": \"t\", \"occurred\": {\"precision\": \"UNKNOWN\"}, \"unsourced\": \"u\"}".formatted(entry);
        UUID caseId = cases.get(Math.floorMod(entry.hashCode(), cases.size()));
        return post(writes, "/cases/" + caseId + "/developments", entry.toString(), body);
    }

    private int open(URI writes, UUID caseId) throws IOException, InterruptedException {
        return post(writes, "/cases", caseId.toString(), "{\"caseId\": \"%s\", \"title\": \"t\"}".formatted(caseId)).statusCode();
    }

    private HttpResponse<String> post(URI writes, String path, String key, String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(writes.resolve(path))
                        .header("Authorization", "Bearer " + ANALYST)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private int status(URI questions, String path) throws IOException, InterruptedException {
        return ask(questions, path).statusCode();
    }

    private HttpResponse<String> ask(URI questions, String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(questions.resolve(path)).header("Authorization", "Bearer " + AUDITOR);
        return http.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    private static List<String> views(ChaosServer postgres, int port, int mongoPort, String database) {
        return settings(postgres, port, List.of(
                "--flankwatch.ops.reader.username=" + TestLedger.OPS_READER,
                "--flankwatch.ops.reader.password=" + TestLedger.PASSWORD,
                "--flankwatch.ops.recorder.username=" + TestLedger.OPS_RECORDER,
                "--flankwatch.ops.recorder.password=" + TestLedger.PASSWORD,
                "--flankwatch.views.uri=mongodb://127.0.0.1:" + mongoPort + "/" + database));
    }

    private static List<String> settings(ChaosServer postgres, int port, List<String> more) {
        var settings = new ArrayList<String>(List.of(
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--flankwatch.persons.key-file=" + TestKeyFile.path(),
                "--flankwatch.ledger.url=" + postgres.jdbcUrl(),
                "--flankwatch.ledger.username=" + TestLedger.SERVICE,
                "--flankwatch.ledger.password=" + TestLedger.PASSWORD));
        settings.addAll(TOKENS.asArguments());
        settings.addAll(more);
        return settings;
    }
}
