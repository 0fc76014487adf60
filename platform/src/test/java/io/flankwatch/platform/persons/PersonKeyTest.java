package io.flankwatch.platform.persons;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flankwatch.events.Quantity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonKeyTest {

    private static final UUID PERSON = UUID.randomUUID();
    private static final SealedPlace PLACE = new SealedPlace(UUID.randomUUID(), UUID.randomUUID(), PERSON);
    private static final PersonContent CONTENT = new PersonContent(
            PersonRole.VICTIM,
            new PersonDetails("Ștefan Exemplu", List.of("Fane"), new Quantity(null, 34L, null, null), null, "RO", "burns", null, null, null));
    private static final String ONE = line(1);
    private static final String OTHER = line(2);

    private final Path file;

    PersonKeyTest(@TempDir Path directory) {
        file = directory.resolve("persons");
    }

    private static String line(int seed) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) seed;
        return Base64.getEncoder().encodeToString(bytes);
    }

    private WrappingKey key(String... lines) {
        try {
            return WrappingKey.read(Files.write(file, List.of(lines)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void what_is_sealed_opens_in_its_place_and_nowhere_else() throws GeneralSecurityException {
        PersonKey key = PersonKey.ofNobody();
        String sealed = key.seal(PLACE, CONTENT);
        assertThat(new String(Base64.getUrlDecoder().decode(sealed), UTF_8)).doesNotContain("Exemplu").doesNotContain("VICTIM");
        assertThat(key.open(PLACE, sealed)).isEqualTo(CONTENT);
        for (SealedPlace elsewhere : List.of(
                new SealedPlace(UUID.randomUUID(), PLACE.entryId(), PERSON),
                new SealedPlace(PLACE.caseId(), UUID.randomUUID(), PERSON),
                new SealedPlace(PLACE.caseId(), PLACE.entryId(), UUID.randomUUID()))) {
            assertThatThrownBy(() -> key.open(elsewhere, sealed)).isInstanceOf(GeneralSecurityException.class);
        }
        assertThatThrownBy(() -> PersonKey.ofNobody().open(PLACE, sealed)).isInstanceOf(GeneralSecurityException.class);
        String changed = sealed.substring(0, 30) + (sealed.charAt(30) == 'A' ? 'B' : 'A') + sealed.substring(31);
        assertThatThrownBy(() -> key.open(PLACE, changed)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void the_same_is_never_sealed_to_the_same_twice_and_a_short_name_is_not_told_from_a_longer_one() {
        PersonKey key = PersonKey.ofNobody();
        PersonContent bare = new PersonContent(PersonRole.WITNESS, null);
        assertThat(key.seal(PLACE, bare)).isNotEqualTo(key.seal(PLACE, bare)).hasSameSizeAs(key.seal(PLACE, new PersonContent(PersonRole.UNKNOWN, null)));
    }

    @Test
    void a_wrapped_key_is_of_one_person_and_one_file() throws GeneralSecurityException {
        byte[] wrapped = key(ONE).fresh(PERSON);
        String sealed = key(ONE).unwrap(PERSON, wrapped).seal(PLACE, CONTENT);
        assertThat(key(ONE).unwrap(PERSON, wrapped).open(PLACE, sealed)).isEqualTo(CONTENT);
        assertThatThrownBy(() -> key(ONE).unwrap(UUID.randomUUID(), wrapped)).isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> key(OTHER).unwrap(PERSON, wrapped)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void a_new_line_on_top_wraps_from_then_on_and_the_old_ones_go_on_unwrapping() throws GeneralSecurityException {
        byte[] before = key(ONE).fresh(PERSON);
        byte[] after = key(OTHER, ONE).fresh(PERSON);
        assertThat(key(OTHER, ONE).unwrap(PERSON, before)).isNotNull();
        assertThat(key(OTHER).unwrap(PERSON, after)).isNotNull();
    }

    @Test
    void a_file_of_another_form_is_refused_without_a_word_of_what_is_in_it() {
        for (String wrong : List.of("", "c2hvcnQ=", "not base64, and perhaps a secret")) {
            assertThatThrownBy(() -> key(wrong)).isInstanceOf(IllegalStateException.class).hasMessageContaining("flankwatch.persons.key-file")
                    .hasMessageNotContaining("secret").hasNoCause();
        }
        assertThatThrownBy(() -> WrappingKey.read(file.resolveSibling("nowhere"))).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void a_mark_tells_the_same_from_something_else_under_the_same_key_only() {
        PersonKey key = PersonKey.ofNobody();
        byte[] said = "a".getBytes(UTF_8);
        assertThat(key.mark(said)).isEqualTo(key.mark(said)).isNotEqualTo(key.mark("b".getBytes(UTF_8))).isNotEqualTo(PersonKey.ofNobody().mark(said));
    }

    @Test
    void nothing_plain_is_printed() {
        var part = new PersonPart(PERSON, CONTENT.role(), CONTENT.details());
        assertThat(part + " " + CONTENT + " " + CONTENT.details()).doesNotContain("Exemplu").doesNotContain("VICTIM").doesNotContain("burns");
    }
}
