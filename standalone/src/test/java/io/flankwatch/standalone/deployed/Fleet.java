package io.flankwatch.standalone.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.command.CommandServiceApplication;
import io.flankwatch.ledger.ChaosServer;
import io.flankwatch.ledger.TestLedger;
import io.flankwatch.platform.TestKeyFile;
import io.flankwatch.query.QueryServiceApplication;
import io.flankwatch.standalone.JavaProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/// Command-services, query-services, PostgreSQL and a MongoDB server, each a process.
final class Fleet implements AutoCloseable {

    static final Duration DRAIN = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int TERMINATED = 128 + 15;

    private final ChaosServer postgres = new ChaosServer();
    private final int mongoPort = JavaProcess.freePort();
    private final List<Integer> commands;
    private final List<Integer> queries;
    private final Map<Integer, JavaProcess> services = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> settings;
    private JavaProcess mongo = JavaProcess.startMongo(mongoPort);

    private Fleet(int each, List<String> settings) {
        commands = IntStream.range(0, each).mapToObj(_ -> JavaProcess.freePort()).toList();
        queries = IntStream.range(0, each).mapToObj(_ -> JavaProcess.freePort()).toList();
        this.settings = settings;
    }

    /// @param each     how many of each service
    /// @param settings of both, whose tokens count among them
    static Fleet start(int each, List<String> settings) {
        Fleet fleet = new Fleet(each, settings);
        try {
            // Not all at once, where there are two cores.
            for (List<Integer> ports : List.of(fleet.commands, fleet.queries)) {
                ports.forEach(port -> fleet.services.put(port, fleet.start(port)));
                ports.forEach(port -> Objects.requireNonNull(fleet.services.get(port)).ready());
            }
            return fleet;
        } catch (RuntimeException | AssertionError failed) {
            fleet.close();
            throw failed;
        }
    }

    List<Integer> commands() {
        return commands;
    }

    List<Integer> queries() {
        return queries;
    }

    ChaosServer postgres() {
        return postgres;
    }

    /// What one of the services has said.
    String log(int port) {
        return Objects.requireNonNull(services.get(port)).log();
    }

    /// Told to end, as a service manager does it.
    void end(int port) {
        assertThat(Objects.requireNonNull(services.get(port)).terminate(PATIENCE)).isEqualTo(TERMINATED);
    }

    /// Ended, and started again where it was.
    void replace(int port) {
        end(port);
        JavaProcess another = start(port);
        services.put(port, another);
        var unused = another.ready();
    }

    /// What it had is gone with it; and it stays away until the query-services have seen that.
    void replaceMongo() {
        endMongo();
        queries.forEach(port -> Awaitility.await().atMost(PATIENCE).until(() -> readiness(port) == 503));
        startMongo();
        queries.forEach(port -> Awaitility.await().atMost(PATIENCE).until(() -> readiness(port) == 200));
    }

    void endMongo() {
        assertThat(mongo.terminate(PATIENCE)).isEqualTo(TERMINATED);
    }

    void startMongo() {
        mongo = JavaProcess.startMongo(mongoPort);
    }

    private int readiness(int port) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness")).build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    /// On the same disk.
    void replacePostgres() {
        postgres.terminate(Duration.ofSeconds(2));
        postgres.startAgain();
    }

    private JavaProcess start(int port) {
        var arguments = new ArrayList<String>(List.of(
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--flankwatch.drain=" + DRAIN.toMillis() + "ms",
                "--flankwatch.persons.key-file=" + TestKeyFile.path(),
                "--flankwatch.ledger.url=" + postgres.jdbcUrl(),
                "--flankwatch.ledger.username=" + TestLedger.SERVICE,
                "--flankwatch.ledger.password=" + TestLedger.PASSWORD));
        arguments.addAll(settings);
        if (commands.contains(port)) {
            arguments.addAll(List.of(
                    "--flankwatch.ops.writer.username=" + TestLedger.OPS_WRITER,
                    "--flankwatch.ops.writer.password=" + TestLedger.PASSWORD,
                    "--flankwatch.idempotency.secret=" + Base64.getEncoder().encodeToString(new byte[32])));
            return JavaProcess.start(CommandServiceApplication.class, port, arguments);
        }
        arguments.addAll(List.of(
                "--flankwatch.ops.reader.username=" + TestLedger.OPS_READER,
                "--flankwatch.ops.reader.password=" + TestLedger.PASSWORD,
                "--flankwatch.ops.recorder.username=" + TestLedger.OPS_RECORDER,
                "--flankwatch.ops.recorder.password=" + TestLedger.PASSWORD,
                "--flankwatch.views.uri=mongodb://127.0.0.1:" + mongoPort + "/flankwatch"));
        return JavaProcess.start(QueryServiceApplication.class, port, arguments);
    }

    @Override
    public void close() {
        services.values().parallelStream().forEach(JavaProcess::close);
        mongo.close();
        postgres.close();
    }
}
