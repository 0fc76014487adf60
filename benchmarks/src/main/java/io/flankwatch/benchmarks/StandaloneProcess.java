package io.flankwatch.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flankwatch.benchmarks.Client.Answer;
import io.flankwatch.standalone.Standalone;
import io.flankwatch.wire.Json;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
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
    private final Client client;
    private volatile Process process;

    /// @param directory for its data and what it says
    StandaloneProcess(Path directory) throws IOException {
        this.directory = directory;
        try (ServerSocket free = new ServerSocket(0)) {
            url = URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
        client = new Client(url);
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
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady()) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                throw new IllegalStateException("the standalone does not come up: " + Files.readString(directory.resolve("standalone.log")));
            }
        }
    }

    private boolean isReady() {
        return client.get("/actuator/health/readiness", Map.of(), Duration.ofSeconds(2)).handle((answer, notYet) -> answer != null && answer.status() == 200).join();
    }

    String token(String name) {
        String basic = Base64.getEncoder().encodeToString((name + ":" + name).getBytes(UTF_8));
        Map<String, String> headers = Map.of("Authorization", "Basic " + basic, "Content-Type", "application/x-www-form-urlencoded");
        byte[] form = "grant_type=client_credentials".getBytes(UTF_8);
        Answer answer = client.post("/oauth2/token", headers, form, PATIENCE).join().checked(200);
        return Json.MAPPER.readTree(answer.body()).required("access_token").stringValue();
    }

    CompletableFuture<Answer> post(String token, String path, String key, byte[] body, int expected) {
        Map<String, String> headers = Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json", "Idempotency-Key", key);
        return client.post(path, headers, body, PATIENCE).thenApply(answer -> answer.checked(expected));
    }

    CompletableFuture<Answer> get(String token, String path) {
        return client.get(path, Map.of("Authorization", "Bearer " + token), PATIENCE).thenApply(answer -> answer.checked(200));
    }

    /// Of a case as it is at that position, or later.
    CompletableFuture<Answer> get(String token, String path, String position) {
        return client.get(path, Map.of("Authorization", "Bearer " + token, "Ledger-Position", position), PATIENCE).thenApply(answer -> answer.checked(200));
    }

    int status(String token, String path) {
        return client.get(path, Map.of("Authorization", "Bearer " + token), PATIENCE).join().status();
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
        stop();
    }
}
