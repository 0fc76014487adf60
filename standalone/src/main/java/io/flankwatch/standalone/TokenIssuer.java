package io.flankwatch.standalone;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.flankwatch.events.Marking;
import io.flankwatch.platform.access.Role;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;

/// A local issuer of tokens for whoever tries Flankwatch out: `POST /oauth2/token`, client credentials, each client's name its secret.
///
/// Its key is kept with the data, so that a token survives a restart as it would with any other issuer.
@Configuration(proxyBeanMethods = false)
class TokenIssuer {

    private static final String AUDIENCE = "flankwatch";

    /// Who may try things out, and as what.
    enum Client {
        ANALYST("analyst", Role.ANALYST, Marking.RED),
        ANALYST2("analyst2", Role.ANALYST, Marking.RED),
        SUPERVISOR("supervisor", Role.SUPERVISOR, Marking.RED),
        SUPERVISOR2("supervisor2", Role.SUPERVISOR, Marking.RED),
        AUDITOR("auditor", Role.AUDITOR, Marking.RED),
        INTEGRATOR("integrator", Role.INTEGRATOR, Marking.GREEN),
        OPERATOR("operator", Role.OPERATOR, Marking.RED);

        final String label;
        final Role role;
        final Marking clearance;

        Client(String label, Role role, Marking clearance) {
            this.label = label;
            this.role = role;
            this.clearance = clearance;
        }

        static Client labelled(String label) {
            return Stream.of(values()).filter(client -> client.label.equals(label)).findFirst().orElseThrow();
        }
    }

    @Bean
    @Order(1)
    SecurityFilterChain tokenEndpoints(HttpSecurity http) throws Exception {
        return http.securityMatcher("/oauth2/token", "/oauth2/jwks", "/.well-known/oauth-authorization-server")
                .with(new OAuth2AuthorizationServerConfigurer(), Customizer.withDefaults())
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    RegisteredClientRepository clients() {
        return new InMemoryRegisteredClientRepository(Stream.of(Client.values()).map(TokenIssuer::registered).toList());
    }

    private static RegisteredClient registered(Client client) {
        return RegisteredClient.withId(client.label)
                .clientId(client.label)
                .clientSecret("{noop}" + client.label)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(Duration.ofHours(1)).build())
                .build();
    }

    @Bean
    AuthorizationServerSettings issuerSettings() {
        return AuthorizationServerSettings.builder().build();
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> claims() {
        return context -> {
            Client client = Client.labelled(context.getRegisteredClient().getClientId());
            context.getClaims()
                    .audience(List.of(AUDIENCE))
                    .claim("client_id", client.label)
                    .claim("azp", client.label)
                    .claim("roles", List.of(client.role.label()))
                    .claim("clearance", client.clearance.toString());
        };
    }

    @Bean
    RSAKey tokenKey(EmbeddedStores.Running stores) {
        try {
            return RSAKey.parse(stores.data().secret("token-key.json", TokenIssuer::newKey));
        } catch (ParseException broken) {
            throw new IllegalStateException("secrets/token-key.json in the data directory is broken; without it a new one is made", broken);
        }
    }

    private static String newKey() {
        try {
            return new RSAKeyGenerator(2048).keyUse(KeyUse.SIGNATURE).keyID(UUID.randomUUID().toString()).generate().toJSONString();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Bean
    JWKSource<SecurityContext> tokenKeys(RSAKey tokenKey) {
        return new ImmutableJWKSet<>(new JWKSet(tokenKey));
    }

    /// The key is at hand: no round trip to ourselves to fetch it.
    @Bean
    JwtDecoder tokenDecoder(RSAKey tokenKey) throws JOSEException {
        var decoder = NimbusJwtDecoder.withPublicKey(tokenKey.toRSAPublicKey()).signatureAlgorithm(SignatureAlgorithm.RS256).build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefault(),
                new JwtClaimValidator<List<String>>(JwtClaimNames.AUD, audience -> audience != null && audience.contains(AUDIENCE))));
        return decoder;
    }
}
