package io.flankwatch.importer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Bearer tokens: one that was given, or those of the client credentials grant (RFC 6749, section 4.4).
final class Tokens {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http;
    private final URI url;
    private final String client;
    private final String secret;
    private final boolean given;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable String current;

    Tokens(HttpClient http, Options options) {
        this.http = http;
        url = options.tokenUrl();
        client = options.client();
        secret = options.secret();
        current = options.token();
        given = current != null;
    }

    /// @param refused a token that the server no longer takes
    /// @throws IOException where the issuer can't be reached or is not ready; worth another try
    /// @throws ImportStopped where there is no token to be had
    String other(@Nullable String refused) throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            if (current == null || current.equals(refused)) {
                if (given) {
                    throw new ImportStopped("the server does not take the token that was given");
                }
                current = fetch();
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    private String fetch() throws IOException, InterruptedException {
        String credentials = URLEncoder.encode(client, UTF_8) + ":" + URLEncoder.encode(secret, UTF_8);
        var answer = http.send(
                HttpRequest.newBuilder(url)
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() >= 500 || answer.statusCode() == 429) {
            throw new IOException("the token issuer answered " + answer.statusCode());
        }
        if (answer.statusCode() != 200) {
            throw new ImportStopped("no token for client " + client + ": " + url + " answered " + answer.statusCode());
        }
        try {
            JsonNode token = JSON.readTree(answer.body()).path("access_token");
            if (token.isString()) {
                return token.asString();
            }
        } catch (JacksonException notJson) {
            throw new ImportStopped(url + " did not answer with JSON", notJson);
        }
        throw new ImportStopped(url + " answered without an access token");
    }
}
