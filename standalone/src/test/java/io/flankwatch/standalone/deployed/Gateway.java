package io.flankwatch.standalone.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.standalone.JavaProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// The gateway of the repository, in front of services that are somewhere else than servers.cfg says.
final class Gateway implements AutoCloseable {

    static final String NOT_THERE = "there is no /usr/sbin/haproxy; -Dhaproxy=PATH names another";
    private static final String HAPROXY = System.getProperty("haproxy", "/usr/sbin/haproxy");

    private final Process process;
    private final Path log;
    private final int port;

    private Gateway(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /// Whether there is a HAProxy; one that was named must be.
    static boolean there() {
        return System.getProperty("haproxy") != null || Files.isExecutable(Path.of(HAPROXY));
    }

    static Gateway start(List<Integer> commands, List<Integer> queries) throws IOException {
        int port = JavaProcess.freePort();
        Path servers = Files.createTempFile("servers", ".cfg");
        servers.toFile().deleteOnExit();
        Files.writeString(servers, backend("commands", commands) + backend("queries", queries));
        Path log = Files.createTempFile("haproxy", ".log");
        log.toFile().deleteOnExit();
        var haproxy = new ProcessBuilder(HAPROXY, "-db", "-f", "../gateway/haproxy.cfg", "-f", servers.toString());
        haproxy.environment().put("FLANKWATCH_GATEWAY", "127.0.0.1:" + port);
        return new Gateway(haproxy.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log, port);
    }

    /// What HAProxy says of both files of the repository, without starting: it ends with 0 where it could.
    static Process check() throws IOException {
        return new ProcessBuilder(HAPROXY, "-c", "-f", "../gateway/haproxy.cfg", "-f", "../gateway/servers.cfg").redirectErrorStream(true).start();
    }

    /// As in servers.cfg.
    private static String backend(String name, List<Integer> ports) {
        var servers = new StringBuilder("backend " + name + " from " + name + "\n");
        ports.forEach(port -> servers.append("    server at-%1$d 127.0.0.1:%1$d check\n    server any-at-%1$d 127.0.0.1:%1$d backup\n".formatted(port)));
        return servers.toString();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    int port() {
        return port;
    }

    /// Waits until it answers.
    void ready() {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest health = HttpRequest.newBuilder(url().resolve("/actuator/health/readiness")).build();
        Awaitility.await().atMost(Duration.ofSeconds(10)).ignoreExceptionsInstanceOf(IOException.class).until(() -> {
            assertThat(process.isAlive()).as(log()).isTrue();
            return http.send(health, BodyHandlers.discarding()).statusCode() == 200;
        });
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroy();
        if (process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join().isAlive()) {
            process.destroyForcibly().onExit().join();
        }
    }
}
