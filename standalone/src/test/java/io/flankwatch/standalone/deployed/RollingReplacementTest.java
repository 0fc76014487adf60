package io.flankwatch.standalone.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.Marking;
import io.flankwatch.platform.TestTokens;
import io.flankwatch.platform.access.Role;
import io.flankwatch.standalone.Tour;
import io.flankwatch.standalone.demo.Client;
import io.flankwatch.standalone.demo.DemoCase;
import io.flankwatch.standalone.deployed.Load.Told;
import io.flankwatch.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// As it is deployed: the gateway is Debian's `haproxy`, or the one that `-Dhaproxy` names. Where there is neither, this is skipped and says so.
///
/// In every build one process of each kind is replaced, the services at once; with `-Drolling=all` each process is, one after the other.
@EnabledIf(value = "io.flankwatch.standalone.deployed.Gateway#there", disabledReason = Gateway.NOT_THERE)
class RollingReplacementTest {

    private static final boolean ALL = "all".equals(System.getProperty("rolling"));
    private static final TestTokens TOKENS = new TestTokens();
    private static final List<String> CLIENTS = List.of("analyst", "analyst2", "supervisor", "auditor", "integrator");
    private static final Pattern ISSUER = Pattern.compile("^token\\(\\) .*$", Pattern.MULTILINE);

    @TempDir
    Path directory;

    @Test
    void no_request_fails_and_nothing_is_lost_when_processes_are_replaced_under_load() throws Exception {
        try (Fleet fleet = Fleet.start(2, TOKENS.asArguments());
                Gateway gateway = Gateway.start(fleet.commands(), fleet.queries())) {
            gateway.ready();
            Client client = new Client(gateway.url(), gateway.url(), RollingReplacementTest::token);
            new DemoCase(client).load();
            Tour.holds(gateway.port(), directory, this::tokensAtHand);
            try (Subscriber subscriber = new Subscriber(gateway.url(), token("auditor"))) {
                Load load = new Load(gateway.url(), TOKENS);
                try (load) {
                    replace_under(load, fleet);
                }
                assertThat(load.failures()).isEmpty();
                everything_is_there_once(client, load.acknowledged(), subscriber);
            }
            JsonNode checked = client.ask("auditor", "/audit/views");
            assertThat(checked.required("views").valueStream()).isNotEmpty().allMatch(view -> view.required("matches").booleanValue());
        }
    }

    private static void replace_under(Load load, Fleet fleet) {
        during(load, "nothing replaced", () -> {});
        if (ALL) {
            for (int port : fleet.commands()) {
                unnoticed(during(load, "a command-service replaced", () -> fleet.replace(port)));
            }
            for (int port : fleet.queries()) {
                unnoticed(during(load, "a query-service replaced", () -> fleet.replace(port)));
            }
        } else {
            unnoticed(during(load, "a command-service and a query-service replaced", () ->
                    Stream.of(fleet.commands(), fleet.queries()).parallel().forEach(ports -> fleet.replace(ports.getFirst()))));
        }
        // There is only one of each: while it is away callers are asked to come back, and all of them are answered in the end.
        during(load, "MongoDB replaced", fleet::replaceMongo);
        during(load, "PostgreSQL replaced", fleet::replacePostgres);
    }

    private static Told during(Load load, String what, Runnable replacing) {
        replacing.run();
        int before = load.acknowledged().size();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> load.acknowledged().size() > before + 50);
        Told told = load.told();
        System.out.println("rolling: " + what + ": " + told);
        assertThat(load.failures()).isEmpty();
        return told;
    }

    /// Nothing but success, and nobody had to ask twice.
    private static void unnoticed(Told told) {
        assertThat(told.answers()).containsOnlyKeys("GET 200", "POST 201");
    }

    private static void everything_is_there_once(Client client, Map<UUID, Long> acknowledged, Subscriber subscriber) {
        Map<UUID, Long> found = new HashMap<>();
        long last = -1;
        for (String page = feed(client, last); !page.isEmpty(); page = feed(client, last)) {
            for (String line : page.lines().toList()) {
                JsonNode entry = Json.MAPPER.readTree(line);
                assertThat(entry.required("position").longValue()).isEqualTo(last + 1);
                last++;
                String id = entry.at("/event/data/entryId").asString("");
                if (acknowledged.containsKey(id.isEmpty() ? new UUID(0, 0) : UUID.fromString(id))) {
                    assertThat(found.put(UUID.fromString(id), last)).as("recorded twice: " + id).isNull();
                }
            }
        }
        assertThat(found).isEqualTo(acknowledged);
        long end = last;
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> subscriber.positions().size() > end);
        assertThat(subscriber.positions()).as("what the stream said, through " + subscriber.streams() + " connections").isEqualTo(LongStream.rangeClosed(0, end).boxed().toList());
    }

    private static String feed(Client client, long after) {
        var page = client.get("auditor", "/events?limit=5000&after=" + after);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return page.body();
    }

    /// Instead of an issuer: `token analyst` says what stands in a file.
    private String tokensAtHand(String tour) {
        try {
            for (String client : CLIENTS) {
                Files.writeString(directory.resolve(client), token(client));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        String changed = ISSUER.matcher(tour).replaceFirst("token() { cat '" + directory + "'/\\$1; }");
        assertThat(changed).isNotEqualTo(tour);
        return changed;
    }

    private static String token(String client) {
        Role role = client.startsWith("analyst") ? Role.ANALYST : Role.valueOf(client.toUpperCase(Locale.ROOT));
        return TOKENS.token(client, role == Role.INTEGRATOR ? Marking.GREEN : Marking.RED, role);
    }
}
