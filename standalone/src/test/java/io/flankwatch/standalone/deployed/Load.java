package io.flankwatch.standalone.deployed;

import io.flankwatch.platform.TestTokens;
import io.flankwatch.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Analysts who record and read through the gateway all the while.
///
/// They do what the API asks of them: whoever is told 503 or 504 asks again after `Retry-After`, with the same key. Any other refusal is a failure, a connection that
/// breaks is one, and so is a request that was not answered within a minute.
final class Load implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration BREATH = Duration.ofMillis(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI gateway;
    private final String analyst;
    private final List<UUID> cases = Stream.generate(UUID::randomUUID).limit(8).toList();
    private final ExecutorService people = Executors.newCachedThreadPool();
    private final Map<UUID, Long> acknowledged = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile Map<String, Integer> answers = new ConcurrentSkipListMap<>();
    private final AtomicLong longest = new AtomicLong();
    private volatile boolean running = true;

    Load(URI gateway, TestTokens tokens) {
        this.gateway = gateway;
        this.analyst = tokens.analyst();
        cases.forEach(caseId -> write("/cases", caseId, "{\"caseId\": \"%s\", \"title\": \"t\"}".formatted(caseId)));
        for (int each = 0; each < 2; each++) {
            people.execute(() -> round(this::record));
            people.execute(() -> round(this::look));
        }
    }

    /// What was answered since this was asked last, and how long the slowest request took from its first try to its answer.
    record Told(Map<String, Integer> answers, Duration slowest) {

        @Override
        public String toString() {
            return answers + ", the slowest " + slowest.toMillis() + " ms";
        }
    }

    Told told() {
        Map<String, Integer> before = answers;
        answers = new ConcurrentSkipListMap<>();
        return new Told(before, Duration.ofNanos(longest.getAndSet(0)));
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /// The positions of entries that were acknowledged.
    Map<UUID, Long> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    private void round(Runnable each) {
        while (running) {
            each.run();
            LockSupport.parkNanos(BREATH.toNanos());
        }
    }

    /// Records something, and reads it where it was recorded.
    private void record() {
        UUID entry = UUID.randomUUID();
        UUID caseId = someCase();
        @Nullable Long position = write(
                "/cases/" + caseId + "/developments",
                entry,
                "{\"entryId\": \"%s\", \"vector\": \"INFORMATION\", \"title\": \"t\", \"occurred\": {\"precision\": \"UNKNOWN\"}, \"unsourced\": \"u\"}".formatted(entry));
        if (position != null) {
            acknowledged.put(entry, position);
            read("/cases/" + caseId + "/entries/" + entry, "Ledger-Position", position.toString());
        }
    }

    private void look() {
        for (String path : List.of("/cases/" + someCase(), "/cases/" + someCase() + "/timeline", "/cases/" + someCase() + "/history?limit=20", "/cases?limit=20", "/events?limit=20")) {
            read(path);
        }
    }

    private UUID someCase() {
        return cases.get(ThreadLocalRandom.current().nextInt(cases.size()));
    }

    private @Nullable Long write(String path, UUID key, String body) {
        @Nullable HttpResponse<String> answer = insist(HttpRequest.newBuilder(gateway.resolve(path))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key.toString())
                .POST(BodyPublishers.ofString(body)));
        return answer == null ? null : Json.MAPPER.readTree(answer.body()).required("position").longValue();
    }

    private void read(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(path));
        var unused = insist(headers.length == 0 ? request : request.headers(headers));
    }

    /// @return nothing where it failed
    private @Nullable HttpResponse<String> insist(HttpRequest.Builder asked) {
        HttpRequest request = asked.header("Authorization", "Bearer " + analyst).timeout(PATIENCE).build();
        long began = System.nanoTime();
        while (true) {
            HttpResponse<String> answer;
            try {
                answer = http.send(request, BodyHandlers.ofString());
            } catch (IOException | InterruptedException broken) {
                failures.add(request + ": " + broken);
                return null;
            }
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            int status = answer.statusCode();
            String code = status < 400 ? "" : " " + code(answer);
            answers.merge(request.method() + " " + status + code, 1, Integer::sum);
            if (status < 300) {
                longest.accumulateAndGet(took.toNanos(), Math::max);
                return answer;
            }
            long after = answer.headers().firstValueAsLong("Retry-After").orElse(-1);
            if ((status != 503 && status != 504) || after < 0 || took.compareTo(PATIENCE) > 0) {
                failures.add(request + ": " + status + " after " + took + ": " + answer.body());
                return null;
            }
            LockSupport.parkNanos(Duration.ofSeconds(after).toNanos());
        }
    }

    private static String code(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json")
                ? Json.MAPPER.readTree(answer.body()).path("code").asString("no code")
                : "no problem";
    }

    /// What was asked is answered still.
    @Override
    public void close() {
        running = false;
        people.close();
    }
}
