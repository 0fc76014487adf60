package io.flankwatch.platform.security;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.platform.problem.Problems;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/// Tells who is refused by the chain why, in the form of every other refusal.
final class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SecurityProblems.class);

    private final AuthenticationEntryPoint bearer = new BearerTokenAuthenticationEntryPoint();
    private final Problems problems;

    SecurityProblems(Problems problems) {
        this.problems = problems;
    }

    /// The filter would let an issuer's absence through to the container as a fault of ours.
    ObjectPostProcessor<BearerTokenAuthenticationFilter> ofFilter() {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(SecurityProblems.this::commence);
                return filter;
            }
        };
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused) throws IOException {
        if (refused instanceof AuthenticationServiceException) {
            LOG.warn("The keys of the tokens' issuer could not be fetched: {}", refused.getMessage());
            problems.write(request, response, new Refused(RefusalCode.ISSUER_AWAY, "The keys of the token's issuer could not be fetched"));
            return;
        }
        try {
            // For its WWW-Authenticate header (RFC 6750, section 3).
            bearer.commence(request, response, refused);
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        }
        String detail = refused instanceof OAuth2AuthenticationException ? String.valueOf(refused.getMessage()) : "A bearer token is required";
        problems.write(request, response, new Refused(RefusalCode.NOT_AUTHENTICATED, detail));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied) {
        problems.write(request, response, new Refused(RefusalCode.ROLE_MISSING, "The token's roles do not allow this"));
    }
}
