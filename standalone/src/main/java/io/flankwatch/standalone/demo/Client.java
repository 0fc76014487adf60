package io.flankwatch.standalone.demo;

import io.flankwatch.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/// A user of the API: one of the issuer's clients, with its name as its secret.
public class Client {

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final URI commands;
    private final URI queries;
    private final UnaryOperator<String> issuer;

    /// A user of the standalone, with tokens of its own issuer.
    public Client(URI server) {
        this.commands = server;
        this.queries = server;
        this.issuer = client -> fetch(server, client);
    }

    /// @param commands where changes go
    /// @param queries  where questions go
    /// @param issuer   a token for each client
    public Client(URI commands, URI queries, UnaryOperator<String> issuer) {
        this.commands = commands;
        this.queries = queries;
        this.issuer = issuer;
    }

    public HttpResponse<String> get(String client, String path, String... headers) {
        return send(authorised(client, queries.resolve(path), headers).GET().build());
    }

    public HttpResponse<String> post(String client, String path, String json, String... headers) {
        return send(authorised(client, commands.resolve(path), headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    /// The answer to a question that must be answered.
    public JsonNode ask(String client, String path, String... headers) {
        HttpResponse<String> answer = get(client, path, headers);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("GET " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return Json.MAPPER.readTree(answer.body());
    }

    private HttpRequest.Builder authorised(String client, URI uri, String... headers) {
        var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).header("Authorization", "Bearer " + token(client));
        return headers.length == 0 ? request : request.headers(headers);
    }

    public String token(String client) {
        return tokens.computeIfAbsent(client, issuer);
    }

    private String fetch(URI server, String client) {
        String basic = Base64.getEncoder().encodeToString((client + ":" + client).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = send(HttpRequest.newBuilder(server.resolve("/oauth2/token"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                .build());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("no token for " + client + ": " + answer.statusCode());
        }
        return Json.MAPPER.readTree(answer.body()).required("access_token").stringValue();
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
