package io.flankwatch.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryRecorded;
import io.flankwatch.events.ErasureGround;
import io.flankwatch.events.Marking;
import io.flankwatch.events.PersonEvent;
import io.flankwatch.events.PersonEvent.PersonErased;
import io.flankwatch.events.SealedPart;
import io.flankwatch.ledger.LedgerCheck;
import io.flankwatch.ledger.LedgerEngine;
import io.flankwatch.ledger.LedgerEntry;
import io.flankwatch.ledger.LedgerMetadata;
import io.flankwatch.ledger.TestLedger;
import io.flankwatch.ops.PersonKeys;
import io.flankwatch.platform.TestKeyFile;
import io.flankwatch.platform.persons.PersonContent;
import io.flankwatch.platform.persons.PersonRole;
import io.flankwatch.platform.persons.SealedPlace;
import io.flankwatch.platform.persons.WrappingKey;
import io.flankwatch.wire.Ids;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/// Parts about persons over HTTP: sealed before anything else sees them, and unreadable once the person is erased.
@ExtendWith(OutputCaptureExtension.class)
class PersonsTest extends CommandApi {

    private static final String NAME = "Ioana Exemplu";

    private final UUID person = UUID.randomUUID();
    private final UUID entry = UUID.randomUUID();

    private static String part(UUID person, String name) {
        return "{\"personId\": \"%s\", \"role\": \"VICTIM\", \"details\": {\"name\": \"%s\", \"age\": {\"best\": 34}}}".formatted(person, name);
    }

    private String body(String persons) {
        return development(", \"entryId\": \"" + entry + "\", \"persons\": [" + persons + "]");
    }

    private HttpResponse<String> erase(String token, String... headers) {
        return post(token, "/persons/" + person + "/erasure", "{\"ground\": \"UNLAWFULLY_PROCESSED\"}", headers);
    }

    private static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private List<SealedPart> parts() {
        return ((EntryRecorded) events().getLast().envelope().event()).entry().persons();
    }

    private PersonContent opened(SealedPart part) throws GeneralSecurityException {
        byte[] wrapped = new PersonKeys(LEDGER.opsReader()).find(List.of(part.personId())).get(part.personId());
        return WrappingKey.read(TestKeyFile.path())
                .unwrap(part.personId(), Objects.requireNonNull(wrapped))
                .open(new SealedPlace(UUID.fromString(caseId), entry, part.personId()), part.sealed());
    }

    @Test
    void what_is_recorded_of_a_person_is_sealed_and_opens_under_their_key(CapturedOutput output) throws Exception {
        HttpResponse<String> answer = post(TOKENS.analyst(), path("/developments"), body(part(person, NAME)));
        created(answer);
        assertThat(answer.body()).doesNotContain(NAME);
        assertThat(parts()).hasSize(1);
        assertThat(opened(parts().getFirst()).role()).isEqualTo(PersonRole.VICTIM);
        assertThat(Objects.requireNonNull(opened(parts().getFirst()).details()).name()).isEqualTo(NAME);
        assertThat(dump()).doesNotContain(NAME).doesNotContain(hex(NAME)).doesNotContain("VICTIM");
        assertThat(output.getAll()).doesNotContain(NAME);
    }

    @Test
    void an_entry_without_an_id_of_its_own_gets_the_one_that_its_parts_are_sealed_for() throws Exception {
        JsonNode answer = created(post(TOKENS.analyst(), path("/developments"), development(", \"persons\": [" + part(person, NAME) + "]")));
        UUID id = UUID.fromString(answer.required("entryId").stringValue());
        SealedPart part = parts().getFirst();
        byte[] wrapped = new PersonKeys(LEDGER.opsReader()).find(List.of(person)).get(person);
        assertThat(WrappingKey.read(TestKeyFile.path())
                        .unwrap(person, Objects.requireNonNull(wrapped))
                        .open(new SealedPlace(UUID.fromString(caseId), id, person), part.sealed()))
                .isNotNull();
    }

    @Test
    void a_repeat_is_answered_with_the_first_result_and_something_else_is_not_a_repeat() {
        String body = development(", \"persons\": [" + part(person, NAME) + "]");
        created(post(TOKENS.analyst(), path("/developments"), body, "Idempotency-Key", "k-" + entry));
        JsonNode again = created(post(TOKENS.analyst(), path("/developments"), body, "Idempotency-Key", "k-" + entry));
        assertThat(again.required("replayed").booleanValue()).isTrue();
        String other = development(", \"persons\": [" + part(person, "Somebody Else") + "]");
        problem(post(TOKENS.analyst(), path("/developments"), other, "Idempotency-Key", "k-" + entry), 422, "KEY_REUSED");
        assertThat(events()).hasSize(2);
    }

