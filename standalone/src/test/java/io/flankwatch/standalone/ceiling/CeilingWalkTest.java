package io.flankwatch.standalone.ceiling;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.command.CommandServiceApplication;
import io.flankwatch.events.Marking;
import io.flankwatch.ledger.TestLedger;
import io.flankwatch.platform.TestKeyFile;
import io.flankwatch.platform.TestTokens;
import io.flankwatch.platform.access.Role;
import io.flankwatch.query.QueryServiceApplication;
import io.flankwatch.standalone.JavaProcess;
import io.flankwatch.standalone.ceiling.Planted.Step;
import io.flankwatch.standalone.ceiling.Reader.Answer;
import io.flankwatch.standalone.ceiling.Reads.Read;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Every GET of the API document, asked by every role with every clearance, after an entry was marked RED: nothing of it, and nothing that was derived from it, is
/// given to anybody but the members of its case who are cleared for it, and auditors.
class CeilingWalkTest {

    private static final TestTokens TOKENS = new TestTokens();

    /// Where nothing is told of entries, to nobody. The list of cases tells of them by what it finds only, which is asked for by itself.
    private static final Set<String> TELLS_OF_NO_ENTRY = Set.of(
            "/cases", "/cases/{caseId}/sources", "/cases/{caseId}/sources/{sourceId}", "/cases/{caseId}/briefs", "/cases/{caseId}/briefs/{briefId}", "/schemas/{type}/{version}",
            "/views", "/views/digests", "/views/rebuild", "/dead-letters", "/audit/reads", "/audit/refusals", "/audit/views");

    @Test
    void nothing_of_a_tightened_entry_is_given_by_any_read_to_whoever_may_not_see_it() throws IOException, InterruptedException {
        int mongoPort = JavaProcess.freePort();
        int commandPort = JavaProcess.freePort();
        int queryPort = JavaProcess.freePort();
        try (TestLedger ledger = TestLedger.create();
                JavaProcess _ = JavaProcess.startMongo(mongoPort);
                JavaProcess commands = JavaProcess.start(CommandServiceApplication.class, commandPort, settings(ledger, commandPort, List.of(
                        "--flankwatch.ops.writer.username=" + TestLedger.OPS_WRITER,
                        "--flankwatch.ops.writer.password=" + TestLedger.PASSWORD,
                        "--flankwatch.idempotency.secret=" + Base64.getEncoder().encodeToString(new byte[32]))));
                JavaProcess queries = JavaProcess.start(QueryServiceApplication.class, queryPort, settings(ledger, queryPort, List.of(
                        "--flankwatch.ops.reader.username=" + TestLedger.OPS_READER,
                        "--flankwatch.ops.reader.password=" + TestLedger.PASSWORD,
                        "--flankwatch.ops.recorder.username=" + TestLedger.OPS_RECORDER,
                        "--flankwatch.ops.recorder.password=" + TestLedger.PASSWORD,
                        "--flankwatch.views.uri=mongodb://127.0.0.1:" + mongoPort + "/flankwatch",
                        "--flankwatch.stream.heartbeat=500ms")))) {
            URI server = queries.ready().url();
            URI writes = commands.ready().url();
            Planted planted = new Planted();
            for (Step step : planted.story()) {
                send(writes, step);
            }
            followed(ledger, planted);
            Reader member = new Reader(server, "a member cleared for RED", TOKENS.token("ana", Marking.RED, Role.ANALYST));
            HttpResponse<String> told = member.get("/cases/" + planted.caseId + "/brief?under=GREEN");
            assertThat(told.body()).contains(Planted.WORD);
            send(writes, planted.issuing(position(told), told.headers().firstValue("Repr-Digest").orElseThrow()));
            long known = ledger.reader().head();
            Reads reads = new Reads(body(server, "/v3/api-docs"), planted, LongStream.rangeClosed(0, known).boxed().toList());

            Reader green = new Reader(server, "an integrator cleared for GREEN", TOKENS.integrator());
            Map<Read, Answer> before = told(green, reads.all(List.of(known)), planted, known);
            assertThat(operations(before.keySet())).as("as long as it was GREEN").isEqualTo(but(reads.operations()));
            assertThat(foundByItsTime(green, planted)).isTrue();

            send(writes, planted.tightening());
            long now = ledger.reader().head();
            Reads after = new Reads(body(server, "/v3/api-docs"), planted, LongStream.rangeClosed(0, now).boxed().toList());
            List<Long> everyMoment = LongStream.rangeClosed(0, now).boxed().toList();
            List<String> leaks = new ArrayList<>(leaks(green, after.all(everyMoment), planted, now));
            before.forEach((read, answer) -> {
                if (!answer.etag().isEmpty() && green.again(read, answer.etag()) == 304) {
                    leaks.add(read + " is still what it was");
                }
            });
            after.all(List.of(known)).stream().filter(read -> !read.streams()).forEach(read -> {
                if (!green.head(read).of(planted.secrets(), read).isEmpty()) {
                    leaks.add(read + " tells it in its head");
                }
            });
            assertThat(green.get("/cases/" + planted.caseId + "/briefs/" + planted.brief).body()).contains("NOT_KNOWN");
            Map<String, Reader> others = others(server);
            others.values().parallelStream().map(reader -> leaks(reader, after.all(List.of(known)), planted, now)).forEach(found -> {
                synchronized (leaks) {
                    leaks.addAll(found);
                }
            });
            assertThat(leaks).isEmpty();
            assertThat(others.values()).noneMatch(reader -> foundByItsTime(reader, planted));

            Reader auditor = new Reader(server, "an auditor", TOKENS.token("aud", Marking.CLEAR, Role.AUDITOR));
            for (Reader entitled : List.of(member, auditor)) {
                assertThat(foundByItsTime(entitled, planted)).isTrue();
                assertThat(operations(told(entitled, after.all(List.of(known)), planted, now).keySet())).as(entitled.name()).isEqualTo(but(after.operations()));
            }
            assertThat(queries.log()).doesNotContain(Planted.WORD);
            assertThat(commands.log()).doesNotContain(Planted.WORD);
        }
    }

