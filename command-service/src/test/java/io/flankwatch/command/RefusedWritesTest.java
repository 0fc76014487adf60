package io.flankwatch.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.Marking;
import io.flankwatch.ledger.TestLedger;
import io.flankwatch.ops.Refusal;
import io.flankwatch.ops.Refusals;
import io.flankwatch.ops.Refusals.Filter;
import io.flankwatch.ops.Refusals.Recorded;
import io.flankwatch.platform.access.Role;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class RefusedWritesTest extends CommandApi {

    private static final Refusals RECORDED = new Refusals(LEDGER.opsReader());
    private static final String DEVELOPMENTS = "/cases/{caseId}/developments";

    @Autowired
    MeterRegistry meters;

    private long before = -1;

    @BeforeEach
    void remember_what_is_recorded() {
        news();
    }

    /// What was recorded since the last call.
    private List<Refusal> news() {
        List<Recorded> news = RECORDED.after(before, 10_000, new Filter(List.of(), List.of(), List.of()));
        if (!news.isEmpty()) {
            before = news.getLast().number();
        }
        return news.stream().map(Recorded::refusal).toList();
    }

    /// Exactly one, of the analyst, with the trace id that was told.
    private void recorded(HttpResponse<String> answer, int status, String code, @Nullable String path, @Nullable String command, String... pointers) {
        String traceId = problem(answer, status, code).required("traceId").stringValue();
        List<Refusal> news = news();
        assertThat(news).as(answer.body()).hasSize(1);
        Refusal refusal = news.getFirst();
        UUID about = path == null ? null : UUID.fromString(caseId);
        assertThat(refusal)
                .isEqualTo(new Refusal(
                        refusal.id(), "analyst", "analyst", answer.request().method(), path, about, command, code, List.of(pointers), traceId));
        assertThat(refusal.id().version()).isEqualTo(7);
    }

    @Test
    void what_is_not_of_the_right_form_is_recorded() {
        String path = path("/developments");
        recorded(post(TOKENS.analyst(), path, development(", \"entryId\": 5")), 400, "MALFORMED", DEVELOPMENTS, "RecordDevelopment", "/entryId");
        recorded(
                post(TOKENS.analyst(), path, development(", \"places\": [{\"role\": \"SITE\", \"country\": \"RUMANIA\"}]")),
                400,
                "MALFORMED",
                DEVELOPMENTS,
                "RecordDevelopment",
                "/places/0/country");
        recorded(post(TOKENS.analyst(), path, "{"), 400, "MALFORMED", DEVELOPMENTS, "RecordDevelopment", "");
        recorded(post(TOKENS.analyst(), path, ""), 400, "MALFORMED", DEVELOPMENTS, "RecordDevelopment", "/occurred");
        recorded(post(TOKENS.analyst(), path + "?dryrun=yes", development("")), 400, "MALFORMED", DEVELOPMENTS, "RecordDevelopment");
        recorded(post(TOKENS.analyst(), path, development(""), "If-Match", "W/\"2\""), 400, "MALFORMED", DEVELOPMENTS, "RecordDevelopment");
        recorded(
                post(TOKENS.analyst(), path, development(", \"description\": \"" + "x".repeat(16_385) + "\"")),
                413,
                "TOO_LARGE",
                DEVELOPMENTS,
                "RecordDevelopment");
        recorded(
                post(TOKENS.analyst(), path, "x=1", "Content-Type", "application/x-www-form-urlencoded"),
                415,
                "UNSUPPORTED_MEDIA_TYPE",
                DEVELOPMENTS,
                "RecordDevelopment");
        recorded(send("DELETE", TOKENS.analyst(), path, ""), 405, "METHOD_NOT_ALLOWED", null, null);
        recorded(post(TOKENS.analyst(), "/nowhere", "{}"), 404, "NOT_FOUND", null, null);
    }

    @Test
    void what_a_rule_refuses_is_recorded() {
        String path = path("/developments");
        recorded(
                post(TOKENS.analyst(), path("/entries/" + UUID.randomUUID() + "/retraction"), "{\"reason\": \"r\"}"),
                404,
                "NO_SUCH_ENTRY",
                "/cases/{caseId}/entries/{entryId}/retraction",
                "RetractEntry",
                "/entryId");
        recorded(post(TOKENS.analyst(), "/cases", "{\"caseId\": \"" + caseId + "\", \"title\": \"t\"}"), 409, "CASE_EXISTS", "/cases", "OpenCase", "/caseId");
        recorded(post(TOKENS.analyst(), path, development(""), "If-Match", "\"7\""), 412, "STALE_VERSION", DEVELOPMENTS, "RecordDevelopment");
        recorded(post(TOKENS.analyst(), path("/closure"), ""), 403, "ROLE_MISSING", "/cases/{caseId}/closure", "CloseCase");
        created(post(TOKENS.analyst(), path, development(""), "Idempotency-Key", "k" + caseId));
        recorded(
                post(TOKENS.analyst(), path, development(", \"description\": \"d\""), "Idempotency-Key", "k" + caseId),
                422,
                "KEY_REUSED",
                DEVELOPMENTS,
                "RecordDevelopment");
        caseId = UUID.randomUUID().toString();
        recorded(post(TOKENS.analyst(), path("/developments"), development("")), 404, "NO_SUCH_CASE", DEVELOPMENTS, "RecordDevelopment");
    }

    @Test
    void everybody_who_is_known_is_recorded_whatever_their_role() {
        problem(post(TOKENS.token("gus", "gus-tool", Marking.RED, Role.AUDITOR), path("/developments"), development("")), 403, "ROLE_MISSING");
        problem(post(TOKENS.token("amy", "amy-tool", Marking.CLEAR, Role.ANALYST), path("/developments"), "{"), 404, "NO_SUCH_CASE");
        problem(post(TOKENS.analyst(), "/cases/nonsense/developments", development("")), 404, "NO_SUCH_CASE");
        List<Refusal> news = news();
        assertThat(news).extracting(Refusal::subject).containsExactly("gus", "amy", "analyst");
        assertThat(news).extracting(Refusal::clientId).containsExactly("gus-tool", "amy-tool", "analyst");
        assertThat(news.getLast().caseId()).isNull();
    }

    private static String item(String type, String body) {
        return "{\"type\": \"" + type + "\", \"body\": " + body + "}";
    }

    private static String bulk(String mode, String... items) {
        return "{\"mode\": \"" + mode + "\", \"commands\": [" + String.join(",", items) + "]}";
    }

    @Test
    void each_refused_command_of_a_bulk_is_recorded_and_the_others_are_not() {
        String entry = development(", \"entryId\": \"" + UUID.randomUUID() + "\"");
        String bulk = bulk("EACH", item("RecordDevelopment", entry), item("RecordDevelopment", entry), item("CloseCase", "{}"), item("Nonsense", "{}"));
        assertThat(post(TOKENS.analyst(), path("/commands?dryRun=true"), bulk).statusCode()).isEqualTo(200);
        assertThat(news()).isEmpty();
        assertThat(post(TOKENS.analyst(), path("/commands"), bulk).statusCode()).isEqualTo(200);
        List<Refusal> news = news();
        assertThat(news).extracting(Refusal::code).containsExactly("ENTRY_EXISTS", "ROLE_MISSING", "MALFORMED");
        assertThat(news).extracting(Refusal::command).containsExactly("RecordDevelopment", "CloseCase", null);
        assertThat(news).extracting(Refusal::pointers).containsExactly(List.of("/entryId"), List.of(), List.of());
        assertThat(news).allSatisfy(refusal -> {
            assertThat(refusal.path()).isEqualTo("/cases/{caseId}/commands");
            assertThat(refusal.caseId()).hasToString(caseId);
            assertThat(refusal.traceId()).isNotBlank();
        });
        assertThat(events()).hasSize(2);
    }

    @Test
    void a_refused_atomic_bulk_is_recorded_once_with_the_command_at_fault() {
        String path = "/cases/{caseId}/commands";
        String entry = development(", \"entryId\": \"" + UUID.randomUUID() + "\"");
        String retraction = item("RetractEntry", "{\"entryId\": \"" + UUID.randomUUID() + "\", \"reason\": \"r\"}");
        String bulk = bulk("ATOMIC", item("RecordDevelopment", entry), retraction);
        problem(post(TOKENS.analyst(), path("/commands?dryRun=true"), bulk), 404, "NO_SUCH_ENTRY");
        assertThat(news()).isEmpty();
        recorded(post(TOKENS.analyst(), path("/commands"), bulk), 404, "NO_SUCH_ENTRY", path, "RetractEntry", "/commands/1/body/entryId");
        recorded(post(TOKENS.analyst(), path("/commands"), bulk("ATOMIC", item("CloseCase", "{}"))), 403, "ROLE_MISSING", path, "CloseCase", "/commands/0");
        recorded(post(TOKENS.analyst(), path("/commands"), "{\"mode\": \"SOME\", \"commands\": []}"), 400, "MALFORMED", path, null, "/mode");
    }

    @Test
    void what_is_accepted_or_asks_for_nothing_or_comes_from_nobody_is_not_recorded() {
        created(post(TOKENS.analyst(), path("/developments"), development("")));
        problem(post(TOKENS.analyst(), path("/developments?dryRun=true"), "{"), 400, "MALFORMED");
        problem(post(TOKENS.analyst(), path("/closure?dryRun=true"), ""), 403, "ROLE_MISSING");
        problem(post("", path("/developments"), "{"), 401, "NOT_AUTHENTICATED");
        problem(post("nonsense", path("/developments"), "{"), 401, "NOT_AUTHENTICATED");
        problem(send("GET", TOKENS.analyst(), path("/developments"), ""), 405, "METHOD_NOT_ALLOWED");
        assertThat(news()).isEmpty();
    }

    @Test
    void nothing_that_was_sent_is_recorded() throws SQLException {
        String name = "Ion-Popescu";
        String number = "0741234567";
        problem(post(TOKENS.analyst(), path("/developments"), development(", \"" + name + "\": 1")), 400, "UNKNOWN_FIELD");
        problem(post(TOKENS.analyst(), path("/developments"), development(", \"" + number + "\": \"\\u0000\"")), 400, "MALFORMED");
        problem(post(TOKENS.analyst(), path("/developments"), development(", \"places\": [{\"role\": \"SITE\", \"country\": \"RO\", \"" + name + "\": 1}]")), 400, "UNKNOWN_FIELD");
        problem(post(TOKENS.analyst(), path("/developments"), development("").replace("MILITARY", name)), 400, "MALFORMED");
        problem(post(TOKENS.analyst(), path("/entries/" + name + "/retraction"), "{\"reason\": \"" + name + "\"}"), 400, "MALFORMED");
        problem(post(TOKENS.analyst(), path("/developments?" + name + "=" + name), development(""), "Idempotency-Key", name), 400, "MALFORMED");
        problem(post(TOKENS.analyst(), "/" + name, "{}"), 404, "NOT_FOUND");
        post(TOKENS.analyst(), path("/commands"), bulk("EACH", item(name, "{\"" + name + "\": \"" + name + "\"}"), item("CloseCase", "{\"reason\": \"" + name + "\"}")));
        List<Refusal> news = news();
        assertThat(news).hasSize(9).extracting(Refusal::pointers).contains(List.of(""), List.of("/places/0"), List.of("/vector"));
        try (Connection connection = LEDGER.opsReader().getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select string_agg(r::text, ' ') from ops.refusal r where number > " + (before - 9))) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).contains(Objects.requireNonNull(news.getFirst().traceId())).doesNotContain(name).doesNotContain(number);
        }
    }

    @Test
    void a_refusal_that_cant_be_recorded_is_told_and_logged_and_counted(CapturedOutput output) throws SQLException {
        double lost = meters.get("flankwatch.refusals.lost").counter().count();
        owner("revoke insert on ops.refusal from " + TestLedger.OPS_WRITER);
        try {
            problem(post(TOKENS.analyst(), path("/closure"), ""), 403, "ROLE_MISSING");
            String nothing = bulk("EACH", item("CloseCase", "{}"), item("CloseCase", "{}"));
            assertThat(post(TOKENS.analyst(), path("/commands"), nothing).statusCode()).isEqualTo(200);
        } finally {
            owner("grant insert on ops.refusal to " + TestLedger.OPS_WRITER);
        }
        assertThat(news()).isEmpty();
        assertThat(meters.get("flankwatch.refusals.lost").counter().count()).isEqualTo(lost + 3);
        assertThat(output).contains("Refused commands could not be recorded").contains("Not recorded: Refusal[").contains(caseId);
        recorded(post(TOKENS.analyst(), path("/closure"), ""), 403, "ROLE_MISSING", "/cases/{caseId}/closure", "CloseCase");
    }

    private static void owner(String sql) throws SQLException {
        try (Connection connection = LEDGER.owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
