package io.flankwatch.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {

    /// Appendix A.4 of RFC 9562: the DNS namespace and www.example.com.
    @Test
    void a_derived_id_is_that_of_the_standard_s_own_example() {
        assertThat(Ids.derived(UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com"))
                .isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
    }

    @Test
    void a_derived_id_tells_names_and_namespaces_apart() {
        UUID one = Ids.next();
        assertThat(Ids.derived(one, "Galați")).isEqualTo(Ids.derived(one, "Galați"));
        assertThat(Ids.derived(one, "Galați")).isNotEqualTo(Ids.derived(one, "Galati"));
        assertThat(Ids.derived(one, "Galați")).isNotEqualTo(Ids.derived(Ids.next(), "Galați"));
    }

    @Test
    void a_new_id_has_the_version_the_variant_and_the_time_of_its_making() {
        Set<UUID> all = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            long before = System.currentTimeMillis();
            UUID id = Ids.next();
            long after = System.currentTimeMillis();
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(id.getMostSignificantBits() >>> 16).isBetween(before, after);
            all.add(id);
        }
        assertThat(all).hasSize(1_000);
    }

    @Test
    void a_salt_is_128_bits_of_base64url() {
        String salt = Ids.salt();
        assertThat(salt).matches("[A-Za-z0-9_-]{22}").isNotEqualTo(Ids.salt());
        assertThat(Base64.getUrlDecoder().decode(salt)).hasSize(16);
    }
}
