package io.flankwatch.standalone.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.Marking;
import io.flankwatch.ledger.TestLedger;
import io.flankwatch.platform.TestTokens;
import io.flankwatch.platform.access.Role;
import io.flankwatch.standalone.demo.Client;
import io.flankwatch.standalone.demo.DemoCase;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// Each alarm fires when what it is for happens, in a real Prometheus that asks real processes; and none does before.
@EnabledIf(value = "io.flankwatch.standalone.deployed.Prometheus#there", disabledReason = Prometheus.NOT_THERE)
class AlarmsTest {

    private static final TestTokens TOKENS = new TestTokens();
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Path DOCUMENTED = Path.of("..", "docs", "operations.md");
    private static final Pattern OURS = Pattern.compile("^# TYPE (flankwatch_\\S+?)(_max)? \\w+$", Pattern.MULTILINE);
    private static final Pattern METRIC_ROW = Pattern.compile("^\\| `(flankwatch_\\w+)", Pattern.MULTILINE);
    private static final Pattern ALARM = Pattern.compile("- alert: (\\w+)");
    private static final Pattern ALARM_ROW = Pattern.compile("^\\| `([A-Z]\\w+)` \\|", Pattern.MULTILINE);

    @TempDir
    Path directory;

    private final Map<String, String> fired = new TreeMap<>();

    @Test
    void each_alarm_fires_once_what_it_is_for_has_happened() throws Exception {
        Prometheus.checks("rules", Prometheus.ALARMS);
        Prometheus.checks("config", Prometheus.ALARMS.resolveSibling("prometheus.yml"));
        var settings = Stream.concat(TOKENS.asArguments().stream(), Stream.of("--flankwatch.reads.waiting=2000")).toList();
        try (Fleet fleet = Fleet.start(1, settings)) {
            URI commands = at(fleet.commands().getFirst());
            URI queries = at(fleet.queries().getFirst());
            Client client = new Client(commands, queries, AlarmsTest::token);
            new DemoCase(client).load();
            var jobs = Map.of("command-service", fleet.commands().getFirst(), "query-service", fleet.queries().getFirst());
            try (Prometheus prometheus = Prometheus.start(directory, TOKENS.operator(), jobs)) {
                prometheus.ready();
                Awaitility.await().atMost(SOON).until(() -> prometheus.find("flankwatch_health{part=~\"ledger|views\"} == 1").size() == 2);
                assertThat(names(METRIC_ROW, Files.readString(DOCUMENTED))).isEqualTo(names(OURS, scraped(commands) + scraped(queries)));
                assertThat(prometheus.firing()).isEmpty();
                faults(fleet, prometheus, client, commands, queries);
            }
        } finally {
            fired.forEach((alarm, line) -> System.out.println("alarm: " + alarm + ": " + line));
        }
        assertThat(fired.keySet())
                .isEqualTo(names(ALARM, Files.readString(Prometheus.ALARMS)))
                .isEqualTo(names(ALARM_ROW, Files.readString(DOCUMENTED)));
    }

