package io.flankwatch.importer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The server, as something that may go away at any time. Every request carries idempotency keys, so that one whose answer was lost is sent
/// again as it was: it is recorded once, and answered as the first time.
final class Server implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int TRIES_AT_AN_ERROR = 3;
    // A new token may be refused as well: the server that issued it may be gone by the time it is used, and its keys with it.
    private static final int MOST_TOKENS = 5;

    private final HttpClient http;
    private final Tokens tokens;
    private final URI base;
    private final Duration patience;
    private final Consumer<String> notices;
    private final AtomicBoolean away = new AtomicBoolean();

    /// @param notices is told when the server goes away, and when it is back
    Server(Options options, Consumer<String> notices) {
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        tokens = new Tokens(http, options);
        base = options.server();
        patience = options.patience();
        this.notices = notices;
    }

    /// @param replayed whether the server says that it answers as it did the first time
    /// @param repeated whether an earlier try of the same request may have been carried out
    record Answer(int status, JsonNode body, boolean replayed, boolean repeated) {

        boolean succeeded() {
            return status >= 200 && status < 300;
        }
    }

    /// Sends until there is an answer that trying again would not change.
    ///
    /// @throws ImportStopped when there is none for too long
    Answer post(String path, @Nullable String idempotencyKey, byte[] body) {
        Patience trying = new Patience(patience);
        boolean repeated = false;
        String token = null;
        int tokensRefused = 0;
        while (true) {
            HttpResponse<byte[]> answer;
            try {
                if (token == null) {
                    token = tokens.other(null);
                }
                answer = http.send(request(path, idempotencyKey, body, token), BodyHandlers.ofByteArray());
                if (answer.statusCode() == 401) {
                    if (++tokensRefused == MOST_TOKENS) {
                        throw new ImportStopped("the server takes no token of its issuer: " + problem(answer));
                    }
                    if (tokensRefused > 1) {
                        trying.waitAfter(problem(answer), null, null);
                    }
                    token = tokens.other(token);
                    continue;
                }
            } catch (IOException lost) {
                repeated = true;
                String failure = base + " does not answer (" + reason(lost) + ")";
                if (away.compareAndSet(false, true)) {
                    notices.accept(failure + "; trying again for up to " + patience.toSeconds() + " s");
                }
                trying.waitAfter(failure, null, lost);
                continue;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new ImportStopped("interrupted", stopped);
            }
            tokensRefused = 0;
            if (away.compareAndSet(true, false)) {
                notices.accept(base + " answers again");
            }
            int status = answer.statusCode();
            if (mayPass(status) && (status != 500 || trying.failures() < TRIES_AT_AN_ERROR)) {
                repeated = true;
                trying.waitAfter(problem(answer), retryAfter(answer), null);
                continue;
            }
            JsonNode json = json(answer);
            boolean replayed = json.path("replayed").asBoolean(false)
                    || answer.headers().firstValue("Idempotent-Replayed").orElse("").equals("true");
            return new Answer(status, json, replayed, repeated);
        }
    }

    /// Whether a refusal is about the moment and not about the request.
    private static boolean mayPass(int status) {
        return status == 429 || (status >= 500 && status != 501 && status != 505);
    }

    private HttpRequest request(String path, @Nullable String idempotencyKey, byte[] body, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, application/problem+json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return request.build();
    }

    private static @Nullable Duration retryAfter(HttpResponse<byte[]> answer) {
        String told = answer.headers().firstValue("Retry-After").orElse("");
        return told.matches("\\d{1,5}") ? Duration.ofSeconds(Long.parseLong(told)) : null;
    }

    private static String reason(IOException lost) {
        String message = lost.getMessage();
        return lost.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    private static String problem(HttpResponse<byte[]> answer) {
        return "the server answered " + answer.statusCode() + " " + json(answer).path("code").asString("");
    }

    /// Empty where the answer is not JSON.
    private static JsonNode json(HttpResponse<byte[]> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException notJson) {
            return JSON.createObjectNode();
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
