package io.flankwatch.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// HTTP over connections that are kept, on the cores that whoever is measured has as well: each request blocks a virtual thread, where `java.net.http`
/// wakes two threads for each.
final class Client {

    static {
        // As many are kept as there are requests at a time, in place of five.
        System.setProperty("http.maxConnections", "256");
    }

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final URI url;

    Client(URI url) {
        this.url = url;
    }

    @SuppressWarnings("ArrayRecordComponent") // read once
    record Answer(URI url, int status, Map<String, List<String>> headers, byte[] body) {

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name)).map(List::getFirst);
        }

        Answer checked(int expected) {
            if (status != expected) {
                throw new IllegalStateException(url + " answered " + status + " " + new String(body, UTF_8));
            }
            return this;
        }
    }

    CompletableFuture<Answer> get(String path, Map<String, String> headers, Duration patience) {
        return CompletableFuture.supplyAsync(() -> answer(path, headers, null, patience), threads);
    }

    CompletableFuture<Answer> post(String path, Map<String, String> headers, byte[] body, Duration patience) {
        return CompletableFuture.supplyAsync(() -> answer(path, headers, body, patience), threads);
    }

    /// @param body null: it is asked for
    private Answer answer(String path, Map<String, String> headers, byte @Nullable [] body, Duration patience) {
        try {
            URI resource = url.resolve(path);
            HttpURLConnection connection = (HttpURLConnection) resource.toURL().openConnection();
            connection.setConnectTimeout((int) patience.toMillis());
            connection.setReadTimeout((int) patience.toMillis());
            headers.forEach(connection::setRequestProperty);
            if (body != null) {
                connection.setRequestMethod("POST");
                connection.setDoOutput(true);
                connection.setFixedLengthStreamingMode(body.length);
                try (OutputStream out = connection.getOutputStream()) {
                    out.write(body);
                }
            }
            int status = connection.getResponseCode();
            try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return new Answer(resource, status, connection.getHeaderFields(), in == null ? new byte[0] : in.readAllBytes());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
