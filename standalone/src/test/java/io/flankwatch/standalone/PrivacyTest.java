package io.flankwatch.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.ledger.LedgerCheck;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// A name that should never have been recorded, and is nowhere afterwards.
class PrivacyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NAME = "Zenobia Exemplu";
    private static final String CASE = "01977a3e-5c00-7a10-8f3e-2b1d6c4a9e77";
    private static final String ENTRY = "01977a3e-600c-7b20-9c4d-3e5f00017377";

    private final Path data;
    private final DataOnDisk stored;

    PrivacyTest(@TempDir Path data) {
        this.data = data;
        stored = new DataOnDisk(data);
    }

    @Test
    void a_redacted_name_is_nowhere_also_after_a_rebuild_and_after_a_backup_has_brought_it_back() throws Exception {
        String backup;
        try (var standalone = Running.start(data).up(PATIENCE)) {
            recorded(standalone);
            assertThat(reads(standalone)).contains(NAME);
            assertThat(stored.dump()).contains(hex(NAME));
            backup = one("select encode(bytes, 'hex') from ledger.event where position = 1");

            ok(standalone.post(entry("/redaction"), standalone.token("supervisor"), """
                    {"ground": "Art. 17(1)(d) GDPR", "pointers": ["/description", "/reason"]}"""));
            assertThat(standalone.post(entry("/redaction/confirmation"), standalone.token("supervisor"), "{}").body()).contains("SELF_APPROVAL");
            ok(standalone.post(entry("/redaction/confirmation"), standalone.token("supervisor2"), "{}"));

            assertNowhere(standalone);
            assertThat(reads(standalone)).contains("Somebody was hurt");
            standalone.kill();
        }
        // The table alone, as it was before: by somebody with all rights, since the database refuses it.
        stored.execute("alter table ledger.event disable trigger user");
        stored.execute("update ledger.event set bytes = decode('" + backup + "', 'hex') where position = 1");
        stored.execute("alter table ledger.event enable always trigger event_only_grows");
        stored.execute("alter table ledger.event enable always trigger event_becomes_its_residue");
        assertThat(stored.dump()).contains(hex(NAME));

        // The views are in memory: all of them are made anew.
        try (var again = Running.start(data).up(PATIENCE)) {
            assertNowhere(again);
            stored.execute("vacuum (full) ledger.event");
            stored.execute("checkpoint");
            assertThat(DataOnDisk.files(data.resolve("postgres/base"))).noneMatch(file -> DataOnDisk.holds(file, NAME.getBytes(UTF_8)));
        }
    }

    private static String entry(String below) {
        return "/cases/" + CASE + "/entries/" + ENTRY + below;
    }

    private static void recorded(Running standalone) throws IOException, InterruptedException {
        String analyst = standalone.token("analyst");
        ok(standalone.post("/cases", analyst, "{\"caseId\": \"" + CASE + "\", \"title\": \"t\", \"marking\": \"GREEN\"}"));
        ok(standalone.post("/cases/" + CASE + "/developments", analyst, """
                {"entryId": "%s", "vector": "HUMANITARIAN", "title": "Somebody was hurt", "description": "%s was hurt", "unsourced": "overheard",
                 "occurred": {"precision": "UNKNOWN"}}""".formatted(ENTRY, NAME)));
        ok(standalone.post("/cases/" + CASE + "/commands", analyst, """
                {"mode": "ATOMIC", "commands": [{"type": "ReviseEntry", "body": {"entryId": "%s", "reason": "without %s", "changes": {"description": "somebody was hurt"}}}]}"""
                .formatted(ENTRY, NAME)));
    }

    private void assertNowhere(Running standalone) throws Exception {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(reads(standalone)).doesNotContain(NAME));
        assertThat(stored.dump()).doesNotContain(NAME).doesNotContain(hex(NAME));
        assertThat(standalone.output()).doesNotContain(NAME);
        assertThat(Files.readString(data.resolve("postgres.log"))).doesNotContain(NAME);
        assertThat(LedgerCheck.run(stored.superuser())).isEqualTo(new LedgerCheck.Report(5, null, List.of(), List.of()));
    }

    private static String reads(Running standalone) throws IOException, InterruptedException {
        var all = new StringBuilder();
        for (String client : List.of("analyst", "auditor")) {
            String token = standalone.token(client);
            for (String path : List.of("", "/timeline", "/history", "/entries/" + ENTRY, "/timeline?asOf=2", "/entries/" + ENTRY + "?asOf=1")) {
                all.append(standalone.get("/cases/" + CASE + path, token).body());
            }
            all.append(standalone.get("/events", token).body()).append(standalone.get("/events/1", token).body());
        }
        return all.toString();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(UTF_8));
    }

    private static void ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        assertThat(JsonMapper.shared().readTree(answer.body()).isObject()).isTrue();
    }

    private String one(String query) throws IOException, SQLException {
        return stored.column(query).getFirst();
    }
}