    /// Whether the list of cases knows what else happened when the incursion did.
    private static boolean foundByItsTime(Reader reader, Planted planted) {
        Read read = new Read("/cases", "/cases?from=2019-02-01T00:00:00Z&to=2019-04-01T00:00:00Z", "application/json");
        return reader.read(read, 0).text().contains(planted.caseId.toString());
    }

    private static Set<String> but(List<String> operations) {
        Set<String> rest = new TreeSet<>(operations);
        rest.removeAll(TELLS_OF_NO_ENTRY);
        return rest;
    }

    private static Set<String> operations(Set<Read> reads) {
        Set<String> operations = new TreeSet<>();
        reads.forEach(read -> operations.add(read.operation()));
        return operations;
    }

    /// The reads that have told something of it.
    private static Map<Read, Answer> told(Reader reader, List<Read> reads, Planted planted, long last) {
        Map<Read, Answer> told = new LinkedHashMap<>();
        for (Read read : reads) {
            Answer answer = reader.read(read, last);
            if (!answer.of(planted.secrets(), read).isEmpty()) {
                told.put(read, answer);
            }
        }
        return told;
    }

    private static List<String> leaks(Reader reader, List<Read> reads, Planted planted, long last) {
        var leaks = new ConcurrentLinkedQueue<String>();
        for (Read read : reads) {
            Answer answer = reader.read(read, last);
            List<String> found = answer.of(planted.secrets(), read);
            if (!found.isEmpty()) {
                leaks.add(reader.name() + " finds " + found + " by " + read);
            }
            if (answer.status() >= 500) {
                leaks.add(reader.name() + " is answered " + answer.status() + " to " + read);
            }
        }
        return List.copyOf(leaks);
    }

    /// Whoever may not see it: each role with each clearance, as a member of the case and as a stranger.
    private static Map<String, Reader> others(URI server) {
        Map<String, Reader> readers = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            for (Marking clearance : Marking.values()) {
                for (String subject : List.of("ana", "stranger")) {
                    boolean entitled = role == Role.AUDITOR || (clearance == Marking.RED && subject.equals("ana") && role != Role.OPERATOR);
                    if (!entitled) {
                        String name = subject + ", " + role + " cleared for " + clearance;
                        readers.put(name, new Reader(server, name, TOKENS.token(subject, clearance, role)));
                    }
                }
            }
        }
        return readers;
    }

    /// Until the watch over all cases has met its indicator.
    private static void followed(TestLedger ledger, Planted planted) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> ledger.reader().stream(planted.other.toString(), Long.MAX_VALUE).stream()
                .anyMatch(entry -> entry.type().startsWith("io.flankwatch.indicator.met")));
    }

    private static void send(URI server, Step step) throws IOException, InterruptedException {
        Role role = step.as().equals("sam") ? Role.SUPERVISOR : Role.ANALYST;
        HttpResponse<String> answer = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(server.resolve(step.path()))
                        .header("Authorization", "Bearer " + TOKENS.token(step.as(), Marking.RED, role))
                        .header("Content-Type", "application/json")
                        .method(step.method(), BodyPublishers.ofString(step.body()))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(step + ": " + answer.body()).isIn(200, 201);
    }

    /// Of the case, when the brief was made.
    private static long position(HttpResponse<String> brief) {
        return JsonMapper.shared().readTree(brief.body()).required("position").longValue();
    }

    private static String body(URI server, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(server.resolve(path)).build(), BodyHandlers.ofString()).body();
    }

    private static List<String> settings(TestLedger ledger, int port, List<String> more) {
        var settings = new ArrayList<String>(List.of(
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--flankwatch.persons.key-file=" + TestKeyFile.path(),
                "--flankwatch.ledger.url=" + ledger.jdbcUrl(),
                "--flankwatch.ledger.username=" + TestLedger.SERVICE,
                "--flankwatch.ledger.password=" + TestLedger.PASSWORD));
        settings.addAll(TOKENS.asArguments());
        settings.addAll(more);
        return settings;
    }
}