    @Test
    void a_dry_run_shows_that_something_would_be_sealed_and_makes_no_key() throws SQLException {
        HttpResponse<String> answer = post(TOKENS.analyst(), path("/developments?dryRun=true"), body(part(person, NAME)));
        JsonNode data = ok(answer).required("wouldRecord").get(0).required("data");
        assertThat(data.at("/persons/0/sealed").stringValue()).isNotBlank();
        assertThat(answer.body()).doesNotContain(NAME).doesNotContain("VICTIM");
        assertThat(dump()).doesNotContain(person.toString());
    }

    @Test
    void what_is_refused_makes_no_key_and_leaves_nothing_in_the_record_of_refusals(CapturedOutput output) throws SQLException {
        String wrong = part(person, NAME).replace("\"name\"", "\"" + NAME + "\"");
        assertThat(pointer(problem(post(TOKENS.analyst(), path("/developments"), body(wrong)), 400, "UNKNOWN_FIELD"))).startsWith("/persons/0/details");
        problem(post(TOKENS.analyst(), path("/developments"), body(part(person, NAME)).replace("MILITARY", "NONE")), 400, "MALFORMED");
        problem(post(TOKENS.analyst(), path("/developments"), body("{\"personId\": \"" + person + "\", \"sealed\": \"AAAA\"}")), 400, "UNKNOWN_FIELD");
        assertThat(pointer(problem(post(TOKENS.analyst(), path("/developments"), body("{\"personId\": \"" + person + "\"}")), 400, "MALFORMED")))
                .isEqualTo("/persons/0/details");
        assertThat(pointer(problem(
                        post(TOKENS.analyst(), path("/developments"), body(part(person, NAME) + "," + part(person, NAME))), 400, "MALFORMED")))
                .isEqualTo("/persons/1/personId");
        problem(post(TOKENS.analyst(), path("/developments"), body(part(person, "x".repeat(17_000)))), 413, "TOO_LARGE");
        assertThat(events()).hasSize(1);
        assertThat(dump()).doesNotContain(person.toString()).doesNotContain(NAME);
        assertThat(output.getAll()).doesNotContain(NAME);
    }

    private static String pointer(JsonNode problem) {
        return problem.required("errors").get(0).required("pointer").stringValue();
    }

    @Test
    void a_revision_seals_anew_what_it_says_and_keeps_what_it_only_names() throws Exception {
        UUID other = UUID.randomUUID();
        created(post(TOKENS.analyst(), path("/developments"), body(part(person, NAME) + "," + part(other, "Mihai"))));
        List<SealedPart> before = parts();
        ok(send("PATCH", TOKENS.analyst(), path("/entries/" + entry), """
                {"reason": "r", "changes": {"title": "another", "persons": [{"personId": "%s"}, %s]}}""".formatted(other, part(person, "Ioana Corectat"))));
        EntryRevised revised = (EntryRevised) events().getLast().envelope().event();
        List<SealedPart> after = revised.revised().entry().persons();
        assertThat(after.getFirst()).isEqualTo(before.getLast());
        assertThat(Objects.requireNonNull(opened(after.getLast()).details()).name()).isEqualTo("Ioana Corectat");
        assertThat(opened(after.getFirst())).isNotNull();
        ok(send("PATCH", TOKENS.analyst(), path("/entries/" + entry), "{\"reason\": \"r\", \"changes\": {\"title\": \"a third\"}}"));
        assertThat(((EntryRevised) events().getLast().envelope().event()).revised().entry().persons()).isEqualTo(after);
        problem(send("PATCH", TOKENS.analyst(), path("/entries/" + entry), """
                {"reason": "r", "changes": {"persons": [{"personId": "%s"}]}}""".formatted(UUID.randomUUID())), 400, "MALFORMED");
        ok(send("PATCH", TOKENS.analyst(), path("/entries/" + entry), "{\"reason\": \"r\", \"changes\": {\"persons\": null}}"));
        assertThat(((EntryRevised) events().getLast().envelope().event()).revised().entry().persons()).isEmpty();
        assertThat(dump()).doesNotContain("Corectat").doesNotContain(hex("Corectat"));
    }

