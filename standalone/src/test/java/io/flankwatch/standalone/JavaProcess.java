package io.flankwatch.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// A main class of ours in a process of its own, on the class path of the test.
public final class JavaProcess implements AutoCloseable {

    private final Process process;
    private final Path log;
    private final int port;

    private JavaProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    public static JavaProcess start(Class<?> main, int port, List<String> arguments) {
        try {
            Path log = Files.createTempFile(main.getSimpleName(), ".log");
            var command = new ArrayList<String>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"), main.getName()));
            command.addAll(arguments);
            return new JavaProcess(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start(), log, port);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// A MongoDB server that keeps what it has in memory.
    public static JavaProcess startMongo(int port) {
        return start(MongoServerProcess.class, port, List.of(Integer.toString(port)));
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// Waits until the service says that it is ready.
    public JavaProcess ready() {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest health = HttpRequest.newBuilder(url().resolve("/actuator/health/readiness")).timeout(Duration.ofSeconds(2)).build();
        Awaitility.await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("ended: " + log());
            }
            return http.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        });
        return this;
    }

    /// As by `kill -9`.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /// As a service manager does it that wants it to end; whoever does not within its time has not ended in order.
    public int terminate(Duration patience) {
        process.destroy();
        if (process.onExit().completeOnTimeout(process, patience.toMillis(), TimeUnit.MILLISECONDS).join().isAlive()) {
            throw new AssertionError("has not ended in " + patience + ": " + log());
        }
        return process.exitValue();
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        process.destroy();
        if (!process.onExit().completeOnTimeout(process, 30, TimeUnit.SECONDS).join().isAlive()) {
            return;
        }
        kill();
    }
}
