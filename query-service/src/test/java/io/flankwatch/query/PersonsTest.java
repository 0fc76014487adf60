package io.flankwatch.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.Entry;
import io.flankwatch.events.EntryEvent.EntryMarkingChanged;
import io.flankwatch.events.EntryEvent.EntryRevised;
import io.flankwatch.events.EntryRecorded.DevelopmentRecorded;
import io.flankwatch.events.ErasureGround;
import io.flankwatch.events.Marking;
import io.flankwatch.events.PersonEvent.PersonErased;
import io.flankwatch.events.SealedPart;
import io.flankwatch.events.Vector;
import io.flankwatch.events.Verification;
import io.flankwatch.ops.PersonKeys;
import io.flankwatch.platform.TestKeyFile;
import io.flankwatch.platform.access.Role;
import io.flankwatch.platform.persons.PersonContent;
import io.flankwatch.platform.persons.PersonDetails;
import io.flankwatch.platform.persons.PersonRole;
import io.flankwatch.platform.persons.SealedPlace;
import io.flankwatch.platform.persons.WrappingKey;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/// What is sealed about persons: opened for members of the case, and for nobody once they are erased; and where they are mentioned.
@ExtendWith(OutputCaptureExtension.class)
class PersonsTest extends QueryApi {

    private static final String NAME = "Ioana Exemplu";
    private static final WrappingKey WRAPPING = WrappingKey.read(TestKeyFile.path());

    private final UUID caseId = UUID.randomUUID();
    private final UUID entry = UUID.randomUUID();
    private final UUID person = UUID.randomUUID();
    private final PersonKeys keys = new PersonKeys(LEDGER.opsWriter());
    private long position;

    @BeforeEach
    void a_case_with_an_entry_about_a_person() throws GeneralSecurityException {
        CHRONICLE.append(caseId, Marking.GREEN, Told.opened(caseId, "t", Marking.GREEN));
        position = CHRONICLE.append(caseId, Marking.GREEN, told(entry, part(caseId, entry, person)));
    }

    private SealedPart part(UUID caseId, UUID entryId, UUID personId) throws GeneralSecurityException {
        byte[] wrapped = Objects.requireNonNull(keys.key(personId, WRAPPING.fresh(personId)));
        PersonContent content =
                new PersonContent(PersonRole.WITNESS, new PersonDetails(NAME, null, null, null, "RO", null, null, null, null));
        return new SealedPart(personId, WRAPPING.unwrap(personId, wrapped).seal(new SealedPlace(caseId, entryId, personId), content));
    }

    private static DevelopmentRecorded told(UUID entryId, SealedPart... parts) {
        return new DevelopmentRecorded(new Entry(
                entryId, Vector.MILITARY, "t", null, Told.UNKNOWN, List.of(), List.of(), "told", List.of(), Verification.UNVERIFIED, null, null, null, List.of(),
                List.of(parts)));
    }

    private String path() {
        return "/cases/" + caseId + "/entries/" + entry;
    }

    private static JsonNode first(JsonNode entry) {
        return entry.required("persons").get(0);
    }

    @Test
    void members_who_are_analysts_read_it_and_others_see_that_there_is_something() {
        JsonNode open = first(read(TOKENS.analyst(), path(), position));
        assertThat(open.required("state").stringValue()).isEqualTo("OPEN");
        assertThat(open.required("role").stringValue()).isEqualTo("WITNESS");
        assertThat(open.at("/details/name").stringValue()).isEqualTo(NAME);
        assertThat(first(ok(get(TOKENS.analyst(), path() + "?asOf=" + position))).at("/details/name").stringValue()).isEqualTo(NAME);
        for (String token : List.of(
                TOKENS.token("stranger", Marking.RED, Role.ANALYST),
                TOKENS.token("stranger", Marking.RED, Role.SUPERVISOR),
                TOKENS.token("analyst", Marking.RED, Role.INTEGRATOR),
                TOKENS.token("analyst", Marking.RED, Role.AUDITOR))) {
            for (String asked : List.of(path(), path() + "?asOf=" + position)) {
                HttpResponse<String> answer = get(token, asked);
                assertThat(answer.body()).doesNotContain(NAME).doesNotContain("WITNESS");
                assertThat(first(ok(answer)).required("state").stringValue()).isEqualTo("SEALED");
                assertThat(first(ok(answer)).required("personId").stringValue()).isEqualTo(person.toString());
            }
        }
    }

