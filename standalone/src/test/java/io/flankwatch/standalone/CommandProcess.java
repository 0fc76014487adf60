package io.flankwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.command.CommandServiceApplication;
import io.flankwatch.events.Marking;
import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.ledger.TestLedger;
import io.flankwatch.platform.TestKeyFile;
import io.flankwatch.platform.TestTokens;
import io.flankwatch.platform.access.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/// A command-service in a process of its own, and what a supervisor sends it.
final class CommandProcess implements AutoCloseable {

    private static final TestTokens TOKENS = new TestTokens();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final JavaProcess process;

    private CommandProcess(JavaProcess process) {
        this.process = process;
    }

    static CommandProcess start(TestLedger ledger) {
        int port = JavaProcess.freePort();
        var settings = new ArrayList<String>(List.of(
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--flankwatch.ledger.url=" + ledger.jdbcUrl(),
                "--flankwatch.ledger.username=" + TestLedger.SERVICE,
                "--flankwatch.ledger.password=" + TestLedger.PASSWORD,
                "--flankwatch.ops.writer.username=" + TestLedger.OPS_WRITER,
                "--flankwatch.ops.writer.password=" + TestLedger.PASSWORD,
                "--flankwatch.persons.key-file=" + TestKeyFile.path(),
                "--flankwatch.idempotency.secret=" + Base64.getEncoder().encodeToString(new byte[32])));
        settings.addAll(TOKENS.asArguments());
        return new CommandProcess(JavaProcess.start(CommandServiceApplication.class, port, settings));
    }

    CommandProcess ready() {
        var unused = process.ready();
        return this;
    }

    /// As by `kill -9`.
    void kill() {
        process.kill();
    }

    UUID open() {
        return open("AMBER");
    }

    UUID open(String marking) {
        UUID caseId = UUID.randomUUID();
        post("/cases", "{\"caseId\": \"%s\", \"title\": \"t\", \"marking\": \"%s\"}".formatted(caseId, marking));
        return caseId;
    }

    /// Sends what is accepted, and returns when it was acknowledged.
    void post(String path, String body) {
        send("POST", path, body);
    }

    /// The same.
    void put(String path, String body) {
        send("PUT", path, body);
    }

    private void send(String method, String path, String body) {
        try {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(process.url().resolve(path))
                            .header("Authorization", "Bearer " + TOKENS.token("sam", Marking.RED, Role.SUPERVISOR))
                            .header("Content-Type", "application/json")
                            .method(method, BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    static List<LedgerEntry> entries(TestLedger ledger, String type) {
        return ledger.reader().after(-1, 10_000).stream().filter(entry -> entry.type().equals(type)).toList();
    }

    @Override
    public void close() {
        process.close();
    }
}