    private void faults(Fleet fleet, Prometheus prometheus, Client client, URI commands, URI queries) throws SQLException {
        // Tokens that are none, from somebody who does not give up.
        Client stranger = new Client(commands, queries, name -> "nonsense");
        fires(prometheus, () -> repeat(100, () -> stranger.get("stranger", "/cases")), new Expected("TokensRefused", queries, "http_server_requests_seconds_count.*status=\"401\".*"));

        // The roles that write beside the ledger are locked out, one after the other.
        lockOut(fleet, TestLedger.OPS_WRITER, true);
        fires(
                prometheus,
                () -> assertThat(open(client, UUID.fromString(DemoCase.ID)).statusCode()).isEqualTo(409),
                new Expected("RefusalsLost", commands, "flankwatch_refusals_lost_total.*"),
                new Expected("ErrorsLogged", commands, "logback_events_total.*level=\"error\".*"));
        lockOut(fleet, TestLedger.OPS_WRITER, false);
        lockOut(fleet, TestLedger.OPS_RECORDER, true);
        fires(
                prometheus,
                () -> repeat(300, () -> client.get("analyst", "/cases/" + DemoCase.ID)),
                new Expected("ReadsWait", queries, "flankwatch_reads_waiting.*"),
                new Expected("ReadsLost", queries, "flankwatch_reads_lost_total.*"));
        lockOut(fleet, TestLedger.OPS_RECORDER, false);

        // Somebody's session keeps the lock that every append needs.
        try (Connection forgotten = fleet.postgres().superuser().getConnection();
                Statement statement = forgotten.createStatement();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            forgotten.setAutoCommit(false);
            statement.execute("select * from ledger.head for update");
            fires(
                    prometheus,
                    () -> {
                        for (int i = 0; i < 20; i++) {
                            callers.execute(() -> open(client, UUID.randomUUID()));
                        }
                    },
                    new Expected("CommitsWait", commands, "flankwatch_ledger_queue_commits.*"),
                    new Expected("OutcomesUnknown", commands, "flankwatch_ledger_unknown_total.*"),
                    new Expected("RequestsFail", commands, "http_server_requests_seconds_count.*status=\"504\".*"));
            forgotten.rollback();
        }

        // An event that no view can fold.
        Poison poison = new Poison(fleet.postgres().jdbcUrl());
        fires(prometheus, once(() -> poison.retractNothing(UUID.fromString(DemoCase.ID))), new Expected("CaseParked", queries, "flankwatch_views_parked.*view=\"timeline\".*"));

        // Each store goes away, and comes back.
        fires(prometheus, once(fleet::endMongo), new Expected("ViewsStand", queries, "flankwatch_health.*part=\"views\".*"));
        alive(commands, queries);
        fleet.startMongo();
        isOver(prometheus, "ViewsStand");
        fires(prometheus, once(() -> fleet.postgres().terminate(Duration.ofSeconds(1))), new Expected("LedgerAway", commands, "flankwatch_health.*part=\"ledger\".*"));
        alive(commands, queries);
        fleet.postgres().startAgain();
        isOver(prometheus, "LedgerAway");

        fleet.end(fleet.commands().getFirst());
        Awaitility.await().atMost(SOON).until(() -> prometheus.firing().contains("ServiceGone"));
        fired.put("ServiceGone", prometheus.find("up == 0").getFirst());
    }

    /// @param metric what of the service's answer shows it
    private record Expected(String alarm, URI service, String metric) {}

    /// @param fault done again until all have fired, each for the first time
    private void fires(Prometheus prometheus, Runnable fault, Expected... expected) {
        assertThat(prometheus.firing()).doesNotContainAnyElementsOf(Stream.of(expected).map(Expected::alarm).toList());
        Awaitility.await().atMost(SOON).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            fault.run();
            Set<String> firing = prometheus.firing();
            for (Expected each : expected) {
                if (firing.contains(each.alarm()) && !fired.containsKey(each.alarm())) {
                    fired.put(each.alarm(), line(each));
                }
            }
            assertThat(fired).containsKeys(Stream.of(expected).map(Expected::alarm).toArray(String[]::new));
        });
    }

    /// A fault that stays: what fires for it may do so before it is all done.
    private static Runnable once(Runnable fault) {
        AtomicBoolean done = new AtomicBoolean();
        return () -> {
            if (done.compareAndSet(false, true)) {
                fault.run();
            }
        };
    }

    private static String line(Expected expected) {
        return Pattern.compile("^" + expected.metric() + "$", Pattern.MULTILINE).matcher(scraped(expected.service())).results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line " + expected.metric()));
    }

    /// Liveness asks no store: a restart would not bring one back.
    private static void alive(URI... services) {
        for (URI service : services) {
            assertThat(new Client(service, service, name -> TOKENS.operator()).get("operator", "/actuator/health/liveness").statusCode()).isEqualTo(200);
        }
    }

    private static void isOver(Prometheus prometheus, String alarm) {
        Awaitility.await().atMost(SOON).until(() -> !prometheus.firing().contains(alarm));
    }

    private static void repeat(int times, Runnable request) {
        try (ExecutorService callers = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < times; i++) {
                callers.execute(request);
            }
        }
    }

    private static void lockOut(Fleet fleet, String role, boolean out) {
        fleet.postgres().execute("alter role " + role + (out ? " nologin" : " login"));
        if (out) {
            fleet.postgres().execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = '" + role + "'");
        }
    }

    private static HttpResponse<String> open(Client client, UUID caseId) {
        return client.post("analyst", "/cases", "{\"caseId\": \"%s\", \"title\": \"t\"}".formatted(caseId));
    }

    private static String scraped(URI service) {
        return new Client(service, service, name -> TOKENS.operator()).get("operator", "/actuator/prometheus").body();
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String token(String client) {
        return TOKENS.token(client, Marking.RED, client.startsWith("supervisor") ? Role.SUPERVISOR : Role.ANALYST);
    }

    private static URI at(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
