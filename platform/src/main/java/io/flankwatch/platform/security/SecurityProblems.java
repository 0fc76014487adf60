package io.flankwatch.platform.security;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.platform.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/// Tells who is refused by the chain why, in the form of every other refusal.
final class SecurityProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final AuthenticationEntryPoint bearer = new BearerTokenAuthenticationEntryPoint();
    private final Problems problems;

    SecurityProblems(Problems problems) {
        this.problems = problems;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused) throws IOException {
        if (refused instanceof AuthenticationServiceException) {
            // Not the caller's fault: the issuer's keys could not be fetched.
            problems.write(request, response, new Refused(RefusalCode.ISSUER_AWAY, "The keys of the token's issuer could not be fetched"));
            return;
        }
        try {
            // For its WWW-Authenticate header (RFC 6750, section 3).
            bearer.commence(request, response, refused);
        } catch (jakarta.servlet.ServletException e) {
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
