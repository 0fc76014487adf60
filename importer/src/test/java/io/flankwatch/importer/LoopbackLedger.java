package io.flankwatch.importer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.flankwatch.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An HTTP server on loopback that keeps to the write contract as far as an importer sees it: keys, positions, results, all or nothing. It can be disturbed at
/// any request, and stopped and started again on its port with what it has recorded.
final class LoopbackLedger implements AutoCloseable {

    enum Disturbance {
        NONE,
        /// The connection breaks, nothing was done.
        CUT_BEFORE,
        /// All was done, the answer is lost.
        CUT_AFTER,
        /// All was done, and the server could not tell.
        OUTCOME_UNKNOWN,
        STORE_AWAY,
        OVERLOADED,
        TOKEN_EXPIRED
    }

    private record Recorded(String body, long position) {}

    private final Map<String, Recorded> byKey = new HashMap<>();
    private final List<JsonNode> commands = new ArrayList<>();
    private final Set<String> cases = new HashSet<>();
    private final Set<String> tokens = new HashSet<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger tokensIssued = new AtomicInteger();
    private volatile IntFunction<Disturbance> disturbances = _ -> Disturbance.NONE;
    private volatile Function<JsonNode, @Nullable String> refusals = _ -> null;
    private long head = -1;
    private int port;
    private @Nullable HttpServer http;
    private @Nullable ExecutorService threads;

    LoopbackLedger() throws IOException {
        start();
    }

    void start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/oauth2/token", this::token);
        server.createContext("/cases", this::write);
        server.start();
        http = server;
        port = server.getAddress().getPort();
    }

    void stop() {
        HttpServer server = http;
        http = null;
        if (server != null) {
            server.stop(0);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /// @param disturbances by the number of the write request, from 1
    LoopbackLedger disturbed(IntFunction<Disturbance> disturbances) {
        this.disturbances = disturbances;
        return this;
    }

    /// @param refusals the code with which a command is refused, or null
    LoopbackLedger refusing(Function<JsonNode, @Nullable String> refusals) {
        this.refusals = refusals;
        return this;
    }

    /// Cases as bodies, then commands as sent, in the order in which they were recorded; each once.
    synchronized List<JsonNode> recorded() {
        return List.copyOf(commands);
    }

    int requests() {
        return requests.get();
    }

    int tokensIssued() {
        return tokensIssued.get();
    }

    synchronized void forgetTokens() {
        tokens.clear();
    }

    private synchronized void token(HttpExchange exchange) throws IOException {
        String basic = exchange.getRequestHeaders().getFirst("Authorization");
        if (!"Basic YW5hbHlzdDphbmFseXN0".equals(basic)) {
            answer(exchange, 401, "{\"error\":\"invalid_client\"}");
            return;
        }
        String token = "token-" + tokensIssued.incrementAndGet();
        tokens.add(token);
        answer(exchange, 200, "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":300}");
    }

    private synchronized void write(HttpExchange exchange) throws IOException {
        Disturbance disturbance = disturbances.apply(requests.incrementAndGet());
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (disturbance == Disturbance.TOKEN_EXPIRED) {
            tokens.clear();
        }
        String bearer = exchange.getRequestHeaders().getFirst("Authorization");
        if (bearer == null || !tokens.contains(bearer.replace("Bearer ", ""))) {
            answer(exchange, 401, "{\"code\":\"NOT_AUTHENTICATED\"}");
            return;
        }
        switch (disturbance) {
            case OVERLOADED -> {
                exchange.getResponseHeaders().add("Retry-After", "0");
                answer(exchange, 429, "{\"code\":\"OVERLOADED\"}");
            }
            case CUT_BEFORE -> exchange.close();
            case CUT_AFTER -> {
                carryOut(exchange, body);
                exchange.close();
            }
            case OUTCOME_UNKNOWN -> {
                carryOut(exchange, body);
                answer(exchange, 504, "{\"code\":\"OUTCOME_UNKNOWN\"}");
            }
            case STORE_AWAY -> answer(exchange, 503, "{\"code\":\"STORE_AWAY\"}");
            case NONE, TOKEN_EXPIRED -> {
                Answer answer = carryOut(exchange, body);
                answer(exchange, answer.status, answer.body.toString());
            }
        }
    }

    private record Answer(int status, JsonNode body) {}

    private Answer carryOut(HttpExchange exchange, byte[] body) {
        String path = exchange.getRequestURI().getPath();
        JsonNode request = Json.MAPPER.readTree(body);
        if (path.equals("/cases")) {
            String key = String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            if (changed(key, request)) {
                return new Answer(422, problem("KEY_REUSED"));
            }
            cases.add(request.get("caseId").asString());
            return new Answer(201, record(key, request));
        }
        String caseId = path.replaceFirst("/cases/(.*)/commands", "$1");
        if (!cases.contains(caseId)) {
            return new Answer(404, problem("NO_SUCH_CASE"));
        }
        for (JsonNode command : request.get("commands")) {
            String refusal = refusals.apply(command);
            if (refusal == null && changed(command.get("idempotencyKey").asString(), command)) {
                refusal = "KEY_REUSED";
            }
            if (refusal != null) {
                return new Answer(refusal.equals("MALFORMED") ? 400 : 409, problem(refusal));
            }
        }
        ObjectNode answer = Json.MAPPER.createObjectNode();
        var results = answer.putArray("results");
        request.get("commands").forEach(command -> results.add(record(command.get("idempotencyKey").asString(), command)));
        return new Answer(200, answer);
    }

    private boolean changed(String key, JsonNode what) {
        Recorded known = byKey.get(key);
        return known != null && !known.body.equals(what.toString());
    }

    private ObjectNode record(String key, JsonNode what) {
        ObjectNode result = Json.MAPPER.createObjectNode();
        Recorded known = byKey.get(key);
        if (known == null) {
            known = new Recorded(what.toString(), ++head);
            byKey.put(key, known);
            commands.add(what);
        } else {
            result.put("replayed", true);
        }
        return result.put("status", 201).put("position", known.position);
    }

    private static ObjectNode problem(String code) {
        return Json.MAPPER.createObjectNode().put("code", code).put("detail", "because of " + code);
    }

    private static void answer(HttpExchange exchange, int status, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException clientGone) {
            throw new UncheckedIOException(clientGone);
        }
    }

    @Override
    public void close() {
        stop();
        if (threads != null) {
            threads.close();
        }
    }
}
