package io.flankwatch.platform.security;

import io.flankwatch.platform.access.Role;
import io.flankwatch.platform.problem.Problems;
import jakarta.servlet.DispatcherType;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// The one chain that every request goes through, in each service and in the standalone.
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableConfigurationProperties(SecurityProperties.class)
public class EdgeSecurity {

    /// What is told without a token: that the service is up, and how its API is used.
    private static final String[] PUBLIC = {
        "/actuator/health", "/actuator/health/**", "/v3/api-docs", "/v3/api-docs.yaml", "/v3/api-docs/**", "/swagger-ui.html", "/swagger-ui/**"
    };

    @Bean
    SecurityFilterChain edge(HttpSecurity http, ObjectProvider<JwtDecoder> tokens, SecurityProperties names, Problems problems) throws Exception {
        JwtDecoder decoder = tokens.getIfUnique();
        if (decoder == null) {
            throw new IllegalStateException("no issuer of tokens: set spring.security.oauth2.resourceserver.jwt.issuer-uri and .audiences");
        }
        SecurityProblems refusals = new SecurityProblems(problems);
        return http.authorizeHttpRequests(requests -> requests
                        // Both finish what a request began that was let in or refused before.
                        .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC).permitAll()
                        .requestMatchers(PUBLIC).permitAll()
                        .requestMatchers("/actuator/**").hasAuthority(Role.OPERATOR.name())
                        .anyRequest().authenticated())
                .oauth2ResourceServer(server -> server
                        .jwt(jwt -> jwt.decoder(new RememberedTokens(decoder, InstantSource.system()))
                                .jwtAuthenticationConverter(new TokenReading(names)))
                        .withObjectPostProcessor(refusals.ofFilter())
                        .authenticationEntryPoint(refusals)
                        .accessDeniedHandler(refusals))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                // Bearer tokens only, nothing that a browser would send by itself: no session, no forgery to guard against.
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    /// A request is a span, and timed, by itself: what each of the chain's filters took tells nobody anything.
    @Bean
    SecurityObservationSettings chainUnobserved() {
        return SecurityObservationSettings.noObservations();
    }

    /// Access tokens may say that they are some (RFC 9068, section 2.1); what says that it is anything else is none.
    @Bean
    OAuth2TokenValidator<Jwt> tokenTypes() {
        var types = new JwtTypeValidator("JWT", "at+jwt", "application/at+jwt");
        types.setAllowEmpty(true);
        return types;
    }

    @Bean
    RequestRejectedHandler rejectedPaths(Problems problems) {
        return (request, response, rejected) -> problems.write(request, response, rejected);
    }

    @Bean
    NeedsCheck.AtStart needsAtStart(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping endpoints) {
        return new NeedsCheck.AtStart(endpoints);
    }

    @Bean
    WebMvcConfigurer actorArguments() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new NeedsCheck());
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new Actors());
            }
        };
    }
}
