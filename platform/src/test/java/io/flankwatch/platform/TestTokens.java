package io.flankwatch.platform;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import io.flankwatch.events.Marking;
import io.flankwatch.platform.access.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.test.context.DynamicPropertyRegistry;

/// An issuer of tokens for tests: a key of its own, and tokens that are really signed and really verified.
///
/// A test says `@DynamicPropertySource static void issuer(DynamicPropertyRegistry registry) { TOKENS.trustedBy(registry); }`; a test that starts a service
/// as a process passes {@link #asArguments()}.
public final class TestTokens {

    public static final String AUDIENCE = "flankwatch";

    private final RSAKey key;
    private final NimbusJwtEncoder encoder;

    public TestTokens() {
        try {
            key = new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        encoder = new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(key)));
    }

    /// Sets the standard properties of a resource server to this issuer's public key.
    public void trustedBy(DynamicPropertyRegistry registry) {
        Path publicKey = publicKey();
        registry.add("spring.security.oauth2.resourceserver.jwt.public-key-location", () -> publicKey.toUri().toString());
        registry.add("spring.security.oauth2.resourceserver.jwt.audiences", () -> AUDIENCE);
    }

    /// The same, for the command line of a process.
    public List<String> asArguments() {
        return List.of(
                "--spring.security.oauth2.resourceserver.jwt.public-key-location=" + publicKey().toUri(),
                "--spring.security.oauth2.resourceserver.jwt.audiences=" + AUDIENCE);
    }

    private Path publicKey() {
        try {
            Path file = Files.createTempFile("issuer", ".pem");
            file.toFile().deleteOnExit();
            String encoded = Base64.getMimeEncoder().encodeToString(key.toRSAPublicKey().getEncoded());
            return Files.writeString(file, "-----BEGIN PUBLIC KEY-----\n" + encoded + "\n-----END PUBLIC KEY-----\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// For a test that makes its own decoder; checks signature and times only.
    public JwtDecoder decoder() {
        try {
            return NimbusJwtDecoder.withPublicKey(key.toRSAPublicKey()).build();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The key set that an issuer would publish.
    public String jwks() {
        return new JWKSet(key).toString();
    }

    public String analyst() {
        return token("analyst", Marking.RED, Role.ANALYST);
    }

    public String supervisor() {
        return token("supervisor", Marking.RED, Role.SUPERVISOR);
    }

    public String auditor() {
        return token("auditor", Marking.RED, Role.AUDITOR);
    }

    /// Cleared for GREEN.
    public String integrator() {
        return token("integrator", Marking.GREEN, Role.INTEGRATOR);
    }

    public String operator() {
        return token("operator", Marking.RED, Role.OPERATOR);
    }

    /// A token whose client has the name of its subject.
    public String token(String subject, Marking clearance, Role... roles) {
        return token(subject, subject, clearance, roles);
    }

    public String token(String subject, String client, Marking clearance, Role... roles) {
        return token(claims -> claims.subject(subject)
                .claim("azp", client)
                .claim("clearance", clearance.toString())
                .claim("roles", Stream.of(roles).map(Role::label).toList()));
    }

    /// A token that is good but for what the caller makes of its claims: it has an audience and times, and neither subject nor client nor roles.
    public String token(Consumer<JwtClaimsSet.Builder> claims) {
        return token("JWT", claims);
    }

    /// @param type the header's `typ`
    public String token(String type, Consumer<JwtClaimsSet.Builder> claims) {
        Instant now = Instant.now();
        var set = JwtClaimsSet.builder()
                .issuer("https://issuer.test")
                .audience(List.of(AUDIENCE))
                .id(UUID.randomUUID().toString())
                .issuedAt(now)
                .expiresAt(now.plusSeconds(3600));
        claims.accept(set);
        return encoder.encode(JwtEncoderParameters.from(JwsHeader.with(SignatureAlgorithm.RS256).type(type).build(), set.build())).getTokenValue();
    }
}