    @Test
    void bulks_are_sealed_too_and_each_refusal_names_its_command() throws Exception {
        ok(erase(TOKENS.supervisor()));
        UUID other = UUID.randomUUID();
        String bulk = """
                {"mode": "%s", "commands": [
                  {"type": "RecordDevelopment", "body": %s},
                  {"type": "RecordDevelopment", "idempotencyKey": "own-%s", "body": %s}]}"""
                .formatted("%s", body(part(other, NAME)), other, development(", \"persons\": [" + part(person, NAME) + "]"));
        JsonNode refused = problem(post(TOKENS.analyst(), path("/commands"), bulk.formatted("ATOMIC")), 409, "PERSON_ERASED");
        assertThat(pointer(refused)).isEqualTo("/commands/1/body/persons/0/personId");
        assertThat(events()).hasSize(1);
        JsonNode results = ok(post(TOKENS.analyst(), path("/commands"), bulk.formatted("EACH"), "Idempotency-Key", "b-" + other)).required("results");
        assertThat(results.get(0).required("status").intValue()).isEqualTo(201);
        assertThat(results.get(1).at("/problem/code").stringValue()).isEqualTo("PERSON_ERASED");
        JsonNode again = ok(post(TOKENS.analyst(), path("/commands"), bulk.formatted("EACH"), "Idempotency-Key", "b-" + other)).required("results");
        assertThat(again.get(0).required("replayed").booleanValue()).isTrue();
        problem(post(TOKENS.supervisor(), path("/commands"), """
                {"mode": "ATOMIC", "commands": [{"type": "ErasePerson", "body": {"personId": "%s", "ground": "OBJECTION"}}]}""".formatted(other)), 400, "MALFORMED");
        assertThat(opened(parts().getFirst())).isNotNull();
        assertThat(dump()).doesNotContain(NAME).doesNotContain(hex(NAME));
    }

    @Test
    void an_erased_persons_key_is_destroyed_and_nothing_is_sealed_about_them_any_more() throws Exception {
        created(post(TOKENS.analyst(), path("/developments"), body(part(person, NAME))));
        HttpResponse<String> answer = erase(TOKENS.supervisor(), "Idempotency-Key", "e-" + person);
        JsonNode receipt = ok(answer);
        assertThat(receipt.required("personId").stringValue()).isEqualTo(person.toString());
        assertThat(receipt.get("caseId")).isNull();
        assertThat(answer.headers().firstValue("Location")).hasValue("/persons/" + person + "/mentions");
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"0\"");
        LedgerEntry erased = READER.stream(PersonEvent.stream(person), Long.MAX_VALUE).getFirst();
        assertThat(erased.envelope().event()).isEqualTo(new PersonErased(person, ErasureGround.UNLAWFULLY_PROCESSED));
        assertThat(erased.envelope().marking()).isEqualTo(Marking.CLEAR);
        assertThat(new PersonKeys(LEDGER.opsReader()).find(List.of(person))).isEmpty();