    @Test
    void it_is_opened_on_no_other_path() {
        for (String asked : List.of(
                "/cases/" + caseId + "/timeline",
                "/cases/" + caseId + "/history",
                "/cases/" + caseId,
                "/cases/" + caseId + "/brief",
                "/events?caseId=" + caseId + "&after=" + (position - 1),
                "/events/" + position,
                "/persons/" + person + "/mentions")) {
            assertThat(get(TOKENS.analyst(), asked).body()).as(asked).contains(caseId.toString()).doesNotContain(NAME).doesNotContain("WITNESS");
        }
    }

    @Test
    void an_erased_part_says_who_erased_it_when_and_why_and_no_answer_of_before_is_kept() {
        read(TOKENS.analyst(), path(), position);
        String before = get(TOKENS.analyst(), path()).headers().firstValue("ETag").orElseThrow();
        assertThat(get(TOKENS.analyst(), path(), "If-None-Match", before).statusCode()).isEqualTo(304);
        long erased = CHRONICLE.append(new PersonErased(person, ErasureGround.CONSENT_WITHDRAWN));
        // The key is there still: it opens nothing.
        assertThat(keys.key(person, new byte[] {1})).isNotNull();
        for (String asked : List.of(path(), path() + "?asOf=" + position)) {
            HttpResponse<String> answer = get(TOKENS.analyst(), asked, "If-None-Match", before);
            assertThat(answer.body()).doesNotContain(NAME);
            JsonNode gone = first(ok(answer));
            assertThat(gone.required("state").stringValue()).isEqualTo("ERASED");
            assertThat(gone.at("/erased/ground").stringValue()).isEqualTo("CONSENT_WITHDRAWN");
            assertThat(gone.at("/erased/article").stringValue()).isEqualTo("GDPR Art. 17(1)(b)");
            assertThat(gone.at("/erased/by").stringValue()).isEqualTo("analyst");
            assertThat(gone.at("/erased/position").longValue()).isEqualTo(erased);
        }
        assertThat(first(ok(get(TOKENS.auditor(), path()))).required("state").stringValue()).isEqualTo("ERASED");
    }

    @Test
    void what_does_not_open_is_told_so_and_is_no_error(CapturedOutput output) throws GeneralSecurityException {
        UUID another = UUID.randomUUID();
        UUID lost = UUID.randomUUID();
        SealedPart withoutKey = new SealedPart(lost, part(caseId, another, person).sealed());
        long moved = CHRONICLE.append(caseId, Marking.GREEN, told(another, part(caseId, entry, person), withoutKey));
        JsonNode persons = read(TOKENS.analyst(), "/cases/" + caseId + "/entries/" + another, moved).required("persons");
        assertThat(texts(persons, "state")).containsExactly("UNREADABLE", "UNREADABLE");
        assertThat(output.getAll()).contains("does not open").contains("There is no key").doesNotContain(NAME);
    }

