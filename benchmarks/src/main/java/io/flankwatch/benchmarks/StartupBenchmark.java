package io.flankwatch.benchmarks;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.flankwatch.command.migration.MigrationApplication;
import io.flankwatch.wire.Json;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.springframework.util.FileSystemUtils;

/// How soon each service is ready and how much memory it then has, with the cache of classes that its image has and without.
final class StartupBenchmark {

    /// Of a server that takes whatever it is told.
    private static final String PASSWORD = "of-a-benchmark";
    private static final List<String> LOGINS = List.of("flankwatch_owner", "flankwatch_service", "flankwatch_ops", "flankwatch_ops_reader", "flankwatch_ops_recorder");

    private final Path directory;
    private final int rounds;
    private final Map<String, List<ServiceProcess.Start>> figures = new LinkedHashMap<>();

    private StartupBenchmark(Path directory, boolean quick) {
        this.directory = directory;
        rounds = quick ? 3 : 10;
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory("startup");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start()) {
            MongoServer mongo = new MongoServer(new MemoryBackend());
            try {
                mongo.bind("127.0.0.1", 0);
                String views = "mongodb://127.0.0.1:" + mongo.getLocalAddress().getPort() + "/flankwatch";
                new StartupBenchmark(directory, List.of(arguments).contains("--quick")).run(postgres, views);
            } finally {
                mongo.shutdownNow();
            }
        } finally {
            FileSystemUtils.deleteRecursively(directory);
        }
    }

    private void run(EmbeddedPostgres postgres, String views) throws Exception {
        String url = migrated(postgres);
        Path keys = directory.resolve("keys");
        Files.writeString(keys, random());
        List<ServiceProcess> services = List.of(
                new ServiceProcess(directory, "command-service", settings(url, keys, List.of(
                        "--flankwatch.ops.writer.username=flankwatch_ops",
                        "--flankwatch.ops.writer.password=" + PASSWORD,
                        "--flankwatch.idempotency.secret=" + random()))),
                new ServiceProcess(directory, "query-service", settings(url, keys, List.of(
                        "--flankwatch.ops.reader.username=flankwatch_ops_reader",
                        "--flankwatch.ops.reader.password=" + PASSWORD,
                        "--flankwatch.ops.recorder.username=flankwatch_ops_recorder",
                        "--flankwatch.ops.recorder.password=" + PASSWORD,
                        "--flankwatch.views.uri=" + views))));
        for (ServiceProcess service : services) {
            say("training the " + service.name());
            service.train();
        }
        for (int round = -1; round < rounds; round++) {
            for (ServiceProcess service : services) {
                for (boolean cached : new boolean[] {false, true}) {
                    ServiceProcess.Start start = service.start(cached);
                    say(service.name() + (cached ? " with" : " without") + ": " + start);
                    // The first round only warms the files.
                    if (round >= 0) {
                        figures.computeIfAbsent(service.name() + cached, _ -> new ArrayList<>()).add(start);
                    }
                }
            }
        }
        print(services);
    }

    private static List<String> settings(String url, Path keys, List<String> own) {
        var settings = new ArrayList<String>(List.of(
                "--server.address=127.0.0.1",
                "--flankwatch.ledger.url=" + url,
                "--flankwatch.ledger.username=flankwatch_service",
                "--flankwatch.ledger.password=" + PASSWORD,
                "--flankwatch.persons.key-file=" + keys,
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri=https://issuer.invalid",
                "--spring.security.oauth2.resourceserver.jwt.audiences=flankwatch"));
        settings.addAll(own);
        return settings;
    }

    /// An empty ledger, made as an operator makes it.
    private static String migrated(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String role : LOGINS) {
                statement.execute("create role " + role + " login password '" + PASSWORD + "'");
            }
            statement.execute("create role flankwatch_redactor");
            statement.execute("create database flankwatch owner flankwatch_owner");
        }
        String url = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/flankwatch";
        MigrationApplication.main(new String[] {
            "--flankwatch.ledger.url=" + url,
            "--flankwatch.ledger.username=flankwatch_service",
            "--flankwatch.ops.writer.username=flankwatch_ops",
            "--flankwatch.ops.reader.username=flankwatch_ops_reader",
            "--flankwatch.ops.recorder.username=flankwatch_ops_recorder",
            "--flankwatch.migration.redactor=flankwatch_redactor",
            "--flankwatch.migration.owner.username=flankwatch_owner",
            "--flankwatch.migration.owner.password=" + PASSWORD,
            "--flankwatch.migration.administrator.username=postgres",
            "--flankwatch.migration.administrator.password=" + PASSWORD
        });
        return url;
    }

    private void print(List<ServiceProcess> services) throws IOException {
        List<Map<String, Object>> json = new ArrayList<>();
        System.out.println("\n| | cache | ready after | processor time until then | resident memory | size of the cache |\n|---|---|---|---|---|---|");
        for (ServiceProcess service : services) {
            for (boolean cached : new boolean[] {false, true}) {
                List<ServiceProcess.Start> starts = figures.getOrDefault(service.name() + cached, List.of());
                json.add(Map.of(
                        "service", service.name(),
                        "cache", cached,
                        "seconds", Latencies.round(median(starts.stream().mapToDouble(ServiceProcess.Start::seconds))),
                        "residentMebibytes", Latencies.round(median(starts.stream().mapToDouble(ServiceProcess.Start::residentMebibytes))),
                        "starts", starts.size()));
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %s | %.1f s | %.1f s | %.0f MiB | %s |%n",
                        service.name(),
                        cached ? "with" : "without",
                        median(starts.stream().mapToDouble(ServiceProcess.Start::seconds)),
                        median(starts.stream().mapToDouble(ServiceProcess.Start::processorSeconds)),
                        median(starts.stream().mapToDouble(ServiceProcess.Start::residentMebibytes)),
                        cached ? Files.size(service.cache()) / (1 << 20) + " MiB" : "");
            }
        }
        Path file = Path.of("target", "startup.json");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
        System.out.println("\nMedians of " + rounds + " starts each, one after another and in turns, on " + Runtime.getRuntime().availableProcessors() + " cores.");
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static void say(String what) {
        System.err.println(what);
    }
}
