package io.flankwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.flankwatch.command.CommandServiceApplication;
import io.flankwatch.events.Marking;
import io.flankwatch.ledger.TestLedger;
import io.flankwatch.platform.TestKeyFile;
import io.flankwatch.platform.TestTokens;
import io.flankwatch.platform.access.Role;
import io.flankwatch.query.QueryServiceApplication;
import io.flankwatch.standalone.demo.Client;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// Both services as processes of their own, on one PostgreSQL and on a MongoDB server in a third process.
class SeparateServicesTest {

    private static final TestTokens TOKENS = new TestTokens();

    @Test
    void the_story_holds_and_every_view_comes_back_from_the_ledger() {
        int mongoPort = JavaProcess.freePort();
        String views = "mongodb://127.0.0.1:" + mongoPort + "/flankwatch";
        int commandPort = JavaProcess.freePort();
        int queryPort = JavaProcess.freePort();
        try (TestLedger ledger = TestLedger.create();
                JavaProcess _ = JavaProcess.startMongo(mongoPort);
                MongoClient direct = MongoClients.create(views);
                JavaProcess commands = JavaProcess.start(CommandServiceApplication.class, commandPort, settings(ledger, commandPort, List.of(
                        "--flankwatch.ops.writer.username=" + TestLedger.OPS_WRITER,
                        "--flankwatch.ops.writer.password=" + TestLedger.PASSWORD,
                        "--flankwatch.idempotency.secret=" + Base64.getEncoder().encodeToString(new byte[32]))))) {
            List<String> querySettings = settings(ledger, queryPort, List.of(
                    "--flankwatch.ops.reader.username=" + TestLedger.OPS_READER,
                    "--flankwatch.ops.reader.password=" + TestLedger.PASSWORD,
                    "--flankwatch.ops.recorder.username=" + TestLedger.OPS_RECORDER,
                    "--flankwatch.ops.recorder.password=" + TestLedger.PASSWORD,
                    "--flankwatch.views.uri=" + views));
            Onlooker onlooker;
            String before;
            try (JavaProcess queries = JavaProcess.start(QueryServiceApplication.class, queryPort, querySettings)) {
                onlooker = new Onlooker(commands.ready().url(), queries.ready().url(), SeparateServicesTest::token);
                new Story(onlooker).holds();
                before = settled(onlooker, ledger);
            }
            MongoDatabase database = direct.getDatabase("flankwatch");
            List<String> collections = database.listCollectionNames().into(new ArrayList<>());
            assertThat(collections).isNotEmpty();
            collections.forEach(name -> database.getCollection(name).drop());
            try (JavaProcess queries = JavaProcess.start(QueryServiceApplication.class, queryPort, querySettings)) {
                queries.ready();
                Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(settled(onlooker, ledger)).isEqualTo(before));
                // Of a service that was not there then, and has read the ledger anew.
                onlooker.sees_as_of_every_position_what_it_saw_then();
            }
        }
    }

    /// The digests of all views, when they have read all of the ledger.
    private static String settled(Client client, TestLedger ledger) {
        String position = Long.toString(ledger.reader().head());
        client.ask("auditor", "/cases", "Ledger-Position", position);
        return client.ask("auditor", "/views/digests", "Ledger-Position", position).toString();
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

    private static String token(String client) {
        Role role = client.startsWith("analyst") ? Role.ANALYST : Role.valueOf(client.toUpperCase(Locale.ROOT));
        return TOKENS.token(client, role == Role.INTEGRATOR ? Marking.GREEN : Marking.RED, role);
    }
}