    @Test
    void an_erasure_is_in_the_feed_of_everybody_and_no_case_is_called_like_it() {
        long erased = CHRONICLE.append(new PersonErased(person, ErasureGround.OBJECTION));
        for (String token : List.of(TOKENS.analyst(), TOKENS.integrator(), TOKENS.auditor(), TOKENS.token("nobody", Marking.CLEAR, Role.INTEGRATOR))) {
            JsonNode line = lines(get(token, "/events/" + erased).body()).getFirst();
            assertThat(line.at("/event/subject").stringValue()).isEqualTo("person/" + person);
            assertThat(line.at("/event/data/personId").stringValue()).isEqualTo(person.toString());
        }
        assertThat(get(TOKENS.integrator(), "/events?type=io.flankwatch.person.erased.v1&after=" + (erased - 1)).body()).contains(person.toString());
        String condition = URLEncoder.encode("{\"type\": \"incursions\", \"country\": \"RO\", \"atLeast\": 1}", StandardCharsets.UTF_8);
        ok(get(TOKENS.auditor(), "/indicators/backtest?condition=" + condition));
        problem(get(TOKENS.auditor(), "/cases/" + person), 404, "NO_SUCH_CASE");
        problem(get(TOKENS.auditor(), "/cases/" + person + "/history"), 404, "NO_SUCH_CASE");
        ok(get(TOKENS.auditor(), "/cases", "Ledger-Position", Long.toString(erased)));
        assertThat(texts(read(TOKENS.auditor(), "/cases", erased).required("items"), "caseId")).doesNotContain(person.toString());
    }

    @Test
    void mentions_are_told_under_the_ceiling_with_every_position() throws GeneralSecurityException {
        UUID secret = UUID.randomUUID();
        UUID secretEntry = UUID.randomUUID();
        CHRONICLE.append(secret, Marking.RED, Told.opened(secret, "s", Marking.RED));
        long hidden = CHRONICLE.append(secret, Marking.RED, told(secretEntry, part(secret, secretEntry, person)));
        DevelopmentRecorded before = told(entry, part(caseId, entry, person));
        long revised = CHRONICLE.append(caseId, Marking.GREEN, EntryRevised.of(told(entry), before, "r"));
        long without = CHRONICLE.append(caseId, Marking.GREEN, EntryRevised.of(before, told(entry), "r"));

        JsonNode all = read(TOKENS.auditor(), "/persons/" + person + "/mentions", without);
        assertThat(texts(all.required("items"), "caseId")).containsExactly(caseId.toString(), secret.toString());
        JsonNode here = all.required("items").get(0);
        assertThat(here.required("entryId").stringValue()).isEqualTo(entry.toString());
        assertThat(here.required("position").longValue()).isEqualTo(position);
        assertThat(here.required("positions").toString()).isEqualTo("[" + position + "," + revised + "]");
        assertThat(here.required("current").booleanValue()).isFalse();
        assertThat(all.required("items").get(1).required("position").longValue()).isEqualTo(hidden);
        assertThat(all.required("items").get(1).required("current").booleanValue()).isTrue();

        String stranger = TOKENS.token("stranger", Marking.AMBER, Role.ANALYST);
        JsonNode some = read(stranger, "/persons/" + person + "/mentions", without);
        assertThat(texts(some.required("items"), "caseId")).containsExactly(caseId.toString());
        HttpResponse<String> page = get(TOKENS.auditor(), "/persons/" + person + "/mentions?limit=1");
        assertThat(texts(ok(page).required("items"), "caseId")).containsExactly(caseId.toString());
        assertThat(texts(ok(get(TOKENS.auditor(), next(page))).required("items"), "caseId")).containsExactly(secret.toString());

        long stricter = CHRONICLE.append(
                caseId, Marking.RED, new EntryMarkingChanged(entry, null, Marking.RED, Marking.RED, List.of(), null));
        assertThat(read(stranger, "/persons/" + person + "/mentions", stricter).required("items")).isEmpty();
        assertThat(texts(read(TOKENS.analyst(), "/persons/" + person + "/mentions", stricter).required("items"), "marking")).contains("RED");

        long erased = CHRONICLE.append(new PersonErased(person, ErasureGround.LEGAL_OBLIGATION));
        JsonNode after = read(stranger, "/persons/" + person + "/mentions", erased);
        assertThat(after.at("/erased/article").stringValue()).isEqualTo("GDPR Art. 17(1)(e)");
        JsonNode nobody = ok(get(stranger, "/persons/" + UUID.randomUUID() + "/mentions"));
        assertThat(nobody.required("items")).isEmpty();
        assertThat(nobody.get("erased")).isNull();
        problem(get(stranger, "/persons/somebody/mentions"), 400, "MALFORMED");
    }
}
