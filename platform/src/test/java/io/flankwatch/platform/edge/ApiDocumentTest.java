package io.flankwatch.platform.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.flankwatch.events.Marking;
import io.flankwatch.events.RefusalCode;
import io.flankwatch.platform.TestTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springdoc.core.models.GroupedOpenApi;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(classes = {TinyService.class, ApiDocumentTest.Groups.class}, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ApiDocumentTest {

    @LocalServerPort
    private int port;

    @TestConfiguration(proxyBeanMethods = false)
    static class Groups {

        @Bean
        GroupedOpenApi notes() {
            return GroupedOpenApi.builder().group("notes").pathsToMatch("/notes/**", "/me").build();
        }
    }

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry registry) {
        new TestTokens().trustedBy(registry);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v3/api-docs", "/v3/api-docs/notes"})
    void every_document_says_how_to_get_in_and_how_one_is_refused(String path) throws Exception {
        JsonNode api = document(path);
        assertThat(api.at("/openapi").stringValue()).startsWith("3.1");
        assertThat(api.at("/info/title").stringValue()).isEqualTo("Flankwatch");
        assertThat(api.at("/components/securitySchemes/bearer/scheme").stringValue()).isEqualTo("bearer");
        assertThat(api.at("/security/0").has("bearer")).isTrue();
        assertThat(texts(api.at("/components/schemas/Problem/properties/code/enum")))
                .containsExactlyElementsOf(Stream.of(RefusalCode.values()).map(Enum::name).toList());
        assertThat(api.at("/components/schemas/Problem/description").stringValue()).contains("| `CASE_CLOSED` | 409 |");
        JsonNode me = api.at("/paths/~1me/get");
        assertThat(me.at("/responses/403/$ref").stringValue()).isEqualTo("#/components/responses/403");
        assertThat(me.at("/description").stringValue()).isEqualTo("Roles: analyst, integrator");
        assertThat(me.has("parameters")).as("what comes from the token is no parameter").isFalse();
        assertThat(api.at("/components/responses/403/content/application~1problem+json/schema/$ref").stringValue()).isEqualTo("#/components/schemas/Problem");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v3/api-docs", "/v3/api-docs/notes"})
    void a_schema_says_what_its_record_says(String path) throws Exception {
        JsonNode schemas = document(path).at("/components/schemas");
        assertThat(texts(schemas.at("/Note/required"))).containsExactlyInAnyOrder("title", "marking");
        assertThat(texts(schemas.at("/Note/properties/marking/enum"))).containsExactlyElementsOf(Stream.of(Marking.values()).map(Marking::toString).toList());
        assertThat(texts(schemas.at("/When/required"))).containsExactlyInAnyOrder("precision");
        assertThat(texts(schemas.at("/Problem/required"))).containsExactlyInAnyOrder("type", "title", "status", "detail", "code");
        assertThat(texts(schemas.at("/Strike/required"))).contains("entryId", "vector", "occurred", "objectType").doesNotContain("title", "entry", "places");
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::stringValue).toList();
    }

    private JsonNode document(String path) throws Exception {
        var answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }
}
