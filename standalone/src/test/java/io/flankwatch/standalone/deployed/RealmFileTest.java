package io.flankwatch.standalone.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.Marking;
import io.flankwatch.platform.TestTokens;
import io.flankwatch.platform.access.Role;
import io.flankwatch.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The realm for development against what the services read of a token. What Keycloak makes of it, [KeycloakTest] tries.
class RealmFileTest {

    private final JsonNode realm = Json.MAPPER.readTree(read());

    private static byte[] read() {
        try {
            return Files.readAllBytes(Path.of("..", "keycloak", "flankwatch-realm.json"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    @Test
    void its_roles_are_those_of_the_services() {
        assertThat(realm.at("/roles/realm").valueStream().map(role -> role.required("name").stringValue()))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Role.values()).map(Role::label).toList());
    }

    @Test
    void its_tokens_say_what_the_services_read_under_the_names_that_they_read() {
        assertThat(mapper("oidc-sub-mapper").path("access.token.claim").stringValue()).isEqualTo("true");
        assertThat(mapper("oidc-usermodel-realm-role-mapper").path("claim.name").stringValue()).isEqualTo("roles");
        assertThat(mapper("oidc-usermodel-attribute-mapper").path("claim.name").stringValue()).isEqualTo("clearance");
        assertThat(mapper("oidc-audience-mapper").path("included.custom.audience").stringValue()).isEqualTo(TestTokens.AUDIENCE);
        assertThat(realm.required("clients").valueStream()).isNotEmpty().allSatisfy(client -> assertThat(texts(client.required("defaultClientScopes"))).containsExactly("flankwatch"));
    }

    @Test
    void whoever_is_in_it_has_a_role_and_a_clearance_that_mean_something() {
        List<String> markings = Stream.of(Marking.values()).map(Marking::toString).toList();
        assertThat(realm.required("users").valueStream()).isNotEmpty().allSatisfy(user -> {
            assertThat(texts(user.required("realmRoles"))).hasSize(1).allMatch(role -> Role.labelled(role).isPresent());
            assertThat(texts(user.at("/attributes/clearance"))).hasSize(1).isSubsetOf(markings);
        });
        JsonNode clearance = profile().required("attributes").valueStream().filter(attribute -> attribute.required("name").stringValue().equals("clearance")).findFirst().orElseThrow();
        assertThat(texts(clearance.at("/validations/options/options"))).isEqualTo(markings);
        assertThat(texts(clearance.at("/permissions/edit"))).as("nobody clears themselves").containsExactly("admin");
    }

    @Test
    void people_have_codes_with_pkce_and_tools_have_secrets() {
        for (JsonNode client : realm.required("clients").values()) {
            boolean people = client.required("publicClient").booleanValue();
            assertThat(client.required("standardFlowEnabled").booleanValue()).isEqualTo(people);
            assertThat(client.required("serviceAccountsEnabled").booleanValue()).isEqualTo(!people);
            assertThat(client.required("implicitFlowEnabled").booleanValue()).isFalse();
            assertThat(client.required("directAccessGrantsEnabled").booleanValue()).isFalse();
            assertThat(client.at("/attributes/pkce.code.challenge.method").asString("")).isEqualTo(people ? "S256" : "");
        }
    }

    private JsonNode mapper(String kind) {
        return realm.at("/clientScopes/0/protocolMappers").valueStream()
                .filter(mapper -> mapper.required("protocolMapper").stringValue().equals(kind))
                .findFirst()
                .orElseThrow()
                .required("config");
    }

    private JsonNode profile() {
        return Json.MAPPER.readTree(realm.at("/components/org.keycloak.userprofile.UserProfileProvider/0/config/kc.user.profile.config/0").stringValue());
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::stringValue).toList();
    }
}
