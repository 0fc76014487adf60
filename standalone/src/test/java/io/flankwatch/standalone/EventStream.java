package io.flankwatch.standalone;

import io.flankwatch.standalone.demo.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/// A subscriber to the stream of events that is cut off again and again, and goes on where it was.
final class EventStream {

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Long> positions = new ArrayList<>();
    private final URI url;
    private final Client client;
    private int cuts;

    EventStream(URI server, Client client) {
        this.url = server.resolve("/events/stream");
        this.client = client;
    }

    /// Reads until it has had the position, and hangs up after so many events each time.
    void readTo(long last, int eventsEachTime) throws InterruptedException {
        while (positions.isEmpty() || positions.getLast() < last) {
            try {
                read(last, eventsEachTime);
            } catch (IOException | UncheckedIOException gone) {
                // The server was killed, or is not up yet: a subscriber tries again.
                Thread.onSpinWait();
            }
        }
    }

    private void read(long last, int most) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url).header("Authorization", "Bearer " + client.token("auditor"));
        if (!positions.isEmpty()) {
            request.header("Last-Event-ID", Long.toString(positions.getLast()));
        }
        HttpResponse<Stream<String>> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofLines());
        int had = 0;
        try (Stream<String> lines = answer.body()) {
            for (Iterator<String> each = lines.iterator(); had < most && (positions.isEmpty() || positions.getLast() < last) && each.hasNext(); ) {
                String line = each.next();
                if (line.startsWith("id:")) {
                    positions.add(Long.parseLong(line.substring(3).strip()));
                    had++;
                }
            }
        }
        if (had == most) {
            cuts++;
        }
    }

    int cuts() {
        return cuts;
    }

    List<Long> positions() {
        return List.copyOf(positions);
    }
}
