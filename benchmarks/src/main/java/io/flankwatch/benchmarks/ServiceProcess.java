package io.flankwatch.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// A service as its image has it: the jar taken apart, the same options, and the cache that a start has left.
final class ServiceProcess {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final String name;
    private final Path folder;
    private final Path log;
    private final List<String> settings;

    /// One start, until it said that it was ready.
    record Start(double seconds, double processorSeconds, double residentMebibytes) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.1f s, %.1f s of processor time, %.0f MiB", seconds, processorSeconds, residentMebibytes);
        }
    }

    ServiceProcess(Path directory, String name, List<String> settings) {
        this.name = name;
        this.settings = settings;
        folder = directory.resolve(name);
        log = directory.resolve(name + ".log");
    }

    String name() {
        return name;
    }

    Path cache() {
        return folder.resolve("app.aot");
    }

    /// As the image's build does it, but beside stores that are there.
    void train() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Files.copy(Path.of("..", name, "target", name + "-0.1.0-SNAPSHOT-exec.jar"), folder.resolve(name + ".jar"));
        ended(command(List.of("-Djarmode=tools"), List.of("extract", "--destination", "extracted")));
        Path extracted = folder.resolve("extracted");
        Files.move(extracted.resolve(name + ".jar"), folder.resolve(name + ".jar"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(extracted.resolve("lib"), folder.resolve("lib"));
        ended(command(List.of("-XX:AOTCacheOutput=app.aot", "-Xlog:aot=error", "-Dspring.context.exit=onRefresh"), settings));
    }

    /// Starts it, looks at it once it is ready, and ends it in order.
    Start start(boolean cached) throws IOException, InterruptedException {
        int port = freePort();
        var arguments = new ArrayList<>(settings);
        arguments.add("--server.port=" + port);
        long begin = System.nanoTime();
        Process process = launched(command(cached ? List.of("-XX:AOTCache=app.aot", "-XX:AOTMode=on") : List.of("-XX:AOTMode=off"), arguments));
        try {
            awaitReadiness(process, port);
            double seconds = (System.nanoTime() - begin) / 1e9;
            double processor = process.info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
            return new Start(seconds, processor, resident(process.pid()));
        } finally {
            process.destroy();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    private List<String> command(List<String> options, List<String> arguments) {
        // What the image's JVM takes of a container of one gibibyte.
        var command = new ArrayList<String>(List.of(JAVA, "-XX:+UseG1GC", "-Xmx614m", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(options);
        command.addAll(List.of("-jar", name + ".jar"));
        command.addAll(arguments);
        return command;
    }

    private Process launched(List<String> command) throws IOException {
        return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
    }

    private void ended(List<String> command) throws IOException, InterruptedException {
        if (launched(command).waitFor() != 0) {
            throw new IllegalStateException(Files.readString(log));
        }
    }

    private void awaitReadiness(Process process, int port) throws IOException, InterruptedException {
        HttpRequest health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness")).timeout(Duration.ofSeconds(2)).build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (!isReady(http, health)) {
                if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                    throw new IllegalStateException(name + " does not come up: " + Files.readString(log));
                }
            }
        }
    }

    private static boolean isReady(HttpClient http, HttpRequest health) throws InterruptedException {
        try {
            return http.send(health, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /// Of Linux only.
    private static double resident(long process) throws IOException {
        String line = Files.readAllLines(Path.of("/proc", Long.toString(process), "status")).stream().filter(each -> each.startsWith("VmRSS:")).findFirst().orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
