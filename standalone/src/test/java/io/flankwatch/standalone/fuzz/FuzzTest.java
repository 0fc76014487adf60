package io.flankwatch.standalone.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.standalone.FeedSchemas;
import io.flankwatch.standalone.JavaProcess;
import io.flankwatch.standalone.Standalone;
import io.flankwatch.standalone.demo.Client;
import io.flankwatch.standalone.fuzz.Api.Operation;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every endpoint of the running standalone is sent what nobody should send; `-Dfuzz.seed` and `-Dfuzz.rounds` say what and how much. The seed is always the
/// same where none is given: a build should find out about the change that it is run for.
class FuzzTest {

    @TempDir
    Path data;

    @Test
    void whatever_is_sent_is_refused_with_a_code_or_recorded_as_it_was_sent() throws Exception {
        long seed = Long.getLong("fuzz.seed", 1);
        int rounds = Integer.getInteger("fuzz.rounds", 1);
        System.out.println("fuzz: -Dfuzz.seed=" + seed + " -Dfuzz.rounds=" + rounds);
        Random random = new Random(seed);
        int port = JavaProcess.freePort();
        try (var standalone = JavaProcess.start(
                Standalone.class, port, List.of("--server.port=" + port, "--flankwatch.demo=false", "--flankwatch.data=" + data.resolve("data")))) {
            standalone.ready();
            Client client = new Client(standalone.url());
            Api api = new Api(client.get("analyst", "/v3/api-docs").body(), random);
            List<Operation> operations = api.operations();
            assertThat(operations).hasSizeGreaterThan(30);
            Session session = new Session(standalone.url(), api, random);
            for (int round = 0; round < rounds; round++) {
                session.round(operations);
            }
            System.out.println(session.figures());
            assertThat(session.faults()).as("-Dfuzz.seed=" + seed).isEmpty();
            assertThat(session.tried()).containsExactlyInAnyOrderElementsOf(operations);
            assertThat(session.recorded()).isPositive();
            assertThat(new FeedSchemas(new Client(standalone.url())).hold()).isEqualTo(session.recorded());
            assertThat(standalone.log()).doesNotContain("ERROR");
        }
    }
}