        assertThat(ok(erase(TOKENS.supervisor(), "Idempotency-Key", "e-" + person)).required("replayed").booleanValue()).isTrue();
        problem(erase(TOKENS.supervisor()), 409, "PERSON_ERASED");
        problem(erase(TOKENS.analyst()), 403, "ROLE_MISSING");
        String more = development(", \"persons\": [" + part(person, NAME) + "]");
        assertThat(pointer(problem(post(TOKENS.analyst(), path("/developments"), more), 409, "PERSON_ERASED"))).isEqualTo("/persons/0/personId");
        problem(post(TOKENS.analyst(), path("/developments?dryRun=true"), more), 409, "PERSON_ERASED");
        problem(send("PATCH", TOKENS.analyst(), path("/entries/" + entry), """
                {"reason": "r", "changes": {"persons": [%s]}}""".formatted(part(person, NAME))), 409, "PERSON_ERASED");
        ok(send("PATCH", TOKENS.analyst(), path("/entries/" + entry), "{\"reason\": \"r\", \"changes\": {\"title\": \"what else was wrong is corrected\"}}"));
        assertThat(LedgerCheck.run(LEDGER.superuser()).wrong()).isNull();
    }

    @Test
    void an_erasure_is_rehearsed_without_being_done() {
        created(post(TOKENS.analyst(), path("/developments"), body(part(person, NAME))));
        JsonNode would = ok(post(TOKENS.supervisor(), "/persons/" + person + "/erasure?dryRun=true", "{\"ground\": \"OBJECTION\"}"));
        assertThat(would.at("/wouldRecord/0/type").stringValue()).isEqualTo("io.flankwatch.person.erased.v1");
        assertThat(new PersonKeys(LEDGER.opsReader()).find(List.of(person))).containsKey(person);
        problem(erase(TOKENS.supervisor(), "If-Match", "\"0\""), 412, "STALE_VERSION");
        problem(post(TOKENS.supervisor(), "/persons/" + person + "/erasure", "{\"ground\": \"BECAUSE\"}"), 400, "MALFORMED");
        problem(post(TOKENS.supervisor(), "/persons/nobody/erasure", "{\"ground\": \"OBJECTION\"}"), 400, "MALFORMED");
        assertThat(READER.lastVersion(PersonEvent.stream(person))).isEmpty();
    }

    @Test
    void a_case_of_the_same_id_does_not_stand_in_the_way() {
        created(post(TOKENS.analyst(), "/cases", "{\"caseId\": \"" + person + "\", \"title\": \"t\"}"));
        ok(erase(TOKENS.supervisor()));
        ok(send("PATCH", TOKENS.analyst(), "/cases/" + person, "{\"title\": \"another\"}"));
    }

    /// As a process that died in between, or a backup that was put back, leaves it; the follower does what is recorded.
    @Test
    void an_erasure_that_was_recorded_elsewhere_is_done_here() {
        created(post(TOKENS.analyst(), path("/developments"), body(part(person, NAME))));
        ok(erase(TOKENS.supervisor()));
        UUID another = UUID.randomUUID();
        created(post(TOKENS.analyst(), path("/developments"), development(", \"persons\": [" + part(another, NAME) + "]")));
        UUID command = Ids.next();
        new LedgerEngine(READER, LEDGER.writer()).appendEvents(List.of(new GenericDomainEventMessage<>(
                LedgerMetadata.STREAM_TYPE,
                PersonEvent.stream(another),
                0,
                new GenericMessage<>(
                        Ids.next().toString(),
                        new PersonErased(another, ErasureGround.OBJECTION),
                        LedgerMetadata.of(command, command, command, "sue", "desk", Marking.CLEAR)),
                Instant::now)));
        Awaitility.await().untilAsserted(() -> assertThat(new PersonKeys(LEDGER.opsReader()).find(List.of(another))).isEmpty());
        problem(post(TOKENS.analyst(), path("/developments"), development(", \"persons\": [" + part(another, NAME) + "]")), 409, "PERSON_ERASED");
    }

    @Test
    void however_writes_and_an_erasure_meet_nobody_who_is_erased_keeps_a_key() throws Exception {
        int writers = 6;
        for (int round = 0; round < 5; round++) {
            UUID somebody = UUID.randomUUID();
            var start = new CyclicBarrier(writers + 1);
            try (var threads = Executors.newFixedThreadPool(writers + 1)) {
                List<Future<HttpResponse<String>>> writes = new ArrayList<>();
                for (int i = 0; i < writers; i++) {
                    String body = development(", \"persons\": [" + part(somebody, NAME) + "]");
                    writes.add(threads.submit(() -> {
                        start.await();
                        return post(TOKENS.analyst(), path("/developments"), body);
                    }));
                }
                Future<HttpResponse<String>> erasure = threads.submit(() -> {
                    start.await();
                    return post(TOKENS.supervisor(), "/persons/" + somebody + "/erasure", "{\"ground\": \"OBJECTION\"}");
                });
                assertThat(erasure.get().statusCode()).isEqualTo(200);
                for (Future<HttpResponse<String>> write : writes) {
                    HttpResponse<String> answer = write.get();
                    if (answer.statusCode() != 201) {
                        problem(answer, 409, "PERSON_ERASED");
                    }
                }
            }
            assertThat(new PersonKeys(LEDGER.opsWriter()).key(somebody, new byte[] {1})).isNull();
        }
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(UTF_8));
    }

    /// Every row of every table, as a dump has it: bytes in hex.
    private static String dump() throws SQLException {
        var all = new StringBuilder();
        try (Connection connection = LEDGER.superuser().getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : column(statement, "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('ledger', 'ops')")) {
                column(statement, "select t::text from " + table + " t").forEach(row -> all.append(row).append('\n'));
            }
        }
        return all.toString();
    }

    private static List<String> column(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }
}
