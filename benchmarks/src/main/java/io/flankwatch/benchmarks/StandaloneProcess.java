package io.flankwatch.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flankwatch.standalone.Standalone;
import io.flankwatch.wire.Json;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The standalone as a user starts it, in a process of its own, and its clients. It may be stopped and started again on the same data.
final class StandaloneProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final URI url;
    private HttpClient http = client();
    private volatile Process process;

    /// @param directory for its data and what it says
    StandaloneProcess(Path directory) throws IOException {
        this.directory = directory;
        try (ServerSocket free = new ServerSocket(0)) {
            url = URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
        process = start();
    }

    /// As `mvn spring-boot:run` starts it, without this module's own classes on its class path.
    private Process start() throws IOException {
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !Path.of(entry).endsWith("benchmarks/target/classes"))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(System.getProperty("standalone.jvm").split(" ", -1)));
        command.addAll(List.of(
                "-cp",
                classPath,
                Standalone.class.getName(),
                "--server.port=" + url.getPort(),
                "--flankwatch.demo=false",
                "--flankwatch.data=" + directory.resolve("data")));
        File log = directory.resolve("standalone.log").toFile();
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log)).start();
    }

    /// As a user does it: an orderly end, and a new start. What was open to it is gone.
    ///
    /// @return from the start until it said that it was ready
    Duration restart() throws IOException, InterruptedException {
        stop();
        long begin = System.nanoTime();
        process = start();
        ready();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    void ready() throws IOException, InterruptedException {
        http.shutdownNow();
        http = client();
        HttpRequest health = HttpRequest.newBuilder(url.resolve("/actuator/health/readiness")).timeout(Duration.ofSeconds(2)).build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady(health)) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                throw new IllegalStateException("the standalone does not come up: " + Files.readString(directory.resolve("standalone.log")));
            }
        }
    }

    private boolean isReady(HttpRequest health) throws InterruptedException {
        try {
            return http.send(health, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
    }

    String token(String client) throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString((client + ":" + client).getBytes(UTF_8));
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(url.resolve("/oauth2/token"))
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                        .build(),
                BodyHandlers.ofByteArray());
        return Json.MAPPER.readTree(checked(200, answer).body()).required("access_token").stringValue();
    }

    CompletableFuture<HttpResponse<byte[]>> post(String token, String path, String key, byte[] body, int expected) {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return http.sendAsync(request, BodyHandlers.ofByteArray()).thenApply(answer -> checked(expected, answer));
    }

    CompletableFuture<HttpResponse<byte[]>> get(String token, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path)).timeout(PATIENCE).header("Authorization", "Bearer " + token);
        return http.sendAsync((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofByteArray()).thenApply(answer -> checked(200, answer));
    }

    int status(String token, String path) {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path)).timeout(PATIENCE).header("Authorization", "Bearer " + token).build();
        return http.sendAsync(request, BodyHandlers.discarding()).join().statusCode();
    }

    private static HttpResponse<byte[]> checked(int expected, HttpResponse<byte[]> answer) {
        if (answer.statusCode() != expected) {
            throw new IllegalStateException(answer.uri() + " answered " + answer.statusCode() + " " + new String(answer.body(), UTF_8));
        }
        return answer;
    }

    void end() {
        process.destroy();
    }

    private void stop() throws IOException {
        end();
        if (process.onExit().completeOnTimeout(process, PATIENCE.toSeconds(), TimeUnit.SECONDS).join().isAlive()) {
            process.destroyForcibly().onExit().join();
        }
        // Stopped by the standalone when that ends in order; its file is then gone.
        Path postmaster = directory.resolve("data/postgres/postmaster.pid");
        if (Files.exists(postmaster)) {
            Optional<ProcessHandle> left = ProcessHandle.of(Long.parseLong(Files.readAllLines(postmaster).getFirst().strip()));
            left.filter(server -> server.info().command().orElse("").contains("postgres")).ifPresent(ProcessHandle::destroy);
        }
    }

    @Override
    public void close() throws IOException {
        http.shutdownNow();
        stop();
    }
}
