package io.flankwatch.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StandaloneTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CASE = "{\"title\": \"Drone strike on a residential block\", \"countries\": [\"RO\"]}";

    private final Path data;

    StandaloneTest(@TempDir Path data) {
        this.data = data;
    }

    @Test
    void starts_on_an_empty_directory_and_comes_back_after_a_kill_with_all_that_it_acknowledged() throws Exception {
        String ledger;
        String token;
        try (var first = Running.start(data).up(PATIENCE)) {
            assertThat(first.get("/actuator/health", null).statusCode()).isEqualTo(200);
            token = first.token("analyst");
            HttpResponse<String> opened = first.post("/cases", token, CASE);
            assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
            assertThat(json(opened).get("position").intValue()).isZero();
            ledger = ledgerId();

            assertThat(first.post("/cases", token, "{}").statusCode()).isEqualTo(400);
            assertThat(first.post("/cases", first.token("auditor"), CASE).statusCode()).isEqualTo(403);
            JsonNode refused = json(first.get("/audit/refusals", first.token("auditor"))).get("items");
            assertThat(refused.valueStream().map(refusal -> refusal.get("code").stringValue())).containsExactly("MALFORMED", "ROLE_MISSING");
            assertThat(first.get("/swagger-ui/index.html", null).statusCode()).isEqualTo(200);
            assertEverythingListensOnLoopback(first.pid());
            assertEverySecretIsItsOwnersAlone();
            assertNobodyGetsIntoPostgresWithoutAPassword();

            first.kill();
        }
        assertThat(server()).as("PostgreSQL outlives the process that started it").isPresent();

        long began = System.nanoTime();
        try (var second = Running.start(data).up(Duration.ofSeconds(30))) {
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
            assertThat(ledgerId()).isEqualTo(ledger);
            HttpResponse<String> next = second.post("/cases", token, CASE);
            assertThat(next.statusCode()).as("a token survives the restart of its issuer: " + next.body()).isEqualTo(201);
            assertThat(json(next).get("position").intValue()).isEqualTo(1);

            var third = Running.start(data);
            assertThat(third.ended(PATIENCE)).isNotZero();
            assertThat(third.output()).contains("Another Flankwatch (process " + second.pid() + ") is running").contains("--flankwatch.data=DIR").doesNotContain("\tat ");
            assertThat(second.get("/actuator/health", null).statusCode()).isEqualTo(200);
        }
        assertThat(server()).as("PostgreSQL stops with the process that ends in order").isEmpty();
    }

    @Test
    void a_first_start_that_was_killed_half_way_is_begun_again() throws Exception {
        Files.createDirectories(data.resolve("postgres/base"));
        Files.writeString(data.resolve("postgres/postgresql.conf"), "half of");
        try (var standalone = Running.start(data).up(PATIENCE)) {
            assertThat(standalone.post("/cases", standalone.token("analyst2"), CASE).statusCode()).isEqualTo(201);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private List<String> pidFile() throws IOException {
        return Files.readAllLines(data.resolve("postgres/postmaster.pid"));
    }

    private java.util.Optional<ProcessHandle> server() throws IOException {
        return Files.exists(data.resolve("postgres/postmaster.pid"))
                ? ProcessHandle.of(Long.parseLong(pidFile().getFirst().strip())).filter(ProcessHandle::isAlive)
                : java.util.Optional.empty();
    }

    private String url() throws IOException {
        return "jdbc:postgresql://127.0.0.1:" + pidFile().get(3).strip() + "/flankwatch";
    }

    private String ledgerId() throws IOException, SQLException {
        try (var connection = DriverManager.getConnection(url(), "flankwatch_service", Files.readString(data.resolve("secrets/postgres-service")));
                var rows = connection.createStatement().executeQuery("select ledger_id from ledger.head")) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private void assertNobodyGetsIntoPostgresWithoutAPassword() throws IOException {
        for (String role : List.of("postgres", "flankwatch_owner", "flankwatch_service", "flankwatch_ops", "flankwatch_ops_reader", "flankwatch_ops_recorder")) {
            String url = url();
            org.assertj.core.api.Assertions.assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> DriverManager.getConnection(url, role, "guess").close())
                    .withMessageContaining("password authentication failed");
        }
    }

    private void assertEverySecretIsItsOwnersAlone() throws IOException {
        try (Stream<Path> secrets = Files.list(data.resolve("secrets"))) {
            assertThat(secrets.toList()).hasSizeGreaterThanOrEqualTo(5).allSatisfy(secret -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                    .isEqualTo("rw-------"));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("secrets")))).isEqualTo("rwx------");
    }

    /// By the kernel's own tables: which sockets listen, and which of them are those of the two processes.
    private void assertEverythingListensOnLoopback(long pid) throws IOException {
        long postgres = server().orElseThrow().pid();
        for (long process : List.of(pid, postgres)) {
            List<String> inodes;
            try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(process), "fd"))) {
                inodes = descriptors.map(StandaloneTest::target).filter(target -> target.startsWith("socket:[")).map(target -> target.substring(8, target.length() - 1)).toList();
            }
            List<String> addresses = Stream.of("tcp", "tcp6")
                    .flatMap(table -> lines(Path.of("/proc/net", table)))
                    .map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns.length > 9 && columns[3].equals("0A") && inodes.contains(columns[9]))
                    .map(columns -> columns[1].substring(0, columns[1].indexOf(':')))
                    .toList();
            assertThat(addresses)
                    .isNotEmpty()
                    .allSatisfy(address -> assertThat(address)
                            .isIn("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000"));
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
