package io.flankwatch.platform.security;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.platform.access.Actor;
import io.flankwatch.platform.access.Ceiling;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/// Who makes this request; controllers simply take an {@link Actor} or a {@link Ceiling}.
public final class Actors implements HandlerMethodArgumentResolver {

    Actors() {}

    public static Actor of(HttpServletRequest request) {
        Actor actor = known(request);
        if (actor == null) {
            throw new Refused(RefusalCode.NOT_AUTHENTICATED, "A bearer token is required");
        }
        return actor;
    }

    /// Absent where the request has no valid token.
    public static @Nullable Actor known(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof Authentication authentication && authentication.getPrincipal() instanceof Actor actor ? actor : null;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Actor.class || parameter.getParameterType() == Ceiling.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest http = request.getNativeRequest(HttpServletRequest.class);
        if (http == null) {
            throw new IllegalStateException("not a servlet request");
        }
        Actor actor = of(http);
        return parameter.getParameterType() == Actor.class ? actor : actor.ceiling();
    }
}
