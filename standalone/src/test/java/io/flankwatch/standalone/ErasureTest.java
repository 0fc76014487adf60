package io.flankwatch.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.flankwatch.ledger.LedgerCheck;
import io.flankwatch.standalone.demo.Client;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/// One name in a sealed part, one in free text: the person is erased, the text is redacted, and neither name is anywhere afterwards, nor is the key.
@ExtendWith(OutputCaptureExtension.class)
class ErasureTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String SEALED = "Zenobia Pecetluita";
    private static final String FREE = "Zenobia Exemplu";
    private static final String CASE = "01977a3e-5c00-7a10-8f3e-2b1d6c4a9e88";
    private static final String ENTRY = "01977a3e-600c-7b20-9c4d-3e5f00018888";
    private static final String PERSON = "01977a3e-6500-7a10-8f3e-2b1d6c4a8888";
    private static final String PART = """
            {"personId": "%s", "role": "VICTIM", "details": {"name": "%s", "age": {"asStated": "in her thirties"}, "health": "burns"}}""".formatted(PERSON, SEALED);

    private final Path data;
    private final DataOnDisk stored;

    ErasureTest(@TempDir Path data) {
        this.data = data;
        stored = new DataOnDisk(data);
    }

    /// The standalone in this process, so that its views can be looked into.
    private record Up(ConfigurableApplicationContext context, URI url, Client client) implements AutoCloseable {

        String send(String method, String client, String path, String body) throws IOException, InterruptedException {
            return answer(method, client, path, body).body();
        }

        void ok(String method, String client, String path, String body) throws IOException, InterruptedException {
            HttpResponse<String> answer = answer(method, client, path, body);
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201, 202);
            assertThat(JsonMapper.shared().readTree(answer.body()).isObject()).isTrue();
            assertThat(answer.body()).doesNotContain(SEALED);
        }

        String get(String client, String path) throws IOException, InterruptedException {
            return send("GET", client, path, "");
        }

        private HttpResponse<String> answer(String method, String as, String path, String body) throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(url.resolve(path)).timeout(Duration.ofSeconds(30)).header("Authorization", "Bearer " + client.token(as));
            if (!body.isEmpty()) {
                request.header("Content-Type", "application/json");
            }
            return HTTP.send(request.method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
        }

        /// Everything that the stream sends up to a position.
        String stream(String as, long last) throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(url.resolve("/events/stream")).header("Authorization", "Bearer " + client.token(as));
            var all = new StringBuilder();
            try (Stream<String> lines = HTTP.send(request.build(), BodyHandlers.ofLines()).body()) {
                for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
                    String line = each.next();
                    all.append(line).append('\n');
                    if (line.startsWith("data:") && all.indexOf("id: " + last + "\n") >= 0) {
                        return all.toString();
                    }
                }
            }
            return all.toString();
        }

        /// Every document of every collection.
        String views() {
            var all = new StringBuilder();
            try (MongoClient views = MongoClients.create(context.getBean(EmbeddedStores.Running.class).viewsUri())) {
                for (String name : views.listDatabaseNames()) {
                    MongoDatabase database = views.getDatabase(name);
                    for (String collection : database.listCollectionNames()) {
                        database.getCollection(collection).find().forEach(document -> all.append(text(document)).append('\n'));
                    }
                }
            }
            return all.toString();
        }

        private static String text(Document document) {
            Document readable = new Document(document);
            if (document.get("body") instanceof Binary json) {
                readable.put("body", new String(json.getData(), UTF_8));
            }
            return readable.toJson();
        }

        @Override
        public void close() {
            context.close();
        }
    }

    private Up start() {
        ConfigurableApplicationContext context =
                Standalone.application().run("--server.port=0", "--flankwatch.demo=false", "--flankwatch.data=" + data);
        URI url = URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
        return new Up(context, url, new Client(url));
    }

    @Test
    void an_erased_person_and_a_redacted_name_are_nowhere_also_after_a_rebuild_and_after_a_backup_has_brought_the_key_back(CapturedOutput output)
            throws Exception {
        String key;
        try (Up standalone = start()) {
            recorded(standalone);
            assertThat(standalone.get("analyst", "/cases/" + CASE + "/entries/" + ENTRY)).contains(SEALED).contains(FREE);
            assertThat(standalone.get("auditor", "/cases/" + CASE + "/entries/" + ENTRY)).contains("SEALED").contains(FREE);
            assertNot(SEALED, standalone, output);
            key = key();
            assertThat(stored.dump()).contains(key).contains(hex(FREE));

            erased(standalone);
            assertGone(standalone, key, output);
            tamperingIsFound();
            rebuilt(standalone);
            assertGone(standalone, key, output);

            // The table of keys alone, as it was before; the ledger says that the person is erased.
            stored.execute("update ops.person_key set wrapped = decode('" + key + "', 'hex'), erased_at = null where person_id = '" + PERSON + "'");
            assertThat(standalone.get("analyst", "/cases/" + CASE + "/entries/" + ENTRY)).contains("ERASED").doesNotContain(SEALED);
        }
        // All views are in memory, and made anew.
        try (Up again = start()) {
            assertGone(again, key, output);
            stored.execute("alter system set wal_recycle = off");
            stored.execute("select pg_reload_conf()");
            stored.execute("vacuum (full) ledger.event");
            stored.execute("vacuum (full) ops.person_key");
            stored.execute("select pg_switch_wal()");
            stored.execute("checkpoint");
            stored.execute("select pg_switch_wal()");
            stored.execute("checkpoint");
            for (byte[] text : List.of(SEALED.getBytes(UTF_8), FREE.getBytes(UTF_8), HexFormat.of().parseHex(key))) {
                assertThat(DataOnDisk.files(data)).as(new String(text, UTF_8)).noneMatch(file -> DataOnDisk.holds(file, text));
            }
        }
    }

    /// What was copied while both were there, with the log of what has happened since: the events that say so, and what was done about them.
    @Test
    void a_backup_of_the_files_from_before_has_neither_once_it_is_restored_with_the_log_up_to_now(CapturedOutput output, @TempDir Path kept) throws Exception {
        Path backup = kept.resolve("postgres");
        String key;
        try (Up standalone = start()) {
            recorded(standalone);
            key = key();
            stored.execute("alter system set wal_keep_size = '1GB'");
            stored.execute("select pg_reload_conf()");
            stored.backUp(backup);
            assertThat(DataOnDisk.files(backup)).anyMatch(file -> DataOnDisk.holds(file, FREE.getBytes(UTF_8))).anyMatch(file -> DataOnDisk.holds(file, HexFormat.of().parseHex(key)));
            erased(standalone);
            assertGone(standalone, key, output);
        }
        stored.copyLog(backup);
        stored.restore(backup, kept);
        try (Up again = start()) {
            assertGone(again, key, output);
            rebuilt(again);
            assertGone(again, key, output);
        }
    }

    /// The ledger's backup has no keys. Where one from before is restored the erasure is lost, and what it has destroyed is not there all the same.
    @Test
    void a_ledger_from_before_opens_nothing_with_the_keys_of_now(CapturedOutput output, @TempDir Path kept) throws Exception {
        Path backup = kept.resolve("postgres");
        String erasedAt;
        try (Up standalone = start()) {
            recorded(standalone);
            stored.backUp(backup);
            erased(standalone);
            erasedAt = stored.column("select erased_at from ops.person_key where wrapped is null").getFirst();
        }
        stored.restore(backup, kept);
        try (Up again = start()) {
            stored.execute("update ops.person_key set wrapped = null, erased_at = " + erasedAt + " where person_id = '" + PERSON + "'");
            assertThat(reads(again)).contains("UNREADABLE").doesNotContain(SEALED);
            assertNot(SEALED, again, output);
            String another = "{\"scope\": \"CASE\", \"metric\": \"INJURED\", \"best\": 1, \"unsourced\": \"u\", \"occurred\": {\"precision\": \"UNKNOWN\"}, \"persons\": [%s]}".formatted(PART);
            assertThat(again.send("POST", "analyst", "/cases/" + CASE + "/casualties", another)).contains("PERSON_ERASED");
            again.ok("POST", "supervisor", "/persons/" + PERSON + "/erasure", "{\"ground\": \"UNLAWFULLY_PROCESSED\"}");
            assertThat(reads(again)).contains("ERASED").doesNotContain("UNREADABLE").doesNotContain(SEALED);
        }
    }

    @Test
    void the_key_that_wraps_those_of_persons_is_its_owners_only_and_in_no_database() throws Exception {
        try (Up standalone = start()) {
            recorded(standalone);
            Path file = data.resolve("secrets/persons");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
            assertThat(stored.dump()).doesNotContain(Files.readString(file).strip());
        }
    }

    private static void recorded(Up standalone) throws IOException, InterruptedException {
        standalone.ok("POST", "analyst", "/cases", "{\"caseId\": \"" + CASE + "\", \"title\": \"t\", \"marking\": \"GREEN\"}");
        String casualty = """
                {"entryId": "%s", "scope": "CASE", "metric": "INJURED", "best": 1, "description": "%s was hurt", "unsourced": "overheard",
                 "occurred": {"precision": "UNKNOWN"}, "persons": [%s]}""".formatted(ENTRY, FREE, PART);
        standalone.ok("POST", "analyst", "/cases/" + CASE + "/casualties?dryRun=true", casualty);
        standalone.ok("POST", "analyst", "/cases/" + CASE + "/casualties", casualty);
        standalone.ok("POST", "analyst", "/cases/" + CASE + "/commands", """
                {"mode": "ATOMIC", "commands": [{"type": "ReviseEntry", "body": {"entryId": "%s", "reason": "r", "changes": {"grade": "WEAK", "persons": [%s]}}}]}"""
                .formatted(ENTRY, PART));
        // Refused, and recorded as such.
        assertThat(standalone.send("POST", "analyst", "/cases/" + CASE + "/casualties", casualty)).contains("ENTRY_EXISTS");
        assertThat(standalone.send("POST", "analyst", "/cases/" + CASE + "/casualties", casualty.replace("\"name\"", "\"nom\""))).contains("UNKNOWN_FIELD");
    }

    private static void erased(Up standalone) throws IOException, InterruptedException {
        standalone.ok("POST", "supervisor", "/persons/" + PERSON + "/erasure", "{\"ground\": \"UNLAWFULLY_PROCESSED\"}");
        standalone.ok("POST", "supervisor", "/cases/" + CASE + "/entries/" + ENTRY + "/redaction", """
                {"ground": "Art. 17(1)(d) GDPR", "pointers": ["/description"]}""");
        standalone.ok("POST", "supervisor2", "/cases/" + CASE + "/entries/" + ENTRY + "/redaction/confirmation", "{}");
    }

    /// All views, while they are there.
    private static void rebuilt(Up standalone) throws IOException, InterruptedException {
        standalone.ok("POST", "operator", "/views/all/rebuild", "");
        Awaitility.await().atMost(PATIENCE).until(() -> standalone.get("operator", "/views/rebuild").contains("NOT_FOUND"));
    }

    private void assertGone(Up standalone, String key, CapturedOutput output) throws Exception {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(reads(standalone)).contains("ERASED").doesNotContain(SEALED).doesNotContain(FREE);
            assertThat(standalone.views()).contains(ENTRY).doesNotContain(FREE);
        });
        assertNot(SEALED, standalone, output);
        assertNot(FREE, standalone, output);
        assertThat(stored.dump()).doesNotContain(key);
        assertThat(stored.column("select erased_at::text from ops.person_key where wrapped is null")).hasSize(1);
        long entries = Long.parseLong(stored.column("select count(*) from ledger.event").getFirst());
        assertThat(LedgerCheck.run(stored.superuser())).isEqualTo(new LedgerCheck.Report(entries, null, List.of(), List.of()));
    }

    private void assertNot(String name, Up standalone, CapturedOutput output) throws Exception {
        assertThat(stored.dump()).doesNotContain(name).doesNotContain(hex(name));
        assertThat(standalone.views()).isNotEmpty().satisfies(views -> {
            if (name.equals(SEALED)) {
                assertThat(views).doesNotContain(name);
            }
        });
        long last = Long.parseLong(stored.column("select max(position) from ledger.event").getFirst());
        for (String client : List.of("analyst", "auditor", "integrator")) {
            assertThat(standalone.stream(client, last)).contains("id: " + last).doesNotContain(name);
        }
        assertThat(output.getAll()).doesNotContain(name);
        assertThat(Files.readString(data.resolve("postgres.log"))).doesNotContain(name);
    }

    private static String reads(Up standalone) throws IOException, InterruptedException {
        var all = new StringBuilder();
        for (String client : List.of("analyst", "supervisor", "auditor", "integrator")) {
            for (String path : List.of("", "/timeline", "/history", "/casualties", "/entries/" + ENTRY, "/timeline?asOf=1", "/entries/" + ENTRY + "?asOf=1")) {
                all.append(standalone.get(client, "/cases/" + CASE + path));
            }
            all.append(standalone.get(client, "/events")).append(standalone.get(client, "/events/1")).append(standalone.get(client, "/persons/" + PERSON + "/mentions"));
        }
        return all.append(standalone.get("auditor", "/audit/refusals")).toString();
    }

    /// Bytes that no event has taken out are found out.
    private void tamperingIsFound() throws Exception {
        String bytes = stored.column("select encode(bytes, 'hex') from ledger.event where position = 2").getFirst();
        String other = bytes.replace(hex("\"reason\":\"r\""), hex("\"reason\":\"s\""));
        assertThat(other).isNotEqualTo(bytes);
        for (String change : List.of(other, bytes)) {
            stored.execute("alter table ledger.event disable trigger user");
            stored.execute("update ledger.event set bytes = decode('" + change + "', 'hex') where position = 2");
            stored.execute("alter table ledger.event enable always trigger event_only_grows");
            stored.execute("alter table ledger.event enable always trigger event_becomes_its_residue");
            assertThat(LedgerCheck.run(stored.superuser()).wrong() == null).isEqualTo(change.equals(bytes));
        }
    }

    private String key() throws IOException, SQLException {
        return stored.column("select encode(wrapped, 'hex') from ops.person_key where person_id = '" + PERSON + "'").getFirst();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(UTF_8));
    }
}
