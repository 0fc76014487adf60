package io.flankwatch.standalone.deployed;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// What the gateway has behind it, that goes away in the middle of requests as a killed process does: it has read them and says nothing.
final class Upstream implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final String name;
    private final AtomicInteger hangUps;
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final Queue<String> heads = new ConcurrentLinkedQueue<>();
    final CountDownLatch read = new CountDownLatch(1);

    /// @param hangUps for how many requests it goes away; several may share them
    Upstream(String name, AtomicInteger hangUps) throws IOException {
        this.name = name;
        this.hangUps = hangUps;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/actuator/health/readiness", exchange -> answer(exchange, "ready"));
        server.createContext("/events/stream", this::stream);
        server.createContext("/", this::serve);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /// Each as method, path and query.
    List<String> requests() {
        return List.copyOf(requests);
    }

    /// Each as traceparent and X-Forwarded-For.
    List<String> heads() {
        return List.copyOf(heads);
    }

    private void serve(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        heads.add(exchange.getRequestHeaders().getFirst("traceparent") + " " + exchange.getRequestHeaders().get("X-Forwarded-For"));
        if (hangUps.getAndUpdate(left -> Math.max(left - 1, 0)) > 0) {
            exchange.close();
        } else {
            answer(exchange, name);
        }
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.getResponseHeaders().set("Served-By", body);
        exchange.sendResponseHeaders(200, head ? -1 : body.length());
        if (!head) {
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.US_ASCII));
        }
        exchange.close();
    }

    /// Says the second line when somebody has read the first.
    private void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write("id: 1\n\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            read.await();
            out.write("id: 2\n\n".getBytes(StandardCharsets.US_ASCII));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (!threads.isShutdown()) {
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
