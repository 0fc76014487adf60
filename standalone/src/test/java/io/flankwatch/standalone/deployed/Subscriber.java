package io.flankwatch.standalone.deployed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Follows the stream of events through the gateway; whenever it ends, it comes back and says where it was.
final class Subscriber implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Long> positions = Collections.synchronizedList(new ArrayList<>());
    private final URI stream;
    private final String token;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final AtomicInteger streams = new AtomicInteger();
    private volatile boolean running = true;

    Subscriber(URI gateway, String token) {
        this.stream = gateway.resolve("/events/stream");
        this.token = token;
        thread.execute(this::follow);
    }

    private void follow() {
        while (running) {
            try {
                read();
            } catch (IOException | UncheckedIOException cut) {
                // Whatever was on its way comes again.
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            } catch (InterruptedException over) {
                return;
            }
        }
    }

    private void read() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(stream).header("Authorization", "Bearer " + token).header("Last-Event-ID", positions.isEmpty() ? "-1" : positions.getLast().toString());
        HttpResponse<Stream<String>> answer = http.send(request.build(), BodyHandlers.ofLines());
        try (Stream<String> lines = answer.body()) {
            if (answer.statusCode() == 200) {
                streams.incrementAndGet();
                lines.filter(line -> line.startsWith("id:")).forEach(line -> positions.add(Long.parseLong(line.substring(3).strip())));
            }
        }
        if (running) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    List<Long> positions() {
        return List.copyOf(positions);
    }

    int streams() {
        return streams.get();
    }

    @Override
    public void close() {
        running = false;
        http.shutdownNow();
        thread.shutdownNow();
        thread.close();
    }
}
