package io.flankwatch.platform.security;

import io.flankwatch.events.RefusalCode;
import io.flankwatch.events.Refused;
import io.flankwatch.platform.access.Actor;
import io.flankwatch.platform.access.Role;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Holds the callers to {@link Needs}, and the controllers to saying what they need.
final class NeedsCheck implements HandlerInterceptor {

    private static final String OURS = "io.flankwatch.";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        // A second dispatch finishes a request that was let in by the first one.
        if (request.getDispatcherType() == DispatcherType.REQUEST && handler instanceof HandlerMethod method && isOurs(method)) {
            check(Actors.of(request), rolesFor(method));
        }
        return true;
    }

    private static void check(Actor actor, List<Role> needed) {
        if (needed.stream().noneMatch(actor.roles()::contains)) {
            throw new Refused(RefusalCode.ROLE_MISSING, "This needs " + (needed.size() == 1 ? "the role " : "one of the roles ")
                    + needed.stream().map(Role::label).collect(Collectors.joining(", ")));
        }
    }

    static boolean isOurs(HandlerMethod method) {
        return method.getBeanType().getName().startsWith(OURS) && !ErrorController.class.isAssignableFrom(method.getBeanType());
    }

    static List<Role> rolesFor(HandlerMethod method) {
        @Nullable Needs needs = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), Needs.class);
        if (needs == null || needs.value().length == 0) {
            throw new IllegalStateException("no endpoint is open by omission: say with @Needs which roles may call " + method);
        }
        return Stream.of(needs.value()).toList();
    }

    /// Refuses to start with an endpoint that does not say what it needs.
    record AtStart(RequestMappingHandlerMapping endpoints) implements SmartInitializingSingleton {

        @Override
        public void afterSingletonsInstantiated() {
            endpoints.getHandlerMethods().values().stream().filter(NeedsCheck::isOurs).forEach(NeedsCheck::rolesFor);
        }
    }
}
