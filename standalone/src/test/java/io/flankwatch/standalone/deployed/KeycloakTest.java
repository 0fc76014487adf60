package io.flankwatch.standalone.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import io.flankwatch.standalone.Tour;
import io.flankwatch.standalone.demo.Client;
import io.flankwatch.standalone.demo.DemoCase;
import io.flankwatch.wire.Json;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The realm of the repository in a real Keycloak, and both services with its tokens behind the gateway.
@EnabledIf(value = "io.flankwatch.standalone.deployed.Gateway#there", disabledReason = Gateway.NOT_THERE)
@EnabledIfSystemProperty(named = "keycloak", matches = ".+", disabledReason = "-Pkeycloak brings a Keycloak to try the realm with, -Dkeycloak=DIR names one")
class KeycloakTest {

    /// Of clocks that differ, as far as the services bear with it.
    private static final Duration SKEW = Duration.ofSeconds(60);

    /// @param role    that the realm gives it
    /// @param ceiling under which its reads are answered; empty for whoever reads no cases
    private record Known(String name, String role, String ceiling) {}

    private static final List<Known> CLIENTS = List.of(
            new Known("analyst", "analyst", "RED"),
            new Known("analyst2", "analyst", "RED"),
            new Known("supervisor", "supervisor", "RED"),
            new Known("supervisor2", "supervisor", "RED"),
            new Known("auditor", "auditor", "AUDITOR"),
            new Known("integrator", "integrator", "GREEN"),
            new Known("operator", "operator", ""));
    private static final List<Known> PEOPLE = List.of(
            new Known("ana", "analyst", "AMBER+STRICT"), new Known("sorin", "supervisor", "RED"), new Known("ioana", "auditor", "AUDITOR"), new Known("oleg", "operator", ""));

    @TempDir
    Path directory;

    private final List<String> shown = new ArrayList<>();

    @Test
    void its_tokens_work_in_both_services_and_what_is_not_for_them_is_refused() throws Exception {
        try (Keycloak keycloak = Keycloak.start(Path.of(System.getProperty("keycloak")))) {
            keycloak.ready();
            tried(keycloak);
        }
    }

    private void tried(Keycloak keycloak) throws Exception {
        try (Fleet fleet = Fleet.start(2, List.of(
                        "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + keycloak.issuer(), "--spring.security.oauth2.resourceserver.jwt.audiences=flankwatch"));
                Gateway gateway = Gateway.start(fleet.commands(), fleet.queries())) {
            gateway.ready();
            keycloak.addClient("short-lived", ", \"attributes\": {\"access.token.lifespan\": \"1\"}");
            String shortLived = keycloak.ofClient("short-lived");
            Instant ended = Instant.now().plusSeconds(1);
            assertThat(status(gateway.url(), shortLived)).as("while it is valid").isEqualTo(403);

            new DemoCase(new Client(gateway.url(), gateway.url(), keycloak::ofClient)).load();
            Tour.holds(gateway.port(), directory, Tour.tokensFrom(keycloak.tokenEndpoint()));
            for (Known client : CLIENTS) {
                works(gateway.url(), client, keycloak.ofClient(client.name()));
            }
            for (Known person : PEOPLE) {
                works(gateway.url(), person, keycloak.ofPerson(person.name()).required("access_token").stringValue());
            }

            keycloak.addClient("without-role", "");
            refused(fleet, "without a role", 403, "ROLE_MISSING", keycloak.ofClient("without-role"));
            keycloak.addClient("of-another", ", \"defaultClientScopes\": []");
            String another = keycloak.ofClient("of-another");
            assertThat(claims(another).path("aud").toString()).doesNotContain("flankwatch");
            refused(fleet, "for another audience", 401, "NOT_AUTHENTICATED", another);
            refused(fleet, "an ID token", 401, "NOT_AUTHENTICATED", keycloak.ofPerson("ana").required("id_token").stringValue());
            refused(fleet, "of another realm", 401, "NOT_AUTHENTICATED", keycloak.ofAdministrator());
            refused(fleet, "signed by another key", 401, "NOT_AUTHENTICATED", signedByAnother(keycloak.ofClient("analyst")));
            Awaitility.await().atMost(SKEW.plusSeconds(10)).until(() -> Instant.now().isAfter(ended.plus(SKEW)));
            refused(fleet, "expired", 401, "NOT_AUTHENTICATED", shortLived);
            System.out.println("keycloak: " + String.join("; ", shown));
        }
    }

    /// Whoever the realm says that it is, in both services.
    private void works(URI gateway, Known known, String token) {
        HttpResponse<String> read = read(gateway, token);
        HttpResponse<String> write = write(gateway, token);
        boolean writes = known.role().equals("analyst") || known.role().equals("supervisor");
        assertThat(write.statusCode()).as(known + ": " + write.body()).isEqualTo(writes ? 200 : 403);
        if (known.ceiling().isEmpty()) {
            assertThat(read.statusCode()).as(known + ": " + read.body()).isEqualTo(403);
            assertThat(with(gateway, token).get(known.name(), "/views").statusCode()).isEqualTo(200);
        } else {
            assertThat(read.statusCode()).as(known + ": " + read.body()).isEqualTo(200);
            assertThat(Json.MAPPER.readTree(read.body()).required("ceiling").stringValue()).isEqualTo(known.ceiling());
        }
        shown.add(known.name() + " is " + known.role());
    }

    /// By each of the services, asked without the gateway.
    private void refused(Fleet fleet, String what, int status, String code, String token) {
        List<HttpResponse<String>> answers = new ArrayList<>();
        fleet.queries().forEach(port -> answers.add(read(URI.create("http://127.0.0.1:" + port), token)));
        fleet.commands().forEach(port -> answers.add(write(URI.create("http://127.0.0.1:" + port), token)));
        assertThat(answers).hasSize(4).allSatisfy(answer -> {
            assertThat(answer.statusCode()).as(what + ": " + answer.body()).isEqualTo(status);
            assertThat(Json.MAPPER.readTree(answer.body()).required("code").stringValue()).isEqualTo(code);
        });
        shown.add(what + ": " + status + " " + code);
    }

    private static int status(URI url, String token) {
        return read(url, token).statusCode();
    }

    private static HttpResponse<String> read(URI url, String token) {
        return with(url, token).get("whoever", "/cases");
    }

    private static HttpResponse<String> write(URI url, String token) {
        return with(url, token).post("whoever", "/cases?dryRun=true", "{\"title\": \"t\"}");
    }

    private static Client with(URI url, String token) {
        return new Client(url, url, name -> token);
    }

    /// With the same head and claims.
    private static String signedByAnother(String token) throws JOSEException, ParseException {
        SignedJWT good = SignedJWT.parse(token);
        SignedJWT forged = new SignedJWT(good.getHeader(), good.getJWTClaimsSet());
        forged.sign(new RSASSASigner(new RSAKeyGenerator(2048).generate()));
        return forged.serialize();
    }

    private static JsonNode claims(String token) throws ParseException {
        return Json.MAPPER.readTree(SignedJWT.parse(token).getPayload().toString());
    }
}
